package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
import static org.openledger.precompile.fee.FeeFixture.ALICES;
import static org.openledger.precompile.fee.FeeFixture.BOB;
import static org.openledger.precompile.fee.FeeFixture.BOBS;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.attribution.content.MerkleTree;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

class DisputesTest {

  private static final byte[] SEED = {1, 2, 3};
  private static final String ANSWER = ALICES.substring(0, 20) + BOBS.substring(0, 12);

  private final FeeFixture fees =
      new FeeFixture(FeeFixture.with(Parameter.UNDER_REPORTING_PENALTY, 1_001));
  private final TestNetwork network = fees.network;
  private final int[] whole = TestNetwork.bytes(ANSWER);
  private final List<byte[]> leaves = AnswerCommitment.leaves(whole, SEED);
  private final byte[] root = MerkleTree.root(leaves);
  private final Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(whole.length, root));

  @BeforeEach
  void aBond() {
    network.pay(CREATOR, wei(5_000), CONTRACT, "depositServingBond", fees.model);
  }

  private Tuple settle(long request, Bytes output) {
    Tuple receipt = fees.receipt(request, output, commitment);
    int tokens = ANSWER.length();
    network.pay(
        fees.payer, fees.gross(tokens), CONTRACT, "settle", fees.model, request, output, receipt);
    return receipt;
  }

  private Tuple opening(int position) {
    byte[][] path = MerkleTree.path(leaves, position).toArray(byte[][]::new);
    return AbiValues.tuple(
        (long) position,
        (long) whole[position],
        Bytes.wrap(AnswerCommitment.salt(SEED, position)),
        path);
  }

  private Tuple[] openings(int begin, int end) {
    List<Tuple> openings = new ArrayList<>();
    for (int i = begin; i < end; i++) {
      openings.add(opening(i));
    }
    return openings.toArray(Tuple[]::new);
  }

  private Tuple evidence(long request, Bytes output, Tuple receipt, Tuple... openings) {
    return AbiValues.tuple(
        fees.model,
        request,
        output,
        receipt,
        FeeFixture.noBatch(),
        (long) whole.length,
        Bytes.wrap(root),
        openings);
  }

  private BigInteger prove(Tuple evidence) {
    return network.send(fees.payer, CONTRACT, "proveUnderReporting", evidence).get(0);
  }

  @Test
  void whoeverWithholdsARivalsTokensPaysForIt() {
    Bytes output = FeeFixture.redacted(ANSWER, 20, 32); // Bob's.
    Tuple receipt = settle(1, output);
    BigInteger alice = network.creditOf(ALICE);
    assertThat(network.creditOf(BOB)).isZero();
    BigInteger owed = network.read(CONTRACT, "liabilities");

    assertThat(prove(evidence(1, output, receipt, openings(20, 32)))).isEqualTo(wei(1_001));

    assertThat(network.creditOf(fees.payer)).isEqualTo(wei(500));
    assertThat(network.creditOf(BOB)).isEqualTo(wei(501));
    assertThat(network.creditOf(ALICE)).isEqualTo(alice);
    assertThat(network.send(ALICE, CONTRACT, "servingBond", fees.model))
        .isEqualTo(AbiValues.tuple(3_999L, 0L, 0L));
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isEqualTo(owed);
    assertThat(fees.events("UnderReportingProved"))
        .containsExactly(AbiValues.tuple(fees.model, fees.payer, 1L, 500L, 501L));
    assertThat(fees.events("PenaltyPaid"))
        .containsExactly(AbiValues.tuple(fees.model, BOB, 1L, 501L));
    refused("AlreadyProved", evidence(1, output, receipt, openings(20, 32)));
    assertThat(network.<Boolean>read(CONTRACT, "isProved", fees.payer, fees.model, 1L)).isTrue();
  }

  /**
   * A creator cannot escape by revoking the key: it answers as long as a bond that is withdrawn.
   */
  @Test
  void aRevokedKeyAnswersAsLongAsABondThatIsWithdrawn() {
    Bytes output = FeeFixture.redacted(ANSWER, 20, 32);
    Tuple first = settle(1, output);
    Tuple second = settle(2, output);
    Tuple third = fees.receipt(3, output, commitment);
    Address key = network.servingKey.address();
    network.send(CREATOR, "Models", "revokeServingKey", fees.model, key);
    BigInteger gross = fees.gross(ANSWER.length());
    network.refuse(
        "WrongSigner", fees.payer, gross, CONTRACT, "settle", fees.model, 3L, output, third);
    network.host.setBlockNumber(100 + 3_600 - 1);
    assertThat(prove(evidence(1, output, first, openings(20, 32)))).isEqualTo(wei(1_001));
    network.host.setBlockNumber(100 + 3_600);
    refused("WrongSigner", evidence(2, output, second, openings(20, 32)));
    network.send(CREATOR, "Models", "addServingKey", fees.model, key);
    assertThat(prove(evidence(2, output, second, openings(20, 32)))).isEqualTo(wei(1_001));
  }

  /** The order in which contributors own an answer is not that of their accounts. */
  @Test
  void whoLostNothingGetsNothingWhateverTheOrder() {
    String text = BOBS.substring(0, 24) + ALICES.substring(0, 20);
    List<byte[]> hashes = AnswerCommitment.leaves(TestNetwork.bytes(text), SEED);
    byte[] top = MerkleTree.root(hashes);
    Bytes32 committed = Bytes32.wrap(AnswerCommitment.of(text.length(), top));
    Bytes output = FeeFixture.redacted(text, 12, 24); // Half of Bob's.
    Tuple receipt = fees.receipt(1, output, committed);
    BigInteger gross = fees.gross(text.length());
    network.pay(fees.payer, gross, CONTRACT, "settle", fees.model, 1L, output, receipt);
    BigInteger alice = network.creditOf(ALICE);
    BigInteger bob = network.creditOf(BOB);
    assertThat(alice.min(bob)).isPositive();
    Tuple[] openings = new Tuple[12];
    for (int i = 0; i < openings.length; i++) {
      int position = 12 + i;
      openings[i] =
          AbiValues.tuple(
              (long) position,
              (long) text.charAt(position),
              Bytes.wrap(AnswerCommitment.salt(SEED, position)),
              MerkleTree.path(hashes, position).toArray(byte[][]::new));
    }
    Object[] evidence = evidence(1, output, receipt, openings).toArray();
    evidence[evidence.length - 3] = wei(text.length());
    evidence[evidence.length - 2] = top;
    prove(Tuple.from(evidence));
    assertThat(network.creditOf(ALICE)).isEqualTo(alice);
    assertThat(network.creditOf(BOB)).isEqualTo(bob.add(wei(501)));
  }

  @Test
  void thoseWhoLostAreCompensatedInProportion() {
    Bytes output = FeeFixture.redacted(ANSWER, 0, 32);
    Tuple receipt = settle(1, output);
    prove(evidence(1, output, receipt, openings(0, 32)));
    // 501 by 20 and 12 units: 313.125 and 187.875.
    assertThat(network.creditOf(ALICE)).isEqualTo(wei(313));
    assertThat(network.creditOf(BOB)).isEqualTo(wei(188));
  }

  /** Theorem T5: what is nobody's may be withheld. */
  @Test
  void withholdingWhatIsNobodysIsNoOffence() {
    Bytes output = TestNetwork.output(ANSWER);
    Tuple receipt = settle(1, output);
    refused("NothingProved", evidence(1, output, receipt));
    refused("NothingProved", evidence(1, output, receipt, openings(0, 32)));
    Bytes part = FeeFixture.redacted(ANSWER, 31, 32);
    Tuple redacted = settle(2, part);
    // Opened too few: Bob's run counts without its last token, and with the same one withheld.
    refused("NothingProved", evidence(2, part, redacted, openings(0, 31)));
    assertThat(prove(evidence(2, part, redacted, openings(31, 32)))).isEqualTo(wei(1_001));
  }

  @Test
  void aWrongCountIsProvedByTheCommitmentAlone() {
    Bytes output = TestNetwork.output(ANSWER + "padding");
    Tuple receipt = fees.receipt(1, output, commitment);
    BigInteger gross = fees.gross(ANSWER.length() + 7);
    network.pay(fees.payer, gross, CONTRACT, "settle", fees.model, 1L, output, receipt);
    assertThat(prove(evidence(1, output, receipt))).isEqualTo(wei(1_001));
    network.collect(fees.model);
    assertThat(network.creditOf(fees.payer)).isEqualTo(wei(500));
    assertThat(fees.events("UnderReportingProved"))
        .containsExactly(AbiValues.tuple(fees.model, fees.payer, 1L, 500L, 501L));
    assertThat(fees.events("PenaltyPaid"))
        .containsExactly(AbiValues.tuple(fees.model, TREASURY, 1L, 501L));
    assertThat(network.creditOf(TREASURY)).isGreaterThan(wei(501));
  }

  /** A gateway that settles a friend's words in place of what it answered. */
  @Test
  void aChangedTokenIsProvedThoughNobodyGains() {
    String lie = "@".repeat(20) + BOBS.substring(0, 12);
    int[] ids = TestNetwork.bytes(lie);
    List<byte[]> others = AnswerCommitment.leaves(ids, SEED);
    byte[] otherRoot = MerkleTree.root(others);
    Bytes32 committed = Bytes32.wrap(AnswerCommitment.of(ids.length, otherRoot));
    Bytes output = TestNetwork.output(ANSWER); // Alice's words, never answered.
    Tuple receipt = fees.receipt(1, output, committed);
    network.pay(fees.payer, fees.gross(32), CONTRACT, "settle", fees.model, 1L, output, receipt);
    Tuple opening =
        AbiValues.tuple(
            0L,
            (long) ids[0],
            Bytes.wrap(AnswerCommitment.salt(SEED, 0)),
            MerkleTree.path(others, 0).toArray(byte[][]::new));
    Object[] evidence = evidence(1, output, receipt, opening).toArray();
    evidence[6] = otherRoot;
    assertThat(prove(Tuple.from(evidence))).isEqualTo(wei(1_001));
  }

  @Test
  void anItemOfABatchIsProvedByTheBatchsSignature() {
    fees.deposit(TestNetwork.OPEN.multiply(BigInteger.TEN));
    Bytes output = FeeFixture.redacted(ANSWER, 20, 32);
    List<FeeFixture.Item> items =
        List.of(
            FeeFixture.Item.of(8, "quick brown"),
            new FeeFixture.Item(9, 0, output, commitment),
            FeeFixture.Item.of(10, "fox"));
    Tuple permit = fees.permit(TestNetwork.OPEN.multiply(BigInteger.TEN), 200, 1);
    Object[] batch = fees.batch(permit, items, true);
    network.send(GATEWAY, CONTRACT, "settleBatch", batch);
    byte[][] hashes = new byte[items.size()][];
    for (int i = 0; i < hashes.length; i++) {
      FeeFixture.Item item = items.get(i);
      int tokens = i == 1 ? 32 : item.output().size() / 2;
      hashes[i] =
          new Receipt(
                  fees.model,
                  fees.version(),
                  fees.payer,
                  wei(item.request()),
                  BigInteger.ZERO,
                  wei(tokens),
                  org.openledger.precompile.abi.Keccak256.hash(item.output()),
                  item.commitment())
              .itemHash()
              .toArray();
    }
    Tuple receipt = AbiValues.tuple(fees.version(), 0L, commitment, batch[5]);
    Object[] evidence = evidence(9, output, receipt, openings(20, 32)).toArray();
    refused("WrongSigner", Tuple.from(evidence));
    Tuple others = AbiValues.tuple(GATEWAY, fees.model, 0L, 0L, 0L);
    for (Object[] wrong :
        new Object[][] {
          {permit, BigInteger.ZERO},
          {permit, BigInteger.TWO.pow(200)},
          {permit, wei(3)},
          {others, BigInteger.ONE},
          {AbiValues.tuple(fees.payer, fees.model + 1, 0L, 0L, 0L), BigInteger.ONE}
        }) {
      evidence[4] = AbiValues.tuple(wrong[0], true, hashes, wrong[1]);
      refused("WrongBatchItem", Tuple.from(evidence));
    }
    byte[][] moved = {hashes[2], hashes[1], hashes[0]};
    for (Tuple wrong :
        List.of(
            AbiValues.tuple(permit, false, hashes, 1L),
            AbiValues.tuple(permit, true, moved, 1L),
            AbiValues.tuple(fees.permit(TestNetwork.OPEN, 200, 1), true, hashes, 1L))) {
      evidence[4] = wrong;
      refused("WrongSigner", Tuple.from(evidence));
    }
    evidence[4] = AbiValues.tuple(permit, true, hashes, 1L);
    assertThat(prove(Tuple.from(evidence))).isEqualTo(wei(1_001));
    assertThat(network.creditOf(BOB)).isEqualTo(wei(501));
  }

  @Test
  void evidenceThatDoesNotFitIsRefused() {
    Bytes output = FeeFixture.redacted(ANSWER, 20, 32);
    Tuple receipt = settle(1, output);
    Tuple[] openings = openings(20, 32);
    refused("NotSettled", evidence(2, output, receipt, openings));
    network.refuse(
        "NotSettled",
        GATEWAY,
        CONTRACT,
        "proveUnderReporting",
        evidence(1, output, receipt, openings));
    refused("WrongSigner", evidence(1, TestNetwork.output(ANSWER), receipt, openings));
    Object[] count = evidence(1, output, receipt, openings).toArray();
    count[5] = wei(31);
    refused("WrongCommitment", Tuple.from(count));
    count[5] = BigInteger.TWO.pow(255);
    refused("WrongCommitment", Tuple.from(count));
    refused("WrongOpening", evidence(1, output, receipt, openings[1], openings[0]));
    refused("WrongOpening", evidence(1, output, receipt, openings[0], openings[0]));
    for (Object[] bad :
        new Object[][] {{0, wei(32)}, {0, wei(21)}, {1, wei(0)}, {1, BigInteger.TWO.pow(32)}}) {
      Object[] opening = openings[0].toArray();
      opening[(int) bad[0]] = bad[1];
      refused("WrongOpening", evidence(1, output, receipt, Tuple.from(opening)));
    }
    prove(evidence(1, output, receipt, openings));
  }

  /** INV-FEE-08: a bond answers for receipts until it is gone, and for no more than it holds. */
  @Test
  void aBondIsWithdrawnWithNoticeAndAnswersUntilThen() {
    network.refuse("NotCreator", GATEWAY, CONTRACT, "startBondWithdrawal", fees.model, 1L);
    network.refuse("NotCreator", GATEWAY, CONTRACT, "finishBondWithdrawal", fees.model);
    network.refuse("ZeroValue", GATEWAY, CONTRACT, "depositServingBond", fees.model);
    network.refuse(
        "InsufficientDeposit", CREATOR, CONTRACT, "startBondWithdrawal", fees.model, 5_001L);
    network.send(CREATOR, CONTRACT, "startBondWithdrawal", fees.model, 4_900L);
    network.refuse("TooEarly", CREATOR, CONTRACT, "finishBondWithdrawal", fees.model);
    Bytes output = FeeFixture.redacted(ANSWER, 20, 32);
    Tuple first = settle(1, output);
    prove(evidence(1, output, first, openings(20, 32)));
    assertThat(network.send(ALICE, CONTRACT, "servingBond", fees.model))
        .isEqualTo(AbiValues.tuple(3_999L, 3_999L, 3_700L));
    network.host.setBlockNumber(3_700);
    network.send(CREATOR, CONTRACT, "finishBondWithdrawal", fees.model);
    Tuple second = settle(2, output);
    refused("BondTooSmall", evidence(2, output, second, openings(20, 32)));
    network.pay(GATEWAY, wei(5), CONTRACT, "depositServingBond", fees.model);
    assertThat(prove(evidence(2, output, second, openings(20, 32)))).isEqualTo(wei(5));
    assertThat(network.creditOf(BOB)).isEqualTo(wei(504));
  }

  @Test
  void aModelWithTooSmallABondSettlesNothing() {
    network.send(
        TestNetwork.ADMIN, "System", "setParameter", Parameter.MIN_SERVING_BOND.key(), 5_001L);
    Bytes output = TestNetwork.output("quick brown");
    Tuple receipt = fees.receipt(1, output, Bytes32.ZERO);
    assertThat(
            network.refuse(
                "BondTooSmall",
                fees.payer,
                fees.gross(11),
                CONTRACT,
                "settle",
                fees.model,
                1L,
                output,
                receipt))
        .isEqualTo(AbiValues.tuple(fees.model, 5_000L, 5_001L));
    network.pay(GATEWAY, wei(1), CONTRACT, "depositServingBond", fees.model);
    network.pay(fees.payer, fees.gross(11), CONTRACT, "settle", fees.model, 1L, output, receipt);
  }

  /** Else an old announcement would let the bond leave in front of any dispute. */
  @Test
  void whatIsAnnouncedToLeaveIsNoBondForNewInferences() {
    network.send(
        TestNetwork.ADMIN, "System", "setParameter", Parameter.MIN_SERVING_BOND.key(), 5_000L);
    Bytes output = TestNetwork.output("quick brown");
    Tuple receipt = fees.receipt(1, output, Bytes32.ZERO);
    network.send(CREATOR, CONTRACT, "startBondWithdrawal", fees.model, 4_900L);
    assertThat(
            network.refuse(
                "BondTooSmall",
                fees.payer,
                fees.gross(11),
                CONTRACT,
                "settle",
                fees.model,
                1L,
                output,
                receipt))
        .isEqualTo(AbiValues.tuple(fees.model, 100L, 5_000L));
    network.send(CREATOR, CONTRACT, "startBondWithdrawal", fees.model, 0L);
    network.pay(fees.payer, fees.gross(11), CONTRACT, "settle", fees.model, 1L, output, receipt);
  }

  private void refused(String error, Tuple evidence) {
    network.refuse(error, fees.payer, CONTRACT, "proveUnderReporting", evidence);
  }
}
