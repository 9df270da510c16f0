package org.openledger.devnet.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.BlockBuilder;
import org.openledger.devnet.block.LogBloom;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.state.Log;
import org.openledger.devnet.state.WorldState;
import org.openledger.devnet.transaction.RefusedException;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.devnet.transaction.TransactionDecoder;
import org.openledger.precompile.host.Address;

/** Blocks in a state file: what cannot be computed from the rest. */
final class BlockCodec {

  private BlockCodec() {}

  static void write(DataOutputStream out, SealedBlock block) throws IOException {
    out.write(block.hash().toArrayUnsafe());
    out.writeLong(block.timestamp());
    writeAll(out, block.transactions().stream().map(SignedTransaction::raw).toList());
    for (Receipt receipt : block.receipts()) {
      Bytes revert = receipt.revertReason().orElse(null);
      out.writeByte((receipt.success() ? 1 : 0) | (revert == null ? 0 : 2));
      out.writeLong(receipt.gasUsed());
      if (revert != null) {
        bytes(out, revert);
      }
      out.writeInt(receipt.logs().size());
      for (Log log : receipt.logs()) {
        out.write(log.emitter().bytes().toArrayUnsafe());
        out.writeByte(log.topics().size());
        for (Bytes32 topic : log.topics()) {
          out.write(topic.toArrayUnsafe());
        }
        bytes(out, log.data());
      }
    }
  }

  static Draft read(DataInputStream in) throws IOException {
    Bytes32 hash = Bytes32.wrap(exactly(in, Bytes32.SIZE));
    long timestamp = in.readLong();
    List<Bytes> transactions = readAll(in);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < transactions.size(); i++) {
      int flags = in.readUnsignedByte();
      long gasUsed = in.readLong();
      Bytes revert = (flags & 2) == 0 ? null : bytes(in);
      outcomes.add(new Outcome((flags & 1) != 0, gasUsed, revert, logs(in)));
    }
    return new Draft(hash, timestamp, transactions, outcomes);
  }

  private static List<Log> logs(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Address emitter = new Address(Bytes.wrap(exactly(in, Address.SIZE)));
      int topics = in.readUnsignedByte();
      List<Bytes32> words = new ArrayList<>();
      for (int topic = 0; topic < topics; topic++) {
        words.add(Bytes32.wrap(exactly(in, Bytes32.SIZE)));
      }
      logs.add(new Log(emitter, words, bytes(in)));
    }
    return logs;
  }

  static void writeAll(DataOutputStream out, List<Bytes> all) throws IOException {
    out.writeInt(all.size());
    for (Bytes each : all) {
      bytes(out, each);
    }
  }

  static List<Bytes> readAll(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Bytes> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(bytes(in));
    }
    return all;
  }

  private static void bytes(DataOutputStream out, Bytes bytes) throws IOException {
    out.writeInt(bytes.size());
    out.write(bytes.toArrayUnsafe());
  }

  private static Bytes bytes(DataInputStream in) throws IOException {
    return Bytes.wrap(exactly(in, in.readInt()));
  }

  private static byte[] exactly(DataInputStream in, int count) throws IOException {
    if (count < 0) {
      throw new IOException("there are no " + count + " bytes");
    }
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("it ends too soon");
    }
    return bytes;
  }

  private record Outcome(boolean success, long gasUsed, @Nullable Bytes revert, List<Log> logs) {}

  /** A block as the file has it. */
  static final class Draft {
    private final Bytes32 hash;
    private final long timestamp;
    private final List<Bytes> raw;
    private final List<Outcome> outcomes;
    private List<SignedTransaction> transactions = List.of();

    private Draft(Bytes32 hash, long timestamp, List<Bytes> raw, List<Outcome> outcomes) {
      this.hash = hash;
      this.timestamp = timestamp;
      this.raw = raw;
      this.outcomes = outcomes;
    }

    /** What the block's hash has to be. */
    Bytes32 hash() {
      return hash;
    }

    /** Finds the senders of the transactions. */
    void decode() {
      List<SignedTransaction> decoded = new ArrayList<>();
      for (Bytes each : raw) {
        try {
          decoded.add(TransactionDecoder.decode(each));
        } catch (RefusedException e) {
          throw new IllegalArgumentException(e.getMessage(), e);
        }
      }
      transactions = decoded;
    }

    SealedBlock seal(BlockBuilder builder, SealedBlock parent, WorldState state) {
      List<Receipt> receipts = new ArrayList<>();
      long cumulative = 0;
      for (int i = 0; i < outcomes.size(); i++) {
        Outcome outcome = outcomes.get(i);
        SignedTransaction transaction = transactions.get(i);
        cumulative += outcome.gasUsed;
        receipts.add(
            new Receipt(
                transaction.hash(),
                transaction.type(),
                outcome.success,
                outcome.gasUsed,
                cumulative,
                transaction.effectiveGasPrice(builder.baseFeePerGas()),
                outcome.logs,
                LogBloom.of(outcome.logs),
                outcome.revert));
      }
      return builder.next(parent, timestamp, state, transactions, receipts);
    }
  }
}
