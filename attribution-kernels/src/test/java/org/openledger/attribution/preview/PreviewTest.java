package org.openledger.attribution.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentFormatException;
import org.openledger.attribution.segment.SegmentWriter;

class PreviewTest {
  private static final int V = 4;
  private static final Parameters PARAMETERS = new Parameters(3, 1, Unit.TOKENS, 1024);

  @TempDir Path directory;

  @Test
  void itAnswersAsTheVerifiedSegmentDoes() {
    Seeded.cases(
        60,
        random -> {
          Path file = write(random, 400);
          int[] y = random.ints(60, -1, V + 1).toArray();
          try (Preview preview = Preview.open(file);
              Segment segment = Segment.open(file)) {
            assertThat(preview.owners(y, windows(y)))
                .isEqualTo(Owners.of(y, windows(y), List.of(segment)));
            assertThat(preview.matchEnds(y)).isEqualTo(segment.query(y).matchEnds());
          }
        });
  }

  @Test
  void damagedColumnsGiveAnAnswerOrATypedFailureAndNeverALoop() {
    int[] failed = new int[1];
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () ->
            Seeded.cases(
                400,
                random -> {
                  Path file = write(random, 300);
                  damage(file, random, 1 + random.nextInt(60));
                  int[] y = random.ints(40, 0, V).toArray();
                  try (Preview preview = Preview.open(file)) {
                    preview.matchEnds(y);
                    preview.owners(y, windows(y));
                  } catch (SegmentFormatException expected) {
                    failed[0]++;
                  }
                }));
    assertThat(failed[0]).isPositive();
  }

  @Test
  void aFileThatLosesItsPagesFailsAsATypedFailure() throws IOException {
    Path file = write(new SplittableRandom(1), 60_000);
    int[] y = new SplittableRandom(2).ints(40, 0, V).toArray();
    try (Preview preview = Preview.open(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(4_096);
      }
      assertThatThrownBy(() -> preview.owners(y, windows(y)))
          .isInstanceOf(SegmentFormatException.class)
          .hasMessageContaining("page");
      assertThatThrownBy(() -> preview.verify(Progress.NONE))
          .isInstanceOf(SegmentFormatException.class);
    }
  }

  @Test
  void verificationTellsHowFarItIsAndCanBeEndedAndBegunAgain() throws IOException {
    Path file = write(new SplittableRandom(3), 500);
    Segment segment;
    try (Preview preview = Preview.open(file)) {
      assertThatThrownBy(
              () ->
                  preview.verify(
                      (step, done, total) -> {
                        if (2 * done >= total) {
                          throw new CancellationException();
                        }
                      }))
          .isInstanceOf(CancellationException.class);
      List<Long> heard = new ArrayList<>();
      segment = preview.verify((step, done, total) -> heard.add(done));
      assertThat(heard).isSorted().endsWith(10L).filteredOn(done -> done == 10).hasSize(1);
    }
    try (segment) {
      assertThat(segment.tokenAt(0)).isBetween(-1, V - 1);
    }
  }

  @Test
  void aDamagedColumnIsRefusedWhenItIsVerified() throws IOException {
    Path file = write(new SplittableRandom(4), 500);
    damage(file, new SplittableRandom(5), 1);
    try (Preview preview = Preview.open(file)) {
      assertThatThrownBy(() -> preview.verify(Progress.NONE))
          .isInstanceOf(SegmentFormatException.class);
    }
  }

  @Test
  void aDroppedFileIsNotInMemory() throws IOException {
    assumeTrue(PageCache.get().isPresent(), "native access is not enabled, or no 64-bit Linux");
    PageCache pages = PageCache.get().orElseThrow();
    Path file = write(new SplittableRandom(6), 60_000);
    Files.readAllBytes(file);
    assertThat(pages.residentPages(file)).isPositive();
    pages.drop(file);
    // On a file system that lives in memory nothing can be dropped.
    assumeTrue(!Files.getFileStore(file).type().equals("tmpfs"), "the file system is memory");
    assertThat(pages.residentPages(file)).isZero();
  }

  private Path write(SplittableRandom random, int tokens) throws IOException {
    List<Contribution> contributions = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      int[] ids = random.ints(tokens / 3, 0, V).toArray();
      int[] head = Arrays.copyOf(ids, ids.length / 4);
      contributions.add(Contribution.of(c + 1, Content.of(List.of(ids, head), V)));
    }
    return SegmentWriter.write(directory, "test", V, null, contributions, Progress.NONE);
  }

  /** Random bytes at random places of the columns. */
  private static void damage(Path file, SplittableRandom random, int bytes) throws IOException {
    int columns = 128 + 3 * 48 + 6 * 8; // docs/file-formats.md: header and tables.
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (int i = 0; i < bytes; i++) {
        long at = random.nextLong(columns, channel.size() - 112);
        ByteBuffer old = ByteBuffer.allocate(1);
        channel.read(old, at);
        byte other = (byte) (old.get(0) ^ 1 + random.nextInt(255));
        channel.write(ByteBuffer.wrap(new byte[] {other}), at);
      }
    }
  }

  private static CountingWindows windows(int[] y) {
    int[] weights = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      weights[i] = y[i] >= 0 && y[i] < V ? 1024 : 0;
    }
    return CountingWindows.of(y, weights, PARAMETERS);
  }
}
