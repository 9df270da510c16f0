package org.openledger.node.history.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.openledger.node.chain.BlockRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a history: rows of keys and fields, one map of H2's MVStore. All of a block is
 * written or nothing; what is written is on disk after {@link #commit}, and a process that dies
 * before finds the blocks before. The last blocks can be undone.
 *
 * <p>One thread writes. Any number read, each at the block that was the last one when it began.
 */
public final class HistoryStore implements AutoCloseable {

  /** How many blocks can be undone. */
  public static final int KEPT = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(HistoryStore.class);

  /** Of what rows mean; a file of another one is made anew. */
  private static final long FORMAT = 5;

  private static final int CACHE_MEGABYTES = 16;
  private static final int PAGE_BYTES = 8 * 1_024;
  private static final int MIN_FILL_PERCENT = 50;
  private static final int COMPACTED_BYTES = 4 * 1_024 * 1_024;
  private static final int STEP = 10_000;

  private static final Key META = Key.table(0);
  private static final Key UNDO = Key.table(1);

  private final Path file;
  private final String chain;
  private final Head start;

  /** Held for reading by queries, for writing while the file is opened or closed. */
  private final ReadWriteLock opening = new ReentrantReadWriteLock();

  private MVStore store;
  private MVMap<byte[], byte[]> map;
  private volatile Snapshot newest;
  private volatile boolean damaged;
  private volatile boolean uncommitted;
  private long rows;
  private long weight;

  private HistoryStore(Path file, String chain, Head start) {
    this.file = file;
    this.chain = chain;
    this.start = start;
    map = openSound();
    store = map.getStore();
    newest = load();
  }

  /**
   * Opens or creates a store. One that is damaged, of another chain or another format is emptied.
   *
   * @param directory where its file lies
   * @param chain what tells this chain from all others
   * @param start the block before the first one that is taken in
   * @throws UncheckedIOException where the directory cannot be used, or another process uses it
   */
  public static HistoryStore open(Path directory, String chain, Head start) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("directory " + directory + " cannot be made", e);
    }
    return new HistoryStore(directory.resolve("history.mv"), chain, start);
  }

  /** The last block that was taken in. */
  public Head head() {
    return newest.head();
  }

  /** Whether something that was read was damaged since the store was emptied or opened. */
  public boolean isDamaged() {
    return damaged;
  }

  /** Whether blocks were taken in that are not on disk. */
  public boolean isUncommitted() {
    return uncommitted;
  }

  /** Bytes that wait to be written. */
  public long unsavedBytes() {
    return store.getUnsavedMemory();
  }

  /** How many rows there are. */
  public synchronized long rowCount() {
    return rows;
  }

  /** Bytes of the file. */
  public long fileBytes() {
    return file.toFile().length();
  }

  /**
   * Asks at the last block.
   *
   * @param question asked once; the rows are closed to it when it returns
   * @throws DamagedStoreException where what it reads is damaged, or there is nothing to read: the
   *     store is closed, or could not be made anew
   */
  public <T> T read(Function<Snapshot, T> question) {
    opening.readLock().lock();
    try {
      Snapshot snapshot = acquired();
      try {
        return question.apply(snapshot);
      } catch (DamagedStoreException e) {
        damaged = true;
        throw e;
      } finally {
        snapshot.release();
      }
    } finally {
      opening.readLock().unlock();
    }
  }

  /**
   * Takes in the block after the last one: all of it, or nothing where this throws.
   *
   * @param change writes its rows
   */
  public synchronized void apply(BlockRef block, Consumer<Edits> change) {
    Head head = head();
    if (block.number() != head.number() + 1 || !block.parentHash().equals(head.hash())) {
      throw new IllegalArgumentException(block + " does not follow " + head);
    }
    write(
        edits -> {
          change.accept(edits);
          Fields.Writer undo = Fields.write().word(head.hash());
          edits.writeUndo(undo);
          edits.put(UNDO.with(block.number()), undo);
          edits.remove(UNDO.with(block.number() - KEPT));
        },
        new Head(block.number(), block.hash()));
  }

  /**
   * Undoes the last block.
   *
   * @return whether it could: the blocks behind the last {@link #KEPT} cannot be undone
   */
  public synchronized boolean undo() {
    Head head = head();
    Key key = UNDO.with(head.number());
    Optional<Fields> found = current().get(key);
    if (head.number() == start.number() || found.isEmpty()) {
      return false;
    }
    Bytes32 parent = found.get().word();
    write(
        edits -> {
          edits.undo(found.get());
          edits.remove(key);
        },
        new Head(head.number() - 1, parent));
    return true;
  }

  /** Writes to disk what was taken in. */
  public synchronized void commit() {
    if (uncommitted) {
      map.put(META.bytes(), Checksum.seal(META.bytes(), meta().bytes()));
      store.commit();
      uncommitted = false;
    }
  }

  /** Gives back a part of the disk space that nothing uses any more. */
  public synchronized void compact() {
    store.compact(MIN_FILL_PERCENT, COMPACTED_BYTES);
  }

  /** Deletes all rows: the store is as at the start of the chain. */
  public synchronized void empty() {
    opening.writeLock().lock();
    try {
      newest.release();
      makeAnew();
      rows = 0;
      weight = 0;
      newest = new Snapshot(store, map, start, 0, 0);
      damaged = false;
      uncommitted = true;
    } finally {
      opening.writeLock().unlock();
    }
    commit();
  }

  /**
   * Reads every row and compares all of them with what was written.
   *
   * @param progress takes the number of rows read, now and then
   * @return whether all are sound; where not, {@link #isDamaged} is true from now on
   */
  public boolean verify(LongConsumer progress) {
    boolean sound;
    try {
      sound = read(snapshot -> isWhole(snapshot, progress));
    } catch (DamagedStoreException e) {
      LOG.warn("OL-344 The history in {} is damaged: {}", file, e.getMessage());
      return false;
    }
    if (!sound) {
      LOG.warn("OL-345 The history in {} lacks rows", file);
      damaged = true;
    }
    return sound;
  }

  @Override
  public synchronized void close() {
    opening.writeLock().lock();
    try {
      if (!store.isClosed()) {
        commit();
        newest.release();
        store.close();
      }
    } finally {
      opening.writeLock().unlock();
    }
  }

  private boolean isWhole(Snapshot snapshot, LongConsumer progress) {
    long count = 0;
    long sum = 0;
    for (SealedRows all = snapshot.sealed(UNDO); all.next(); ) {
      sum += all.weight();
      if (++count % STEP == 0) {
        progress.accept(count);
      }
    }
    return count == snapshot.rowCount() && sum == snapshot.weight();
  }

  /** The newest snapshot, held for a reader. */
  private Snapshot acquired() {
    Snapshot snapshot = newest;
    while (!snapshot.acquire()) {
      Snapshot next = newest;
      if (next == snapshot) {
        // A block's is put in place before the last one is released: this one's file is closed.
        throw new DamagedStoreException("the history is closed, or could not be made anew");
      }
      snapshot = next;
    }
    return snapshot;
  }

  private void write(Consumer<Edits> change, Head after) {
    Edits edits = new Edits(map, current());
    boolean done = false;
    try {
      change.accept(edits);
      done = true;
    } catch (DamagedStoreException e) {
      damaged = true;
      throw e;
    } finally {
      if (!done) {
        edits.restore();
      }
    }
    rows += edits.addedRows();
    weight += edits.addedWeight();
    uncommitted = true;
    Snapshot previous = newest;
    newest = new Snapshot(store, map, after, rows, weight);
    previous.release();
  }

  private MapRows current() {
    return new MapRows(map, map::flushAndGetRoot);
  }

  private Fields.Writer meta() {
    Head head = head();
    return Fields.write()
        .number(FORMAT)
        .data(Bytes.wrap(chain.getBytes(StandardCharsets.UTF_8)))
        .number(head.number())
        .word(head.hash())
        .number(rows)
        .number(weight);
  }

  /** The snapshot of what the file says; of an empty one where it says nothing that is of use. */
  private Snapshot load() {
    try {
      Optional<Fields> meta = current().get(META);
      if (meta.isPresent()) {
        Fields said = meta.get();
        if (said.number() == FORMAT
            && said.data().equals(Bytes.wrap(chain.getBytes(StandardCharsets.UTF_8)))) {
          Head head = new Head(said.number(), said.word());
          rows = said.number();
          weight = said.number();
          return new Snapshot(store, map, head, rows, weight);
        }
        LOG.info("OL-346 The history in {} is of another chain or format: it is made anew", file);
      }
    } catch (DamagedStoreException e) {
      LOG.warn("OL-347 The history in {} is damaged: {}; it is made anew", file, e.getMessage());
    }
    makeAnew();
    uncommitted = true;
    return new Snapshot(store, map, start, 0, 0);
  }

  private void makeAnew() {
    store.closeImmediately();
    delete();
    map = openMap(file);
    store = map.getStore();
  }

  /** The map of the file; of a new one where the library cannot make anything of what is there. */
  private MVMap<byte[], byte[]> openSound() {
    try {
      return openMap(file);
    } catch (RuntimeException e) {
      // Not all that the library throws at a damaged file is of its own type.
      if (e instanceof MVStoreException failed
          && failed.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new UncheckedIOException(
            new IOException(file + " is in use by another process: stop it", e));
      }
      LOG.warn(
          "OL-348 The history in {} cannot be opened: {}; it is made anew", file, e.getMessage());
    }
    delete();
    return openMap(file);
  }

  /** Nothing is written but by {@link #commit}: a block that is half taken in is never on disk. */
  private static MVMap<byte[], byte[]> openMap(Path file) {
    MVStore opened =
        new MVStore.Builder()
            .fileName(file.toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .cacheSize(CACHE_MEGABYTES)
            .pageSplitSize(PAGE_BYTES)
            .compress()
            .open();
    boolean done = false;
    try {
      MVMap<byte[], byte[]> rows =
          opened.openMap(
              "rows",
              new MVMap.Builder<byte[], byte[]>()
                  .keyType(ByteArrayDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE));
      done = true;
      return rows;
    } finally {
      if (!done) {
        opened.closeImmediately();
      }
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be deleted", e);
    }
  }
}
