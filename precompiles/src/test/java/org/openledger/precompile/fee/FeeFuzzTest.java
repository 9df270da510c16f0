package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;

class FeeFuzzTest {

  private final FeeFixture fees = new FeeFixture();
  private final TestNetwork network = fees.network;

  private record Valid(Address sender, BigInteger value, Bytes input) {}

  /**
   * Valid calls with a few words replaced end in one of the outcomes of a call, and whatever
   * succeeds owes no more than it holds. Whoever recovers here is who must sign, so that bent
   * values get past the signatures.
   */
  @Test
  void bentCallsNeverEscapeAndNeverOweMoreThanIsHeld() {
    long seed = Long.getLong("openledger.seed", 61L);
    Random random = new Random(seed);
    fees.deposit(TestNetwork.OPEN.multiply(BigInteger.valueOf(100)));
    network.pay(fees.payer, fees.gross(20), CONTRACT, "reserve", fees.model, 3L, 0L, 20L);
    Bytes output = FeeFixture.redacted("quick brown fox jumps", 3, 9);
    Tuple receipt = fees.receipt(3, output, Bytes32.ZERO);
    Tuple permit = fees.permit(TestNetwork.OPEN.multiply(BigInteger.TEN), 200, 1);
    List<FeeFixture.Item> items =
        List.of(
            new FeeFixture.Item(1, 5, output, Bytes32.ZERO), FeeFixture.Item.of(2, "jumps over"));
    Tuple[] openings = {AbiValues.tuple(1L, 2L, Bytes32.ZERO, new byte[][] {new byte[32]})};
    Tuple evidence =
        AbiValues.tuple(
            fees.model,
            9L,
            output,
            receipt,
            AbiValues.tuple(permit, true, new byte[2][32], 1L),
            21L,
            Bytes32.ZERO,
            openings);
    Tuple statement =
        AbiValues.tuple(1L, 2L, 3L, Bytes32.ZERO, Bytes32.ZERO, new byte[65], FeeFixture.noBatch());
    BigInteger none = BigInteger.ZERO;
    List<Valid> calls =
        List.of(
            valid(GATEWAY, none, "settleBatch", fees.batch(permit, items, false)),
            valid(GATEWAY, none, "settleBatchPacked", fees.batchPacked(permit, items, false)),
            valid(fees.payer, none, "settle", fees.model, 4L, output, receipt),
            valid(fees.payer, none, "reserve", fees.model, 5L, 6L, 7L),
            valid(GATEWAY, none, "settleReserved", fees.payer, fees.model, 3L, output, receipt),
            valid(fees.payer, BigInteger.TEN, "depositFor", GATEWAY),
            valid(fees.payer, none, "startWithdrawal", 50L),
            valid(fees.payer, BigInteger.TEN, "depositPledge", fees.model),
            valid(fees.payer, none, "revokePermit", fees.model, 1L),
            valid(fees.payer, none, "proveUnderReporting", evidence),
            valid(fees.payer, none, "proveContradiction", fees.model, 9L, statement, statement));
    Address[] signers = {fees.payer, network.servingKey.address()};
    int succeeded = 0;
    for (int round = 0; round < 8_000; round++) {
      Valid call = calls.get(random.nextInt(calls.size()));
      byte[] bent = call.input().toArray();
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        UInt256 word =
            switch (random.nextInt(4)) {
              case 0 -> UInt256.valueOf(random.nextInt(300));
              case 1 -> UInt256.ONE.shiftLeft(random.nextInt(256));
              case 2 -> UInt256.MAX_VALUE.shiftRight(random.nextInt(256));
              default -> UInt256.valueOf(new BigInteger(256, random));
            };
        int at = 4 + 32 * random.nextInt((bent.length - 4) / 32);
        System.arraycopy(word.toArray(), 0, bent, at, 32);
      }
      int[] recovered = {calls.indexOf(call) < 2 ? 0 : 1};
      network.host.setRecovery((d, v, r, s) -> Optional.of(signers[Math.min(recovered[0]++, 1)]));
      MemoryHost.Snapshot before = network.host.snapshot();
      try {
        Outcome outcome =
            network.call(call.sender(), CONTRACT, call.value(), TestNetwork.GAS, Bytes.wrap(bent));
        succeeded += outcome instanceof Outcome.Success ? 1 : 0;
        BigInteger held =
            network.host.balance(NativeAddress.INFERENCE_FEES.address()).toUnsignedBigInteger();
        assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isLessThanOrEqualTo(held);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + Bytes.wrap(bent), e);
      }
      network.host.restore(before);
    }
    assertThat(succeeded).isBetween(1_500, 7_000);
  }

  private static Valid valid(
      Address sender, BigInteger value, String function, Object... arguments) {
    return new Valid(sender, value, TestNetwork.encode(CONTRACT, function, arguments));
  }
}
