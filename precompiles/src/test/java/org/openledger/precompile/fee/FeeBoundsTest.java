package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.system.Parameter;

/** The last value that is allowed and the first that is not; and that nothing is paid twice. */
class FeeBoundsTest {

  private static final Bytes OUTPUT = TestNetwork.output("quick brown fox");

  private final FeeFixture fees = new FeeFixture(FeeFixture.with(Parameter.RESERVE_WINDOW, 5));
  private final TestNetwork network = fees.network;

  @Test
  void aReservationIsTakenBackOnceAndNotBeforeItsDeadlineHasPassed() {
    BigInteger held = fees.gross(20);
    network.pay(fees.payer, held, CONTRACT, "reserve", fees.model, 1L, 0L, 20L);
    network.host.setBlockNumber(105);
    assertThat(network.refuse("TooEarly", fees.payer, CONTRACT, "refund", fees.model, 1L))
        .isEqualTo(AbiValues.tuple(106L, 105L));
    network.host.setBlockNumber(106);
    network.send(fees.payer, CONTRACT, "refund", fees.model, 1L);
    network.refuse("NotReserved", fees.payer, CONTRACT, "refund", fees.model, 1L);
    network.refuse("NotReserved", CREATOR, CONTRACT, "decline", fees.payer, fees.model, 1L);
    assertThat(network.<Tuple>read(CONTRACT, "reservation", fees.payer, fees.model, 1L))
        .isEqualTo(AbiValues.tuple(0L, 0L, 0L, 0L));
    assertThat(fees.depositOf(fees.payer)).isEqualTo(held);
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isEqualTo(held);
  }

  @Test
  void whatIsReservedFitsTheDepositIntoWhichItMayComeBack() {
    network.host.setBalance(fees.payer, UInt256.MAX_VALUE.shiftRight(1));
    BigInteger held = fees.gross(20);
    BigInteger room = Holding.MAX.subtract(held);
    fees.deposit(room.add(BigInteger.ONE));
    assertThat(
            network.refuse(
                "TooManyCoins", fees.payer, held, CONTRACT, "reserve", fees.model, 1L, 0L, 20L))
        .isEqualTo(AbiValues.tuple(Holding.MAX.add(BigInteger.ONE), Holding.MAX));
    network.send(fees.payer, CONTRACT, "startWithdrawal", 1L);
    network.host.setBlockNumber(1_000_000);
    network.send(fees.payer, CONTRACT, "finishWithdrawal");
    network.pay(fees.payer, held, CONTRACT, "reserve", fees.model, 1L, 0L, 20L);
  }

  @Test
  void aBatchMayBeAsLongAsTheParameterSays() {
    FeeFixture two = new FeeFixture(FeeFixture.with(Parameter.MAX_BATCH, 2));
    two.deposit(TestNetwork.OPEN.multiply(BigInteger.TEN));
    List<FeeFixture.Item> items = new ArrayList<>();
    for (int request = 1; request <= 2; request++) {
      items.add(FeeFixture.Item.of(request, "quick"));
    }
    Tuple result = two.settleBatch(two.permit(two.gross(5).shiftLeft(1), 200, 1), items, true);
    assertThat(result.<BigInteger>get(0)).isEqualTo(BigInteger.TWO);
  }

  /** Ids are of 64 bits in storage: a longer number must not mean the model of its last ones. */
  @Test
  void aModelsNumberIsNotCutToItsLastBits() {
    for (int bits : new int[] {63, 64, 128, 255}) {
      BigInteger alias = BigInteger.TWO.pow(bits).add(BigInteger.valueOf(fees.model));
      network.refuse("UnknownModel", GATEWAY, CONTRACT, "quote", alias, 0L, 1L);
    }
  }

