package org.openledger.node.query;

import java.util.List;
import org.openledger.node.health.Readiness;
import org.openledger.node.health.Reason;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.RpcMethod;

/** Whether a node can be counted on, and why not. */
public final class ReadinessMethods {

  private static final ObjectType<Reason> REASON =
      ObjectType.<Reason>of("UnreadyReason", "What keeps a node from being ready")
          .with(
              "code",
              JsonTypes.STRING,
              "stable code, explained in docs/operations/troubleshooting.md",
              Reason::code)
          .with(
              "message",
              JsonTypes.STRING,
              "what is the matter, and what to do about it",
              Reason::message);

  private static final ObjectType<List<Reason>> READINESS =
      ObjectType.<List<Reason>>of("Readiness", "Whether this node can be counted on")
          .with("ready", JsonTypes.FLAG, "whether it can", List::isEmpty)
          .with(
              "reasons",
              JsonTypes.listOf(REASON),
              "why not, the gravest first; empty where it can",
              reasons -> reasons);

  private ReadinessMethods() {}

  /** The methods. */
  public static List<RpcMethod> of(Readiness readiness) {
    return List.of(
        RpcMethod.named(
                "openledger_readiness",
                "Whether this node is ready for the blocks to come, and what it lacks.")
            .answers("readiness", READINESS, arguments -> readiness.reasons()));
  }
}
