package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.precompile.fee.FeeFixture.ALICES;
import static org.openledger.precompile.fee.FeeFixture.BOBS;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.tuples;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.fee.FeeFixture.Item;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

class BatchesTest {

  private static final BigInteger PLENTY = TestNetwork.OPEN.multiply(BigInteger.valueOf(1_000));

  private final FeeFixture fees = new FeeFixture(FeeFixture.with(Parameter.MAX_BATCH, 50));
  private final TestNetwork network = fees.network;

  private static AbiError error(String name) {
    return ContractAbi.of(CONTRACT).error(name);
  }

  /** INV-FEE-07: netting equals settling one by one, to the wei and to the word. */
  @Test
  void aBatchPaysWhatItsItemsPayOneByOne() {
    long seed = Long.getLong("openledger.seed", 41L);
    Random random = new Random(seed);
    String corpus = ALICES + BOBS + "0123456789";
    FeeFixture single = new FeeFixture();
    fees.deposit(PLENTY);
    single.deposit(PLENTY);
    long request = 0;
    for (int round = 0; round < 30; round++) {
      List<Item> items = new ArrayList<>();
      BigInteger spent = BigInteger.ZERO;
      for (int i = 1 + random.nextInt(12); i > 0; i--) {
        int begin = random.nextInt(corpus.length());
        int end = begin + random.nextInt(corpus.length() - begin);
        Item item = Item.of(request++, corpus.substring(begin, end));
        items.add(item);
        spent = spent.add(fees.gross(end - begin));
        single.network.send(
            single.payer,
            CONTRACT,
            "settle",
            single.model,
            item.request(),
            item.output(),
            single.receipt(item.request(), item.output(), Bytes32.ZERO));
      }
      boolean packed = random.nextBoolean();
      boolean atomic = random.nextBoolean();
      Tuple permit = fees.permit(PLENTY, 200, round);
      assertThat(
              packed
                  ? settlePacked(fees.batchPacked(permit, items, atomic))
                  : fees.settleBatch(permit, items, atomic))
          .isEqualTo(AbiValues.tuple((long) items.size(), spent));
      var mine = network.host.storageOf(NativeAddress.INFERENCE_FEES.address());
      var theirs = single.network.host.storageOf(NativeAddress.INFERENCE_FEES.address());
      int permits = 1; // The only word more.
      assertThat(mine).as("seed %s, round %s", seed, round).hasSize(theirs.size() + permits);
      assertThat(mine).containsAllEntriesOf(theirs);
    }
    assertThat(fees.events("InferenceSettled")).isEqualTo(single.events("InferenceSettled"));
  }

  @Test
  void badItemsAreSkippedAndReportedAndLeaveNoOtherTrace() {
    fees.deposit(PLENTY);
    BigInteger ten = fees.gross(10);
    network.send(
        fees.payer,
        CONTRACT,
        "settle",
        fees.model,
        7L,
        TestNetwork.output("quick brow"),
        fees.receipt(7, TestNetwork.output("quick brow"), Bytes32.ZERO));
    List<Item> items =
        List.of(
            Item.of(1, "quick brow"),
            Item.of(7, "quick brow"),
            Item.of(1, "quick brow"),
            new Item(2, 0, Bytes.fromHexString("0x00"), Bytes32.ZERO),
            new Item(3, 0, Bytes.fromHexString("0xffffffffff7f"), Bytes32.ZERO),
            new Item(4, 1L << 40, TestNetwork.output("a"), Bytes32.ZERO),
            Item.of(5, "The quick brown fox"),
            Item.of(6, "fox jumps "));
    BigInteger limit = ten.multiply(BigInteger.TWO);
    Tuple result = fees.settleBatch(fees.permit(limit, 200, 1), items, false);
    assertThat(result).isEqualTo(AbiValues.tuple(2L, limit));
    assertThat(fees.events("BatchSettled"))
        .containsExactly(AbiValues.tuple(fees.model, fees.payer, 1L, 2L, 6L, limit, 0L));
    List<Tuple> skipped = fees.events("ItemSkipped");
    assertThat(skipped).hasSize(6);
    report(skipped.get(0), 7, 1, "AlreadySettled", fees.payer, 7L);
    report(skipped.get(1), 1, 2, "AlreadySettled", fees.payer, 1L);
    report(skipped.get(2), 2, 3, "MalformedOutput", 1L, 2L);
    report(skipped.get(3), 3, 4, "OutputTooLong", (1L << 28) - 1, 16_384L);
    report(skipped.get(4), 4, 5, "TooManyTokens", 1L << 40, 1L << 24);
    report(skipped.get(5), 5, 6, "LimitExceeded", fees.gross(19), ten);
    assertThat(fees.events("InferenceSettled")).hasSize(3);
    for (long request : new long[] {2, 3, 4, 5}) {
      assertThat(fees.isSettled(request)).isFalse();
    }
    assertThat(fees.isSettled(6)).isTrue();
  }