  @Test
  void aProofFromWhichNobodyGainsPaysTheTreasury() {
    network.pay(CREATOR, wei(9), CONTRACT, "depositServingBond", fees.model);
    Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(3, Bytes32.ZERO.toArray()));
    Tuple receipt = fees.receipt(8, OUTPUT, commitment);
    network.pay(fees.payer, fees.gross(15), CONTRACT, "settle", fees.model, 8L, OUTPUT, receipt);
    Tuple evidence =
        AbiValues.tuple(
            fees.model, 8L, OUTPUT, receipt, FeeFixture.noBatch(), 3L, Bytes32.ZERO, new Tuple[0]);
    BigInteger treasury = network.creditOf(TREASURY);
    Tuple penalty = network.send(fees.payer, CONTRACT, "proveUnderReporting", evidence);
    assertThat(penalty).isEqualTo(AbiValues.tuple(9L));
    assertThat(network.creditOf(fees.payer)).isEqualTo(wei(4));
    assertThat(network.creditOf(TREASURY)).isEqualTo(treasury.add(wei(5)));
  }

  @Test
  void anItemBeyondTheBatchIsNotItsItem() {
    network.pay(CREATOR, wei(9), CONTRACT, "depositServingBond", fees.model);
    Tuple receipt = fees.receipt(8, OUTPUT, Bytes32.ZERO);
    network.pay(fees.payer, fees.gross(15), CONTRACT, "settle", fees.model, 8L, OUTPUT, receipt);
    byte[][] one = {new byte[32]};
    for (long index : new long[] {0, 1, 2}) {
      Tuple batch = AbiValues.tuple(fees.permit(BigInteger.ONE, 200, 1), false, one, index);
      Tuple evidence =
          AbiValues.tuple(fees.model, 8L, OUTPUT, receipt, batch, 3L, Bytes32.ZERO, new Tuple[0]);
      assertThat(
              network.refuse(
                  "WrongBatchItem", fees.payer, CONTRACT, "proveUnderReporting", evidence))
          .isEqualTo(AbiValues.tuple(index));
    }
  }

  @Test
  void aBondComesBackToTheWeiAndFitsItsWord() {
    network.host.setBalance(CREATOR, UInt256.MAX_VALUE.shiftRight(1));
    network.refuse(
        "TooManyCoins",
        CREATOR,
        Holding.MAX.add(BigInteger.ONE),
        CONTRACT,
        "depositServingBond",
        fees.model);
    BigInteger before = network.host.balance(CREATOR).toUnsignedBigInteger();
    network.pay(CREATOR, Holding.MAX, CONTRACT, "depositServingBond", fees.model);
    network.refuse(
        "TooManyCoins", CREATOR, BigInteger.ONE, CONTRACT, "depositServingBond", fees.model);
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isEqualTo(Holding.MAX);
    network.send(CREATOR, CONTRACT, "startBondWithdrawal", fees.model, Holding.MAX);
    network.host.setBlockNumber(1_000_000);
    network.send(CREATOR, CONTRACT, "finishBondWithdrawal", fees.model);
    assertThat(network.host.balance(CREATOR).toUnsignedBigInteger()).isEqualTo(before);
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isZero();
  }

  @Test
  void anAnswerMayCostAllThatWasReserved() {
    BigInteger held = fees.gross(15);
    network.pay(fees.payer, held, CONTRACT, "reserve", fees.model, 1L, 0L, 15L);
    Tuple receipt = fees.receipt(1, OUTPUT, Bytes32.ZERO);
    network.send(GATEWAY, CONTRACT, "settleReserved", fees.payer, fees.model, 1L, OUTPUT, receipt);
    assertThat(fees.isSettled(1)).isTrue();
    assertThat(fees.depositOf(fees.payer)).isZero();
  }

  /** r = 0 is nobody's signature, whatever the host's library makes of it. */
  @Test
  void aSignatureFromWhichNoKeyFollowsIsInvalid() {
    fees.deposit(TestNetwork.OPEN);
    Object[] batch =
        fees.batch(
            fees.permit(TestNetwork.OPEN, 200, 1), List.of(FeeFixture.Item.of(1, "quick")), true);
    Bytes zeros = Bytes.concatenate(Bytes32.ZERO, Bytes32.ZERO, Bytes.of(27));
    batch[1] = zeros;
    network.refuse("InvalidSignature", GATEWAY, CONTRACT, "settleBatch", batch);
  }

  @Test
  void anAnswerOfManyContributorsPaysEach() {
    TestNetwork many = new TestNetwork();
    long datanet = many.createDatanet();
    long[] ids = new long[40];
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < ids.length; i++) {
      String text =
          new SplittableRandom(i)
              .ints(12, 'a', 'z' + 1)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      ids[i] = many.accepted(TestNetwork.account(100 + i), datanet, text);
      answer.append(text);
    }
    many.seal(datanet, ids);
    many.attest(datanet, 1);
    long model = many.deploy(many.terms(FeeFixture.RATE, 8, 8), datanet, 1);
    many.settle(model, 1, answer.toString());
    BigInteger first = many.creditOf(TestNetwork.account(100));
    assertThat(first).isPositive();
    for (int i = 0; i < ids.length; i++) {
      assertThat(many.creditOf(TestNetwork.account(100 + i)).subtract(first).abs())
          .isLessThanOrEqualTo(BigInteger.ONE);
    }
  }
}
