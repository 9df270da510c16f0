package org.openledger.precompile.abi;

import com.joemelsha.crypto.hash.Keccak;
import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Ethereum's hash: Keccak-256 with the padding of the original submission (not SHA3-256). */
public final class Keccak256 {

  private Keccak256() {}

  /** The hash of some bytes. */
  public static Bytes32 hash(Bytes data) {
    return Bytes32.wrap(new Keccak(256).digest(data.toArrayUnsafe()));
  }

  /** The hash of a text's ASCII bytes. */
  public static Bytes32 hash(String ascii) {
    return hash(Bytes.wrap(ascii.getBytes(StandardCharsets.US_ASCII)));
  }
}