  @Test
  void anItemBeyondTheDepositIsSkipped() {
    fees.deposit(fees.gross(10));
    fees.settleBatch(
        fees.permit(PLENTY, 200, 1), List.of(Item.of(1, "quick brow"), Item.of(2, "q")), false);
    report(
        fees.events("ItemSkipped").getFirst(),
        2,
        1,
        "InsufficientDeposit",
        BigInteger.ZERO,
        fees.gross(1));
    assertThat(fees.depositOf(fees.payer)).isZero();
  }

  private void report(Tuple event, long request, long index, String error, Object... arguments) {
    assertThat(event)
        .isEqualTo(
            AbiValues.tuple(
                fees.model, fees.payer, request, index, error(error).encode(arguments)));
  }

  @Test
  void anAtomicBatchFailsAsAWhole() {
    fees.deposit(PLENTY);
    List<Item> items = List.of(Item.of(1, "quick brow"), Item.of(1, "quick brow"));
    Tuple details =
        network.refuse(
            "BatchItemFailed",
            GATEWAY,
            CONTRACT,
            "settleBatch",
            fees.batch(fees.permit(PLENTY, 200, 1), items, true));
    assertThat(details)
        .isEqualTo(
            AbiValues.tuple(
                1L, error("AlreadySettled").encode(AbiValues.address(fees.payer), BigInteger.ONE)));
    assertThat(fees.isSettled(1)).isFalse();
    assertThat(network.<Boolean>read(CONTRACT, "isPermitUsed", fees.payer, fees.model, 1L))
        .isFalse();
    assertThat(fees.depositOf(fees.payer)).isEqualTo(PLENTY);
  }

  /** INV-FEE-06. */
  @Test
  void aPermitIsUsedOnceInTimeAndOnlyAsSigned() {
    fees.deposit(PLENTY);
    Tuple permit = fees.permit(PLENTY, 150, 9);
    fees.settleBatch(permit, List.of(Item.of(1, "quick brow")), true);
    assertThat(network.<Boolean>read(CONTRACT, "isPermitUsed", fees.payer, fees.model, 9L))
        .isTrue();
    refused("PermitUsed", fees.batch(permit, List.of(Item.of(2, "quick brow")), true));

    Tuple late = fees.permit(PLENTY, 150, 10);
    network.host.setBlockNumber(151);
    Object[] batch = fees.batch(late, List.of(Item.of(2, "quick brow")), true);
    assertThat(refused("PermitExpired", batch)).isEqualTo(AbiValues.tuple(150L, 151L));
    network.host.setBlockNumber(150);
    Object[] raised = batch.clone();
    raised[0] = fees.permit(PLENTY.add(BigInteger.ONE), 150, 10);
    refused("WrongSigner", raised);
    Object[] forged = batch.clone();
    forged[1] = fees.sign(TestKey.of(5), "permitDigest", late);
    refused("WrongSigner", forged);
    Object[] short64 = batch.clone();
    short64[1] = Bytes.wrap(new byte[64]);
    refused("InvalidSignature", short64);

    network.refuse("PermitUsed", fees.payer, CONTRACT, "revokePermit", fees.model, 9L);
    fees.settleBatch(late, List.of(Item.of(2, "quick brow")), true);
  }

