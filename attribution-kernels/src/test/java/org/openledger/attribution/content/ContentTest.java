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

class ContentTest {
  private static final int V = 100_256;

  @Test
  void encodedContentIsReadBack() {
    Seeded.cases(
        500,
        random -> {
          List<int[]> documents = documents(random, V);
          Content content = Content.of(documents, V);
          Content read = Content.parse(content.encoded(), V);
          assertThat(read.documentCount()).isEqualTo(documents.size());
          for (int d = 0; d < documents.size(); d++) {
            assertThat(read.document(d)).isEqualTo(documents.get(d));
            assertThat(read.documentLength(d)).isEqualTo(documents.get(d).length);
          }
          assertThat(read.tokenCount())
              .isEqualTo(documents.stream().mapToLong(d -> d.length).sum());
          assertThat(read.root()).isEqualTo(content.root());
          assertThat(read.encoded()).isEqualTo(content.encoded());
        });
  }

  @Test
  void aStreamOfIdsHasTheSameRoot() {
    Seeded.cases(
        500,
        random -> {
          List<int[]> documents = documents(random, V);
          ContentHasher hasher = new ContentHasher(V);
          for (int[] document : documents) {
            for (int id : document) {
              hasher.id(id);
            }
            hasher.mark();
          }
          assertThat(hasher.root()).isEqualTo(Content.of(documents, V).root());
        });
  }

  @Test
  void theRootIsTheTreeOverChunksAsDocumented() {
    int[] document = IntStream.range(0, 200).toArray();
    Content content = Content.of(List.of(document, new int[] {7}), 256);
    byte[] encoded = content.encoded();
    byte[] first = new byte[9 + 256];
    first[8] = 2;
    System.arraycopy(encoded, 0, first, 9, 256);
    byte[] second = new byte[9 + 2 * 75];
    second[7] = (byte) 128;
    second[8] = 2;
    System.arraycopy(encoded, 256, second, 9, 150);
    assertThat(content.root()).isEqualTo(MerkleTree.root(List.of(first, second)));
    assertThat(content.treeSize()).isEqualTo(2).isEqualTo(Content.treeSize(201, 2));
  }

  @Test
  void contentThatIsNotCanonicalIsRefusedWithTheReason() {
    refused(new byte[0], "empty");
    refused(new byte[] {0, 0}, "truncated");
    refused(new byte[] {0, 0, 1}, "not terminated");
    refused(new byte[] {-1, -1, -1, 0, 0, 1}, "not terminated");
    refused(new byte[] {0x01, (byte) 0x87, (byte) 0xA0, -1, -1, -1}, "100256");
    assertThat(Content.parse(new byte[] {-1, -1, -1}, V).documentLength(0)).isZero();
    assertThatThrownBy(() -> Content.of(List.of(), V))
        .isInstanceOf(MalformedContentException.class);
    assertThatThrownBy(() -> Content.of(List.of(new int[] {V}), V))
        .isInstanceOf(MalformedContentException.class);
    assertThatThrownBy(() -> Content.of(List.of(new int[] {TokenPacking.REDACTED}), V))
        .isInstanceOf(MalformedContentException.class);
  }

  @Test
  void everySpanIsProvedAndNoOtherClaimIs() {
    Seeded.cases(
        60,
        random -> {
          List<int[]> documents = documents(random, V);
          Content content = Content.of(documents, V);
          for (int d = 0; d < documents.size(); d++) {
            int length = documents.get(d).length;
            if (length == 0) {
              continue;
            }
            int begin = random.nextInt(length);
            int end = begin + 1 + random.nextInt(length - begin);
            SpanProof proof = content.prove(d, begin, end);
            assertThat(proof.ids()).isEqualTo(Arrays.copyOfRange(documents.get(d), begin, end));
            assertThat(verifies(proof, content)).isTrue();
            assertThat(verifies(SpanProof.parse(proof.encoded()), content)).isTrue();
            SpanProof elsewhere =
                new SpanProof(
                    d + 1, begin, proof.ids(), proof.firstChunk(), proof.chunks(), proof.paths());
            assertThat(verifies(elsewhere, content)).isFalse();
          }
        });
  }

  @Test
  void aProofChangedInAnyByteFails() {
    // All ids differ, so no other claim about this content is true by accident.
    int[] document = IntStream.range(0, 700).map(i -> 7 * i).toArray();
    Content content = Content.of(List.of(new int[] {5}, document, new int[] {6}), V);
    for (int[] span : new int[][] {{0, 1}, {100, 140}, {120, 300}, {640, 700}}) {
      byte[] encoded = content.prove(1, span[0], span[1]).encoded();
      assertThat(verifies(SpanProof.parse(encoded), content)).isTrue();
      for (int i = 0; i < encoded.length; i++) {
        for (int bit = 0; bit < 8; bit++) {
          encoded[i] ^= (byte) (1 << bit);
          assertThat(accepted(encoded, content)).as("byte %d bit %d", i, bit).isFalse();
          encoded[i] ^= (byte) (1 << bit);
        }
        byte[] truncated = Arrays.copyOf(encoded, i);
        assertThat(accepted(truncated, content)).isFalse();
      }
      assertThat(accepted(Arrays.copyOf(encoded, encoded.length + 1), content)).isFalse();
    }
  }

  @Test
  void aProofWithAChunkThatTheSpanDoesNotTouchFails() {
    Content content = Content.of(List.of(IntStream.range(0, 500).toArray()), V);
    SpanProof wide = content.prove(0, 100, 300);
    SpanProof padded =
        new SpanProof(0, 100, new int[] {100, 101}, wide.firstChunk(), wide.chunks(), wide.paths());
    assertThat(verifies(wide, content)).isTrue();
    assertThat(verifies(padded, content)).isFalse();
  }

  @Test
  void aSpanDoesNotCrossTheBorderOfADocument() {
    Content content = Content.of(List.of(new int[] {1, 2}, new int[] {3, 4}), 256);
    SpanProof true1 = content.prove(0, 0, 2);
    SpanProof crossing =
        new SpanProof(
            0, 1, new int[] {2, TokenPacking.REDACTED, 3}, 0, true1.chunks(), true1.paths());
    assertThat(crossing.verify(content.root(), 1, 256)).isFalse();
    SpanProof joined = new SpanProof(0, 1, new int[] {2, 3}, 0, true1.chunks(), true1.paths());
    assertThat(joined.verify(content.root(), 1, 256)).isFalse();
    assertThatThrownBy(() -> content.prove(0, 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> content.prove(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean accepted(byte[] encoded, Content content) {
    try {
      return verifies(SpanProof.parse(encoded), content);
    } catch (MalformedContentException e) {
      return false;
    }
  }

  private static boolean verifies(SpanProof proof, Content content) {
    int treeSize = Content.treeSize(content.tokenCount(), content.documentCount());
    return proof.verify(content.root(), treeSize, content.vocabularySize());
  }

  private static void refused(byte[] encoded, String reason) {
    assertThatThrownBy(() -> Content.parse(encoded, V))
        .isInstanceOf(MalformedContentException.class)
        .hasMessageContaining(reason);
  }

  private static List<int[]> documents(SplittableRandom random, int vocabulary) {
    List<int[]> documents = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int d = 0; d < count; d++) {
      int length = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextInt(400);
      documents.add(random.ints(length, 0, vocabulary).toArray());
    }
    return documents;
  }
}
