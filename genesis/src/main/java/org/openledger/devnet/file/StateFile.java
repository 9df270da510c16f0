package org.openledger.devnet.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.block.BlockBuilder;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.state.StateReader;
import org.openledger.devnet.state.StateWriter;
import org.openledger.devnet.state.WorldState;

/**
 * A file with a whole chain: blocks, receipts, and the state after each block.
 *
 * <pre>
 * "OPENLEDGER-DEVNET"   17 bytes
 * format version        int
 * chain id              long
 * hash of block 0       32 bytes
 * deflated:             time offset, number of blocks,
 *                       for each: hash, timestamp, transactions, receipts, new trie nodes, root;
 *                       transactions that wait
 * SHA-256               32 bytes, of all before
 * </pre>
 *
 * <p>All numbers are big-endian. On loading, blocks are built anew from what the file says: a block
 * whose hash comes out differently — and with it a state, a transaction or a receipt — is refused.
 *
 * @param path where it is
 * @param chainId the chain id that it has to be of
 */
public record StateFile(Path path, long chainId) {

  /** The format that is written, and the only one that is read. */
  public static final int VERSION = 1;

  private static final byte[] MAGIC = "OPENLEDGER-DEVNET".getBytes(US_ASCII);
  private static final int HEADER = MAGIC.length + Integer.BYTES + Long.BYTES + Bytes32.SIZE;
  private static final int MAX_BLOCKS = 100_000_000;

  /** Whether there is a file. */
  public boolean exists() {
    return Files.exists(path);
  }

  /**
   * Refuses a place that cannot be written to, before a chain is made that could not be saved.
   *
   * @throws IOException where there is no directory for the file, or none that can be written to
   */
  public void requireWritable() throws IOException {
    Path directory = directory();
    if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new StateFileException(
          path, "cannot be written: " + directory + " is no directory" + " that can be written to");
    }
    if (Files.isDirectory(path)) {
      throw new StateFileException(path, "is a directory");
    }
  }

  /**
   * Writes a chain: to a temporary name that then takes the file's place, so that the file is whole
   * at any time.
   */
  public void save(Chain chain, long timeOffset, List<Bytes> pending) throws IOException {
    Path temporary = Files.createTempFile(directory(), path.getFileName().toString(), ".part");
    try {
      try (OutputStream file = Files.newOutputStream(temporary)) {
        write(file, chain, timeOffset, pending);
      }
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void write(OutputStream file, Chain chain, long timeOffset, List<Bytes> pending)
      throws IOException {
    DigestOutputStream digested =
        new DigestOutputStream(new BufferedOutputStream(file, 1 << 16), sha256());
    DataOutputStream header = new DataOutputStream(digested);
    header.write(MAGIC);
    header.writeInt(VERSION);
    header.writeLong(chainId);
    header.write(chain.block(0).orElseThrow().hash().toArrayUnsafe());
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      DeflaterOutputStream deflated = new DeflaterOutputStream(digested, deflater, 1 << 16);
      DataOutputStream out = new DataOutputStream(new BufferedOutputStream(deflated, 1 << 16));
      out.writeLong(timeOffset);
      long blocks = chain.head().number();
      out.writeInt(Math.toIntExact(blocks));
      StateWriter states = new StateWriter(out);
      for (long number = 1; number <= blocks; number++) {
        Chain.Entry entry = chain.entry(number).orElseThrow();
        BlockCodec.write(out, entry.block());
        states.write(entry.state());
      }
      BlockCodec.writeAll(out, pending);
      out.flush();
      deflated.finish();
    } finally {
      deflater.end();
    }
    digested.on(false);
    digested.write(digested.getMessageDigest().digest());
    digested.flush();
  }

  /**
   * Reads the chain that follows a block 0.
   *
   * @param genesis block 0
   * @param builder seals blocks as they were sealed
   * @throws StateFileException where the file is something else, damaged, or of another chain
   */
  public SavedChain load(SealedBlock genesis, BlockBuilder builder) throws IOException {
    requireSound();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      file.skipNBytes(HEADER - Bytes32.SIZE);
      if (!Arrays.equals(file.readNBytes(Bytes32.SIZE), genesis.hash().toArrayUnsafe())) {
        throw new StateFileException(
            path, "starts from another block 0: it was made by another build or other options");
      }
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(new InflaterInputStream(file), 1 << 16));
      return read(in, genesis, builder);
    } catch (StateFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new StateFileException(path, "is damaged: " + e.getMessage(), e);
    }
  }

  private SavedChain read(DataInputStream in, SealedBlock genesis, BlockBuilder builder)
      throws IOException {
    long timeOffset = in.readLong();
    int count = in.readInt();
    if (count < 0 || count > MAX_BLOCKS) {
      throw new IOException("there are no " + count + " blocks");
    }
    StateReader states = new StateReader(in);
    List<BlockCodec.Draft> drafts = new ArrayList<>();
    List<WorldState> after = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drafts.add(BlockCodec.read(in));
      after.add(states.read());
    }
    List<Bytes> pending = BlockCodec.readAll(in);
    // Finding the senders takes the time, and needs no order.
    drafts.parallelStream().forEach(BlockCodec.Draft::decode);
    List<Chain.Entry> entries = new ArrayList<>();
    SealedBlock parent = genesis;
    for (int i = 0; i < count; i++) {
      WorldState state = after.get(i);
      SealedBlock block = drafts.get(i).seal(builder, parent, state);
      if (!block.hash().equals(drafts.get(i).hash())) {
        throw new StateFileException(
            path,
            "was made with other options: block "
                + block.number()
                + " is "
                + block.hash().toHexString()
                + " here and "
                + drafts.get(i).hash().toHexString()
                + " there");
      }
      entries.add(new Chain.Entry(block, state));
      parent = block;
    }
    return new SavedChain(entries, timeOffset, pending);
  }

  /** Looks at all but the content: what the file is, of which chain, and its checksum. */
  private void requireSound() throws IOException {
    long size = Files.size(path);
    MessageDigest digest = sha256();
    try (DataInputStream in =
        new DataInputStream(
            new DigestInputStream(
                new BufferedInputStream(Files.newInputStream(path), 1 << 16), digest))) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new StateFileException(path, "is no state of a devnet");
      }
      if (size < HEADER + Bytes32.SIZE) {
        throw new StateFileException(path, "is damaged: it is cut off");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new StateFileException(
            path, "has format version " + version + ", this build reads " + VERSION);
      }
      long chain = in.readLong();
      // Skipped bytes would not be digested.
      byte[] buffer = new byte[1 << 16];
      long left = size - MAGIC.length - Integer.BYTES - Long.BYTES - Bytes32.SIZE;
      for (int read = 1; left > 0 && read > 0; left -= read) {
        read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      }
      byte[] computed = digest.digest();
      if (!Arrays.equals(in.readNBytes(Bytes32.SIZE), computed)) {
        throw new StateFileException(path, "is damaged: its checksum does not hold");
      }
      if (chain != chainId) {
        throw new StateFileException(
            path, "is of chain id " + chain + ", this devnet has " + chainId);
      }
    }
  }

  private Path directory() {
    Path directory = path.toAbsolutePath().getParent();
    return directory == null ? path.toAbsolutePath() : directory;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
