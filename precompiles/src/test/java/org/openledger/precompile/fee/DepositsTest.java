package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.wei;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.system.Parameter;

class DepositsTest {

  private final FeeFixture fees = new FeeFixture(FeeFixture.with(Parameter.WITHDRAWAL_DELAY, 10));
  private final TestNetwork network = fees.network;

  @Test
  void coinsArePrepaidByAnybodyAndStated() {
    fees.deposit(wei(1_000));
    network.pay(ALICE, wei(500), CONTRACT, "depositFor", fees.payer);
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, 1_500L, 0L, 0L, 0L));
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isEqualTo(wei(1_500));
    assertThat(fees.events("Deposited"))
        .containsExactly(
            AbiValues.tuple(fees.payer, fees.payer, 1_000L),
            AbiValues.tuple(fees.payer, ALICE, 500L));
    network.refuse("ZeroValue", ALICE, CONTRACT, "deposit");
    network.refuse("ZeroAddress", ALICE, BigInteger.ONE, CONTRACT, "depositFor", Address.ZERO);
    network.refuse(
        "NotPayable",
        ALICE,
        BigInteger.ONE,
        CONTRACT,
        "depositFor",
        NativeAddress.MODELS.address());
  }

  @Test
  void aPrepaidSettlementTakesTheFeeFromTheDeposit() {
    BigInteger gross = fees.gross(4);
    fees.deposit(gross.add(wei(7)));
    var output = TestNetwork.output("quic");
    network.send(
        fees.payer,
        CONTRACT,
        "settle",
        fees.model,
        1L,
        output,
        fees.receipt(1, output, Bytes32.ZERO));
    assertThat(fees.depositOf(fees.payer)).isEqualTo(wei(7));
    assertThat(fees.isSettled(1)).isTrue();
    assertThat(
            network.refuse(
                "InsufficientDeposit",
                fees.payer,
                CONTRACT,
                "settle",
                fees.model,
                2L,
                output,
                fees.receipt(2, output, Bytes32.ZERO)))
        .isEqualTo(AbiValues.tuple(wei(7), gross));
    assertThat(fees.isSettled(2)).isFalse();
  }

  @Test
  void prepaidCoinsAreWithdrawnWithNoticeAndPayUntilThen() {
    BigInteger gross = fees.gross(4);
    fees.deposit(gross.add(wei(100)));
    network.refuse("NothingToWithdraw", fees.payer, CONTRACT, "finishWithdrawal");
    network.refuse(
        "InsufficientDeposit", fees.payer, CONTRACT, "startWithdrawal", gross.add(wei(101)));
    network.send(fees.payer, CONTRACT, "startWithdrawal", gross.add(wei(50)));
    assertThat(fees.statement(fees.payer))
        .isEqualTo(AbiValues.tuple(0L, 0L, gross.add(wei(100)), gross.add(wei(50)), 110L, 0L));
    network.host.setBlockNumber(109);
    assertThat(network.refuse("TooEarly", fees.payer, CONTRACT, "finishWithdrawal"))
        .isEqualTo(AbiValues.tuple(110L, 109L));
    // A gateway that has served still gets its due out of what is announced.
    var permit = fees.permit(gross, 200, 1);
    fees.settleBatch(permit, java.util.List.of(FeeFixture.Item.of(1, "quic")), true);
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, 100L, 100L, 110L, 0L));
    network.host.setBlockNumber(110);
    BigInteger before = network.host.balance(fees.payer).toUnsignedBigInteger();
    assertThat(network.send(fees.payer, CONTRACT, "finishWithdrawal").<BigInteger>get(0))
        .isEqualTo(wei(100));
    assertThat(network.host.balance(fees.payer).toUnsignedBigInteger())
        .isEqualTo(before.add(wei(100)));
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, 0L, 0L, 0L, 0L));
    network.refuse("NothingToWithdraw", fees.payer, CONTRACT, "finishWithdrawal");
  }

  @Test
  void anAnnouncementIsReplacedAndTakenBack() {
    fees.deposit(wei(100));
    network.send(fees.payer, CONTRACT, "startWithdrawal", 60L);
    network.host.setBlockNumber(105);
    network.send(fees.payer, CONTRACT, "startWithdrawal", 80L);
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, 100L, 80L, 115L, 0L));
    network.send(fees.payer, CONTRACT, "startWithdrawal", 0L);
    assertThat(fees.statement(fees.payer)).isEqualTo(AbiValues.tuple(0L, 0L, 100L, 0L, 0L, 0L));
  }

  /** On a chain with absurdly many coins the ledger refuses before a sum overflows. */
  @Test
  void moreCoinsThanTheLedgerCountsAreRefused() {
    network.host.setBalance(ALICE, UInt256.MAX_VALUE.shiftRight(1));
    BigInteger limit = Holding.MAX;
    assertThat(
            network.refuse("TooManyCoins", ALICE, limit.add(BigInteger.ONE), CONTRACT, "deposit"))
        .isEqualTo(AbiValues.tuple(limit.add(BigInteger.ONE), limit));
    network.pay(ALICE, limit, CONTRACT, "deposit");
    network.refuse("TooManyCoins", ALICE, BigInteger.ONE, CONTRACT, "deposit");
    BigInteger all = Totals.MAX_LIABILITIES.add(BigInteger.ONE);
    network.refuse("TooManyCoins", ALICE, all, CONTRACT, "deposit");
    network.send(ALICE, CONTRACT, "startWithdrawal", limit);
    network.host.setBlockNumber(110);
    network.send(ALICE, CONTRACT, "finishWithdrawal");
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isZero();
  }
}