  /**
   * INV-FEE-04: not one item can be left out, added, changed or moved under the serving key's
   * signature, nor can the batch be split where it is atomic, nor put under another permit.
   */
  @Test
  void aBatchIsSettledOnlyAsTheServingKeySignedIt() {
    fees.deposit(PLENTY);
    Tuple permit = fees.permit(PLENTY, 200, 1);
    List<Item> items = List.of(Item.of(1, "quick brow"), Item.of(2, "fox jumps "));
    Object[] batch = fees.batch(permit, items, false);
    for (List<Item> other :
        List.of(
            items.subList(0, 1),
            items.reversed(),
            List.of(items.get(0), Item.of(2, "fox jumps?")),
            List.of(items.get(0), Item.of(3, "fox jumps ")),
            List.of(items.get(0), new Item(2, 1, items.get(1).output(), Bytes32.ZERO)),
            List.of(
                items.get(0), new Item(2, 0, items.get(1).output(), Bytes32.repeat((byte) 1))))) {
      Object[] changed = batch.clone();
      changed[4] = tuples(other);
      refused("WrongSigner", changed);
    }
    Object[] foreign = batch.clone();
    refused("WrongSigner", with(batch, 3, true));
    Tuple same = fees.permit(PLENTY.subtract(BigInteger.ONE), 200, 1);
    Object[] otherPermit = with(batch, 0, same);
    refused("WrongSigner", with(otherPermit, 1, fees.sign(fees.payerKey, "permitDigest", same)));
    foreign[5] =
        fees.sign(TestKey.of(5), "batchDigest", permit, fees.version(), false, tuples(items));
    refused("WrongSigner", foreign);
    fees.settleBatch(permit, items, true);
  }

  @Test
  void theSizeOfABatchIsBounded() {
    fees.deposit(PLENTY);
    Object[] batch = fees.batch(fees.permit(PLENTY, 200, 1), List.of(Item.of(1, "")), true);
    Object[] empty = batch.clone();
    empty[4] = new Tuple[0];
    refused("EmptyBatch", empty);
    List<Item> many = new ArrayList<>();
    for (int i = 0; i <= 50; i++) {
      many.add(Item.of(i, ""));
    }
    Object[] tooMany = batch.clone();
    tooMany[4] = tuples(many);
    assertThat(refused("BatchTooLong", tooMany)).isEqualTo(AbiValues.tuple(51L, 50L));
    network.refuse(
        "BatchTooLong",
        GATEWAY,
        CONTRACT,
        "batchDigest",
        fees.permit(PLENTY, 200, 1),
        1L,
        true,
        tuples(many));
  }

  /** One signature for both forms; what it does not cover in one it does not in the other. */
  @Test
  void packedItemsAreTheSameBatch() {
    fees.deposit(PLENTY);
    FeeFixture other = new FeeFixture(FeeFixture.with(Parameter.MAX_BATCH, 50));
    other.deposit(PLENTY);
    List<Item> items =
        List.of(
            new Item(-1, 0xffffffffL, Bytes.EMPTY, Bytes32.repeat((byte) 7)),
            Item.of(1, ""),
            Item.of(1, "quick brow"),
            new Item(3, 0xffffff, Bytes.fromHexString("0x00"), Bytes32.ZERO),
            new Item(4, 17, TestNetwork.output("The quick brown fox"), Bytes32.repeat((byte) 255)));
    Tuple permit = fees.permit(PLENTY, 200, 1);
    BigInteger highest = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    BatchItem most =
        new BatchItem(
            highest, BigInteger.valueOf(0xffffffffL), Bytes.EMPTY, Bytes32.repeat((byte) 7));
    Tuple[] structs = tuples(items);
    structs[0] = most.tuple();
    Object[] batch = fees.batch(permit, fees.version(), false, structs, network.servingKey);
    Tuple done = network.send(GATEWAY, CONTRACT, "settleBatch", batch);
    assertThat(settlePacked(other, with(batch, 4, FeeFixture.packed(items)))).isEqualTo(done);
    assertThat(done.<BigInteger>get(0)).isEqualTo(2);
    for (String event : List.of("InferenceSettled", "ItemSkipped", "BatchSettled")) {
      assertThat(other.events(event)).as(event).isEqualTo(fees.events(event)).isNotEmpty();
    }
    assertThat(other.network.host.storageOf(NativeAddress.INFERENCE_FEES.address()))
        .isEqualTo(network.host.storageOf(NativeAddress.INFERENCE_FEES.address()));
    assertThat(BatchItem.pack(List.of(most))).isEqualTo(items.get(0).packed());
  }

