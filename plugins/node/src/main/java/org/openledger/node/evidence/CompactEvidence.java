package org.openledger.node.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.content.MerkleMultiProof;
import org.openledger.node.chain.AccountProof;
import org.openledger.node.chain.StorageProof;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * Evidence in its compact form, see {@code docs/file-formats.md}. There is one form only of the
 * same evidence: bytes that would be written otherwise are refused.
 */
public final class CompactEvidence {

  private static final Bytes MAGIC = Bytes.wrap("OLEVID".getBytes(StandardCharsets.US_ASCII));
  private static final int VERSION = 1;
  private static final int OWNED = 1;
  private static final int REFUTED = 2;
  private static final int ABSENT = 3;

  private CompactEvidence() {}

  /** Whether some bytes begin as evidence in this form does. */
  public static boolean is(Bytes bytes) {
    return bytes.size() >= MAGIC.size() && bytes.slice(0, MAGIC.size()).equals(MAGIC);
  }

  /**
   * Writes evidence.
   *
   * @throws IllegalArgumentException where it is not well-formed: no verifier would accept it
   */
  public static Bytes encode(Evidence evidence) {
    try {
      CompactWriter out = new CompactWriter();
      out.plain(MAGIC);
      out.octet(VERSION);
      out.octet(
          switch (evidence.claim()) {
            case Claim.Owned it -> OWNED;
            case Claim.Refuted it -> REFUTED;
            case Claim.Absent it -> ABSENT;
          });
      out.packed(evidence.header());
      write(out, evidence.receipt());
      out.counted(evidence.answer());
      out.number(evidence.runs().size());
      for (OwnerRun run : evidence.runs()) {
        out.number(run.length());
        out.number(run.contribution());
      }
      writeState(out, evidence.state());
      out.number(evidence.segments().size());
      for (SegmentPart segment : evidence.segments()) {
        write(out, segment);
      }
      write(out, evidence.claim());
      return Bytes.wrap(out.bytes());
    } catch (EvidenceException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Reads evidence.
   *
   * @throws EvidenceException where the bytes are none
   */
  public static Evidence decode(Bytes bytes) throws EvidenceException {
    EvidenceException.require(is(bytes), Fault.MALFORMED, "these bytes are no evidence");
    CompactReader in = new CompactReader(bytes);
    in.plain(MAGIC.size());
    int version = in.octet();
    EvidenceException.require(
        version == VERSION, Fault.UNSUPPORTED, "evidence of format version " + version);
    int kind = in.octet();
    EvidenceException.require(
        kind >= OWNED && kind <= ABSENT, Fault.UNSUPPORTED, "evidence of kind " + kind);
    try {
      Evidence evidence =
          new Evidence(
              in.packed(),
              readReceipt(in),
              in.counted(),
              readRuns(in),
              readState(in),
              readSegments(in),
              readClaim(in, kind));
      EvidenceException.require(
          in.isAtEnd() && encode(evidence).equals(bytes),
          Fault.MALFORMED,
          "the bytes are not in the one form that evidence has");
      return evidence;
    } catch (IllegalArgumentException e) {
      throw CompactReader.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static void write(CompactWriter out, ReceiptProof receipt) throws EvidenceException {
    out.number(receipt.transactionIndex());
    out.number(receipt.logIndex());
    new CompactTrie(List.of(ReceiptProof.key(receipt.transactionIndex())))
        .write(out, List.of(receipt.nodes()));
  }

  private static ReceiptProof readReceipt(CompactReader in) throws EvidenceException {
    int transaction = in.small();
    int log = in.small();
    List<Bytes> keys = List.of(ReceiptProof.key(transaction));
    return new ReceiptProof(transaction, log, new CompactTrie(keys).read(in, keys).getFirst());
  }

  private static List<OwnerRun> readRuns(CompactReader in) throws EvidenceException {
    List<OwnerRun> runs = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      runs.add(new OwnerRun(in.small(), in.number()));
    }
    return runs;
  }

  private static void writeState(CompactWriter out, List<AccountProof> state)
      throws EvidenceException {
    out.number(state.size());
    List<List<Bytes>> accounts = new ArrayList<>();
    for (AccountProof account : state) {
      out.counted(account.account().bytes().trimLeadingZeros());
      out.number(account.storage().size());
      UInt256 before = UInt256.ZERO;
      for (StorageProof word : account.storage()) {
        out.counted(word.key().subtract(before).toMinimalBytes());
        before = word.key();
      }
      accounts.add(account.proof());
    }
    new CompactTrie(state.stream().map(it -> key(it.account())).toList()).write(out, accounts);
    for (AccountProof account : state) {
      new CompactTrie(account.storage().stream().map(it -> key(it.key())).toList())
          .write(out, account.storage().stream().map(StorageProof::proof).toList());
    }
  }

  private static List<AccountProof> readState(CompactReader in) throws EvidenceException {
    List<Address> accounts = new ArrayList<>();
    List<List<UInt256>> words = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      Bytes address = in.counted();
      EvidenceException.require(
          address.size() <= Address.SIZE, Fault.MALFORMED, "an address has more than 20 bytes");
      accounts.add(Address.fromWord(UInt256.fromBytes(Bytes32.leftPad(address))));
      List<UInt256> keys = new ArrayList<>();
      UInt256 before = UInt256.ZERO;
      for (int more = in.count(); more > 0; more--) {
        Bytes step = in.counted();
        EvidenceException.require(
            step.size() <= Bytes32.SIZE, Fault.MALFORMED, "a key has more than 32 bytes");
        before = before.add(UInt256.fromBytes(Bytes32.leftPad(step)));
        keys.add(before);
      }
      words.add(keys);
    }
    List<Bytes> accountKeys = accounts.stream().map(CompactEvidence::key).toList();
    List<List<Bytes>> proofs = new CompactTrie(accountKeys).read(in, accountKeys);
    List<AccountProof> state = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      List<Bytes> keys = words.get(i).stream().map(CompactEvidence::key).toList();
      List<List<Bytes>> found = new CompactTrie(keys).read(in, keys);
      List<StorageProof> storage = new ArrayList<>();
      for (int k = 0; k < keys.size(); k++) {
        UInt256 value = ProvenState.word(keys.get(k), found.get(k));
        storage.add(new StorageProof(words.get(i).get(k), value, found.get(k)));
      }
      state.add(new AccountProof(accounts.get(i), proofs.get(i), storage));
    }
    return state;
  }

  private static Bytes key(Address account) {
    return Keccak256.hash(account.bytes());
  }

  private static Bytes key(UInt256 key) {
    return Keccak256.hash(key.toBytes());
  }

  private static void write(CompactWriter out, SegmentPart segment) {
    out.number(segment.datanet());
    out.number(segment.version());
    out.number(segment.treeSize());
    out.number(segment.contributions().size());
    for (ContributionPart part : segment.contributions()) {
      out.number(part.contribution());
      out.number(part.index());
      out.number(part.treeSize());
      out.number(part.chunks().size());
      for (Map.Entry<Integer, byte[]> chunk : part.chunks().entrySet()) {
        out.number(chunk.getKey());
        out.counted(Bytes.wrap(chunk.getValue()));
      }
      part.hashes().forEach(hash -> out.plain(Bytes.wrap(hash)));
    }
    segment.hashes().forEach(hash -> out.plain(Bytes.wrap(hash)));
  }

  private static List<SegmentPart> readSegments(CompactReader in) throws EvidenceException {
    List<SegmentPart> segments = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      long datanet = in.number();
      long version = in.number();
      int size = in.small();
      List<ContributionPart> parts = new ArrayList<>();
      for (int more = in.count(); more > 0; more--) {
        parts.add(readContribution(in));
      }
      int[] indexes = parts.stream().mapToInt(ContributionPart::index).toArray();
      segments.add(new SegmentPart(datanet, version, size, parts, readHashes(in, size, indexes)));
    }
    return segments;
  }

