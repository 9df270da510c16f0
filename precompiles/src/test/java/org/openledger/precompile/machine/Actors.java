package org.openledger.precompile.machine;

import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.host.Address;

/**
 * Who calls, and how they sign: a signature is the signer's address and the digest itself, so that
 * millions of them cost nothing. The contracts cannot tell: recovery is the host's.
 */
final class Actors {

  static final Address ALICE = TestNetwork.account(20);
  static final Address BOB = TestNetwork.account(21);
  static final Address[] PAYERS = {
    TestNetwork.PAYER, TestNetwork.account(22), TestNetwork.account(23)
  };
  static final Address[] ALL = {
    TestNetwork.ADMIN,
    TestNetwork.OPERATOR,
    TestNetwork.GOVERNOR,
    TestNetwork.PLATFORM,
    TestNetwork.TREASURY,
    TestNetwork.OWNER,
    TestNetwork.REVIEWER,
    TestNetwork.CREATOR,
    TestNetwork.DATANET_TREASURY,
    ALICE,
    BOB,
    PAYERS[0],
    PAYERS[1],
    PAYERS[2]
  };

  private Actors() {}

  static Address any(Random random) {
    return ALL[random.nextInt(ALL.length)];
  }

  static Address payer(Random random) {
    return PAYERS[random.nextInt(PAYERS.length)];
  }

  static Bytes sign(Address signer, Bytes32 digest) {
    return Bytes.concatenate(signer.toWord().toBytes(), half(digest), Bytes.of(27));
  }

  static Optional<Address> recover(Bytes32 digest, int v, Bytes32 r, Bytes32 s) {
    boolean sound = v == 27 && s.equals(half(digest));
    return sound ? Optional.of(Address.fromWord(UInt256.fromBytes(r))) : Optional.empty();
  }

  /** A low s. */
  private static Bytes32 half(Bytes32 digest) {
    return digest.shiftRight(1);
  }
}
