package org.openledger.node.history.api;

import java.util.ArrayList;
import java.util.List;
import org.openledger.node.history.HistoryPhase;
import org.openledger.node.history.HistorySource;
import org.openledger.node.history.HistoryStatus;
import org.openledger.node.history.query.ActiveAccounts;
import org.openledger.node.query.NamedAccounts;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;

/** All methods that a history answers. */
public final class HistoryMethods {

  private static final ObjectType<HistoryStatus> STATUS =
      ObjectType.<HistoryStatus>of("HistoryStatus", "How far this node's history is")
          .with(
              "phase",
              JsonTypes.oneOf(HistoryPhase.class),
              "checking its file, following the chain, complete, or waiting after a failure",
              HistoryStatus::phase)
          .with("block", JsonTypes.QUANTITY, "the last block taken in", HistoryStatus::block)
          .with("hash", JsonTypes.HASH, "that block's hash", HistoryStatus::hash)
          .with("head", JsonTypes.QUANTITY, "the last block of the chain", HistoryStatus::head)
          .with(
              "checkedRows",
              JsonTypes.QUANTITY,
              "rows compared so far with what was written, after a start",
              HistoryStatus::checkedRows)
          .with("rows", JsonTypes.QUANTITY, "how many rows there are", HistoryStatus::rows)
          .with("fileBytes", JsonTypes.QUANTITY, "bytes of its file", HistoryStatus::fileBytes)
          .with(
              "undoneBlocks",
              JsonTypes.QUANTITY,
              "blocks taken back since the start, because they were no longer canonical",
              HistoryStatus::undoneBlocks)
          .with(
              "rebuilds",
              JsonTypes.QUANTITY,
              "how often it was made anew since the start",
              HistoryStatus::rebuilds);

  private HistoryMethods() {}

  /** The methods. */
  public static List<RpcMethod> of(HistorySource source, Queries queries) {
    Asked asked = new Asked(source, queries);
    List<RpcMethod> methods = new ArrayList<>();
    methods.add(
        RpcMethod.named("openledger_historyStatus", "How far this node's history of the chain is.")
            .fails(RpcFailure.NODE_STARTING, RpcFailure.INDEX_NOT_READY)
            .answers("status", STATUS, arguments -> asked.history().status()));
    methods.addAll(InferenceMethods.of(asked));
    methods.addAll(EarningsMethods.of(asked));
    methods.addAll(LeaderboardMethods.of(asked));
    methods.addAll(GraphMethods.of(asked));
    methods.addAll(GovernanceMethods.of(asked));
    methods.addAll(EstimateMethods.of(asked));
    return methods;
  }

  /** Whom the history's events name. */
  public static NamedAccounts accounts(HistorySource source, Queries queries) {
    Asked asked = new Asked(source, queries);
    return block -> asked.at(block, ActiveAccounts::of);
  }
}
