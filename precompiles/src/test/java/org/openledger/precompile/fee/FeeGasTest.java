package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.system.Parameter;

/** Every function: the exact gas passes, one less leaves no trace. */
class FeeGasTest {

  /** Gas of a payout of the platform's accrual: to an account without a credit, and to one with. */
  private static final long FIRST_PAYOUT = 25_956;

  private static final long LATER_PAYOUT = 8_856;

  private static final Bytes OUTPUT = TestNetwork.output("quick brown fox");

  private final FeeFixture fees = new FeeFixture();
  private final TestNetwork network = fees.network;
  private final ExactGas gas = new ExactGas(network, CONTRACT);

  @Test
  void exactGasPassesAndOneLessChangesNothing() {
    BigInteger gross = fees.gross(15);
    long model = fees.model;
    gas.pay(GATEWAY, BigInteger.ZERO, "quote", model, 1L, 2L);
    gas.pay(fees.payer, gross, "settle", model, 1L, OUTPUT, fees.receipt(1, OUTPUT, Bytes32.ZERO));
    gas.pay(fees.payer, TestNetwork.OPEN.multiply(BigInteger.TEN), "deposit");
    gas.pay(GATEWAY, BigInteger.ONE, "depositFor", fees.payer);
    gas.pay(fees.payer, BigInteger.ZERO, "reserve", model, 2L, 0L, 20L);
    gas.pay(
        GATEWAY,
        BigInteger.ZERO,
        "settleReserved",
        fees.payer,
        model,
        2L,
        OUTPUT,
        fees.receipt(2, OUTPUT, Bytes32.ZERO));
    gas.pay(fees.payer, fees.gross(20), "reserve", model, 3L, 0L, 20L);
    gas.pay(CREATOR, BigInteger.ZERO, "decline", fees.payer, model, 3L);
    gas.pay(fees.payer, fees.gross(20), "reserve", model, 4L, 0L, 20L);
    network.host.setBlockNumber(10_000);
    gas.pay(fees.payer, BigInteger.ZERO, "refund", model, 4L);
    gas.pay(fees.payer, fees.gross(20), "reserve", model, 5L, 0L, 20L);
    network.host.setBlockNumber(15_000);
    gas.pay(GATEWAY, BigInteger.ZERO, "refundFor", fees.payer, model, 5L);
    var items = List.of(FeeFixture.Item.of(5, "quick brown"), FeeFixture.Item.of(1, "jumps"));
    var permit = fees.permit(TestNetwork.OPEN.multiply(BigInteger.TEN), 20_000, 1);
    gas.pay(GATEWAY, BigInteger.ZERO, "settleBatch", fees.batch(permit, items, false));
    var others = List.of(FeeFixture.Item.of(21, "quick brown"), FeeFixture.Item.of(22, "jumps"));
    var next = fees.permit(TestNetwork.OPEN.multiply(BigInteger.TEN), 20_000, 3);
    gas.pay(GATEWAY, BigInteger.ZERO, "settleBatchPacked", fees.batchPacked(next, others, false));
    gas.pay(fees.payer, BigInteger.ZERO, "revokePermit", model, 2L);
    gas.pay(fees.payer, wei(9), "depositPledge", model);
    gas.pay(fees.payer, BigInteger.ZERO, "startPledgeWithdrawal", model, 5L);
    gas.pay(fees.payer, BigInteger.ZERO, "startWithdrawal", 1L);
    gas.pay(CREATOR, wei(9), "depositServingBond", model);
    gas.pay(CREATOR, BigInteger.ZERO, "startBondWithdrawal", model, 1L);
    network.host.setBlockNumber(20_000);
    gas.pay(fees.payer, BigInteger.ZERO, "finishWithdrawal");
    gas.pay(fees.payer, BigInteger.ZERO, "finishPledgeWithdrawal", model);
    gas.pay(CREATOR, BigInteger.ZERO, "finishBondWithdrawal", model);
    gas.pay(GATEWAY, BigInteger.ZERO, "collect", model);
    gas.pay(CREATOR, BigInteger.ZERO, "withdraw");
    gas.pay(ALICE, BigInteger.ZERO, "withdrawTo", TestNetwork.account(999));
    network.host.setBalance(
        NativeAddress.INFERENCE_FEES.address(),
        network.host.balance(NativeAddress.INFERENCE_FEES.address()).add(7));
    gas.pay(GATEWAY, BigInteger.ZERO, "sweepSurplus");
    Bytes32 commitment =
        Bytes32.wrap(
            org.openledger.attribution.content.AnswerCommitment.of(3, Bytes32.ZERO.toArray()));
    var receipt = fees.receipt(8, OUTPUT, commitment);
    network.pay(fees.payer, gross, CONTRACT, "settle", model, 8L, OUTPUT, receipt);
    gas.pay(
        fees.payer,
        BigInteger.ZERO,
        "proveUnderReporting",
        AbiValues.tuple(
            model,
            8L,
            OUTPUT,
            receipt,
            FeeFixture.noBatch(),
            3L,
            Bytes32.ZERO,
            new com.esaulpaugh.headlong.abi.Tuple[0]));
    network.pay(CREATOR, wei(9), CONTRACT, "depositServingBond", model);
    network.pay(
        fees.payer,
        gross,
        CONTRACT,
        "settle",
        model,
        9L,
        OUTPUT,
        fees.receipt(9, OUTPUT, commitment));
    gas.pay(
        fees.payer,
        BigInteger.ZERO,
        "proveContradiction",
        model,
        9L,
        fees.statement(9, commitment),
        fees.statement(9, Bytes32.ZERO));
    views(permit);
    gas.coversTheInterface();
  }

