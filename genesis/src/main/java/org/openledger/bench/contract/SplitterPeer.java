package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Function;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;

/**
 * The peer of {@code InferenceFees.settle}: a fee splitter in Solidity ({@code Splitters.sol}) on
 * Besu's EVM. It attributes nothing; state is in memory, as ours is. Signature, receipt and nonce
 * of the transaction are left out on both sides.
 */
public final class SplitterPeer {

  private static final Function SETTLE = new Function("settle(uint256,address[],uint256[])");
  private static final Address CONTRACT = BenchNetwork.account(9_001);
  private static final Address PAYER = BenchNetwork.account(9_002);
  private static final BigInteger FEE = BigInteger.valueOf(1_000_000_007);
  private static final long PLATFORM_FEE = 7;
  private static final long ROUND_NANOS = 50_000_000;

  /**
   * What one settlement costs.
   *
   * @param micros processor time of its execution
   * @param gas of the whole transaction
   */
  record Cost(double micros, long gas) {}

  private final BesuEvm evm;
  private final String contract;
  private final int rounds;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private SplitterPeer(BesuEvm evm, String contract, int rounds) {
    this.evm = evm;
    this.contract = contract;
    this.rounds = rounds;
  }

  /**
   * A peer, where there is a Besu.
   *
   * @param contract {@code PushSplitter} or {@code PullSplitter}
   * @param rounds that are timed, at least 1
   */
  static Optional<SplitterPeer> find(String contract, int rounds) {
    return BesuEvm.find().map(evm -> new SplitterPeer(evm, contract, rounds));
  }

  /** Measures a settlement over accounts that exist and have been paid before. */
  Cost measure(List<Address> payees) {
    try (evm) {
      evm.fund(PAYER, BigInteger.TEN.pow(24));
      payees.forEach(payee -> evm.fund(payee, BigInteger.ONE));
      Bytes code = evm.deploy(PAYER, CONTRACT, creation());
      evm.call(PAYER, CONTRACT, code, settle(1, payees), FEE, true);
      Bytes input = settle(2, payees);
      long executed = evm.call(PAYER, CONTRACT, code, input, FEE, false);
      long intrinsic = IntrinsicGas.of(input, Collections.emptyList());
      long gas = Math.max(intrinsic + executed, IntrinsicGas.floor(input));
      return new Cost(micros(evm.repeatable(PAYER, CONTRACT, code, input, FEE)), gas);
    }
  }

  private double micros(Runnable call) {
    for (long warm = 0; warm < 20 * ROUND_NANOS; warm += nanos(call, 10)) {}
    int repeats = Math.clamp(10 * ROUND_NANOS / Math.max(nanos(call, 10), 1), 1, 100_000);
    double[] micros = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      micros[i] = nanos(call, repeats) / 1e3 / repeats;
    }
    Arrays.sort(micros);
    return micros[rounds / 2];
  }

  private long nanos(Runnable call, int repeats) {
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < repeats; i++) {
      call.run();
    }
    return threads.getCurrentThreadCpuTime() - start;
  }

  /** Calldata that shares the value among payees, each with as many units. */
  public static Bytes settle(long request, List<Address> payees) {
    BigInteger[] units = new BigInteger[payees.size()];
    Arrays.setAll(units, i -> BigInteger.valueOf(12));
    return Bytes.wrap(
        SETTLE
            .encodeCall(
                AbiValues.tuple(
                    request,
                    payees.stream()
                        .map(AbiValues::address)
                        .toArray(com.esaulpaugh.headlong.abi.Address[]::new),
                    units))
            .array());
  }

  private Bytes creation() {
    return creation(
        contract,
        List.of(
            BenchNetwork.account(9_003), BenchNetwork.account(9_004), BenchNetwork.account(9_005)));
  }

  /**
   * Code that creates a splitter.
   *
   * @param contract {@code PushSplitter} or {@code PullSplitter}
   * @param parts who is platform, creator and stakers
   */
  public static Bytes creation(String contract, List<Address> parts) {
    Properties compiled = new Properties();
    try (InputStream in = SplitterPeer.class.getResourceAsStream("splitters.properties")) {
      compiled.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Bytes parameters =
        Bytes.concatenate(
            AbiValues.word(parts.get(0)),
            AbiValues.word(parts.get(1)),
            AbiValues.word(parts.get(2)),
            AbiValues.word(PLATFORM_FEE));
    return Bytes.concatenate(Bytes.fromHexString(compiled.getProperty(contract)), parameters);
  }
}
