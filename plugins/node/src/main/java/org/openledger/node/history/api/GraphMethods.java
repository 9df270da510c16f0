package org.openledger.node.history.api;

import static org.openledger.node.history.api.Period.PERIOD;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.history.query.AttributionGraph;
import org.openledger.node.history.query.GraphEdge;
import org.openledger.node.history.query.GraphNode;
import org.openledger.node.history.query.Told;
import org.openledger.node.history.recorder.DatanetRow;
import org.openledger.node.history.recorder.ModelRow;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.store.Rows;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.Components;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.InputType;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.precompile.host.Address;

/** The attribution graph. */
final class GraphMethods {

  private static final int MAX_EDGES = 1_000;
  private static final int MAX_FAN_OUT = 100;

  private static final Parameter<GraphNode> ROOT =
      Parameter.required(
          "root", new RootType(), "{model}, {datanet} or {account}: what it is drawn around");

  private static final Parameter<Long> DEPTH =
      Parameter.optional(
          "depth", JsonTypes.quantity(1, 4), 1L, "How many edges away nodes may be; default 1");

  private static final Parameter<Long> FAN_OUT =
      Parameter.optional(
          "fanOut",
          JsonTypes.quantity(1, MAX_FAN_OUT),
          20L,
          "Most edges of one type at one node, the largest ones; default 20");

  private record RootType() implements InputType<GraphNode> {

    private static final Parameter<Optional<Long>> MODEL =
        Parameter.optional("model", JsonTypes.ID, "Id of a model");
    private static final Parameter<Optional<Long>> DATANET =
        Parameter.optional("datanet", JsonTypes.ID, "Id of a Datanet");
    private static final Parameter<Optional<Address>> ACCOUNT =
        Parameter.optional("account", JsonTypes.ADDRESS, "An account");

    private static final InputObject OBJECT =
        InputObject.of("GraphRoot", "One of them", MODEL, DATANET, ACCOUNT);

    @Override
    public Map<String, Object> requestSchema(Components components) {
      return OBJECT.requestSchema(components);
    }

    @Override
    public GraphNode read(@Nullable Object json, String where) throws RpcException {
      Arguments members = OBJECT.read(json, where);
      List<GraphNode> named =
          List.of(
                  members.get(MODEL).map(Bytes::ofUnsignedLong).map(GraphNode::model),
                  members.get(DATANET).map(Bytes::ofUnsignedLong).map(GraphNode::datanet),
                  members.get(ACCOUNT).map(Address::bytes).map(GraphNode::account))
              .stream()
              .flatMap(Optional::stream)
              .toList();
      if (named.size() != 1) {
        throw RpcFailure.parameter(where, "expected one of model, datanet and account");
      }
      return named.getFirst();
    }
  }

  /** A node and what it is called: empty for an account. */
  private record Named(GraphNode node, Optional<String> name) {}

  private record Graph(
      BlockId block, Span span, List<Named> nodes, List<GraphEdge> edges, boolean truncated) {}

  private static final ObjectType<Named> NODE =
      ObjectType.<Named>of("GraphNode", "A node of the attribution graph")
          .with(
              "id",
              JsonTypes.STRING,
              "model:…, datanet:… or account:0x…",
              named -> named.node().id())
          .with(
              "type",
              JsonTypes.oneOf(GraphNode.Type.class),
              "what it is",
              named -> named.node().type())
          .with(
              "name",
              JsonTypes.optional(JsonTypes.STRING),
              "of a model or a Datanet as its creator called it",
              Named::name);

