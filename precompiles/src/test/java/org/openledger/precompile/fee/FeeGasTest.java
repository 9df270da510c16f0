package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;

/** Every function: the exact gas passes, one less leaves no trace. */
class FeeGasTest {

  private static final Bytes OUTPUT = TestNetwork.output("quick brown fox");

  private final FeeFixture fees = new FeeFixture();
  private final TestNetwork network = fees.network;
  private final SortedSet<String> tried = new TreeSet<>();

  @Test
  void exactGasPassesAndOneLessChangesNothing() {
    BigInteger gross = fees.gross(15);
    long model = fees.model;
    exact(GATEWAY, BigInteger.ZERO, "quote", model, 1L, 2L);
    exact(fees.payer, gross, "settle", model, 1L, OUTPUT, fees.receipt(1, OUTPUT, Bytes32.ZERO));
    exact(fees.payer, TestNetwork.OPEN.multiply(BigInteger.TEN), "deposit");
    exact(GATEWAY, BigInteger.ONE, "depositFor", fees.payer);
    exact(fees.payer, BigInteger.ZERO, "reserve", model, 2L, 0L, 20L);
    exact(
        GATEWAY,
        BigInteger.ZERO,
        "settleReserved",
        fees.payer,
        model,
        2L,
        OUTPUT,
        fees.receipt(2, OUTPUT, Bytes32.ZERO));
    exact(fees.payer, fees.gross(20), "reserve", model, 3L, 0L, 20L);
    exact(CREATOR, BigInteger.ZERO, "decline", fees.payer, model, 3L);
    exact(fees.payer, fees.gross(20), "reserve", model, 4L, 0L, 20L);
    network.host.setBlockNumber(10_000);
    exact(fees.payer, BigInteger.ZERO, "refund", model, 4L);
    var items = List.of(FeeFixture.Item.of(5, "quick brown"), FeeFixture.Item.of(1, "jumps"));
    var permit = fees.permit(TestNetwork.OPEN.multiply(BigInteger.TEN), 20_000, 1);
    exact(GATEWAY, BigInteger.ZERO, "settleBatch", fees.batch(permit, items, false));
    exact(fees.payer, BigInteger.ZERO, "revokePermit", model, 2L);
    exact(fees.payer, wei(9), "depositPledge", model);
    exact(fees.payer, BigInteger.ZERO, "startPledgeWithdrawal", model, 5L);
    exact(fees.payer, BigInteger.ZERO, "startWithdrawal", 1L);
    exact(CREATOR, wei(9), "depositServingBond", model);
    exact(CREATOR, BigInteger.ZERO, "startBondWithdrawal", model, 1L);
    network.host.setBlockNumber(20_000);
    exact(fees.payer, BigInteger.ZERO, "finishWithdrawal");
    exact(fees.payer, BigInteger.ZERO, "finishPledgeWithdrawal", model);
    exact(CREATOR, BigInteger.ZERO, "finishBondWithdrawal", model);
    exact(GATEWAY, BigInteger.ZERO, "collect", model);
    exact(CREATOR, BigInteger.ZERO, "withdraw");
    exact(ALICE, BigInteger.ZERO, "withdrawTo", TestNetwork.account(999));
    network.host.setBalance(
        NativeAddress.INFERENCE_FEES.address(),
        network.host.balance(NativeAddress.INFERENCE_FEES.address()).add(7));
    exact(GATEWAY, BigInteger.ZERO, "sweepSurplus");
    Bytes32 commitment =
        Bytes32.wrap(
            org.openledger.attribution.content.AnswerCommitment.of(3, Bytes32.ZERO.toArray()));
    var receipt = fees.receipt(8, OUTPUT, commitment);
    network.pay(fees.payer, gross, CONTRACT, "settle", model, 8L, OUTPUT, receipt);
    exact(
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
    exact(
        fees.payer,
        BigInteger.ZERO,
        "proveContradiction",
        model,
        9L,
        fees.statement(9, commitment),
        fees.statement(9, Bytes32.ZERO));
    views(permit);
    assertThat(tried).isEqualTo(ContractAbi.of(CONTRACT).functions().keySet());
  }

  private void views(com.esaulpaugh.headlong.abi.Tuple permit) {
    BigInteger none = BigInteger.ZERO;
    for (String function : List.of("creditOf", "statement", "accountNumber")) {
      exact(GATEWAY, none, function, ALICE);
    }
    for (String function :
        List.of("accountCount", "accruedPlatform", "accruedTreasury", "liabilities", "surplus")) {
      exact(GATEWAY, none, function);
    }
    for (String function : List.of("accrued", "servingBond")) {
      exact(GATEWAY, none, function, fees.model);
    }
    for (String function :
        List.of("reservation", "isSettled", "isPermitUsed", "permitEnd", "isProved")) {
      exact(GATEWAY, none, function, fees.payer, fees.model, 8L);
    }
    exact(GATEWAY, none, "pledge", fees.payer, fees.model);
    exact(GATEWAY, none, "account", 1L);
    exact(GATEWAY, none, "permitDigest", permit);
    exact(GATEWAY, none, "receiptDigest", fees.model, 1L, fees.payer, 1L, 0L, OUTPUT, Bytes32.ZERO);
    exact(
        GATEWAY,
        none,
        "batchDigest",
        permit,
        1L,
        false,
        FeeFixture.tuples(List.of(FeeFixture.Item.of(1, "a"))));
  }

  private void exact(Address sender, BigInteger value, String function, Object... arguments) {
    tried.add(function);
    Bytes input = TestNetwork.encode(CONTRACT, function, arguments);
    MemoryHost.Snapshot before = network.host.snapshot();
    Outcome outcome = network.call(sender, CONTRACT, value, TestNetwork.GAS, input);
    assertThat(outcome).as(function).isInstanceOf(Outcome.Success.class);
    long gas = network.gasUsed();
    network.host.restore(before);
    var words = network.host.storageOf(NativeAddress.INFERENCE_FEES.address());
    var coins = network.host.balances();
    int logs = network.host.logs().size();
    for (long less : new long[] {gas - 1, gas / 2, gas * 9 / 10}) {
      assertThat(network.call(sender, CONTRACT, value, less, input))
          .as(function)
          .isEqualTo(new Outcome.OutOfGas());
    }
    assertThat(network.host.storageOf(NativeAddress.INFERENCE_FEES.address())).isEqualTo(words);
    assertThat(nonZero(network.host.balances())).isEqualTo(nonZero(coins));
    assertThat(network.host.logs()).hasSize(logs);
    assertThat(network.call(sender, CONTRACT, value, gas, input))
        .as(function)
        .isInstanceOf(Outcome.Success.class);
  }

  private static java.util.SortedMap<Address, UInt256> nonZero(
      java.util.SortedMap<Address, UInt256> coins) {
    coins.values().removeIf(UInt256::isZero);
    return coins;
  }
}
