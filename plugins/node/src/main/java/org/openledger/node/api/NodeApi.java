package org.openledger.node.api;

import java.util.ArrayList;
import java.util.List;
import org.openledger.node.Node;
import org.openledger.node.query.NodeMethods;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.RpcMethods;

/** The namespace {@code openledger}: the same methods on every host. */
public final class NodeApi {

  private NodeApi() {}

  /**
   * All methods of a node.
   *
   * @param node what it holds
   * @param queries the chain that it follows
   */
  public static RpcMethods of(Node node, Queries queries) {
    List<RpcMethod> methods = new ArrayList<>();
    methods.addAll(NodeMethods.of(node, queries));
    return new RpcMethods(methods, queries.limits());
  }
}