  private static final ObjectType<GraphEdge> EDGE =
      ObjectType.<GraphEdge>of("GraphEdge", "An edge of the attribution graph")
          .with(
              "type",
              JsonTypes.oneOf(GraphEdge.Type.class),
              "pays: an account a model; rewards: a model an account; drawsOn: a model a Datanet;"
                  + " holds: a Datanet contributions of an account; derivesFrom: a model another",
              GraphEdge::type)
          .with("from", JsonTypes.STRING, "id of a node", edge -> edge.from().id())
          .with("to", JsonTypes.STRING, "id of a node", edge -> edge.to().id())
          .with("count", JsonTypes.QUANTITY, "inferences in the period", GraphEdge::count)
          .with(
              "amount",
              JsonTypes.WEI,
              "wei in the period; of a Datanet what was surely paid for its contributions",
              GraphEdge::amount)
          .with(
              "shared",
              JsonTypes.WEI,
              "of a Datanet: wei that may have been paid for its contributions",
              GraphEdge::shared)
          .with(
              "contributions",
              JsonTypes.QUANTITY,
              "holds: sealed contributions, as of the last block",
              GraphEdge::contributions)
          .with("tokens", JsonTypes.QUANTITY, "holds: their tokens", GraphEdge::tokens);

  private static final ObjectType<Graph> GRAPH =
      ObjectType.<Graph>of("AttributionGraph", "Who has to do with whom, and what flowed")
          .with("block", BlockId.TYPE, "the block that it was read from", Graph::block)
          .with("blocks", SumTypes.SPAN, "the period", Graph::span)
          .with("nodes", JsonTypes.listOf(NODE), "the nearest first", Graph::nodes)
          .with("edges", JsonTypes.listOf(EDGE), "at most " + MAX_EDGES, Graph::edges)
          .with("truncated", JsonTypes.FLAG, "whether edges were left out", Graph::truncated);

  private final Asked asked;

  private GraphMethods(Asked asked) {
    this.asked = asked;
  }

  static List<RpcMethod> of(Asked asked) {
    return List.of(
        RpcMethod.named(
                "openledger_attributionGraph",
                "Payers, models, Datanets and contributors around one of them, with what flowed"
                    + " between them in a period.")
            .takes(ROOT, DEPTH, FAN_OUT, PERIOD)
            .fails(
                RpcFailure.INDEX_NOT_READY,
                RpcFailure.NODE_STARTING,
                RpcFailure.NOT_FOUND,
                RpcFailure.LIMIT_EXCEEDED)
            .answers("graph", GRAPH, new GraphMethods(asked)::graph));
  }

  private Graph graph(Arguments arguments) throws RpcException {
    BlockRef block = asked.queries().chain().head();
    GraphNode root = arguments.get(ROOT);
    return asked.at(
        block,
        rows -> {
          // The history may have come further meanwhile: what is told is as of its last block.
          BlockId at = new BlockId(rows.head().number(), rows.head().hash());
          Span span = arguments.get(PERIOD).blocks(asked.queries().chain(), asked.last(rows));
          if (!exists(rows, root)) {
            throw RpcFailure.NOT_FOUND.because("There is no " + root.id());
          }
          AttributionGraph graph =
              AttributionGraph.around(
                  rows,
                  root,
                  span,
                  Math.toIntExact(arguments.get(DEPTH)),
                  Math.toIntExact(arguments.get(FAN_OUT)),
                  MAX_EDGES,
                  HistoryLimits.MAX_COMPARED);
          List<Named> nodes =
              graph.nodes().stream().map(node -> new Named(node, name(rows, node))).toList();
          return new Graph(at, span, nodes, List.copyOf(graph.edges()), graph.isTruncated());
        });
  }

  private static boolean exists(Rows rows, GraphNode node) {
    return switch (node.type()) {
      case ACCOUNT -> true;
      case MODEL -> ModelRow.read(rows, node.of().toLong()).isPresent();
      case DATANET -> DatanetRow.read(rows, node.of().toLong()).isPresent();
    };
  }

  private static Optional<String> name(Rows rows, GraphNode node) {
    return switch (node.type()) {
      case ACCOUNT -> Optional.empty();
      case MODEL ->
          ModelRow.read(rows, node.of().toLong()).map(it -> name(Told.read(rows, it.proposed())));
      case DATANET ->
          DatanetRow.read(rows, node.of().toLong()).map(it -> name(Told.read(rows, it.created())));
    };
  }

  private static String name(Told told) {
    return told.event().text("name");
  }
}
