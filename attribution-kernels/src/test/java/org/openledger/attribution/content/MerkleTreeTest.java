package org.openledger.attribution.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  /** The leaves and roots that implementations of RFC 6962 share as test vectors. */
  private static final List<byte[]> LEAVES =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(HexFormat.of()::parseHex)
          .toList();

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void rootsAreThoseOfRfc6962() {
    for (int n = 0; n <= LEAVES.size(); n++) {
      assertThat(HexFormat.of().formatHex(MerkleTree.root(LEAVES.subList(0, n))))
          .isEqualTo(ROOTS.get(n));
    }
  }

  @Test
  void everyLeafOfTreesOfUpToSeventyLeavesIsProved() {
    List<byte[]> leaves = new ArrayList<>();
    for (int n = 1; n <= 70; n++) {
      leaves.add(new byte[] {(byte) n});
      byte[] root = MerkleTree.root(leaves);
      for (int i = 0; i < n; i++) {
        MerkleProof proof = MerkleProof.of(leaves, i);
        assertThat(proof.rootFor(leaves.get(i))).isEqualTo(root);
        assertThat(proof.verify(leaves.get(i), root)).isTrue();
        assertThat(proof.verify(leaves.get((i + 1) % n), root)).isEqualTo(n == 1);
      }
    }
  }

  @Test
  void aChangedPathIndexOrLeafProvesNothing() {
    for (int n = 2; n <= LEAVES.size(); n++) {
      List<byte[]> leaves = LEAVES.subList(0, n);
      byte[] root = MerkleTree.root(leaves);
      for (int i = 0; i < n; i++) {
        MerkleProof proof = MerkleProof.of(leaves, i);
        for (int at = 0; at < 32 * proof.path().size(); at++) {
          List<byte[]> path = new ArrayList<>(proof.path());
          byte[] changed = path.get(at / 32).clone();
          changed[at % 32] ^= 1;
          path.set(at / 32, changed);
          assertThat(new MerkleProof(i, n, path).verify(leaves.get(i), root)).isFalse();
        }
        for (int other = -1; other <= n; other++) {
          boolean same = other == i;
          assertThat(new MerkleProof(other, n, proof.path()).verify(leaves.get(i), root))
              .isEqualTo(same);
        }
        List<byte[]> longer = new ArrayList<>(proof.path());
        longer.add(new byte[32]);
        assertThat(new MerkleProof(i, n, longer).verify(leaves.get(i), root)).isFalse();
        List<byte[]> shorter = proof.path().subList(1, proof.path().size());
        assertThat(new MerkleProof(i, n, shorter).verify(leaves.get(i), root)).isFalse();
      }
    }
  }

  @Test
  void aLeafThatIsNotThereHasNoPath() {
    assertThatThrownBy(() -> MerkleTree.path(LEAVES, 8))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new MerkleProof(0, 2, List.of(new byte[31])).rootFor(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSegmentRootIsTheTreeOverOrdersAndContentRoots() {
    byte[] a = Sha256.of(new byte[] {1});
    byte[] b = Sha256.of(new byte[] {2});
    byte[] expected = MerkleTree.root(List.of(SegmentRoot.leaf(5, a), SegmentRoot.leaf(9, b)));
    assertThat(SegmentRoot.of(new long[] {5, 9}, new byte[][] {a, b})).isEqualTo(expected);
    assertThat(SegmentRoot.leaf(5, a)).hasSize(40).startsWith(0, 0, 0, 0, 0, 0, 0, 5);
    assertThatThrownBy(() -> SegmentRoot.of(new long[] {9, 5}, new byte[][] {a, b}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SegmentRoot.of(new long[] {5, 5}, new byte[][] {a, b}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SegmentRoot.of(new long[] {-5}, new byte[][] {a}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SegmentRoot.of(new long[] {5}, new byte[][] {a, b}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
