package org.openledger.node.rpc;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every way in which a method fails, with its code. Codes and names are stable: a client may rely
 * on them; messages are for people. The codes above JSON-RPC's own lie outside of the range that
 * the specification keeps for servers, so they are no Besu error.
 */
public enum RpcFailure {
  /** A parameter is missing, one too many, or of the wrong type or range. */
  INVALID_PARAMS(-32602, "Correct the request; data.parameter names what is wrong."),
  /** A fault of this software. */
  INTERNAL_ERROR(-32603, "Report it, with the node's log."),
  /** What was asked for does not exist in the block asked about. */
  NOT_FOUND(-39001, "Check the id, or ask about a later block."),
  /** The chain has no such block, or has not come so far. */
  UNKNOWN_BLOCK(-39002, "Ask about a block of this chain up to its head."),
  /** The node no longer keeps the state of that block. */
  PRUNED_STATE(-39003, "Ask about a later block, or ask an archive node."),
  /** The request is larger than this node answers. */
  LIMIT_EXCEEDED(
      -39004, "Ask for less: data.limit names the limit of this node, see openledger_limits."),
  /** The block that the cursor's list was read from is gone: reorganised or pruned. */
  STALE_CURSOR(-39005, "Begin the list anew, without a cursor."),
  /** The cursor is damaged, or was given for another query. */
  FORGED_CURSOR(-39006, "Pass on cursors unchanged, with the same other parameters."),
  /** This node does not hold an index or content that the answer needs. */
  INDEX_NOT_READY(-39007, "Wait until openledger_segmentStatus says ready, or ask another node."),
  /** The network has not activated the contracts in that block. */
  CONTRACTS_ABSENT(-39008, "Ask about a block after the activation."),
  /** A contract refused the question. */
  REVERTED(-39009, "data.name and data.arguments say why."),
  /** Too many questions at once. */
  NODE_BUSY(-39010, "Ask again in a moment."),
  /** The node does not do this, or not for who asks. */
  NOT_PERMITTED(-39011, "See the message; the operator of the node decides."),
  /** The node is still being started. */
  NODE_STARTING(-39012, "Ask again in a moment.");

  private final int code;
  private final String remedy;

  RpcFailure(int code, String remedy) {
    this.code = code;
    this.remedy = remedy;
  }

  /** The code of a JSON-RPC error. */
  public int code() {
    return code;
  }

  /** What a caller does about it. */
  public String remedy() {
    return remedy;
  }

  /** The failure with what is wrong. */
  public RpcException because(String message) {
    return because(message, Map.of());
  }

  /** The failure with what is wrong, and details for machines: strings, numbers, maps of them. */
  public RpcException because(String message, Map<String, ?> details) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("error", name());
    data.putAll(details);
    return new RpcException(this, message, data);
  }

  /** {@link #LIMIT_EXCEEDED}, naming the limit. */
  public static RpcException limit(String limit, long maximum, String message) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("limit", limit);
    details.put("maximum", Quantities.text(maximum));
    return LIMIT_EXCEEDED.because(message, details);
  }

  /** {@link #INVALID_PARAMS}, naming the parameter. */
  public static RpcException parameter(String where, String message) {
    return parameter(where, message, Map.of());
  }

  /** {@link #INVALID_PARAMS}, naming the parameter, with details for machines. */
  public static RpcException parameter(String where, String message, Map<String, ?> details) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("parameter", where);
    all.putAll(details);
    return INVALID_PARAMS.because("Invalid params: " + where + ": " + message, all);
  }
}
