package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.fee.FeeFixture.ALICES;
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

/** INV-FEE-12: an answer settles, and is disputed, by the version that its receipt names. */
class ReceiptVersionsTest {

  private static final Address CAROL = TestNetwork.account(22);
  private static final String CAROLS = "Pack my box with five dozen liquor jugs.";
  private static final String ANSWER = ALICES.substring(0, 20) + CAROLS.substring(0, 12);
  private static final byte[] SEED = {4, 5};
  private static final long CHANGE = 7_400;

  private final FeeFixture fees =
      new FeeFixture(FeeFixture.with(Parameter.UNDER_REPORTING_PENALTY, 1_001));
  private final TestNetwork network = fees.network;
  private final int[] whole = TestNetwork.bytes(ANSWER);
  private final List<byte[]> leaves = AnswerCommitment.leaves(whole, SEED);
  private final byte[] root = MerkleTree.root(leaves);
  private final Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(whole.length, root));

  /** Carol's words were nobody's in version 1, and are hers from the block CHANGE on. */
  @BeforeEach
  void anotherVersionIsAnnounced() {
    network.pay(CREATOR, wei(5_000), CONTRACT, "depositServingBond", fees.model);
    long carols = network.accepted(CAROL, 1, CAROLS);
    long second = network.seal(1, carols);
    network.attest(1, second);
    Tuple[] links = {AbiValues.tuple(1L, second)};
    Tuple terms = network.terms(FeeFixture.RATE, 8, 8);
    network.send(CREATOR, "Models", "proposeVersion", fees.model, terms, links);
    network.send(GOVERNOR, "Models", "approveVersion", fees.model, 2L, CHANGE);
  }

  private Tuple settle(long request, Bytes output) {
    Tuple receipt = fees.receipt(request, output, commitment);
    BigInteger gross = fees.gross(whole.length);
    network.pay(fees.payer, gross, CONTRACT, "settle", fees.model, request, output, receipt);
    return receipt;
  }

  private Tuple evidence(long request, Bytes output, Tuple receipt, int begin, int end) {
    List<Tuple> openings = new ArrayList<>();
    for (int i = begin; i < end; i++) {
      byte[][] path = MerkleTree.path(leaves, i).toArray(byte[][]::new);
      Bytes salt = Bytes.wrap(AnswerCommitment.salt(SEED, i));
      openings.add(AbiValues.tuple((long) i, (long) whole[i], salt, path));
    }
    return AbiValues.tuple(
        fees.model,
        request,
        output,
        receipt,
        FeeFixture.noBatch(),
        (long) whole.length,
        Bytes.wrap(root),
        openings.toArray(Tuple[]::new));
  }

  private void refused(String error, Tuple evidence) {
    network.refuse(error, fees.payer, CONTRACT, "proveUnderReporting", evidence);
  }

  @Test
  void aReceiptSettlesOnlyWhileItsVersionHolds() {
    Bytes output = TestNetwork.output(ANSWER);
    BigInteger gross = fees.gross(whole.length);
    Tuple before = fees.receipt(1, output, commitment);
    Tuple after = fees.receipt(BigInteger.TWO, 1, output, commitment);
    Object[] early = {fees.model, 1L, output, after};
    assertThat(network.refuse("WrongVersion", fees.payer, gross, CONTRACT, "settle", early))
        .isEqualTo(AbiValues.tuple(2L, 1L));
    network.pay(fees.payer, gross, CONTRACT, "reserve", fees.model, 2L, 0L, (long) whole.length);
    Tuple reserved = fees.receipt(2, output, commitment);
    network.host.setBlockNumber(CHANGE);
    Object[] late = {fees.model, 1L, output, before};
    assertThat(network.refuse("WrongVersion", fees.payer, gross, CONTRACT, "settle", late))
        .isEqualTo(AbiValues.tuple(1L, 2L));
    Object[] held = {fees.payer, fees.model, 2L, output, reserved};
    network.refuse("DeadlinePassed", GATEWAY, CONTRACT, "settleReserved", held);
    network.pay(fees.payer, gross, CONTRACT, "reserve", fees.model, 3L, 0L, (long) whole.length);
    held[2] = 3L;
    assertThat(network.refuse("WrongVersion", GATEWAY, CONTRACT, "settleReserved", held))
        .isEqualTo(AbiValues.tuple(1L, 2L));
    network.pay(fees.payer, gross, CONTRACT, "settle", early);
    assertThat(network.creditOf(CAROL)).isPositive();
    assertThat(fees.events("InferenceSettled").getLast().<BigInteger>get(3))
        .isEqualTo(BigInteger.TWO);
  }

  /** Nobody is the worse for it but for the gas: the serving key signs the batch again. */
  @Test
  void aBatchThatAChangeOvertakesLeavesThePermitUnused() {
    fees.deposit(TestNetwork.OPEN.multiply(BigInteger.TEN));
    Tuple permit = fees.permit(TestNetwork.OPEN.multiply(BigInteger.TEN), 10_000, 1);
    List<FeeFixture.Item> items =
        List.of(FeeFixture.Item.of(1, ANSWER), FeeFixture.Item.of(2, ANSWER));
    for (boolean atomic : new boolean[] {true, false}) {
      Object[] batch = fees.batch(permit, items, atomic);
      network.host.setBlockNumber(CHANGE);
      assertThat(network.refuse("WrongVersion", GATEWAY, CONTRACT, "settleBatch", batch))
          .isEqualTo(AbiValues.tuple(1L, 2L));
      network.host.setBlockNumber(100);
    }
    Object[] unsigned = fees.batch(permit, items, false);
    network.host.setBlockNumber(CHANGE);
    unsigned[2] = BigInteger.TWO;
    network.refuse("WrongSigner", GATEWAY, CONTRACT, "settleBatch", unsigned);
    assertThat(fees.settleBatch(permit, items, false).<BigInteger>get(0)).isEqualTo(wei(2));
  }

  /** What was nobody's when it was withheld stays so, whatever is linked later (T5). */
  @Test
  void noLaterVersionMakesAnHonestReceiptWrong() {
    Bytes output = FeeFixture.redacted(ANSWER, 20, 32); // Carol's, not yet hers.
    Tuple receipt = settle(1, output);
    refused("NothingProved", evidence(1, output, receipt, 20, 32));
    network.host.setBlockNumber(CHANGE);
    refused("NothingProved", evidence(1, output, receipt, 20, 32));
    Object[] moved = receipt.toArray();
    moved[0] = BigInteger.TWO;
    refused("WrongSigner", evidence(1, output, Tuple.from(moved), 20, 32));
    Tuple second = settle(2, output); // Now they are.
    network.send(fees.payer, CONTRACT, "proveUnderReporting", evidence(2, output, second, 20, 32));
    assertThat(network.creditOf(CAROL)).isEqualTo(wei(501));
  }

  /** A receipt that was wrong stays so too: withheld from Alice under version 1. */
  @Test
  void aLaterVersionIsNoEscape() {
    Bytes output = FeeFixture.redacted(ANSWER, 0, 20);
    Tuple receipt = settle(1, output);
    network.host.setBlockNumber(CHANGE);
    network.send(fees.payer, CONTRACT, "proveUnderReporting", evidence(1, output, receipt, 0, 20));
    assertThat(network.creditOf(FeeFixture.ALICE)).isEqualTo(wei(501));
  }

  @Test
  void aVersionThatNeverHeldProvesNothing() {
    Bytes output = FeeFixture.redacted(ANSWER, 20, 32);
    settle(1, output);
    for (BigInteger version :
        List.of(BigInteger.ZERO, BigInteger.TWO, wei(3), BigInteger.TWO.pow(255))) {
      Tuple receipt = fees.receipt(version, 1, output, commitment);
      assertThat(
              network.refuse(
                  "UnknownVersion",
                  fees.payer,
                  CONTRACT,
                  "proveUnderReporting",
                  evidence(1, output, receipt, 20, 32)))
          .isEqualTo(AbiValues.tuple(fees.model, version));
    }
    network.send(CREATOR, "Models", "withdrawVersion", fees.model, 2L);
    network.host.setBlockNumber(CHANGE);
    Tuple receipt = fees.receipt(BigInteger.TWO, 1, output, commitment);
    refused("UnknownVersion", evidence(1, output, receipt, 20, 32));
  }
}
