package org.openledger.attribution.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.progress.Progress;

class SegmentDamageTest {
  private static final int V = 256;

  @TempDir Path directory;

  @Test
  void everyFlippedBitAndEveryTurnedByteIsDetected() throws IOException {
    byte[] bytes = segment(850);
    assertThat(bytes).hasSizeBetween(3_500, 4_096);
    Segment.parse(bytes);
    int[] changes = {1, 2, 4, 8, 16, 32, 64, 128, 0x55, 0xaa, 0xff};
    for (int i = 0; i < bytes.length; i++) {
      for (int change : changes) {
        bytes[i] ^= (byte) change;
        requireRefusal(bytes, i);
        bytes[i] ^= (byte) change;
      }
    }
  }

  @Test
  void everyTruncationOfTheFileIsDetectedAtOpen() throws IOException {
    byte[] bytes = segment(850);
    Path file = directory.resolve("a.segment");
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Segment.open(file)).isInstanceOf(SegmentFormatException.class);
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertThatThrownBy(() -> Segment.open(file)).isInstanceOf(SegmentFormatException.class);
  }

  @Test
  void everyFlippedBitOfTheFileIsDetectedAtOpen() throws IOException {
    byte[] bytes = segment(60);
    Path file = directory.resolve("b.segment");
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, changed);
      assertThatThrownBy(() -> Segment.open(file)).isInstanceOf(SegmentFormatException.class);
    }
  }

  @Test
  void everyChangeOfHeaderTablesAndFooterIsDetectedByTheFastOpening() throws IOException {
    byte[] bytes = segment(850);
    SegmentLayout layout = SegmentImage.layout(MemorySegment.ofArray(bytes));
    SegmentCheck.opened(MemorySegment.ofArray(bytes));
    for (int i = 0; i < bytes.length; i++) {
      boolean column = i >= layout.textAt() && i < layout.footerAt();
      for (int change = 1; change < 256 && !column; change++) {
        bytes[i] ^= (byte) change;
        int at = i;
        assertThatThrownBy(() -> SegmentCheck.opened(MemorySegment.ofArray(bytes)))
            .as("byte " + at)
            .isInstanceOf(SegmentFormatException.class);
        bytes[i] ^= (byte) change;
      }
    }
  }

  @Test
  void everyTruncationIsDetectedByTheFastOpening() throws IOException {
    byte[] bytes = segment(850);
    Path file = directory.resolve("c.segment");
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> UnverifiedSegment.open(file))
          .isInstanceOf(SegmentFormatException.class);
    }
  }

  @Test
  void everyChangeOfAColumnIsDetectedByVerifyingLater() throws IOException {
    byte[] bytes = segment(200);
    SegmentLayout layout = SegmentImage.layout(MemorySegment.ofArray(bytes));
    Path file = directory.resolve("d.segment");
    for (int i = (int) layout.textAt(); i < layout.footerAt(); i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 + i % 255);
      Files.write(file, changed);
      try (UnverifiedSegment segment = UnverifiedSegment.open(file)) {
        assertThatThrownBy(() -> segment.verify(Progress.NONE))
            .as("byte " + i)
            .isInstanceOf(SegmentFormatException.class);
      }
    }
  }

  @Test
  void everyLostOrDoubledByteIsDetected() throws IOException {
    byte[] bytes = segment(100);
    for (int i = 0; i < bytes.length; i++) {
      byte[] lost = Arrays.copyOf(bytes, bytes.length - 1);
      System.arraycopy(bytes, i + 1, lost, i, bytes.length - 1 - i);
      requireRefusal(lost, i);
      byte[] doubled = Arrays.copyOf(bytes, bytes.length + 1);
      System.arraycopy(bytes, i, doubled, i + 1, bytes.length - i);
      requireRefusal(doubled, i);
    }
  }

  @Test
  void aChangedByteUnderAForgedDigestIsDetectedByTheStructure() throws IOException {
    byte[] bytes = segment(200);
    for (int i = 0; i < bytes.length - SegmentLayout.FOOTER; i++) {
      boolean free = (i >= 12 && i < 16) || (i >= 64 && i < 128); // V, the tokenizer's id.
      // A third of all values of each byte, others for its neighbours.
      for (int change = 1 + i % 3; change < 256 && !free; change += 3) {
        byte[] forged = bytes.clone();
        forged[i] ^= (byte) change;
        ForgedDigests.into(forged);
        requireRefusal(forged, i);
      }
    }
  }

  private static void requireRefusal(byte[] bytes, int at) {
    try {
      Segment.parse(bytes);
    } catch (SegmentFormatException expected) {
      return;
    }
    throw new AssertionError("a change at byte " + at + " went unnoticed");
  }

  private static byte[] segment(int tokens) throws IOException {
    int[] ids = new int[tokens];
    for (int i = 0; i < tokens; i++) {
      ids[i] = i * i % 31 + i / 100;
    }
    List<Contribution> contributions =
        List.of(
            Contribution.of(
                3, Content.of(List.of(Arrays.copyOf(ids, tokens / 2), new int[0], new int[1]), V)),
            Contribution.of(
                1L << 40, Content.of(List.of(Arrays.copyOfRange(ids, tokens / 2, tokens)), V)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SegmentWriter.encode("utf8-bytes", V, contributions, out);
    return out.toByteArray();
  }
}
