package org.openledger.node.history.query;

import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;

/**
 * A node of the attribution graph.
 *
 * @param type what it is
 * @param of an account's address, or a number of 8 bytes
 */
public record GraphNode(Type type, Bytes of) {

  /** What a node is. */
  public enum Type {
    ACCOUNT,
    MODEL,
    DATANET
  }

  public static GraphNode account(Bytes address) {
    return new GraphNode(Type.ACCOUNT, address);
  }

  public static GraphNode model(Bytes id) {
    return new GraphNode(Type.MODEL, id);
  }

  public static GraphNode datanet(Bytes id) {
    return new GraphNode(Type.DATANET, id);
  }

  /** {@code model:7}, {@code datanet:3}, {@code account:0x…}. */
  public String id() {
    return switch (type) {
      case ACCOUNT -> "account:" + new Address(of);
      case MODEL -> "model:" + of.toLong();
      case DATANET -> "datanet:" + of.toLong();
    };
  }

  long number() {
    return of.toLong();
  }
}
