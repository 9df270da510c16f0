package org.openledger.precompile.influence;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.fee.Signatures;
import org.openledger.precompile.host.Address;

/** Signatures of attesters, 65 bytes each, r ‖ s ‖ v. */
final class Signers {

  private static final int SIZE = Signatures.SIZE;

  /** As many as there are seats. */
  private static final int MOST = 64;

  private Signers() {}

  /**
   * The seats of those who signed a digest, each one entitled to, and once.
   *
   * @param opened block in which the epoch opened
   * @param before seats that have signed before
   */
  static BigInteger seats(
      Call call, Bytes32 digest, byte[] signatures, long opened, BigInteger before) {
    boolean whole = signatures.length % SIZE == 0 && signatures.length <= MOST * SIZE;
    Call.require(whole, InfluenceAbi.INVALID_SIGNATURE);
    AttesterStorage attesters = new AttesterStorage(call.storage());
    BigInteger seats = BigInteger.ZERO;
    for (int at = 0; at < signatures.length; at += SIZE) {
      Address signer = signer(call, digest, Bytes.wrap(signatures, at, SIZE));
      Attester attester = attesters.attester(signer);
      boolean eligible = attester.maySign(opened) && Attesters.isAppointed(call, signer);
      Call.require(eligible, InfluenceAbi.NOT_ELIGIBLE, signer);
      boolean twice = seats.or(before).testBit(attester.seat());
      Call.require(!twice, InfluenceAbi.SIGNED_TWICE, signer);
      seats = seats.setBit(attester.seat());
    }
    return seats;
  }

  /** Who signed a digest, or InvalidSignature. */
  static Address signer(Call call, Bytes32 digest, Bytes signature) {
    return Signatures.recover(call, digest, signature)
        .orElseThrow(() -> new RevertException(InfluenceAbi.INVALID_SIGNATURE));
  }
}
