package org.openledger.precompile.influence;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * A key whose signatures cost a hash, for tests that sign by the thousand: r is the account, s a
 * hash of digest and account. {@code SigningTest} signs with real keys.
 *
 * @param address the account
 */
record QuickKey(Address address) {

  static QuickKey of(int number) {
    return new QuickKey(TestNetwork.account(10_000 + number));
  }

  Bytes sign(Bytes32 digest) {
    Bytes32 r = address.toWord().toBytes();
    return Bytes.concatenate(r, proof(digest, r), Bytes.of(27));
  }

  /** Of such a key, or of a real one; one over another digest is somebody else's. */
  static Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    if (r.numberOfLeadingZeroBytes() < Bytes32.SIZE - Address.SIZE) {
      return TestKey.recover(digest, v, r, s);
    }
    Bytes32 other = s.equals(proof(digest, r)) ? r : Keccak256.hash(Bytes.concatenate(digest, s));
    return Optional.of(Address.fromWord(UInt256.fromBytes(other)));
  }

  /** Below half of the curve's order. */
  private static Bytes32 proof(Bytes32 digest, Bytes32 r) {
    Bytes32 hash = Keccak256.hash(Bytes.concatenate(digest, r));
    return UInt256.fromBytes(hash).shiftRight(2).toBytes();
  }
}
