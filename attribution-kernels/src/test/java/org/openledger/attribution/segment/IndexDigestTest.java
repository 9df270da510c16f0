package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.Sha256;
import org.openledger.attribution.progress.Progress;

class IndexDigestTest {
  @TempDir Path directory;

  @Test
  void itIsTheHashOfTheDocumentedBytesAndOfNothingElse() {
    Seeded.cases(
        1_000,
        random -> {
          int vocabulary = 1 + random.nextInt(5);
          List<Contribution> contributions = SegmentTest.contributions(random, vocabulary);
          Segment segment = Segment.of("test", vocabulary, contributions);
          assertThat(segment.digest())
              .isEqualTo(Sha256.of(canonical("test", vocabulary, contributions)));
        });
  }

  @Test
  void otherWidthsOfTheColumnsDoNotChangeIt() {
    Seeded.cases(
        300,
        random -> {
          SegmentLayout layout = new SegmentLayout(7, 1, 1, 20);
          int[] text = random.ints(21, 0, 8).toArray();
          int[] suffixes = random.ints(20, 0, 21).toArray();
          Set<String> digests =
              IntStream.of(5, 8, 31, 57)
                  .mapToObj(
                      width -> {
                        IndexDigest digest = new IndexDigest("test", layout);
                        digest.text(packed(text, width));
                        digest.suffixes(packed(suffixes, width));
                        return Arrays.toString(digest.value());
                      })
                  .collect(Collectors.toSet());
          assertThat(digests).hasSize(1);
        });
  }

  @Test
  void aFileOfManyBuffersHasTheDigestOfTheHeapInEveryThread() throws IOException {
    int[] ids = new SplittableRandom(5).ints(60_000, 0, 256).toArray();
    List<Contribution> contributions = List.of(Contribution.of(1, Content.of(List.of(ids), 256)));
    byte[] expected = Segment.of("utf8-bytes", 256, contributions).digest();
    Path file =
        SegmentWriter.write(directory, "utf8-bytes", 256, null, contributions, Progress.NONE);
    try (Segment mapped = Segment.open(file)) {
      assertThat(mapped.digest()).isEqualTo(expected);
    }
    List<byte[]> parallel =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> Segment.of("utf8-bytes", 256, contributions).digest())
            .toList();
    assertThat(parallel).allSatisfy(digest -> assertThat(digest).isEqualTo(expected));
  }

  /** docs/file-formats.md, with suffixes sorted by comparing them. */
  private static byte[] canonical(String id, int vocabulary, List<Contribution> contributions) {
    List<int[]> documents =
        contributions.stream()
            .flatMap(
                c ->
                    IntStream.range(0, c.content().documentCount()).mapToObj(c.content()::document))
            .toList();
    int[] text =
        documents.stream()
            .flatMapToInt(
                ids -> IntStream.concat(IntStream.of(ids).map(i -> i + 1), IntStream.of(0)))
            .toArray();
    int tokens = text.length - documents.size();
    ByteBuffer out =
        ByteBuffer.allocate(100 + 44 * contributions.size() + 4 * documents.size() + 8 * tokens)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put("openledger/index/v1".getBytes(StandardCharsets.US_ASCII));
    out.put((byte) id.length()).put(id.getBytes(StandardCharsets.US_ASCII)).putInt(vocabulary);
    out.putInt(contributions.size()).putInt(documents.size()).putLong(tokens);
    for (Contribution c : contributions) {
      out.putLong(c.order()).put(c.contentRoot()).putInt(c.content().documentCount());
    }
    documents.forEach(ids -> out.putInt(ids.length));
    documents.forEach(ids -> IntStream.of(ids).forEach(out::putInt));
    Comparator<Integer> bySuffix =
        (a, b) -> Arrays.compare(text, a, text.length, text, b, text.length);
    IntStream.range(0, text.length)
        .filter(place -> text[place] != 0)
        .boxed()
        .sorted(bySuffix)
        .forEach(out::putInt);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static PackedColumn packed(int[] numbers, int width) {
    byte[] bytes = new byte[(int) PackedColumn.bytes(numbers.length, width)];
    for (int i = 0; i < numbers.length; i++) {
      for (int bit = 0; bit < Math.min(31, width); bit++) {
        int at = i * width + bit;
        bytes[at / 8] |= (byte) ((numbers[i] >> bit & 1) << at % 8);
      }
    }
    MemorySegment memory = MemorySegment.ofArray(new long[bytes.length / 8]);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return new PackedColumn(memory, width, numbers.length);
  }
}
