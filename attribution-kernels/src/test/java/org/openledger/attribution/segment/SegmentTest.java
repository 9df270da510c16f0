package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.progress.Progress;

class SegmentTest {
  private static final int V = 256;

  /** Computed by a second program from docs/file-formats.md; a change changes every attestation. */
  private static final String GOLDEN_ROOT =
      "42eff08fb68db93d719ee8f91f7c90c2cf16b363836c6a1ca485268e483fb287";

  private static final String GOLDEN_DIGEST =
      "1ffaabbcbeb7b8f91afb9809afd0820cfcc677e866a9c25bd41171258aeb2b0e";

  @TempDir Path directory;

  @Test
  void everyQueryAnswersAsAScanOfTheDocumentsDoes() {
    Seeded.cases(
        1_500,
        random -> {
          int vocabulary = 1 + random.nextInt(4);
          List<Contribution> contributions = contributions(random, vocabulary);
          Segment segment = Segment.of("test", vocabulary, contributions);
          List<int[]> documents = documents(contributions);
          int[] y = random.ints(12, -1, vocabulary + 1).toArray();
          for (int begin = 0; begin < y.length; begin++) {
            int longest = 0;
            for (int end = begin + 1; end <= y.length; end++) {
              List<int[]> places = occurrences(documents, y, begin, end);
              Interval found = segment.interval(y, begin, end);
              assertThat(found.count()).isEqualTo(places.size());
              assertThat(found.isEmpty()).isEqualTo(places.isEmpty());
              if (!places.isEmpty()) {
                longest = end - begin;
                int place = segment.earliest(found.lo(), found.hi());
                assertThat(segment.documentAt(place)).isEqualTo(places.getFirst()[0]);
                assertThat(segment.offsetAt(place)).isEqualTo(places.getFirst()[1]);
              }
            }
            assertThat(segment.longestMatch(y, begin)).isEqualTo(longest);
            int limit = begin + random.nextInt(y.length - begin + 1);
            assertThat(segment.longestMatch(y, begin, limit))
                .isEqualTo(Math.min(longest, limit - begin));
          }
        });
  }

  @Test
  void documentsKeepTheirOrderAndIndexAndTokens() {
    Seeded.cases(
        500,
        random -> {
          List<Contribution> contributions = contributions(random, 3);
          Segment segment = Segment.of("test", 3, contributions);
          int d = 0;
          for (int c = 0; c < contributions.size(); c++) {
            Contribution contribution = contributions.get(c);
            assertThat(segment.contributionOrder(c)).isEqualTo(contribution.order());
            assertThat(segment.contentRoot(c)).isEqualTo(contribution.contentRoot());
            assertThat(segment.content(c).encoded()).isEqualTo(contribution.content().encoded());
            for (int i = 0; i < contribution.content().documentCount(); i++) {
              assertThat(segment.order(d)).isEqualTo(contribution.order());
              assertThat(segment.contributionOf(d)).isEqualTo(c);
              assertThat(segment.documentIndex(d)).isEqualTo(i);
              assertThat(segment.document(d)).isEqualTo(contribution.content().document(i));
              assertThat(segment.documentLength(d)).isEqualTo(segment.document(d).length);
              d++;
            }
          }
          assertThat(segment.documents()).isEqualTo(d);
          assertThat(segment.contributions()).isEqualTo(contributions.size());
        });
  }

