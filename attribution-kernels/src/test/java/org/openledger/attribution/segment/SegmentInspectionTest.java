package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
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
          if (layout.tokens() < 2) {
            return;
          }
          int rank = random.nextInt((int) layout.tokens() - 1);
          ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
          int at = (int) layout.suffixesAt() + 4 * rank;
          int place = buffer.getInt(at);
          buffer.putInt(at, buffer.getInt(at + 4)).putInt(at + 4, place);
          int footer = (int) layout.footerAt();
          byte[] digest = Sha256.of(Arrays.copyOf(bytes, footer));
          System.arraycopy(digest, 0, bytes, footer + 8, digest.length);
          Segment.parse(bytes); // The swap is nothing that opening looks for.
          List<Damage> found = inspect(bytes, digest);
          assertThat(found).hasSize(1);
          assertThat(found.getFirst().section()).isEqualTo("suffixes");
          // A swap breaks one of the three pairs around it, the one within it surely.
          assertThat(found.getFirst().offset()).isBetween(at - 4L, (long) at);
        });
  }

  private static List<Damage> inspect(byte[] bytes, byte[] digest) {
    return SegmentInspection.of(MemorySegment.ofArray(bytes), digest);
  }

  private static String[] sections(SegmentLayout layout, int at) {
    if (at < SegmentLayout.HEADER) {
      // A changed segment root shows where the contributions do not have it.
      return new String[] {at >= 32 && at < 64 ? "contributions" : "header", at < 16 ? "text" : ""};
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
    return new String[] {at < layout.footerAt() ? "suffixes" : "footer"};
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
    return Arrays.copyOfRange(bytes, footer + 8, footer + 40);
  }
}
