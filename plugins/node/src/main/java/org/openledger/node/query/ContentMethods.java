package org.openledger.node.query;

import static org.openledger.precompile.host.NativeAddress.DATANETS;
import static org.openledger.precompile.host.NativeAddress.SYSTEM;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.MissingContent;
import org.openledger.node.Node;
import org.openledger.node.content.ContentPiece;
import org.openledger.node.content.ContentRequest;
import org.openledger.node.peer.PeerStatus;
import org.openledger.node.query.DatanetTypes.Contribution;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.precompile.datanet.Status;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Role;

/**
 * Contents by their roots, piece by piece. A node serves them to registered operators only, and
 * takes them from operators and from their contributors only, each by a signed request; both are
 * off unless its operator switches them on.
 */
public final class ContentMethods {

  /** Longest piece, in bytes. */
  static final int MAX_PIECE = 1 << 20;

  /** Largest content that is handed in, in bytes. */
  static final long MAX_UPLOAD = 1L << 28;

  /** Farthest that an expiry may lie ahead, in seconds. */
  static final long MAX_VALIDITY = 3_600;

  private static final int MOST_MISSING = 100;

  private record Piece(Bytes32 root, long size, long offset, Bytes data) {}

  private record Received(Bytes32 root, long size, long received, boolean complete) {}

  private static final Parameter<Long> CONTRIBUTION =
      Parameter.required("contribution", JsonTypes.ID, "Id of a contribution");

  private static final Parameter<Long> OFFSET =
      Parameter.required("offset", JsonTypes.QUANTITY, "Where the piece begins, in bytes");

  private static final Parameter<Long> LENGTH =
      Parameter.required("length", JsonTypes.quantity(1, MAX_PIECE), "Most bytes of the piece");

  private static final Parameter<Bytes> DATA =
      Parameter.required(
          "data",
          JsonTypes.data("maxPiece", MAX_PIECE),
          "The piece; an empty one asks where to go on");

  private static final Parameter<Long> EXPIRY =
      Parameter.required(
          "expiry",
          JsonTypes.QUANTITY,
          "last second since 1970 in which it is good, at most an hour ahead");

  private static final Parameter<Bytes> SIGNATURE =
      Parameter.required(
          "signature",
          JsonTypes.data("maxSignature", 65),
          "personal message (EIP-191) over `OpenLedger content ROOT at NODE on chain ID until"
              + " EXPIRY`: ROOT in lower case, NODE as openledger_contentStatus tells it, in lower"
              + " case, ID and EXPIRY as decimal numbers; r ‖ s ‖ v, low s, v 27 or 28");

  private static final Parameter<Arguments> AUTHORIZATION =
      Parameter.required(
          "authorization",
          InputObject.of("ContentAuthorization", "A signed request", EXPIRY, SIGNATURE),
          "Who asks");

  private static final ObjectType<MissingContent> MISSING =
      ObjectType.<MissingContent>of("MissingContent", "A content that a node lacks")
          .with("contribution", JsonTypes.ID, "whose content it is", MissingContent::contribution)
          .with("root", JsonTypes.HASH, "its Merkle root", MissingContent::root)
          .with("datanet", JsonTypes.ID, "the Datanet", MissingContent::datanet)
          .with("version", JsonTypes.ID, "the version that needs it", MissingContent::version)
          .with(
              "needed",
              JsonTypes.FLAG,
              "whether that version is active or announced, so that a block may stop the node",
              MissingContent::needed);

  private static final ObjectType<PeerStatus> PEER =
      ObjectType.<PeerStatus>of("ContentPeer", "A node that contents are fetched from")
          .with("operator", JsonTypes.ADDRESS, "account of its operator", PeerStatus::operator)
          .with("busy", JsonTypes.FLAG, "whether it is giving a content", PeerStatus::busy)
          .with(
              "failures",
              JsonTypes.QUANTITY,
              "failures in a row; wrong bytes and refusals count 5",
              peer -> (long) peer.failures())
          .with(
              "pauseSeconds",
              JsonTypes.QUANTITY,
              "seconds until it is asked again",
              PeerStatus::pauseSeconds)
          .with(
              "problem",
              JsonTypes.optional(JsonTypes.STRING),
              "what it failed of last; null once it has given a content",
              PeerStatus::problem);

  private static final ObjectType<Piece> PIECE =
      ObjectType.<Piece>of("ContentPiece", "A piece of a content")
          .with("root", JsonTypes.HASH, "Merkle root of the whole", Piece::root)
          .with("size", JsonTypes.QUANTITY, "bytes of the whole", Piece::size)
          .with("offset", JsonTypes.QUANTITY, "where the piece begins", Piece::offset)
          .with("data", JsonTypes.BYTES, "the piece", Piece::data);

