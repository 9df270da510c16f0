package org.openledger.node.history.query;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.recorder.Holding;
import org.openledger.node.history.recorder.ModelRow;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Series;
import org.openledger.node.history.series.Span;
import org.openledger.node.history.series.Sums;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;
import org.openledger.node.history.store.Snapshot;
import org.openledger.precompile.host.Address;

/**
 * Who has to do with whom: payers, models, Datanets and contributors around one of them, with what
 * flowed between them in a period. Who builds on what is told as of the last block.
 */
public final class AttributionGraph {

  private record Name(GraphEdge.Type type, GraphNode from, GraphNode to) {}

  private final Snapshot rows;
  private final Span span;
  private final int fanOut;
  private final int limit;
  private final long compared;
  private final Map<Name, GraphEdge> edges = new LinkedHashMap<>();
  private final Set<GraphNode> nodes = new LinkedHashSet<>();
  private boolean truncated;

  private AttributionGraph(Snapshot rows, Span span, int fanOut, int limit, long compared) {
    this.rows = rows;
    this.span = span;
    this.fanOut = fanOut;
    this.limit = limit;
    this.compared = compared;
  }

  /**
   * The graph around a node.
   *
   * @param depth how many edges away nodes may be
   * @param fanOut most edges of one type at one node: those with the largest amounts
   * @param limit most edges in all
   * @param compared most edges that are compared at one node
   */
  public static AttributionGraph around(
      Snapshot rows, GraphNode root, Span span, int depth, int fanOut, int limit, long compared)
      throws Leaderboard.TooManyException {
    AttributionGraph graph = new AttributionGraph(rows, span, fanOut, limit, compared);
    graph.nodes.add(root);
    List<GraphNode> ring = List.of(root);
    for (int step = 0; step < depth; step++) {
      Set<GraphNode> before = Set.copyOf(graph.nodes);
      for (GraphNode node : ring) {
        graph.expand(node);
      }
      ring = graph.nodes.stream().filter(node -> !before.contains(node)).toList();
    }
    return graph;
  }

  /** All nodes, the nearest first. */
  public List<GraphNode> nodes() {
    return List.copyOf(nodes);
  }

  /** All edges, those of the nearest nodes first. */
  public Collection<GraphEdge> edges() {
    return List.copyOf(edges.values());
  }

  /** Whether edges were left out. */
  public boolean isTruncated() {
    return truncated;
  }

  private void expand(GraphNode node) throws Leaderboard.TooManyException {
    switch (node.type()) {
      case MODEL -> expandModel(node);
      case DATANET -> expandDatanet(node);
      case ACCOUNT -> expandAccount(node);
    }
  }

  private void expandModel(GraphNode model) throws Leaderboard.TooManyException {
    ModelRow row = ModelRow.read(rows, model.number()).orElse(null);
    if (row == null) {
      return;
    }
    if (row.parent() != 0) {
      derives(model, GraphNode.model(Bytes.ofUnsignedLong(row.parent())));
    }
    for (Key child : keys(Tables.children(model.number()))) {
      derives(GraphNode.model(child.from(1 + Long.BYTES)), model);
    }
    Set<Bytes> datanets = new LinkedHashSet<>();
    ModelRow.linksAt(rows, model.number(), rows.head().number())
        .forEach(link -> datanets.add(Bytes.ofUnsignedLong(link.datanet())));
    for (Ranked edge : top(Kind.MODEL_DATANET, model.of())) {
      datanets.add(edge.of().slice(Long.BYTES));
    }
    for (Bytes datanet : datanets) {
      drawsOn(model, GraphNode.datanet(datanet));
    }
    for (Ranked edge : topTo(Kind.PAYER_MODEL, model.of())) {
      GraphNode payer = GraphNode.account(edge.of().slice(0, Address.SIZE));
      add(GraphEdge.Type.PAYS, payer, model, edge.sums());
    }
    for (Ranked edge : top(Kind.MODEL_CONTRIBUTOR, model.of())) {
      GraphNode contributor = GraphNode.account(edge.of().slice(Long.BYTES));
      add(GraphEdge.Type.REWARDS, model, contributor, edge.sums());
    }
  }

