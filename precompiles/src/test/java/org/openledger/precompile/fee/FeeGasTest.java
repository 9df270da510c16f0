package org.openledger.precompile.fee;

import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.host.NativeAddress;

/** Every function: the exact gas passes, one less leaves no trace. */
class FeeGasTest {

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
    var items = List.of(FeeFixture.Item.of(5, "quick brown"), FeeFixture.Item.of(1, "jumps"));
    var permit = fees.permit(TestNetwork.OPEN.multiply(BigInteger.TEN), 20_000, 1);
    gas.pay(GATEWAY, BigInteger.ZERO, "settleBatch", fees.batch(permit, items, false));
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

  private void views(com.esaulpaugh.headlong.abi.Tuple permit) {
    BigInteger none = BigInteger.ZERO;
    for (String function : List.of("creditOf", "statement", "accountNumber")) {
      gas.pay(GATEWAY, none, function, ALICE);
    }
    for (String function :
        List.of("accountCount", "accruedPlatform", "accruedTreasury", "liabilities", "surplus")) {
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