  private static final ObjectType<Received> RECEIVED =
      ObjectType.<Received>of("ContentReceived", "How far a content was handed in")
          .with("root", JsonTypes.HASH, "Merkle root of the whole", Received::root)
          .with("size", JsonTypes.QUANTITY, "bytes of the whole", Received::size)
          .with("received", JsonTypes.QUANTITY, "where the next piece begins", Received::received)
          .with(
              "complete",
              JsonTypes.FLAG,
              "whether this node holds it, checked against its root",
              Received::complete);

  private final Node node;
  private final Queries queries;
  private final ContentSharing sharing;
  private final Supplier<List<PeerStatus>> peers;
  private final InstantSource clock;

  private ContentMethods(
      Node node,
      Queries queries,
      ContentSharing sharing,
      Supplier<List<PeerStatus>> peers,
      InstantSource clock) {
    this.node = node;
    this.queries = queries;
    this.sharing = sharing;
    this.peers = peers;
    this.clock = clock;
  }

  /**
   * The methods.
   *
   * @param sharing what the node's operator allows
   * @param peers whom the node fetches from
   * @param clock what expiries are compared with
   */
  public static List<RpcMethod> of(
      Node node,
      Queries queries,
      ContentSharing sharing,
      Supplier<List<PeerStatus>> peers,
      InstantSource clock) {
    ContentMethods methods = new ContentMethods(node, queries, sharing, peers, clock);
    return List.of(
        RpcMethod.named(
                "openledger_contentStatus",
                "What this node does with contents, and which it lacks.")
            .answers("status", methods.status(), arguments -> methods.node.missingContents()),
        RpcMethod.named(
                "openledger_getContent",
                "A piece of a contribution's content, for a registered operator.")
            .takes(CONTRIBUTION, OFFSET, LENGTH, AUTHORIZATION)
            .fails(
                RpcFailure.NOT_FOUND,
                RpcFailure.NOT_PERMITTED,
                RpcFailure.INDEX_NOT_READY,
                RpcFailure.NODE_STARTING,
                RpcFailure.LIMIT_EXCEEDED,
                RpcFailure.PRUNED_STATE,
                RpcFailure.CONTRACTS_ABSENT)
            .answers("piece", PIECE, methods::get),
        RpcMethod.named(
                "openledger_putContent",
                "Hands in a piece of a contribution's content, in order; what is there already is"
                    + " gone on with.")
            .takes(CONTRIBUTION, OFFSET, DATA, AUTHORIZATION)
            .fails(
                RpcFailure.NOT_FOUND,
                RpcFailure.NOT_PERMITTED,
                RpcFailure.NODE_STARTING,
                RpcFailure.LIMIT_EXCEEDED,
                RpcFailure.PRUNED_STATE,
                RpcFailure.CONTRACTS_ABSENT)
            .answers("received", RECEIVED, methods::put));
  }

  private ObjectType<List<MissingContent>> status() {
    return ObjectType.<List<MissingContent>>of(
            "ContentStatus", "What a node does with contents, and which it lacks")
        .with(
            "node",
            JsonTypes.optional(JsonTypes.ADDRESS),
            "account of the node's operator, which requests name; null where it shares nothing",
            missing -> sharing.node())
        .with(
            "serves",
            JsonTypes.FLAG,
            "whether registered operators can fetch contents here",
            missing -> sharing.serves())
        .with(
            "takes",
            JsonTypes.FLAG,
            "whether contributors and operators can hand in contents here",
            missing -> sharing.takes())
        .with(
            "missingCount",
            JsonTypes.QUANTITY,
            "how many contents of sealed versions this node lacks",
            missing -> (long) missing.size())
        .with(
            "missing",
            JsonTypes.listOf(MISSING),
            "the first " + MOST_MISSING + " of them, the most urgent first",
            missing -> missing.subList(0, Math.min(MOST_MISSING, missing.size())))
        .with(
            "peers", JsonTypes.listOf(PEER), "whom this node fetches from", missing -> peers.get());
  }

  private Piece get(Arguments arguments) throws RpcException {
    require(sharing.serves(), "serve content");
    BlockState state = state(arguments);
    Contribution it = revealed(state, arguments);
    Bytes32 root = it.of().hash("root");
    Address signer = signer(arguments, root);
    if (!isOperator(state, signer)) {
      throw notPermitted(signer + " is no registered operator");
    }
    long offset = arguments.get(OFFSET);
    int length = Math.toIntExact(arguments.get(LENGTH));
    ContentPiece piece =
        node.contentPiece(root, vocabulary(state, it), offset, length)
            .orElseThrow(
                () ->
                    RpcFailure.INDEX_NOT_READY.because(
                        "This node does not hold content " + root.toHexString()));
    if (piece.data().isEmpty()) {
      throw RpcFailure.parameter("offset", "the content has " + piece.size() + " bytes");
    }
    return new Piece(root, piece.size(), offset, piece.data());
  }

