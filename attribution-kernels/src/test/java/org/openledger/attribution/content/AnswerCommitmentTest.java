package org.openledger.attribution.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerCommitmentTest {
  private static final byte[] SEED = "seed".getBytes(StandardCharsets.US_ASCII);

  @Test
  void eachTokenIsOpenedByItself() {
    int[] ids = {5, 6, 7, 8, 9};
    List<byte[]> leaves = AnswerCommitment.leaves(ids, SEED);
    byte[] root = MerkleTree.root(leaves);
    for (int i = 0; i < ids.length; i++) {
      MerkleProof proof = MerkleProof.of(leaves, i);
      byte[] salt = AnswerCommitment.salt(SEED, i);
      assertThat(proof.verify(AnswerCommitment.leaf(i, ids[i], salt), root)).isTrue();
      assertThat(proof.verify(AnswerCommitment.leaf(i, ids[i] + 1, salt), root)).isFalse();
      assertThat(proof.verify(AnswerCommitment.leaf(i + 1, ids[i], salt), root)).isFalse();
    }
  }

  @Test
  void theCommitmentBindsCountAndRoot() {
    byte[] root = new byte[32];
    assertThat(AnswerCommitment.of(1, root)).isNotEqualTo(AnswerCommitment.of(2, root));
    assertThat(AnswerCommitment.of(1, root))
        .isEqualTo(Sha256.of(HexFormat.of().parseHex("0200000001"), new byte[32]));
  }
}
