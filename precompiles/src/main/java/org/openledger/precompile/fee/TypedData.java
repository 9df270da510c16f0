package org.openledger.precompile.fee;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/** What is signed for a native contract, as EIP-712 hashes it. */
public final class TypedData {

  private static final Bytes32 DOMAIN =
      Keccak256.hash(
          "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final String NAME = "OpenLedger InferenceFees";
  private static final Bytes32 VERSION = Keccak256.hash("1");

  private TypedData() {}

  /** The digest to sign for InferenceFees on a chain. */
  static Bytes32 digest(long chainId, Bytes32 structHash) {
    return digest(NAME, chainId, FeeStorage.ACCOUNT, structHash);
  }

  /** The digest to sign for a contract, by its domain's name, on a chain. */
  public static Bytes32 digest(String name, long chainId, Address contract, Bytes32 structHash) {
    Bytes32 domain = struct(DOMAIN, Keccak256.hash(name), VERSION, chainId, contract);
    byte[] signed = new byte[2 + 2 * Bytes32.SIZE];
    signed[0] = 0x19;
    signed[1] = 0x01;
    System.arraycopy(domain.toArrayUnsafe(), 0, signed, 2, Bytes32.SIZE);
    System.arraycopy(structHash.toArrayUnsafe(), 0, signed, 2 + Bytes32.SIZE, Bytes32.SIZE);
    return Keccak256.hash(Bytes.wrap(signed));
  }

  /** The hash of a struct whose members are of one word each. */
  public static Bytes32 struct(Bytes32 type, Object... members) {
    byte[] words = new byte[Bytes32.SIZE * (1 + members.length)];
    System.arraycopy(type.toArrayUnsafe(), 0, words, 0, Bytes32.SIZE);
    for (int i = 0; i < members.length; i++) {
      byte[] word = AbiValues.word(members[i]).toArrayUnsafe();
      System.arraycopy(word, 0, words, Bytes32.SIZE * (1 + i), Bytes32.SIZE);
    }
    return Keccak256.hash(Bytes.wrap(words));
  }

  /** The hash of an array of structs. */
  public static Bytes32 array(Bytes32[] structHashes) {
    byte[] words = new byte[Bytes32.SIZE * structHashes.length];
    for (int i = 0; i < structHashes.length; i++) {
      byte[] word = structHashes[i].toArrayUnsafe();
      System.arraycopy(word, 0, words, Bytes32.SIZE * i, Bytes32.SIZE);
    }
    return Keccak256.hash(Bytes.wrap(words));
  }
}
