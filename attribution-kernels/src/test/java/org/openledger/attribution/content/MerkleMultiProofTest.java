package org.openledger.attribution.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;

class MerkleMultiProofTest {

  @Test
  void everySetOfLeavesOfSmallTreesIsProved() {
    for (int n = 1; n <= 9; n++) {
      List<byte[]> leaves = leaves(n);
      for (int set = 1; set < 1 << n; set++) {
        int[] indexes = indexes(set);
        MerkleMultiProof proof = MerkleMultiProof.of(leaves, indexes);
        assertThat(proof.rootFor(chosen(leaves, indexes))).isEqualTo(MerkleTree.root(leaves));
      }
    }
  }

  @Test
  void oneLeafTakesAsManyHashesAsItsPath() {
    List<byte[]> leaves = leaves(70);
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(MerkleMultiProof.hashCount(70, new int[] {i}))
          .isEqualTo(MerkleTree.path(leaves, i).size());
    }
    assertThat(MerkleMultiProof.hashCount(70, IntStream.range(0, 70).toArray())).isZero();
  }

  @Test
  void anotherLeafOrHashGivesAnotherRoot() {
    Seeded.cases(
        200,
        random -> {
          int n = 1 + random.nextInt(40);
          List<byte[]> leaves = leaves(n);
          int[] indexes = random.ints(1 + random.nextInt(n), 0, n).distinct().sorted().toArray();
          MerkleMultiProof proof = MerkleMultiProof.of(leaves, indexes);
          List<byte[]> chosen = chosen(leaves, indexes);
          byte[] root = MerkleTree.root(leaves);
          chosen.set(random.nextInt(chosen.size()), new byte[] {-1});
          assertThat(proof.rootFor(chosen)).isNotEqualTo(root);
          if (!proof.hashes().isEmpty()) {
            assertThat(bent(proof, random).rootFor(chosen(leaves, indexes))).isNotEqualTo(root);
          }
        });
  }

  /** What makes a claimed size harmless: no claim brings in a leaf that is not in the tree. */
  @Test
  void aForgedSizeProvesNoForeignLeaf() {
    Seeded.cases(
        200,
        random -> {
          int n = 2 + random.nextInt(20);
          List<byte[]> leaves = leaves(n);
          byte[] root = MerkleTree.root(leaves);
          int claimed = 1 + random.nextInt(24);
          int[] at = {random.nextInt(claimed)};
          int count = MerkleMultiProof.hashCount(claimed, at);
          List<byte[]> known = nodes(leaves);
          List<byte[]> hashes = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            hashes.add(known.get(random.nextInt(known.size())));
          }
          byte[] foreign = {77, 77};
          assertThat(new MerkleMultiProof(claimed, at, hashes).rootFor(List.of(foreign)))
              .isNotEqualTo(root);
        });
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    byte[] hash = new byte[32];
    refused(4, new int[] {}, List.of());
    refused(4, new int[] {4}, List.of(hash, hash));
    refused(4, new int[] {-1}, List.of(hash, hash));
    refused(4, new int[] {2, 1}, List.of(hash));
    refused(4, new int[] {1, 1}, List.of(hash, hash));
    refused(4, new int[] {1}, List.of(hash));
    refused(4, new int[] {1}, List.of(hash, hash, hash));
    refused(4, new int[] {1}, List.of(hash, new byte[31]));
    refused(0, new int[] {0}, List.of());
  }

  private static void refused(int size, int[] indexes, List<byte[]> hashes) {
    assertThatThrownBy(() -> new MerkleMultiProof(size, indexes, hashes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MerkleMultiProof bent(MerkleMultiProof proof, SplittableRandom random) {
    List<byte[]> hashes = new ArrayList<>(proof.hashes());
    int at = random.nextInt(hashes.size());
    byte[] hash = hashes.get(at).clone();
    hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
    hashes.set(at, hash);
    return new MerkleMultiProof(proof.treeSize(), proof.indexes(), hashes);
  }

  private static List<byte[]> leaves(int n) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      leaves.add(new byte[] {(byte) i});
    }
    return leaves;
  }

  private static List<byte[]> nodes(List<byte[]> leaves) {
    List<byte[]> nodes = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      nodes.add(MerkleTree.leafHash(leaves.get(i)));
      nodes.addAll(MerkleTree.path(leaves, i));
    }
    return nodes;
  }

  private static int[] indexes(int set) {
    return IntStream.range(0, 31).filter(i -> (set >> i & 1) == 1).toArray();
  }

  private static List<byte[]> chosen(List<byte[]> leaves, int[] indexes) {
    return new ArrayList<>(Arrays.stream(indexes).mapToObj(leaves::get).toList());
  }
}
