package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.Told.told;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
import static org.openledger.precompile.fee.FeeFixture.ALICES;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.Told;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.system.Parameter;

/** What calls that move coins tell: all arguments, in order, and nothing where nothing moves. */
class FeeEventsTest {

  private final FeeFixture fees = new FeeFixture(FeeFixture.with(Parameter.WITHDRAWAL_DELAY, 10));
  private final TestNetwork network = fees.network;

  private Tuple tells(
      Address sender, BigInteger value, String function, Object[] arguments, Told... expected) {
    return Told.tells(network, sender, value, CONTRACT, function, arguments, expected);
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }

  private void settle(long request) {
    // The end of it is nobody's: the sink earns.
    String answer = ALICES + " 0123456789";
    var output = TestNetwork.output(answer);
    var receipt = fees.receipt(request, output, Bytes32.ZERO);
    BigInteger gross = fees.gross(answer.length());
    network.pay(fees.payer, gross, CONTRACT, "settle", fees.model, request, output, receipt);
  }

  @Test
  void aWithdrawalIsToldWhenItIsAnnouncedAndWhenItIsPaid() {
    fees.deposit(wei(100));
    tells(
        fees.payer,
        BigInteger.ZERO,
        "startWithdrawal",
        with(60L),
        told("WithdrawalStarted", fees.payer, 60L, 110L));
    network.host.setBlockNumber(110);
    Tuple paid =
        tells(
            fees.payer,
            BigInteger.ZERO,
            "finishWithdrawal",
            with(),
            told("DepositWithdrawn", fees.payer, 60L));
    assertThat(paid).isEqualTo(AbiValues.tuple(60L));
  }

  @Test
  void aReservationIsToldWithAllThatItHolds() {
    BigInteger held = fees.gross(20);
    long deadline = 100 + Parameter.RESERVE_WINDOW.standard().longValueExact();
    tells(
        fees.payer,
        held,
        "reserve",
        with(fees.model, 1L, 0L, 20L),
        told("InferenceReserved", fees.model, fees.payer, 1L, 0L, 20L, held, deadline));
  }

  @Test
  void whatIsCollectedAndWithdrawnIsToldAccountByAccount() {
    settle(1);
    Tuple accrued = network.send(ALICE, CONTRACT, "accrued", fees.model);
    BigInteger platform = network.read(CONTRACT, "accruedPlatform");
    BigInteger treasury = network.read(CONTRACT, "accruedStakers");
    BigInteger creator = accrued.get(0);
    BigInteger sink = accrued.get(1);
    tells(
        GATEWAY,
        BigInteger.ZERO,
        "collect",
        with(fees.model),
        told("Collected", fees.model, CREATOR, creator),
        told("Collected", fees.model, DATANET_TREASURY, sink),
        told("Collected", 0L, PLATFORM, platform),
        told("Collected", 0L, TREASURY, treasury));
    tells(GATEWAY, BigInteger.ZERO, "collect", with(fees.model));
    BigInteger alice = network.creditOf(ALICE);
    tells(
        ALICE,
        BigInteger.ZERO,
        "withdrawTo",
        with(TestNetwork.account(999)),
        told("Withdrawn", ALICE, TestNetwork.account(999), alice));
    tells(
        CREATOR, BigInteger.ZERO, "withdraw", with(), told("Withdrawn", CREATOR, CREATOR, creator));
  }

  @Test
  void aSurplusIsToldWhereThereIsOne() {
    assertThat(tells(GATEWAY, BigInteger.ZERO, "sweepSurplus", with()))
        .isEqualTo(AbiValues.tuple(0L));
    Address here = NativeAddress.INFERENCE_FEES.address();
    network.host.setBalance(here, network.host.balance(here).add(7));
    assertThat(
            tells(
                GATEWAY,
                BigInteger.ZERO,
                "sweepSurplus",
                with(),
                told("SurplusSwept", TREASURY, 7L)))
        .isEqualTo(AbiValues.tuple(7L));
    assertThat(network.creditOf(TREASURY)).isEqualTo(wei(7));
  }

  @Test
  void aServingBondIsToldOnItsWayInAndOut() {
    long model = fees.model;
    tells(
        GATEWAY,
        wei(9),
        "depositServingBond",
        with(model),
        told("ServingBondDeposited", model, GATEWAY, 9L));
    tells(
        CREATOR,
        BigInteger.ZERO,
        "startBondWithdrawal",
        with(model, 4L),
        told("ServingBondWithdrawalStarted", model, 4L, 110L));
    network.host.setBlockNumber(110);
    tells(
        CREATOR,
        BigInteger.ZERO,
        "finishBondWithdrawal",
        with(model),
        told("ServingBondWithdrawn", model, CREATOR, 4L));
  }

  /** What does not fit the word in which it waits is credited at once; what just fits, waits. */
  @Test
  void platformFeesBeyondTheirWordAreCreditedAtOnce() {
    BigInteger most = Totals.MAX_ACCRUAL;
    for (BigInteger fee : List.of(most, most.add(BigInteger.ONE))) {
      FeeFixture dear = new FeeFixture();
      TestNetwork world = dear.network;
      world.send(TestNetwork.ADMIN, "System", "setParameter", Parameter.PLATFORM_FEE.key(), fee);
      world.host.setBalance(dear.payer, UInt256.MAX_VALUE.shiftRight(2));
      var output = TestNetwork.output("quick");
      world.pay(
          dear.payer,
          dear.gross(5),
          CONTRACT,
          "settle",
          dear.model,
          1L,
          output,
          dear.receipt(1, output, Bytes32.ZERO));
      boolean fits = fee.equals(most);
      assertThat(world.<BigInteger>read(CONTRACT, "accruedPlatform"))
          .isEqualTo(fits ? fee : BigInteger.ZERO);
      assertThat(world.creditOf(PLATFORM)).isEqualTo(fits ? BigInteger.ZERO : fee);
    }
  }
}