  private Received put(Arguments arguments) throws RpcException {
    require(sharing.takes(), "take content");
    BlockState state = state(arguments);
    Contribution it = revealed(state, arguments);
    Bytes32 root = it.of().hash("root");
    Address signer = signer(arguments, root);
    Set<Address> known = Set.of(it.of().address("contributor"));
    if (!known.contains(signer) && !isOperator(state, signer)) {
      throw notPermitted(signer + " is neither the contributor nor a registered operator");
    }
    int vocabulary = vocabulary(state, it);
    long size = size(it, vocabulary);
    if (node.content(root, vocabulary).isPresent()) {
      return new Received(root, size, size, true);
    }
    if (arguments.get(DATA).isEmpty()) {
      return new Received(root, size, node.uploads().received(root, signer), false);
    }
    try {
      Optional<byte[]> whole =
          node.uploads().append(root, signer, arguments.get(OFFSET), arguments.get(DATA), size);
      if (whole.isPresent()) {
        keep(root, whole.get(), vocabulary);
      }
      return new Received(
          root,
          size,
          whole.isPresent() ? size : node.uploads().received(root, signer),
          whole.isPresent());
    } catch (IllegalArgumentException e) {
      throw RpcFailure.parameter("offset", String.valueOf(e.getMessage()));
    }
  }

  private void keep(Bytes32 root, byte[] encoded, int vocabulary) throws RpcException {
    try {
      Bytes32 found = Bytes32.wrap(Content.parse(encoded, vocabulary).root());
      if (found.equals(root)) {
        node.keep(root, encoded);
        return;
      }
      throw RpcFailure.parameter("data", "the content has root " + found.toHexString());
    } catch (MalformedContentException e) {
      throw RpcFailure.parameter("data", String.valueOf(e.getMessage()));
    }
  }

  /** Tokens and documents are on the chain, so is the length. */
  private static long size(Contribution it, int vocabulary) throws RpcException {
    long ids = ids(it);
    if (ids > MAX_UPLOAD / TokenPacking.width(vocabulary)) {
      throw RpcFailure.limit(
          "maxUpload", MAX_UPLOAD, "the content has " + ids + " ids: too large to hand in");
    }
    return ids * TokenPacking.width(vocabulary);
  }

  /** Ids of a content: its tokens, and a mark after each document. */
  static long ids(Contribution it) throws RpcException {
    return it.of().number("tokens") + it.of().number("documents");
  }

  private BlockState state(Arguments arguments) throws RpcException {
    return queries.state(arguments, queries.chain().head());
  }

  private static Contribution revealed(BlockState state, Arguments arguments) throws RpcException {
    Contribution it = DatanetMethods.contribution(state, arguments.get(CONTRIBUTION));
    if (it.status() == Status.COMMITTED) {
      throw RpcFailure.NOT_FOUND.because("Contribution " + it.id() + " is not revealed");
    }
    return it;
  }

  private static int vocabulary(BlockState state, Contribution it) throws RpcException {
    String tokenizer =
        state.struct(DATANETS, "datanet", it.of().number("datanet")).text("tokenizer");
    return Tokenizers.byId(tokenizer).vocabularySize();
  }

  private Address signer(Arguments arguments, Bytes32 root) throws RpcException {
    Arguments authorization = arguments.get(AUTHORIZATION);
    long expiry = authorization.get(EXPIRY);
    long now = clock.instant().getEpochSecond();
    if (expiry < now || expiry > now + MAX_VALIDITY) {
      throw notPermitted("the request has expired, or expires later than in an hour");
    }
    Address name = sharing.node().orElseThrow();
    return new ContentRequest(root, name, queries.chain().chainId(), expiry)
        .signer(authorization.get(SIGNATURE))
        .orElseThrow(() -> notPermitted("the signature is none"));
  }

  private static boolean isOperator(BlockState state, Address account) throws RpcException {
    return (boolean) state.call(SYSTEM, "hasRole", Role.OPERATOR.id(), account).at(0);
  }

  private static void require(boolean on, String what) throws RpcException {
    if (!on) {
      throw notPermitted("This node does not " + what);
    }
  }

  private static RpcException notPermitted(String why) {
    return RpcFailure.NOT_PERMITTED.because(why);
  }
}
