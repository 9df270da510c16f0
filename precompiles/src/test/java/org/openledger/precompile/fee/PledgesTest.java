package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.system.Parameter;

/** INV-FEE-11: what a payer can do in front of a batch that was served, and what not. */
class PledgesTest {

  private final FeeFixture fees = new FeeFixture(FeeFixture.with(Parameter.WITHDRAWAL_DELAY, 10));
  private final TestNetwork network = fees.network;
  private final BigInteger ten = fees.gross(10);
  private final List<FeeFixture.Item> items =
      List.of(FeeFixture.Item.of(1, "quick brow"), FeeFixture.Item.of(2, "fox jumps "));

  private void pledge(BigInteger amount) {
    network.pay(fees.payer, amount, CONTRACT, "depositPledge", fees.model);
  }

  /** amount, unlocking, unlockBlock. */
  private Tuple pledged() {
    return network.send(GATEWAY, CONTRACT, "pledge", fees.payer, fees.model);
  }

  private Tuple settleBatch(long nonce) {
    return fees.settleBatch(fees.permit(ten.multiply(wei(9)), 200, nonce), items, false);
  }

  @Test
  void aBatchTakesFirstWhatIsPledgedThenTheDeposit() {
    pledge(ten.add(wei(3)));
    fees.deposit(ten);
    assertThat(settleBatch(1)).isEqualTo(AbiValues.tuple(2L, ten.add(ten)));
    assertThat(pledged()).isEqualTo(AbiValues.tuple(0L, 0L, 0L));
    assertThat(fees.depositOf(fees.payer)).isEqualTo(wei(3));
    assertThat(fees.events("BatchSettled"))
        .containsExactly(
            AbiValues.tuple(fees.model, fees.payer, 1L, 2L, 0L, ten.add(ten), ten.add(wei(3))));
    assertThat(fees.events("Pledged"))
        .containsExactly(AbiValues.tuple(fees.model, fees.payer, ten.add(wei(3))));
  }

  @Test
  void nothingElseOfThePayersTakesWhatIsPledged() {
    pledge(ten.multiply(wei(5)));
    Bytes output = TestNetwork.output("quick brow");
    Tuple receipt = fees.receipt(1, output, Bytes32.ZERO);
    network.refuse(
        "InsufficientDeposit", fees.payer, CONTRACT, "settle", fees.model, 1L, output, receipt);
    network.refuse("InsufficientDeposit", fees.payer, CONTRACT, "reserve", fees.model, 1L, 0L, 10L);
    network.refuse("InsufficientDeposit", fees.payer, CONTRACT, "startWithdrawal", 1L);
    network.refuse("NothingToWithdraw", GATEWAY, CONTRACT, "finishPledgeWithdrawal", fees.model);
    assertThat(settleBatch(1).<BigInteger>get(0)).isEqualTo(wei(2));
  }

  @Test
  void aPledgeIsTakenBackWithNoticeAndPaysUntilThen() {
    BigInteger all = ten.multiply(wei(3));
    pledge(all);
    network.refuse(
        "InsufficientDeposit",
        fees.payer,
        CONTRACT,
        "startPledgeWithdrawal",
        fees.model,
        all.add(BigInteger.ONE));
    network.send(fees.payer, CONTRACT, "startPledgeWithdrawal", fees.model, all);
    assertThat(pledged()).isEqualTo(AbiValues.tuple(all, all, 110L));
    network.host.setBlockNumber(109);
    assertThat(
            network.refuse("TooEarly", fees.payer, CONTRACT, "finishPledgeWithdrawal", fees.model))
        .isEqualTo(AbiValues.tuple(110L, 109L));
    settleBatch(1);
    assertThat(pledged()).isEqualTo(AbiValues.tuple(ten, ten, 110L));
    network.host.setBlockNumber(110);
    BigInteger before = network.host.balance(fees.payer).toUnsignedBigInteger();
    network.send(fees.payer, CONTRACT, "finishPledgeWithdrawal", fees.model);
    assertThat(network.host.balance(fees.payer).toUnsignedBigInteger()).isEqualTo(before.add(ten));
    assertThat(pledged()).isEqualTo(AbiValues.tuple(0L, 0L, 0L));
    assertThat(fees.events("PledgeWithdrawalStarted"))
        .containsExactly(AbiValues.tuple(fees.model, fees.payer, all, 110L));
    assertThat(fees.events("PledgeWithdrawn"))
        .containsExactly(AbiValues.tuple(fees.model, fees.payer, ten));
  }

  @Test
  void pledgesAreBounded() {
    network.refuse("ZeroValue", fees.payer, CONTRACT, "depositPledge", fees.model);
    for (String function : List.of("depositPledge", "finishPledgeWithdrawal")) {
      network.refuse("UnknownModel", fees.payer, CONTRACT, function, 9L);
    }
    network.refuse("UnknownModel", fees.payer, CONTRACT, "startPledgeWithdrawal", 9L, 0L);
    network.refuse("UnknownModel", fees.payer, CONTRACT, "pledge", fees.payer, 9L);
    network.host.setBalance(
        fees.payer, org.apache.tuweni.units.bigints.UInt256.MAX_VALUE.shiftRight(1));
    pledge(Holding.MAX);
    network.refuse(
        "TooManyCoins", fees.payer, BigInteger.ONE, CONTRACT, "depositPledge", fees.model);
  }

