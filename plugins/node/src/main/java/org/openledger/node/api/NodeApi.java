package org.openledger.node.api;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openledger.node.Node;
import org.openledger.node.chain.HeadProtocol;
import org.openledger.node.health.NodeReadiness;
import org.openledger.node.health.Readiness;
import org.openledger.node.history.HistorySource;
import org.openledger.node.history.api.HistoryMethods;
import org.openledger.node.peer.PeerStatus;
import org.openledger.node.query.AccountMethods;
import org.openledger.node.query.AgentMethods;
import org.openledger.node.query.AttributionMethods;
import org.openledger.node.query.ConservationMethods;
import org.openledger.node.query.ContentMethods;
import org.openledger.node.query.ContentSharing;
import org.openledger.node.query.DatanetMethods;
import org.openledger.node.query.DuplicateMethods;
import org.openledger.node.query.EvidenceMethods;
import org.openledger.node.query.FeeMethods;
import org.openledger.node.query.FeedbackMethods;
import org.openledger.node.query.InfluenceMethods;
import org.openledger.node.query.LimitMethods;
import org.openledger.node.query.ModelMethods;
import org.openledger.node.query.NetworkMethods;
import org.openledger.node.query.NodeMethods;
import org.openledger.node.query.ReadinessMethods;
import org.openledger.node.query.ReadySegments;
import org.openledger.node.query.ServiceMethods;
import org.openledger.node.query.StakeMethods;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.QueryLimits;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.RpcMethods;
import org.openledger.precompile.Contracts;

/** The namespace {@code openledger}: the same methods on every host. */
public final class NodeApi {

  private NodeApi() {}

  /**
   * What queries of a node are answered from, until it is told its chain.
   *
   * @param node where its indexes are; one that is not ready fails a query at once
   */
  public static Queries queries(Node node, QueryLimits limits) {
    return new Queries(Contracts.all(new ReadySegments(node)), limits);
  }

  /**
   * All methods of a node.
   *
   * @param node what it holds
   * @param queries the chain that it follows
   * @param history what it keeps of the chain's past
   */
  public static RpcMethods of(Node node, Queries queries, HistorySource history) {
    return of(node, queries, history, ContentSharing.NONE, List::of);
  }

  /**
   * All methods of a node that may share contents, on a host without conditions of its own.
   *
   * @param node what it holds
   * @param queries the chain that it follows
   * @param history what it keeps of the chain's past
   * @param sharing what its operator allows
   * @param peers whom it fetches contents from
   */
  public static RpcMethods of(
      Node node,
      Queries queries,
      HistorySource history,
      ContentSharing sharing,
      Supplier<List<PeerStatus>> peers) {
    return of(
        node,
        queries,
        history,
        sharing,
        peers,
        new NodeReadiness(node, () -> head(queries), () -> protocol(queries)));
  }

  /** The versions of the protocol of the chain; empty until there is one with a state. */
  public static Optional<HeadProtocol> protocol(Queries queries) {
    try {
      return HeadProtocol.of(queries.chain());
    } catch (RpcException e) {
      return Optional.empty();
    }
  }

  /** Of the chain; 0 until there is one. */
  private static long head(Queries queries) {
    try {
      return queries.chain().head().number();
    } catch (RpcException e) {
      return 0;
    }
  }

  /**
   * All methods of a node that may share contents.
   *
   * @param node what it holds
   * @param queries the chain that it follows
   * @param history what it keeps of the chain's past
   * @param sharing what its operator allows
   * @param peers whom it fetches contents from
   * @param readiness whether it can be counted on
   */
  public static RpcMethods of(
      Node node,
      Queries queries,
      HistorySource history,
      ContentSharing sharing,
      Supplier<List<PeerStatus>> peers,
      Readiness readiness) {
    List<RpcMethod> methods = new ArrayList<>();
    ReadySegments segments = new ReadySegments(node);
    methods.addAll(NodeMethods.of(node, queries));
    methods.addAll(ReadinessMethods.of(readiness));
    methods.addAll(LimitMethods.of(queries.limits()));
    methods.addAll(NetworkMethods.of(queries));
    methods.addAll(DatanetMethods.of(queries));
    methods.addAll(ModelMethods.of(queries));
    methods.addAll(ServiceMethods.of(queries));
    methods.addAll(AccountMethods.of(queries));
    methods.addAll(FeeMethods.of(queries));
    methods.addAll(StakeMethods.of(queries));
    methods.addAll(AgentMethods.of(queries));
    methods.addAll(InfluenceMethods.of(queries));
    methods.addAll(ConservationMethods.of(queries, HistoryMethods.accounts(history, queries)));
    methods.addAll(FeedbackMethods.of(queries));
    methods.addAll(AttributionMethods.of(queries, segments));
    methods.addAll(DuplicateMethods.of(queries, segments));
    methods.addAll(HistoryMethods.of(history, queries));
    methods.addAll(ContentMethods.of(node, queries, sharing, peers, InstantSource.system()));
    methods.addAll(EvidenceMethods.of(queries, segments));
    return new RpcMethods(methods, queries.limits());
  }
}
