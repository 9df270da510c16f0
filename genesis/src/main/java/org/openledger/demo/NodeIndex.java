package org.openledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.JsonRpc;
import org.openledger.client.OverdueException;
import org.openledger.client.Pause;
import org.openledger.client.RpcErrorException;

/** A node's index of a sealed version, as the node tells of it. */
public final class NodeIndex {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long PAUSE_MILLIS = 50;
  private static final String READY = "ready";
  private static final String FAILED = "failed";

  private NodeIndex() {}

  /**
   * Waits until a node has the index of a version.
   *
   * @param root the version's segment root
   * @return the index's digest
   * @throws DemoException where the node cannot build it, or does not tell
   * @throws OverdueException where it takes too long
   */
  public static Bytes32 await(JsonRpc node, Bytes32 root) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      JsonNode status = status(node, root);
      String state = status.path("state").asText();
      if (state.equals(READY)) {
        return Bytes32.fromHexString(status.path("indexDigest").asText());
      }
      if (state.equals(FAILED)) {
        throw new DemoException(
            "the node at "
                + node.url()
                + " could not build its index: "
                + status.path("problem").asText());
      }
      Pause.millis(PAUSE_MILLIS);
    }
    throw new OverdueException(
        "the node at "
            + node.url()
            + " has no index of segment "
            + root.toHexString()
            + " after "
            + PATIENCE.toMinutes()
            + " minutes");
  }

  /** What the node says of a segment; an empty object while it has not heard of it. */
  private static JsonNode status(JsonRpc node, Bytes32 root) {
    try {
      return node.call("openledger_segmentStatus", root.toHexString());
    } catch (RpcErrorException e) {
      if (e.isUnknownMethod()) {
        throw new DemoException(
            "the node does not offer openledger_segmentStatus: switch its openledger API on", e);
      }
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
