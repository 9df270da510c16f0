package org.openledger.node.query;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.Node;
import org.openledger.node.chain.HeadProtocol;
import org.openledger.node.index.SegmentStatus;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.PageRequest;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.host.NativeAddress;

/** What a node tells of itself: its software and its indexes. */
public final class NodeMethods {

  private record Version(
      String suite,
      BigInteger chainId,
      Optional<Bytes32> configuration,
      long newestProtocolVersion,
      Optional<HeadProtocol> protocol,
      long indexedBlock) {

    private Optional<HeadProtocol> scheduled() {
      return protocol.filter(HeadProtocol::isScheduled);
    }
  }

  private static final Parameter<Bytes32> ROOT =
      Parameter.required("segmentRoot", JsonTypes.HASH, "The segment root of a sealed version");

  private static final Bytes FIRST_KEY = Bytes.wrap(new byte[2 * Long.BYTES]);

  private static final ObjectType<Version> CONTRACTS = contracts();

  private static final ObjectType<Version> VERSION =
      ObjectType.<Version>of("Version", "The software of this node and the chain that it follows")
          .with("suite", JsonTypes.STRING, "version of this software", Version::suite)
          .with("chainId", JsonTypes.WORD, "the chain's id (EIP-155)", Version::chainId)
          .with(
              "configuration",
              JsonTypes.optional(JsonTypes.HASH),
              "hash of the network's configuration, as block 0 names it; null where it names none",
              Version::configuration)
          .with(
              "newestProtocolVersion",
              JsonTypes.QUANTITY,
              "newest version of the protocol that this software knows",
              Version::newestProtocolVersion)
          .with(
              "protocolVersion",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "version of the protocol that is active; null where none is, or no state of the head",
              version -> version.protocol().map(HeadProtocol::version).filter(it -> it > 0))
          .with(
              "scheduledProtocolVersion",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "version of the protocol that is scheduled; null where none is",
              version -> version.scheduled().map(it -> it.activation().next()))
          .with(
              "scheduledProtocolBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "its first block; null where none is scheduled",
              version -> version.scheduled().map(it -> it.activation().fromBlock()))
          .with("contracts", CONTRACTS, "the native contracts", version -> version)
          .with(
              "indexedBlock",
              JsonTypes.QUANTITY,
              "the last block whose content this node has taken in",
              Version::indexedBlock);

  private final Node node;
  private final Queries queries;

  private NodeMethods(Node node, Queries queries) {
    this.node = node;
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Node node, Queries queries) {
    NodeMethods methods = new NodeMethods(node, queries);
    return List.of(
        RpcMethod.named("openledger_version", "The software of this node and its chain.")
            .fails(RpcFailure.NODE_STARTING)
            .answers("version", VERSION, methods::version),
        RpcMethod.named("openledger_segments", "How far this node is with every sealed version.")
            .takes(PageRequest.PAGE)
            .fails(RpcFailure.NODE_STARTING)
            .answers("segments", Listed.type("Segments", SegmentTypes.STATUS), methods::segments),
        RpcMethod.named("openledger_segmentStatus", "How far this node is with one sealed version.")
            .takes(ROOT)
            .fails(RpcFailure.NOT_FOUND)
            .answers("segment", SegmentTypes.STATUS, methods::segmentStatus));
  }

  private static ObjectType<Version> contracts() {
    ObjectType<Version> contracts =
        ObjectType.of("Contracts", "Where the native contracts live, by name");
    for (NativeAddress place : NativeAddress.values()) {
      contracts =
          contracts.with(
              place.contract(), JsonTypes.ADDRESS, "its address", version -> place.address());
    }
    return contracts;
  }

  private Version version(Arguments arguments) throws RpcException {
    String suite = Node.class.getPackage().getImplementationVersion();
    return new Version(
        Optional.ofNullable(suite).orElse("development"),
        queries.chain().chainId(),
        queries.chain().configuration(),
        Contracts.newestVersion(),
        // Read, not asked of a contract: a node tells it also where it cannot execute the version.
        HeadProtocol.of(queries.chain()),
        node.lastBlock());
  }

  /** By Datanet and version, which are the key. */
  private Listed<SegmentStatus> segments(Arguments arguments) throws RpcException {
    Page page = Page.atHead(arguments, queries);
    Bytes after = page.after().orElse(FIRST_KEY);
    if (after.size() != FIRST_KEY.size()) {
      throw RpcFailure.FORGED_CURSOR.because("The cursor is damaged, or of another query");
    }
    List<SegmentStatus> rest =
        node.segmentStatuses().stream().filter(it -> key(it).compareTo(after) > 0).toList();
    return rest.size() <= page.size()
        ? page.last(rest)
        : page.upTo(rest.subList(0, page.size()), key(rest.get(page.size() - 1)));
  }

  private static Bytes key(SegmentStatus status) {
    return Bytes.concatenate(
        Bytes.ofUnsignedLong(status.datanet()), Bytes.ofUnsignedLong(status.version()));
  }

  private SegmentStatus segmentStatus(Arguments arguments) throws RpcException {
    Bytes32 root = arguments.get(ROOT);
    return node.segmentStatus(root)
        .orElseThrow(
            () ->
                RpcFailure.NOT_FOUND.because(
                    "No sealed version has segment root " + root.toHexString()));
  }
}
