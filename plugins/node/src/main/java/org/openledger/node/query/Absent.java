package org.openledger.node.query;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.Address;

/** Zeros of the contracts' interfaces that stand for nothing. */
final class Absent {

  private Absent() {}

  static Optional<Address> address(Struct struct, String name) {
    return Optional.of(struct.address(name)).filter(address -> !address.isZero());
  }

  static Optional<Long> number(Struct struct, String name) {
    return Optional.of(struct.number(name)).filter(number -> number != 0);
  }

  static Optional<Bytes32> hash(Struct struct, String name) {
    return Optional.of(struct.hash(name)).filter(hash -> !hash.isZero());
  }
}