  /**
   * The platform's accrual waits in 72 bits, some 4,722 OPEN. The settlement that would exceed them
   * pays all of it out: one in thousands where nobody collects, and its gas is more than an
   * estimate says that was made before the one that came between. docs/decisions/0013 names the
   * figures.
   */
  @Test
  void theSettlementThatPaysTheNetworksAccrualOutNeedsSoMuchMore() {
    BigInteger half = Totals.MAX_ACCRUAL.shiftRight(1);
    List<Long> usual = gasOfSettlements(half.shiftRight(2), 4);
    List<Long> paying = gasOfSettlements(half.add(BigInteger.ONE), 4);
    // The first accrues, the second pays out to an account that was never credited, and so on.
    assertThat(paying.get(0)).isEqualTo(usual.get(0));
    assertThat(paying.get(1) - usual.get(1)).isEqualTo(FIRST_PAYOUT);
    assertThat(paying.get(2)).isEqualTo(usual.get(2));
    assertThat(paying.get(3) - usual.get(3)).isEqualTo(LATER_PAYOUT);
  }

  /** Gas of equal settlements one after the other, at a platform fee. */
  private static List<Long> gasOfSettlements(BigInteger platformFee, int count) {
    FeeFixture dear = new FeeFixture();
    TestNetwork world = dear.network;
    world.send(
        TestNetwork.ADMIN, "System", "setParameter", Parameter.PLATFORM_FEE.key(), platformFee);
    world.host.setBalance(dear.payer, UInt256.MAX_VALUE.shiftRight(2));
    List<Long> gas = new ArrayList<>();
    for (long request = 1; request <= count; request++) {
      world.pay(
          dear.payer,
          dear.gross(15),
          CONTRACT,
          "settle",
          dear.model,
          request,
          OUTPUT,
          dear.receipt(request, OUTPUT, Bytes32.ZERO));
      gas.add(world.gasUsed());
    }
    return gas;
  }

  private void views(com.esaulpaugh.headlong.abi.Tuple permit) {
    BigInteger none = BigInteger.ZERO;
    for (String function : List.of("creditOf", "statement", "accountNumber")) {
      gas.pay(GATEWAY, none, function, ALICE);
    }
    for (String function :
        List.of("accountCount", "accruedPlatform", "accruedStakers", "liabilities", "surplus")) {
      gas.pay(GATEWAY, none, function);
    }
    for (String function : List.of("accrued", "servingBond")) {
      gas.pay(GATEWAY, none, function, fees.model);
    }
    for (String function :
        List.of("reservation", "isSettled", "isPermitUsed", "permitEnd", "isProved")) {
      gas.pay(GATEWAY, none, function, fees.payer, fees.model, 8L);
    }
    gas.pay(GATEWAY, none, "pledge", fees.payer, fees.model);
    gas.pay(GATEWAY, none, "account", 1L);
    gas.pay(GATEWAY, none, "permitDigest", permit);
    gas.pay(
        GATEWAY, none, "receiptDigest", fees.model, 1L, fees.payer, 1L, 0L, OUTPUT, Bytes32.ZERO);
    gas.pay(
        GATEWAY,
        none,
        "batchDigest",
        permit,
        1L,
        false,
        FeeFixture.tuples(List.of(FeeFixture.Item.of(1, "a"))));
  }
}
