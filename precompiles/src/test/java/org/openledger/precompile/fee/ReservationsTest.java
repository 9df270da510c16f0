package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
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
import org.openledger.precompile.system.Parameter;

class ReservationsTest {

  private static final Bytes OUTPUT = TestNetwork.output("quick brown");

  private final FeeFixture fees = new FeeFixture(FeeFixture.with(Parameter.RESERVE_WINDOW, 5));
  private final TestNetwork network = fees.network;

  private void reserve(long request, BigInteger value) {
    network.pay(fees.payer, value, CONTRACT, "reserve", fees.model, request, 0L, 20L);
  }

  private Object[] settlement(long request, Bytes output) {
    Tuple receipt = fees.receipt(request, output, Bytes32.ZERO);
    return new Object[] {fees.payer, fees.model, request, output, receipt};
  }

  @Test
  void aReservedInferenceIsSettledByAnyoneAndTheRestComesBack() {
    BigInteger held = fees.gross(20);
    reserve(1, held);
    assertThat(fees.isSettled(1)).isFalse();
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, 0L, 0L, 0L, held));
    assertThat(network.<Tuple>read(CONTRACT, "reservation", fees.payer, fees.model, 1L))
        .isEqualTo(AbiValues.tuple(0L, 20L, held, 105L));
    network.host.setBlockNumber(105);
    network.send(GATEWAY, CONTRACT, "settleReserved", settlement(1, OUTPUT));
    BigInteger rest = held.subtract(fees.gross(11));
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, rest, 0L, 0L, 0L));
    assertThat(fees.isSettled(1)).isTrue();
    assertThat(network.creditOf(ALICE)).isPositive();
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isEqualTo(held);
  }

  @Test
  void aReservationIsPaidOutOfTheDepositToo() {
    BigInteger held = fees.gross(20);
    fees.deposit(held.add(wei(3)));
    reserve(1, BigInteger.ZERO);
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, 3L, 0L, 0L, held));
    network.refuse("InsufficientDeposit", fees.payer, CONTRACT, "reserve", fees.model, 2L, 0L, 20L);
  }

  /** INV-FEE-02, whichever way. */
  @Test
  void aReservedRequestSettlesOnceWhicheverWay() {
    reserve(1, fees.gross(20));
    Tuple receipt = fees.receipt(1, OUTPUT, Bytes32.ZERO);
    Object[] direct = {fees.model, 1L, OUTPUT, receipt};
    network.refuse("AlreadyReserved", fees.payer, fees.gross(11), CONTRACT, "settle", direct);
    network.refuse(
        "AlreadyReserved",
        fees.payer,
        fees.gross(20),
        CONTRACT,
        "reserve",
        fees.model,
        1L,
        0L,
        20L);
    FeeFixture.Item item = new FeeFixture.Item(1, 0, OUTPUT, Bytes32.ZERO);
    network.send(GATEWAY, CONTRACT, "settleReserved", settlement(1, OUTPUT));
    network.refuse("NotReserved", GATEWAY, CONTRACT, "settleReserved", settlement(1, OUTPUT));
    network.refuse("AlreadySettled", fees.payer, fees.gross(11), CONTRACT, "settle", direct);
    Tuple result = fees.settleBatch(fees.permit(fees.gross(20), 200, 2), List.of(item), false);
    assertThat(result).isEqualTo(AbiValues.tuple(0L, 0L));
    network.refuse("NotReserved", fees.payer, CONTRACT, "refund", fees.model, 1L);
    network.refuse("NotReserved", CREATOR, CONTRACT, "decline", fees.payer, fees.model, 1L);
  }

  @Test
  void aFailedInferenceIsGivenBackByItsModelOrTakenBackAfterItsDeadline() {
    BigInteger held = fees.gross(20);
    reserve(1, held);
    network.refuse("NotCreator", GATEWAY, CONTRACT, "decline", fees.payer, fees.model, 1L);
    assertThat(network.refuse("TooEarly", fees.payer, CONTRACT, "refund", fees.model, 1L))
        .isEqualTo(AbiValues.tuple(106L, 100L));
    network.send(CREATOR, CONTRACT, "decline", fees.payer, fees.model, 1L);
    assertThat(fees.depositOf(fees.payer)).isEqualTo(held);
    // The number is free again: trying once more is no second payment.
    reserve(1, BigInteger.ZERO);
    network.send(network.servingKey.address(), CONTRACT, "decline", fees.payer, fees.model, 1L);
    reserve(1, BigInteger.ZERO);
    network.host.setBlockNumber(106);
    assertThat(
            network.refuse(
                "DeadlinePassed", GATEWAY, CONTRACT, "settleReserved", settlement(1, OUTPUT)))
        .isEqualTo(AbiValues.tuple(105L, 106L));
    network.refuse("NotReserved", ALICE, CONTRACT, "refund", fees.model, 1L);
    network.send(fees.payer, CONTRACT, "refund", fees.model, 1L);
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, held, 0L, 0L, 0L));
    assertThat(fees.isSettled(1)).isFalse();
    assertThat(fees.events("InferenceRefunded"))
        .containsExactly(
            AbiValues.tuple(fees.model, fees.payer, 1L, held, CREATOR),
            AbiValues.tuple(fees.model, fees.payer, 1L, held, network.servingKey.address()),
            AbiValues.tuple(fees.model, fees.payer, 1L, held, fees.payer));
  }

  @Test
  void anAnswerBeyondWhatWasReservedDoesNotSettle() {
    network.refuse(
        "WrongValue", fees.payer, BigInteger.ONE, CONTRACT, "reserve", fees.model, 1L, 0L, 20L);
    reserve(1, fees.gross(20));
    Bytes tooLong = TestNetwork.output("a".repeat(21));
    assertThat(
            network.refuse(
                "OutputTooLong", GATEWAY, CONTRACT, "settleReserved", settlement(1, tooLong)))
        .isEqualTo(AbiValues.tuple(21L, 20L));
    Object[] other = settlement(1, OUTPUT);
    other[1] = fees.model + 1;
    network.refuse("NotReserved", GATEWAY, CONTRACT, "settleReserved", other);
    Object[] input = settlement(1, OUTPUT);
    input[4] = AbiValues.tuple(fees.version(), 1L, Bytes32.ZERO, Bytes.wrap(new byte[65]));
    network.refuse("TooManyTokens", GATEWAY, CONTRACT, "settleReserved", input);
    Object[] unsigned = settlement(1, OUTPUT);
    unsigned[4] = fees.receipt(2, OUTPUT, Bytes32.ZERO);
    network.refuse("WrongSigner", GATEWAY, CONTRACT, "settleReserved", unsigned);
  }

  /** Prices that rose since are not the payer's. */
  @Test
  void noMoreIsTakenThanWasReserved() {
    reserve(1, fees.gross(20));
    network.send(
        TestNetwork.ADMIN,
        "System",
        "setParameter",
        Parameter.PLATFORM_FEE.key(),
        TestNetwork.OPEN.multiply(BigInteger.TEN));
    network.refuse("LimitExceeded", GATEWAY, CONTRACT, "settleReserved", settlement(1, OUTPUT));
  }
}
