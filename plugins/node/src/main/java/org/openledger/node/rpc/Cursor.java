package org.openledger.node.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;

/**
 * A place in a list: the key of the last item that was given. Written as base64url of: version 1,
 * block hash, key, and eight bytes of a checksum over these and the query.
 *
 * <p>A checksum, not a secret: a cursor says nothing that its holder could not ask for outright,
 * and so one works on every node of the chain, and after a restart.
 *
 * @param block the block that the list is read from
 * @param key of the last item; its form is the method's
 */
record Cursor(Bytes32 block, Bytes key) {

  private static final int VERSION = 1;
  private static final int CHECKSUM = 8;
  private static final int SHORTEST = 1 + Bytes32.SIZE + CHECKSUM;

  /** The cursor as text. */
  String encode(String query) {
    Bytes body = Bytes.concatenate(Bytes.of(VERSION), block, key);
    Bytes whole = Bytes.concatenate(body, checksum(query, body));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.toArrayUnsafe());
  }

  /** Reads a cursor of a query. */
  static Cursor decode(String query, String text) throws RpcException {
    Bytes whole;
    try {
      whole = Bytes.wrap(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw forged();
    }
    if (whole.size() < SHORTEST || whole.get(0) != VERSION) {
      throw forged();
    }
    Bytes body = whole.slice(0, whole.size() - CHECKSUM);
    if (!checksum(query, body).equals(whole.slice(body.size()))) {
      throw forged();
    }
    return new Cursor(Bytes32.wrap(body.slice(1, Bytes32.SIZE)), body.slice(1 + Bytes32.SIZE));
  }

  static RpcException forged() {
    return RpcFailure.FORGED_CURSOR.because("The cursor is damaged, or of another query");
  }

  private static Bytes checksum(String query, Bytes body) {
    Bytes text = Bytes.wrap(query.getBytes(StandardCharsets.UTF_8));
    return Keccak256.hash(Bytes.concatenate(Keccak256.hash(text), body)).slice(0, CHECKSUM);
  }
}