  private void expandDatanet(GraphNode datanet) throws Leaderboard.TooManyException {
    for (Key user : keys(Tables.users(datanet.number()))) {
      drawsOn(GraphNode.model(user.from(1 + Long.BYTES)), datanet);
    }
    Set<Bytes> contributors = new LinkedHashSet<>();
    for (Ranked edge : top(Kind.DATANET_CONTRIBUTOR, datanet.of())) {
      contributors.add(edge.of().slice(Long.BYTES));
    }
    if (contributors.size() < fanOut) {
      keys(Tables.holders(datanet.number()))
          .forEach(key -> contributors.add(key.from(1 + Long.BYTES)));
    }
    for (Bytes contributor : contributors) {
      holds(datanet, GraphNode.account(contributor));
    }
  }

  private void expandAccount(GraphNode account) throws Leaderboard.TooManyException {
    for (Key held : keys(Tables.holdings(new Address(account.of())))) {
      holds(GraphNode.datanet(held.from(1 + Address.SIZE)), account);
    }
    for (Ranked edge : topTo(Kind.MODEL_CONTRIBUTOR, account.of())) {
      GraphNode model = GraphNode.model(edge.of().slice(0, Long.BYTES));
      add(GraphEdge.Type.REWARDS, model, account, edge.sums());
    }
    for (Ranked edge : top(Kind.PAYER_MODEL, account.of())) {
      GraphNode model = GraphNode.model(edge.of().slice(Address.SIZE));
      add(GraphEdge.Type.PAYS, account, model, edge.sums());
    }
  }

  private void derives(GraphNode child, GraphNode parent) {
    add(GraphEdge.Type.DERIVES_FROM, child, parent, Sums.none(Kind.MODEL_CONTRIBUTOR));
  }

  private void drawsOn(GraphNode model, GraphNode datanet) {
    Bytes of = Bytes.concatenate(model.of(), datanet.of());
    add(GraphEdge.Type.DRAWS_ON, model, datanet, Series.within(rows, Kind.MODEL_DATANET, of, span));
  }

  private void holds(GraphNode datanet, GraphNode contributor) {
    Bytes of = Bytes.concatenate(datanet.of(), contributor.of());
    add(
        GraphEdge.Type.HOLDS,
        datanet,
        contributor,
        Series.within(rows, Kind.DATANET_CONTRIBUTOR, of, span));
  }

  private void add(GraphEdge.Type type, GraphNode from, GraphNode to, Sums sums) {
    Name name = new Name(type, from, to);
    if (edges.containsKey(name)) {
      return;
    }
    if (edges.size() == limit) {
      truncated = true;
      return;
    }
    Holding held =
        type == GraphEdge.Type.HOLDS
            ? Holding.read(rows, new Address(to.of()), from.number()).orElse(new Holding(0, 0, 0))
            : new Holding(0, 0, 0);
    BigInteger shared = sums.values().size() > 1 ? sums.values().get(1) : BigInteger.ZERO;
    nodes.add(from);
    nodes.add(to);
    edges.put(
        name,
        new GraphEdge(
            type,
            from,
            to,
            sums.count(),
            sums.amount(),
            shared,
            held.contributions(),
            held.tokens()));
  }

  private List<Ranked> top(Kind kind, Bytes from) throws Leaderboard.TooManyException {
    return bounded(Leaderboard.topFrom(rows, kind, from, span, fanOut + 1, compared));
  }

  private List<Ranked> topTo(Kind kind, Bytes to) throws Leaderboard.TooManyException {
    return bounded(Leaderboard.topTo(rows, kind, to, span, fanOut + 1, compared));
  }

  /** The keys behind a prefix, as many as one node may have edges. */
  private List<Key> keys(Key prefix) {
    List<Key> keys = new ArrayList<>();
    Iterator<Row> found = rows.ascending(prefix, prefix.end());
    while (found.hasNext() && keys.size() <= fanOut) {
      keys.add(found.next().key());
    }
    return bounded(keys);
  }

  private <T> List<T> bounded(List<T> found) {
    if (found.size() <= fanOut) {
      return found;
    }
    truncated = true;
    return found.subList(0, fanOut);
  }
}
