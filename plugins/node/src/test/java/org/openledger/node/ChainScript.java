package org.openledger.node;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * A chain of a Datanet (block 1), two contributions (blocks 2 and 3), a version of both (block 4)
 * and its activation (block 5), and what a node makes of it.
 */
public final class ChainScript {

  public static final String CHAIN = "the chain";
  public static final Content FIRST = text("the first text", "and a second document");
  public static final Content SECOND = text("another contribution");
  public static final Bytes32 ROOT =
      Bytes32.wrap(SegmentRoot.of(new long[] {1, 2}, new byte[][] {FIRST.root(), SECOND.root()}));
  public static final Bytes32 DIGEST =
      Bytes32.wrap(
          Segment.of(
                  "utf8-bytes", 256, List.of(Contribution.of(1, FIRST), Contribution.of(2, SECOND)))
              .digest());

  private static final Address DATANETS = NativeAddress.DATANETS.address();
  private static final ContractAbi ABI = ContractAbi.of("Datanets");

  private final Map<Long, List<NodeLog>> blocks = new TreeMap<>();

  public ChainScript() {
    blocks.put(1L, List.of(created("utf8-bytes")));
    blocks.put(2L, List.of(published(1, FIRST)));
    blocks.put(3L, List.of(published(2, SECOND)));
    blocks.put(4L, List.of(sealed()));
    blocks.put(5L, List.of(activated(DIGEST)));
  }

  public ChainScript with(long number, NodeLog... logs) {
    blocks.put(number, List.of(logs));
    return this;
  }

  /** Hands in what the node asks for, up to a block, as a host does; gives the numbers. */
  public List<Long> feed(Node node, long head) {
    Stream.Builder<Long> read = Stream.builder();
    for (long next = node.resumeBlock(); next <= head; next = node.resumeBlock()) {
      node.onBlock(next, blocks.getOrDefault(next, List.of()));
      read.add(next);
    }
    return read.build().toList();
  }

  public static Path segmentFile(Path directory) {
    return directory.resolve("segments").resolve(ROOT.toUnprefixedHexString() + ".segment");
  }

  public static Path contentFile(Path directory, Content content) {
    String name = Bytes32.wrap(content.root()).toUnprefixedHexString() + ".content";
    return directory.resolve("content").resolve(name);
  }

  static Content text(String... documents) {
    return Content.of(
        Stream.of(documents)
            .map(d -> d.getBytes(StandardCharsets.UTF_8))
            .map(b -> IntStream.range(0, b.length).map(i -> b[i] & 0xff).toArray())
            .toList(),
        256);
  }

  static NodeLog created(String tokenizer) {
    return log(
        "DatanetCreated",
        List.of(1L, DATANETS),
        AbiValues.name(tokenizer),
        Bytes32.ZERO,
        DATANETS,
        "name",
        Bytes32.ZERO,
        Bytes32.ZERO);
  }

  static NodeLog published(long id, Content content) {
    return log(
        "ContentPublished",
        List.of(id, Bytes32.wrap(content.root())),
        Bytes.wrap(content.encoded()));
  }

  /** A contribution whose content stays off the chain. */
  public static NodeLog contributed(long id, Content content) {
    return log(
        "Contributed",
        List.of(1L, id, DATANETS),
        Bytes32.wrap(content.root()),
        content.tokenCount(),
        (long) content.documentCount(),
        "uri");
  }

  static NodeLog announced(Bytes32 digest) {
    return log("VersionScheduled", List.of(1L, 1L), digest, 100L);
  }

  static NodeLog sealed() {
    return sealed(1, ROOT, 1, 2);
  }

  static NodeLog sealed(long version, Bytes32 root, long... orders) {
    return log(
        "VersionSealed",
        List.of(1L, version, root),
        (Object) LongStream.of(orders).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new));
  }

  static NodeLog activated(Bytes32 digest) {
    return activated(1, digest);
  }

  static NodeLog activated(long version, Bytes32 digest) {
    return log("VersionActivated", List.of(1L, version), digest);
  }

  static NodeLog log(String event, List<Object> indexed, Object... data) {
    AbiEvent it = ABI.event(event);
    return new NodeLog(DATANETS, it.topics(indexed.toArray()), it.data(data));
  }
}