  private static ContributionPart readContribution(CompactReader in) throws EvidenceException {
    long contribution = in.number();
    int index = in.small();
    int size = in.small();
    SortedMap<Integer, byte[]> chunks = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      chunks.put(in.small(), in.counted().toArray());
    }
    int[] indexes = chunks.keySet().stream().mapToInt(Integer::intValue).toArray();
    return new ContributionPart(contribution, index, size, chunks, readHashes(in, size, indexes));
  }

  private static List<byte[]> readHashes(CompactReader in, int size, int[] indexes)
      throws EvidenceException {
    try {
      List<byte[]> hashes = new ArrayList<>();
      for (int left = MerkleMultiProof.hashCount(size, indexes); left > 0; left--) {
        hashes.add(in.plain(Bytes32.SIZE).toArray());
      }
      return hashes;
    } catch (IllegalArgumentException e) {
      throw CompactReader.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static void write(CompactWriter out, Claim claim) {
    switch (claim) {
      case Claim.Owned it -> {
        out.number(it.windows().size());
        it.windows().forEach(window -> write(out, window));
      }
      case Claim.Refuted it -> write(out, it.window());
      case Claim.Absent it -> out.number(it.contribution());
    }
  }

  private static void write(CompactWriter out, HeldWindow window) {
    out.number(window.begin());
    out.number(window.end() - window.begin());
    out.number(window.contribution());
    out.number(window.document());
    out.number(window.offset());
  }

  private static Claim readClaim(CompactReader in, int kind) throws EvidenceException {
    if (kind == ABSENT) {
      return new Claim.Absent(in.number());
    }
    if (kind == REFUTED) {
      return new Claim.Refuted(readWindow(in));
    }
    List<HeldWindow> windows = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      windows.add(readWindow(in));
    }
    return new Claim.Owned(windows);
  }

  private static HeldWindow readWindow(CompactReader in) throws EvidenceException {
    int begin = in.small();
    long end = (long) begin + in.small();
    EvidenceException.require(end <= Integer.MAX_VALUE, Fault.MALFORMED, "a window is too long");
    return new HeldWindow(begin, (int) end, in.number(), in.small(), in.small());
  }
}