  @Test
  void aWrittenFileOpensAsTheSegmentBuiltInMemory() throws IOException {
    List<Contribution> contributions = contributions(new SplittableRandom(7), V);
    Segment built = Segment.of("utf8-bytes", V, contributions);
    Path file =
        SegmentWriter.write(directory, "utf8-bytes", V, built.root(), contributions, Progress.NONE);
    assertThat(file.getFileName().toString())
        .isEqualTo(HexFormat.of().formatHex(built.root()) + ".segment");
    try (Segment opened = Segment.open(file)) {
      assertThat(opened.root()).isEqualTo(built.root()).isEqualTo(root(contributions));
      assertThat(opened.digest()).isEqualTo(built.digest());
      assertThat(opened.tokenizerId()).isEqualTo("utf8-bytes");
      assertThat(opened.vocabularySize()).isEqualTo(V);
      assertThat(opened.tokens()).isEqualTo(built.tokens());
      assertThat(opened.length()).isEqualTo(Files.size(file));
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void theBytesOfASegmentArePinned() {
    List<Contribution> contributions =
        List.of(
            Contribution.of(7, Content.of(List.of(new int[] {1, 2, 1}, new int[0]), V)),
            Contribution.of(9, Content.of(List.of(new int[] {2, 1}), V)));
    Segment segment = Segment.of("utf8-bytes", V, contributions);
    assertThat(HexFormat.of().formatHex(segment.root())).isEqualTo(GOLDEN_ROOT);
    assertThat(HexFormat.of().formatHex(segment.digest())).isEqualTo(GOLDEN_DIGEST);
  }

  @Test
  void aSegmentOfNothingIsEmpty() {
    Segment segment = Segment.of("test", V, List.of());
    assertThat(segment.tokens()).isZero();
    assertThat(segment.longestMatch(new int[] {1}, 0)).isZero();
    assertThat(segment.interval(new int[] {1}, 0, 1).isEmpty()).isTrue();
  }

  @Test
  void whatCannotBeASegmentIsRefused() {
    Content content = Content.of(List.of(new int[] {1}), V);
    Contribution one = Contribution.of(1, content);
    assertThatThrownBy(() -> Segment.of("test", V, List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ascend");
    assertThatThrownBy(() -> Segment.of("test", V + 1, List.of(one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tokenizer");
    Contribution other = new Contribution(1, new byte[32], content);
    assertThatThrownBy(() -> Segment.of("test", V, List.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("committed");
    assertThatThrownBy(
            () ->
                SegmentWriter.write(
                    directory, "test", V, new byte[32], List.of(one), Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(directory).isEmptyDirectory();
    assertThatThrownBy(() -> Segment.of("", V, List.of(one)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Contribution(-1, new byte[32], content))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedSegmentFailsInsteadOfReadingUnmappedMemory() throws IOException {
    List<Contribution> contributions = contributions(new SplittableRandom(3), V);
    Path file = SegmentWriter.write(directory, "test", V, null, contributions, Progress.NONE);
    Segment segment = Segment.open(file);
    segment.close();
    segment.close();
    assertThatThrownBy(() -> segment.tokenAt(0)).isInstanceOf(IllegalStateException.class);
  }

  static List<Contribution> contributions(SplittableRandom random, int vocabulary) {
    List<Contribution> contributions = new ArrayList<>();
    long order = 0;
    int count = 1 + random.nextInt(4);
    for (int c = 0; c < count; c++) {
      order += 1 + random.nextInt(1_000);
      List<int[]> documents = new ArrayList<>();
      int size = 1 + random.nextInt(3);
      for (int d = 0; d < size; d++) {
        documents.add(TextShapes.any(random, random.nextInt(20), vocabulary));
      }
      contributions.add(Contribution.of(order, Content.of(documents, vocabulary)));
    }
    return contributions;
  }

  static byte[] root(List<Contribution> contributions) {
    return SegmentRoot.of(
        contributions.stream().mapToLong(Contribution::order).toArray(),
        contributions.stream().map(Contribution::contentRoot).toArray(byte[][]::new));
  }

  private static List<int[]> documents(List<Contribution> contributions) {
    List<int[]> documents = new ArrayList<>();
    for (Contribution contribution : contributions) {
      for (int d = 0; d < contribution.content().documentCount(); d++) {
        documents.add(contribution.content().document(d));
      }
    }
    return documents;
  }

  /** Document and offset of every occurrence, by document, then offset. */
  private static List<int[]> occurrences(List<int[]> documents, int[] y, int begin, int end) {
    List<int[]> places = new ArrayList<>();
    for (int d = 0; d < documents.size(); d++) {
      int[] document = documents.get(d);
      for (int at = 0; at + end - begin <= document.length; at++) {
        if (Arrays.equals(document, at, at + end - begin, y, begin, end)) {
          places.add(new int[] {d, at});
        }
      }
    }
    return places;
  }
}
