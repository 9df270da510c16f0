package org.openledger.attribution.content;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A salted commitment to a whole answer before any redaction, of which single tokens can be opened
 * without the others:
 *
 * <pre>
 *   leaf i      SHA-256(0x00 ‖ uint32 i ‖ uint32 id ‖ salt i)           salt: 32 bytes
 *   root        of the n leaves, as RFC 9162 says (inner nodes 0x01)
 *   commitment  SHA-256(0x02 ‖ uint32 n ‖ root)
 * </pre>
 *
 * <p>Each token has a salt of its own, so that an opened token says nothing of its neighbours.
 */
public final class AnswerCommitment {
  private static final byte[] PREFIX = {2};

  private AnswerCommitment() {}

  /** The salt of a token, drawn from a secret seed: SHA-256(seed ‖ uint32 position). */
  public static byte[] salt(byte[] seed, int position) {
    return Sha256.of(seed, number(position));
  }

  /** What a leaf of the tree stands for: position ‖ id ‖ salt. */
  public static byte[] leaf(int position, int id, byte[] salt) {
    return ByteBuffer.allocate(8 + salt.length).putInt(position).putInt(id).put(salt).array();
  }

  /** The leaves of an answer whose salts are drawn from a seed. */
  public static List<byte[]> leaves(int[] ids, byte[] seed) {
    List<byte[]> leaves = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      leaves.add(leaf(i, ids[i], salt(seed, i)));
    }
    return leaves;
  }

  /** The commitment to so many tokens under a Merkle root. */
  public static byte[] of(int tokens, byte[] root) {
    return Sha256.of(PREFIX, number(tokens), root);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }
}
