package org.openledger.integration.besu;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.system.GenesisState;
import org.openledger.precompile.system.NetworkConfiguration;

/** The same contracts on the host in memory: what a transaction must do on any other host. */
public final class Twin {

  private static final long TRANSACTION = 21_000;

  /**
   * What a transaction did.
   *
   * @param outcome how the contract's call ended
   * @param gasUsed as in a receipt
   * @param logs its logs
   */
  public record Effect(Outcome outcome, long gasUsed, List<MemoryHost.Emitted> logs) {}

  private final MemoryHost host = new MemoryHost();
  private final List<NativeContract> contracts = Contracts.all(SegmentSource.none());

  public Twin(NetworkConfiguration configuration) {
    GenesisState.storage(configuration)
        .forEach(
            (account, words) -> words.forEach((key, word) -> host.setStorage(account, key, word)));
  }

  /** Coins that an account holds. */
  public void setBalance(Address account, BigInteger wei) {
    host.setBalance(account, UInt256.valueOf(wei));
  }

  public BigInteger balance(Address account) {
    return host.balance(account).toUnsignedBigInteger();
  }

  /** Non-zero storage of an account. */
  public MemoryHost memory() {
    return host;
  }

  /** Executes a transaction that calls a native contract. */
  public Effect transact(Address sender, Address to, BigInteger value, long gas, Bytes input) {
    MemoryHost.Snapshot before = host.snapshot();
    int logsBefore = before.logCount();
    host.setSender(sender);
    host.setRecipient(to);
    host.setValue(UInt256.valueOf(value));
    host.setGas(gas - intrinsic(input));
    host.transfer(sender, to, UInt256.valueOf(value));
    NativeContract target =
        contracts.stream().filter(c -> c.address().equals(to)).findFirst().orElseThrow();
    Outcome outcome = target.call(host, input);
    long used = outcome instanceof Outcome.OutOfGas ? gas : gas - host.remainingGas();
    if (outcome instanceof Outcome.Success) {
      host.release(before);
    } else {
      host.restore(before);
    }
    List<MemoryHost.Emitted> logs = host.logs();
    return new Effect(
        outcome,
        Math.max(used, TRANSACTION + 10 * tokens(input)),
        logs.subList(logsBefore, logs.size()));
  }

  /** What a transaction costs before anything runs (EIP-2028). */
  private static long intrinsic(Bytes input) {
    return TRANSACTION + 4 * tokens(input);
  }

  /** Tokens of calldata (EIP-7623): a zero byte is one, any other four. */
  private static long tokens(Bytes input) {
    long tokens = 0;
    for (int i = 0; i < input.size(); i++) {
      tokens += input.get(i) == 0 ? 1 : 4;
    }
    return tokens;
  }
}
