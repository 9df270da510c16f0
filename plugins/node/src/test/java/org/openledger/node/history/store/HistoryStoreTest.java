package org.openledger.node.history.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.chain.BlockRef;

class HistoryStoreTest {

  private static final Head START = new Head(0, hash(0));
  private static final Key TABLE = Key.table(9);
  private static final long SEED = 20_261_121L;
  private static final int FLIPS = 1_000;

  @TempDir private Path directory;

  @Test
  void rowsComeInTheOrderOfTheirKeysBothWays() {
    try (HistoryStore store = open()) {
      SplittableRandom random = new SplittableRandom(SEED);
      TreeMap<Long, Long> expected = new TreeMap<>();
      store.apply(
          block(1),
          rows -> {
            for (int i = 0; i < 5_000; i++) {
              long key = random.nextLong(100_000);
              expected.put(key, (long) i);
              rows.put(TABLE.with(key), Fields.write().number(i));
            }
          });
      for (int i = 0; i < 500; i++) {
        long from = random.nextLong(100_000);
        long to = from + random.nextLong(1_000);
        List<Long> wanted = List.copyOf(expected.subMap(from, to).keySet());
        assertThat(keys(store, from, to, false)).isEqualTo(wanted);
        assertThat(keys(store, from, to, true)).isEqualTo(wanted.reversed());
      }
    }
  }

  /** Rows of an older release lack what a newer one asks for. */
  @Test
  void aFileOfAnotherFormatIsMadeAnew() {
    try (HistoryStore store = open()) {
      store.apply(block(1), rows -> rows.put(TABLE, Fields.write().number(5)));
    }
    Key meta = Key.table(0);
    try (MVStore file = MVStore.open(directory.resolve("history.mv").toString())) {
      MVMap<byte[], byte[]> rows =
          file.openMap(
              "rows",
              new MVMap.Builder<byte[], byte[]>()
                  .keyType(ByteArrayDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE));
      byte[] fields = Checksum.open(meta.bytes(), rows.get(meta.bytes()));
      fields[Long.BYTES - 1]--;
      rows.put(meta.bytes(), Checksum.seal(meta.bytes(), fields));
    }
    try (HistoryStore store = open()) {
      assertThat(store.head()).isEqualTo(START);
      assertThat(store.rowCount()).isZero();
    }
  }

  @Test
  void aBlockThatFailsLeavesNothing() {
    try (HistoryStore store = open()) {
      store.apply(block(1), rows -> rows.put(TABLE.with(1L), Fields.write().number(7)));
      long count = store.rowCount();
      assertThatThrownBy(
              () ->
                  store.apply(
                      block(2),
                      rows -> {
                        rows.put(TABLE.with(1L), Fields.write().number(8));
                        rows.put(TABLE.with(2L), Fields.write().number(9));
                        rows.remove(TABLE.with(1L));
                        throw new IllegalStateException("in the middle");
                      }))
          .hasMessage("in the middle");
      assertThat(store.head().number()).isEqualTo(1);
      assertThat(contents(store)).isEqualTo(Map.of(1L, 7L));
      assertThat(store.rowCount()).isEqualTo(count);
      assertThat(store.verify(it -> {})).isTrue();
    }
  }

