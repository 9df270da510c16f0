package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.Sha256;

class SegmentInspectionTest {
  private static final int V = 5;

  @Test
  void intactSegmentsHaveNoDamage() {
    Seeded.cases(
        2_000,
        random -> {
          List<Contribution> contributions = SegmentTest.contributions(random, V);
          byte[] bytes = bytes(contributions);
          assertThat(inspect(bytes, digest(bytes))).isEmpty();
        });
  }

  @Test
  void everyFlippedBitIsFoundInItsSection() throws IOException {
    byte[] bytes = bytes(sample());
    byte[] digest = digest(bytes);
    SegmentLayout layout = SegmentImage.layout(MemorySegment.ofArray(bytes));
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      int at = bit / 8;
      bytes[at] ^= (byte) (1 << bit % 8);
      List<Damage> found = inspect(bytes, digest);
      assertThat(found).as("bit " + bit).isNotEmpty();
      boolean counts = at >= 16 && at < 32; // All places follow from these.
      if (!counts) {
        assertThat(found)
            .extracting(Damage::section)
            .as("bit " + bit)
            .containsAnyOf(sections(layout, at));
      }
      bytes[at] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    byte[] bytes = bytes(sample());
    for (int length = 0; length < bytes.length; length++) {
      assertThat(inspect(Arrays.copyOf(bytes, length), digest(bytes)))
          .extracting(Damage::section)
          .containsExactly("file");
    }
  }

  @Test
  void neighboursInTheWrongOrderAreFoundUnderAForgedDigest() {
    Seeded.cases(
        2_000,
        random -> {
          byte[] bytes = bytes(SegmentTest.contributions(random, V));
          SegmentLayout layout = SegmentImage.layout(MemorySegment.ofArray(bytes));
          if (layout.tokens() < 3) {
            return;
          }
          // No key is made of either, and both are in the same block of minima.
          int rank = random.nextInt((int) layout.tokens() - 1);
          if (rank % 16 == 0 || rank % 16 == 15) {
            return;
          }
          int width = layout.placeWidth();
          long one = layout.suffixesAt() * 8 + (long) rank * width;
          for (int bit = 0; bit < width; bit++) {
            swapBits(bytes, one + bit, one + width + bit);
          }
          for (int after = rank; after < Math.min(rank + 3, layout.tokens()); after++) {
            bytes[(int) layout.branchesAt() + after] = branch(bytes, after);
          }
          ForgedDigests.into(bytes);
          byte[] digest = digest(bytes);
          Segment.parse(bytes); // The swap is nothing that opening looks for.
          List<Damage> found = inspect(bytes, digest);
          assertThat(found).hasSize(1);
          assertThat(found.getFirst().section()).isEqualTo("suffixes");
          // A swap breaks one of the three pairs around it, the one within it surely.
          assertThat(found.getFirst().offset()).isBetween((one - width) / 8, one / 8);
        });
  }

  /** docs/file-formats.md, from text and suffixes. */
  private static byte branch(byte[] bytes, int rank) {
    MemorySegment memory = MemorySegment.ofArray(bytes);
    SegmentImage image = new SegmentImage(memory, SegmentImage.layout(memory));
    int[] text = IntStream.range(0, image.text().size()).map(image.text()::get).toArray();
    int place = image.suffixes().get(rank);
    int before = rank == 0 ? text.length : image.suffixes().get(rank - 1);
    int shared = Arrays.mismatch(text, before, text.length, text, place, text.length);
    if (shared < 0 || shared >= 15) {
      return 15;
    }
    return (byte) (place + shared < text.length ? text[place + shared] % 16 * 16 + shared : shared);
  }

  private static void swapBits(byte[] bytes, long one, long other) {
    if ((bytes[(int) (one / 8)] >> one % 8 & 1) != (bytes[(int) (other / 8)] >> other % 8 & 1)) {
      bytes[(int) (one / 8)] ^= (byte) (1 << one % 8);
      bytes[(int) (other / 8)] ^= (byte) (1 << other % 8);
    }
  }

  private static List<Damage> inspect(byte[] bytes, byte[] digest) {
    return SegmentInspection.of(MemorySegment.ofArray(bytes), digest);
  }

  private static String[] sections(SegmentLayout layout, int at) {
    if (at < SegmentLayout.HEADER) {
      // A changed segment root shows where the contributions do not have it.
      if (at >= 32 && at < 64) {
        return new String[] {"contributions"};
      }
      // Another V may make other widths, and so other places of everything.
      return at < 16 ? new String[] {"header", "text", "file"} : new String[] {"header"};
    }
    if (at < layout.documentsAt()) {
      boolean root = (at - layout.contributionsAt()) % SegmentLayout.CONTRIBUTION >= 8;
      boolean count = (at - layout.contributionsAt()) % SegmentLayout.CONTRIBUTION >= 40;
      return new String[] {root && !count ? "text" : "contributions"};
    }
    if (at < layout.textAt()) {
      // A document that begins elsewhere, but within its neighbours, does not fit the text.
      return new String[] {"documents", "text"};
    }
    if (at < layout.suffixesAt()) {
      return new String[] {"text"};
    }
    if (at < layout.branchesAt()) {
      return new String[] {"suffixes"};
    }
    if (at < layout.keysAt(0)) {
      return new String[] {"branches"};
    }
    if (at < layout.fencesAt()) {
      return new String[] {at < layout.keysAt(1) ? "heads" : "tails"};
    }
    if (at < layout.footerAt()) {
      return new String[] {at < layout.minimaAt(0) ? "fences" : "minima"};
    }
    return new String[] {"footer"};
  }

  private static List<Contribution> sample() {
    return List.of(
        Contribution.of(
            3, Content.of(List.of(new int[] {1, 2, 1, 2, 4, 0, 1}, new int[0], new int[] {3}), V)),
        Contribution.of(9, Content.of(List.of(new int[] {2, 1, 2, 1, 2, 4}), V)));
  }

  private static byte[] bytes(List<Contribution> contributions) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SegmentWriter.encode("utf8-bytes", V, contributions, out);
    return out.toByteArray();
  }

  private static byte[] digest(byte[] bytes) {
    int footer = bytes.length - SegmentLayout.FOOTER;
    int at = footer + SegmentLayout.INDEX_DIGEST;
    return Arrays.copyOfRange(bytes, at, at + Sha256.LENGTH);
  }
}