  /** A reservation yields to the batch of whoever has served: its coins come back first. */
  @Test
  void aReservationInFrontOfABatchDoesNotStopIt() {
    BigInteger deposit = ten.add(ten);
    fees.deposit(deposit);
    BigInteger more = fees.gross(20);
    network.pay(fees.payer, more, CONTRACT, "reserve", fees.model, 1L, 0L, 20L);
    network.send(fees.payer, CONTRACT, "reserve", fees.model, 2L, 0L, 10L);
    assertThat(settleBatch(1)).isEqualTo(AbiValues.tuple(2L, deposit));
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, more, 0L, 0L, 0L));
    assertThat(fees.isSettled(1)).isTrue();
    assertThat(fees.isSettled(2)).isTrue();
    assertThat(fees.events("InferenceRefunded"))
        .containsExactly(
            AbiValues.tuple(fees.model, fees.payer, 1L, more, GATEWAY),
            AbiValues.tuple(fees.model, fees.payer, 2L, ten, GATEWAY));
  }

  /** What a reservation held beyond its own item pays for the items after it. */
  @Test
  void coinsOfAReservationPayForLaterItems() {
    BigInteger more = fees.gross(40);
    network.pay(fees.payer, more, CONTRACT, "reserve", fees.model, 1L, 0L, 40L);
    fees.deposit(ten.subtract(BigInteger.TEN));
    assertThat(settleBatch(1)).isEqualTo(AbiValues.tuple(2L, ten.add(ten)));
    assertThat(fees.depositOf(fees.payer)).isEqualTo(more.subtract(BigInteger.TEN).subtract(ten));
  }

  /** Where even so the coins do not suffice, the reservation stays as it was. */
  @Test
  void aReservationOfWhatCannotBePaidStays() {
    network.pay(fees.payer, fees.gross(4), CONTRACT, "reserve", fees.model, 1L, 0L, 4L);
    assertThat(settleBatch(1)).isEqualTo(AbiValues.tuple(0L, 0L));
    assertThat(fees.statement(fees.payer).<BigInteger>get(5)).isEqualTo(fees.gross(4));
    assertThat(fees.isSettled(1)).isFalse();
    assertThat(fees.events("InferenceRefunded")).isEmpty();
  }

  @Test
  void aPermitThatIsTakenBackPaysForAnotherWithdrawalDelay() {
    pledge(ten.multiply(wei(5)));
    assertThat(
            network.send(fees.payer, CONTRACT, "revokePermit", fees.model, 1L).<BigInteger>get(0))
        .isEqualTo(wei(110));
    network.host.setBlockNumber(109);
    // Once more does not move the end.
    assertThat(
            network.send(fees.payer, CONTRACT, "revokePermit", fees.model, 1L).<BigInteger>get(0))
        .isEqualTo(wei(110));
    assertThat(fees.events("PermitRevoked"))
        .containsExactly(AbiValues.tuple(fees.model, fees.payer, 1L, 110L));
    assertThat(network.<BigInteger>read(CONTRACT, "permitEnd", fees.payer, fees.model, 1L))
        .isEqualTo(wei(110));
    settleBatch(1);
    network.refuse("PermitUsed", fees.payer, CONTRACT, "revokePermit", fees.model, 1L);
    network.host.setBlockNumber(100);
    network.send(fees.payer, CONTRACT, "revokePermit", fees.model, 2L);
    network.host.setBlockNumber(110);
    Object[] batch = fees.batch(fees.permit(ten, 200, 2), items, false);
    assertThat(network.refuse("PermitEnded", GATEWAY, CONTRACT, "settleBatch", batch))
        .isEqualTo(AbiValues.tuple(fees.payer, 2L, 110L));
  }

  /** Numbers used with another model, even the payer's own, are not those of this one. */
  @Test
  void requestsAndPermitsOfAnotherModelAreOthers() {
    pledge(ten.multiply(wei(5)));
    fees.deposit(ten.multiply(wei(5)));
    long other = network.propose(0, network.terms(FeeFixture.RATE, 8, 8));
    network.send(GOVERNOR, "Models", "advance", other);
    network.send(CREATOR, "Models", "advance", other);
    network.send(CREATOR, "Models", "link", other, 1L, 1L);
    for (int i = 0; i < 3; i++) {
      network.send(CREATOR, "Models", "advance", other);
    }
    Tuple permit = AbiValues.tuple(fees.payer, other, ten.multiply(wei(5)), 200L, 1L);
    assertThat(fees.settleBatch(permit, items, true).<BigInteger>get(0)).isEqualTo(wei(2));
    network.send(fees.payer, CONTRACT, "revokePermit", other, 7L);
    assertThat(fees.isSettled(1)).isFalse();
    assertThat(settleBatch(1).<BigInteger>get(0)).isEqualTo(wei(2));
    network.host.setBlockNumber(199);
    Object[] batch = fees.batch(fees.permit(ten, 200, 7), List.of(FeeFixture.Item.of(9, "")), true);
    network.send(GATEWAY, CONTRACT, "settleBatch", batch);
  }
}
