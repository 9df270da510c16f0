package org.openledger.node.history.api;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.history.event.Position;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;

/** Positions as keys of cursors. */
final class Places {

  private static final int SIZE = Long.BYTES + Integer.BYTES;

  private Places() {}

  static Bytes key(Position at) {
    return Bytes.concatenate(Bytes.ofUnsignedLong(at.block()), Bytes.ofUnsignedInt(at.log()));
  }

  static Optional<Position> position(Optional<Bytes> key) throws RpcException {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Bytes given = key.get();
    if (given.size() != SIZE || given.get(0) < 0 || given.get(Long.BYTES) < 0) {
      throw RpcFailure.FORGED_CURSOR.because("The cursor is damaged, or of another query");
    }
    return Optional.of(
        new Position(given.slice(0, Long.BYTES).toLong(), given.slice(Long.BYTES).toInt()));
  }
}