  @Test
  void whatHasNoRoomInAPackedItemIsRefused() {
    BigInteger request = BigInteger.TWO.pow(64);
    BigInteger tokens = BigInteger.TWO.pow(32);
    BigInteger one = BigInteger.ONE;
    for (BatchItem item :
        List.of(
            new BatchItem(request, one, Bytes.EMPTY, Bytes32.ZERO),
            new BatchItem(one, tokens, Bytes.EMPTY, Bytes32.ZERO),
            new BatchItem(one.negate(), one, Bytes.EMPTY, Bytes32.ZERO))) {
      assertThatThrownBy(() -> BatchItem.pack(List.of(item)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no room");
    }
  }

  /** Cut anywhere but between two items, or with a length that is not there. */
  @Test
  void malformedPackedItemsAreNamed() {
    fees.deposit(PLENTY);
    List<Item> items = List.of(Item.of(1, "quick brow"), Item.of(2, ""), Item.of(3, "jumps"));
    Object[] batch = fees.batchPacked(fees.permit(PLENTY, 200, 1), items, false);
    Bytes packed = FeeFixture.packed(items);
    int first = items.get(0).packed().size();
    int second = first + items.get(1).packed().size();
    for (int size = 1; size < packed.size(); size++) {
      if (size == first || size == second) {
        refusedPacked("WrongSigner", with(batch, 4, packed.slice(0, size)));
        continue;
      }
      long index = size < first ? 0 : size < second ? 1 : 2;
      assertThat(refusedPacked("MalformedItems", with(batch, 4, packed.slice(0, size))))
          .as("%s bytes", size)
          .isEqualTo(AbiValues.tuple(index));
    }
    for (long length : new long[] {21, 1L << 31, (1L << 32) - 1}) {
      Bytes wrong =
          Bytes.concatenate(packed.slice(0, 44), Bytes.ofUnsignedInt(length), packed.slice(48, 20));
      assertThat(refusedPacked("MalformedItems", with(batch, 4, wrong)))
          .isEqualTo(AbiValues.tuple(0L));
    }
    refusedPacked("EmptyBatch", with(batch, 4, Bytes.EMPTY));
    assertThat(refusedPacked("BatchTooLong", with(batch, 4, Bytes.wrap(new byte[51 * 48]))))
        .isEqualTo(AbiValues.tuple(51L, 50L));
    settlePacked(batch);
  }

  /** INV-FEE-04, for the packed form: every bit of it is signed. */
  @Test
  void noBitOfPackedItemsCanBeChanged() {
    fees.deposit(PLENTY);
    List<Item> items = List.of(Item.of(1, "quick brow"), Item.of(2, "fox jumps "));
    Object[] batch = fees.batchPacked(fees.permit(PLENTY, 200, 1), items, true);
    Bytes packed = FeeFixture.packed(items);
    int lengths = 0;
    for (int bit = 0; bit < 8 * packed.size(); bit++) {
      byte[] changed = packed.toArray();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Outcome outcome =
          network.call(
              GATEWAY,
              CONTRACT,
              BigInteger.ZERO,
              TestNetwork.GAS,
              encode(with(batch, 4, Bytes.wrap(changed))));
      Bytes data = ((Outcome.Revert) outcome).data();
      boolean malformed = data.slice(0, 4).equals(error("MalformedItems").selector());
      lengths += malformed ? 1 : 0;
      assertThat(malformed || data.slice(0, 4).equals(error("WrongSigner").selector()))
          .as("bit %s: %s", bit, data)
          .isTrue();
    }
    assertThat(lengths).as("of a length").isBetween(32, 64);
    settlePacked(batch);
  }

  private static Bytes encode(Object[] batch) {
    return Bytes.wrap(
        ContractAbi.of(CONTRACT)
            .function("settleBatchPacked")
            .encodeCall(AbiValues.tuple(batch))
            .array());
  }

  private Tuple settlePacked(Object[] batch) {
    return settlePacked(fees, batch);
  }

  private static Tuple settlePacked(FeeFixture fees, Object[] batch) {
    return fees.network.send(GATEWAY, CONTRACT, "settleBatchPacked", batch);
  }

  private Tuple refusedPacked(String error, Object[] batch) {
    return network.refuse(error, GATEWAY, CONTRACT, "settleBatchPacked", batch);
  }

  private static Object[] with(Object[] batch, int argument, Object value) {
    Object[] changed = batch.clone();
    changed[argument] = value;
    return changed;
  }

  private Tuple refused(String error, Object[] batch) {
    return network.refuse(error, GATEWAY, CONTRACT, "settleBatch", batch);
  }
}
