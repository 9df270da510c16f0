package org.openledger.node.query;

import java.util.List;
import org.openledger.node.history.api.HistoryLimits;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.PageRequest;
import org.openledger.node.rpc.QueryLimits;
import org.openledger.node.rpc.RpcMethod;

/** What this node gives to one query. */
public final class LimitMethods {

  private record Limit(String name, long value, String about) {}

  private static final ObjectType<Limit> LIMIT =
      ObjectType.<Limit>of("Limit", "A limit of this node; no part of consensus")
          .with("name", JsonTypes.STRING, "as errors name it", Limit::name)
          .with("value", JsonTypes.QUANTITY, "its value", Limit::value)
          .with("description", JsonTypes.STRING, "what it bounds", Limit::about);

  private LimitMethods() {}

  /** The methods. */
  public static List<RpcMethod> of(QueryLimits limits) {
    List<Limit> all =
        List.of(
            new Limit("viewGas", limits.viewGas(), "gas of one view of a contract"),
            new Limit("viewTime", limits.viewTime().toMillis(), "milliseconds of one request"),
            new Limit("concurrency", limits.concurrency(), "requests that are answered at once"),
            new Limit("maxPageSize", PageRequest.MAX_SIZE, "items of a page"),
            new Limit("maxLookedAt", Page.MAX_LOOKED_AT, "things looked at for one page"),
            new Limit(
                "maxEvidence",
                EvidenceMethods.MAX_EVIDENCE,
                "bytes of evidence, and of an answer that is given with a settlement"),
            new Limit(
                "maxText", AttributionMethods.MAX_TEXT, "bytes of a text or of packed tokens"),
            new Limit(
                "maxWork",
                AttributionMethods.MAX_WORK,
                "length of an answer's counting windows, times linked versions"),
            new Limit(
                "maxDuplicateWork",
                DuplicateMethods.MAX_WORK,
                "tokens of a text looked for in a Datanet, times the Datanet's versions"),
            new Limit("maxPassages", DuplicateMethods.MAX_PASSAGES, "passages of an answer"),
            new Limit("maxPiece", ContentMethods.MAX_PIECE, "bytes of a piece of a content"),
            new Limit("maxUpload", ContentMethods.MAX_UPLOAD, "bytes of a content handed in"),
            new Limit(
                "maxCompared",
                HistoryLimits.MAX_COMPARED,
                "accounts, models or Datanets compared for one answer"),
            new Limit("maxParts", HistoryLimits.MAX_PARTS, "parts that a period is divided into"),
            new Limit(
                "maxEstimateText",
                HistoryLimits.MAX_ESTIMATE_TEXT,
                "bytes of a text whose earnings are estimated"));
    return List.of(
        RpcMethod.named("openledger_limits", "The limits of this node, by name.")
            .answers("limits", JsonTypes.listOf(LIMIT), arguments -> all));
  }
}