  @Test
  void onlyTheNextBlockIsTaken() {
    try (HistoryStore store = open()) {
      assertThatThrownBy(() -> store.apply(block(2), rows -> {}))
          .isInstanceOf(IllegalArgumentException.class);
      BlockRef other = new BlockRef(1, hash(1), hash(77), Bytes32.ZERO, 0);
      assertThatThrownBy(() -> store.apply(other, rows -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void blocksAreUndoneOneByOne() {
    SplittableRandom random = new SplittableRandom(SEED);
    try (HistoryStore store = open()) {
      List<Map<Long, Long>> states = new ArrayList<>(List.of(Map.of()));
      for (long number = 1; number <= 40; number++) {
        store.apply(block(number), rows -> scribble(rows, random));
        states.add(contents(store));
      }
      for (int number = 40; number > 0; number--) {
        assertThat(contents(store)).isEqualTo(states.get(number));
        assertThat(store.head()).isEqualTo(new Head(number, hash(number)));
        assertThat(store.undo()).isTrue();
      }
      assertThat(store.undo()).isFalse();
      assertThat(store.head()).isEqualTo(START);
      assertThat(contents(store)).isEmpty();
      assertThat(store.rowCount()).isZero();
    }
  }

  @Test
  void onlyTheLastBlocksCanBeUndone() {
    try (HistoryStore store = open()) {
      long last = HistoryStore.KEPT + 10L;
      for (long number = 1; number <= last; number++) {
        store.apply(block(number), rows -> {});
      }
      assertThat(store.rowCount()).isEqualTo(HistoryStore.KEPT);
      for (int i = 0; i < HistoryStore.KEPT; i++) {
        assertThat(store.undo()).isTrue();
      }
      assertThat(store.undo()).isFalse();
      assertThat(store.head().number()).isEqualTo(10);
    }
  }

  @Test
  void aReaderSeesOneBlockWhateverIsWritten() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (HistoryStore store = open();
        ExecutorService readers = Executors.newFixedThreadPool(2)) {
      List<Future<Long>> reading = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        reading.add(
            readers.submit(
                () -> {
                  long reads = 0;
                  while (!done.get()) {
                    store.read(
                        rows -> {
                          long block = rows.head().number();
                          Iterator<Row> all = rows.ascending(TABLE, TABLE.end());
                          long count = 0;
                          while (all.hasNext()) {
                            assertThat(all.next().fields().number()).isEqualTo(block);
                            count++;
                          }
                          assertThat(count).isEqualTo(block == 0 ? 0 : 300);
                          return null;
                        });
                    reads++;
                  }
                  return reads;
                }));
      }
      for (long number = 1; number <= 400; number++) {
        long value = number;
        store.apply(
            block(number),
            rows -> {
              for (long key = 0; key < 300; key++) {
                rows.put(TABLE.with(key), Fields.write().number(value));
              }
            });
        if (number % 7 == 0) {
          store.commit();
          store.compact();
        }
      }
      done.set(true);
      for (Future<Long> reader : reading) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  @Test
  void whatWasNotCommittedIsNotThereAfterTheProcessDied() throws IOException {
    HistoryStore dying = open();
    dying.apply(block(1), rows -> rows.put(TABLE.with(1L), Fields.write().number(1)));
    dying.commit();
    // Far more than the library would keep in memory on its own account.
    dying.apply(
        block(2),
        rows -> {
          for (long key = 0; key < 20_000; key++) {
            rows.put(TABLE.with(key), Fields.write().data(Bytes.random(500)));
          }
        });
    Path copy = Files.createDirectory(directory.resolve("copy"));
    Files.copy(directory.resolve("history.mv"), copy.resolve("history.mv"));
    dying.close();
    try (HistoryStore after = HistoryStore.open(copy, "chain", START)) {
      assertThat(after.head().number()).isEqualTo(1);
      assertThat(contents(after)).isEqualTo(Map.of(1L, 1L));
      assertThat(after.verify(it -> {})).isTrue();
    }
  }

  /** A flipped byte is found, or stands where nothing is read. */
  @Test
  void noFlippedByteIsRead() throws IOException {
    Map<Long, Long> expected;
    Head head;
    try (HistoryStore store = open()) {
      SplittableRandom random = new SplittableRandom(SEED);
      for (long number = 1; number <= 30; number++) {
        store.apply(block(number), rows -> scribble(rows, random));
        store.commit();
      }
      expected = contents(store);
      head = store.head();
    }
    byte[] file = Files.readAllBytes(directory.resolve("history.mv"));
    SplittableRandom random = new SplittableRandom(SEED + 1);
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = file.clone();
      int place = random.nextInt(flipped.length);
      flipped[place] ^= (byte) (1 << random.nextInt(8));
      Path copy = Files.createDirectories(directory.resolve("flip" + i));
      Files.write(copy.resolve("history.mv"), flipped);
      try (HistoryStore store = HistoryStore.open(copy, "chain", START)) {
        boolean sound = store.verify(it -> {});
        if (sound && store.head().equals(head)) {
          assertThat(contents(store)).as("byte " + place + " of seed " + SEED).isEqualTo(expected);
        } else {
          found++;
        }
        if (!sound) {
          assertThat(store.isDamaged()).isTrue();
          store.empty();
          assertThat(store.isDamaged()).isFalse();
          assertThat(store.head()).isEqualTo(START);
        }
      }
    }
    assertThat(found).isPositive();
    System.out.println(FLIPS + " flipped bytes of seed " + SEED + ", " + found + " found");
  }

  @Test
  void anotherChainsFileIsMadeAnew() {
    try (HistoryStore store = open()) {
      store.apply(block(1), rows -> rows.put(TABLE.with(1L), Fields.write().number(1)));
    }
    try (HistoryStore store = HistoryStore.open(directory, "another chain", START)) {
      assertThat(store.head()).isEqualTo(START);
      assertThat(contents(store)).isEmpty();
    }
  }

  @Test
  void aFileHasOneProcess() {
    try (HistoryStore first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("in use by another process");
      assertThat(first.head()).isEqualTo(START);
    }
  }

  @Test
  void aDamagedRowIsTold() throws IOException {
    try (HistoryStore store = open()) {
      store.apply(
          block(1),
          rows -> {
            for (long key = 0; key < 2_000; key++) {
              rows.put(TABLE.with(key), Fields.write().data(Bytes.random(100)));
            }
          });
    }
    Path file = directory.resolve("history.mv");
    byte[] bytes = Files.readAllBytes(file);
    for (int at = bytes.length / 2; at < bytes.length / 2 + 64; at++) {
      bytes[at] ^= 1;
    }
    Files.write(file, bytes);
    try (HistoryStore store = open()) {
      assertThat(store.head().number()).isEqualTo(1);
      assertThatThrownBy(() -> contentsRaw(store)).isInstanceOf(DamagedStoreException.class);
      assertThat(store.isDamaged()).isTrue();
    }
  }

  /** A query that waited here would keep the store from ever being opened again. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aStoreThatCannotBeMadeAnewHoldsUpNoReader() throws IOException {
    Path file = directory.resolve("history.mv");
    Path inTheWay = file.resolve("in the way");
    try (HistoryStore store = open()) {
      store.apply(block(1), rows -> rows.put(TABLE.with(1L), Fields.write().number(1)));
      Files.delete(file);
      Files.createDirectory(file);
      Files.createFile(inTheWay);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(store::empty).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> contents(store)).isInstanceOf(DamagedStoreException.class);
      }
      Files.delete(inTheWay);
      store.empty();
      assertThat(contents(store)).isEmpty();
      store.apply(block(1), rows -> rows.put(TABLE.with(1L), Fields.write().number(2)));
      assertThat(contents(store)).isEqualTo(Map.of(1L, 2L));
    }
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aClosedStoreHoldsUpNoReader() {
    HistoryStore store = open();
    store.close();
    assertThatThrownBy(() -> contents(store)).isInstanceOf(DamagedStoreException.class);
  }

  @Test
  void amountsOfAllSizesAreRead() {
    List<BigInteger> amounts =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.valueOf(255),
            BigInteger.ONE.shiftLeft(255),
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    Fields.Writer writer = Fields.write();
    amounts.forEach(writer::amount);
    Fields read = Fields.wrap(writer.bytes());
    amounts.forEach(amount -> assertThat(read.amount()).isEqualTo(amount));
    assertThat(read.hasNext()).isFalse();
    assertThatThrownBy(() -> Fields.write().amount(BigInteger.ONE.negate()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fields.write().amount(BigInteger.ONE.shiftLeft(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private HistoryStore open() {
    return HistoryStore.open(directory, "chain", START);
  }

  private static void scribble(Edits rows, SplittableRandom random) {
    for (int i = 0; i < 30; i++) {
      Key key = TABLE.with(random.nextLong(60));
      if (random.nextInt(3) == 0) {
        rows.remove(key);
      } else {
        rows.put(key, Fields.write().number(random.nextLong(1_000)));
      }
    }
  }

  private static Map<Long, Long> contents(HistoryStore store) {
    return store.read(
        rows -> {
          Map<Long, Long> contents = new TreeMap<>();
          rows.ascending(TABLE, TABLE.end())
              .forEachRemaining(row -> contents.put(row.key().number(1), row.fields().number()));
          return contents;
        });
  }

  private static int contentsRaw(HistoryStore store) {
    return store.read(
        rows -> {
          int count = 0;
          for (Iterator<Row> it = rows.ascending(TABLE, TABLE.end()); it.hasNext(); it.next()) {
            count++;
          }
          return count;
        });
  }

  private static List<Long> keys(HistoryStore store, long from, long to, boolean descending) {
    return store.read(
        rows -> {
          List<Long> keys = new ArrayList<>();
          Iterator<Row> found =
              descending
                  ? rows.descending(TABLE.with(from), TABLE.with(to))
                  : rows.ascending(TABLE.with(from), TABLE.with(to));
          found.forEachRemaining(row -> keys.add(row.key().number(1)));
          return keys;
        });
  }

  private static BlockRef block(long number) {
    return new BlockRef(number, hash(number), hash(number - 1), Bytes32.ZERO, number);
  }

  private static Bytes32 hash(long number) {
    return Bytes32.leftPad(Bytes.ofUnsignedLong(1_000 + number));
  }
}
