package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.chain.AccountProof;
import org.openledger.node.chain.StorageProof;
import org.openledger.precompile.host.Address;

/**
 * Evidence as JSON: maps, lists, strings and numbers, see {@code docs/evidence.md}. Bytes are
 * hexadecimal with {@code 0x}; the proofs of the state are as {@code eth_getProof} gives them.
 */
public final class EvidenceJson {

  private static final String FORMAT = "openledger-evidence";
  private static final int VERSION = 1;
  private static final String OWNED = "owned";
  private static final String REFUTED = "refuted";
  private static final String ABSENT = "absent";

  private EvidenceJson() {}

  /** Evidence as a JSON object. */
  public static Map<String, Object> of(Evidence evidence) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    json.put(
        "claim",
        switch (evidence.claim()) {
          case Claim.Owned it -> OWNED;
          case Claim.Refuted it -> REFUTED;
          case Claim.Absent it -> ABSENT;
        });
    json.put("header", hex(evidence.header()));
    json.put("receipt", receipt(evidence.receipt()));
    json.put("answer", hex(evidence.answer()));
    json.put("owners", evidence.runs().stream().map(EvidenceJson::run).toList());
    json.put("state", evidence.state().stream().map(EvidenceJson::account).toList());
    json.put("segments", evidence.segments().stream().map(EvidenceJson::segment).toList());
    switch (evidence.claim()) {
      case Claim.Owned it ->
          json.put("windows", it.windows().stream().map(EvidenceJson::window).toList());
      case Claim.Refuted it -> json.put("window", window(it.window()));
      case Claim.Absent it -> json.put("contribution", it.contribution());
    }
    return json;
  }

  /**
   * Reads evidence.
   *
   * @param json an object, as a JSON library reads it
   * @throws EvidenceException where it is none
   */
  public static Evidence parse(Object json) throws EvidenceException {
    JsonFields fields = new JsonFields("evidence", json);
    EvidenceException.require(
        fields.text("format").equals(FORMAT), Fault.MALFORMED, "the format is not " + FORMAT);
    EvidenceException.require(
        fields.number("version") == VERSION,
        Fault.UNSUPPORTED,
        "evidence of format version " + fields.number("version"));
    Evidence evidence =
        new Evidence(
            fields.bytes("header"),
            parseReceipt(fields.value("receipt")),
            fields.bytes("answer"),
            parseRuns(fields.list("owners")),
            parseState(fields.list("state")),
            parseSegments(fields.list("segments")),
            parseClaim(fields));
    fields.done();
    return evidence;
  }

  private static Map<String, Object> receipt(ReceiptProof receipt) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("transactionIndex", receipt.transactionIndex());
    json.put("logIndex", receipt.logIndex());
    json.put("proof", hex(receipt.nodes()));
    return json;
  }

  private static ReceiptProof parseReceipt(Object json) throws EvidenceException {
    JsonFields fields = new JsonFields("receipt", json);
    ReceiptProof receipt =
        new ReceiptProof(
            fields.small("transactionIndex"), fields.small("logIndex"), fields.byteList("proof"));
    fields.done();
    return receipt;
  }

  private static Map<String, Object> run(OwnerRun run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tokens", run.length());
    json.put("contribution", run.contribution());
    return json;
  }

  private static List<OwnerRun> parseRuns(List<?> list) throws EvidenceException {
    List<OwnerRun> runs = new ArrayList<>();
    for (Object json : list) {
      JsonFields fields = new JsonFields("owners", json);
      runs.add(new OwnerRun(fields.small("tokens"), fields.number("contribution")));
      fields.done();
    }
    return runs;
  }

  private static Map<String, Object> account(AccountProof account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("address", account.account().toString());
    json.put("accountProof", hex(account.proof()));
    json.put("storageProof", account.storage().stream().map(EvidenceJson::word).toList());
    return json;
  }

  private static Map<String, Object> word(StorageProof word) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", hex(word.key().toBytes()));
    json.put("value", hex(word.value().toBytes()));
    json.put("proof", hex(word.proof()));
    return json;
  }

  private static List<AccountProof> parseState(List<?> list) throws EvidenceException {
    List<AccountProof> state = new ArrayList<>();
    for (Object json : list) {
      JsonFields fields = new JsonFields("state", json);
      Address address = new Address(fields.bytes("address", Address.SIZE));
      List<StorageProof> storage = new ArrayList<>();
      for (Object word : fields.list("storageProof")) {
        storage.add(parseWord(word));
      }
      state.add(new AccountProof(address, fields.byteList("accountProof"), storage));
      fields.done();
    }
    return state;
  }

  private static StorageProof parseWord(Object json) throws EvidenceException {
    JsonFields fields = new JsonFields("storageProof", json);
    StorageProof word =
        new StorageProof(
            UInt256.fromBytes(fields.bytes("key", Bytes32.SIZE)),
            UInt256.fromBytes(fields.bytes("value", Bytes32.SIZE)),
            fields.byteList("proof"));
    fields.done();
    return word;
  }

  private static Map<String, Object> segment(SegmentPart segment) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("datanet", segment.datanet());
    json.put("version", segment.version());
    json.put("treeSize", segment.treeSize());
    json.put("contributions", segment.contributions().stream().map(EvidenceJson::part).toList());
    json.put("path", arrays(segment.hashes()));
    return json;
  }

  private static Map<String, Object> part(ContributionPart part) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contribution", part.contribution());
    json.put("index", part.index());
    json.put("treeSize", part.treeSize());
    List<Map<String, Object>> chunks = new ArrayList<>();
    part.chunks()
        .forEach(
            (index, bytes) -> {
              Map<String, Object> chunk = new LinkedHashMap<>();
              chunk.put("index", index);
              chunk.put("bytes", hex(Bytes.wrap(bytes)));
              chunks.add(chunk);
            });
    json.put("chunks", chunks);
    json.put("path", arrays(part.hashes()));
    return json;
  }

  private static List<SegmentPart> parseSegments(List<?> list) throws EvidenceException {
    List<SegmentPart> segments = new ArrayList<>();
    for (Object json : list) {
      JsonFields fields = new JsonFields("segments", json);
      List<ContributionPart> parts = new ArrayList<>();
      for (Object part : fields.list("contributions")) {
        parts.add(parsePart(part));
      }
      segments.add(
          new SegmentPart(
              fields.number("datanet"),
              fields.number("version"),
              fields.small("treeSize"),
              parts,
              hashes(fields)));
      fields.done();
    }
    return segments;
  }

  private static ContributionPart parsePart(Object json) throws EvidenceException {
    JsonFields fields = new JsonFields("contributions", json);
    SortedMap<Integer, byte[]> chunks = new TreeMap<>();
    int before = -1;
    for (Object one : fields.list("chunks")) {
      JsonFields chunk = new JsonFields("chunks", one);
      int index = chunk.small("index");
      EvidenceException.require(index > before, Fault.MALFORMED, "chunks are not in order");
      chunks.put(index, chunk.bytes("bytes").toArray());
      chunk.done();
      before = index;
    }
    ContributionPart part =
        new ContributionPart(
            fields.number("contribution"),
            fields.small("index"),
            fields.small("treeSize"),
            chunks,
            hashes(fields));
    fields.done();
    return part;
  }

  private static List<byte[]> hashes(JsonFields fields) throws EvidenceException {
    return fields.byteList("path").stream().map(Bytes::toArray).toList();
  }

  private static Map<String, Object> window(HeldWindow window) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("begin", window.begin());
    json.put("end", window.end());
    json.put("contribution", window.contribution());
    json.put("document", window.document());
    json.put("offset", window.offset());
    return json;
  }

  private static HeldWindow parseWindow(Object json) throws EvidenceException {
    JsonFields fields = new JsonFields("window", json);
    HeldWindow window =
        new HeldWindow(
            fields.small("begin"),
            fields.small("end"),
            fields.number("contribution"),
            fields.small("document"),
            fields.small("offset"));
    fields.done();
    return window;
  }

  private static Claim parseClaim(JsonFields fields) throws EvidenceException {
    return switch (fields.text("claim")) {
      case OWNED -> {
        List<HeldWindow> windows = new ArrayList<>();
        for (Object window : fields.list("windows")) {
          windows.add(parseWindow(window));
        }
        yield new Claim.Owned(windows);
      }
      case REFUTED -> new Claim.Refuted(parseWindow(fields.value("window")));
      case ABSENT -> new Claim.Absent(fields.number("contribution"));
      default ->
          throw new EvidenceException(
              Fault.UNSUPPORTED, "evidence of kind " + fields.text("claim"));
    };
  }

  private static String hex(Bytes bytes) {
    return bytes.toHexString();
  }

  private static List<String> hex(List<Bytes> list) {
    return list.stream().map(Bytes::toHexString).toList();
  }

  private static List<String> arrays(List<byte[]> list) {
    return list.stream().map(bytes -> Bytes.wrap(bytes).toHexString()).toList();
  }
}
