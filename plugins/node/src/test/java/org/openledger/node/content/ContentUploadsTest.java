package org.openledger.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.precompile.host.Address;

class ContentUploadsTest {

  private static final Bytes32 ROOT = root(1);
  private static final Address HONEST = account(1);
  private static final Bytes PIECE = Bytes.repeat((byte) 7, 100);

  @TempDir Path directory;
  private final Instant now = Instant.now();
  private ContentUploads uploads;

  private static Bytes32 root(long number) {
    return UInt256.valueOf(number).toBytes();
  }

  private static Address account(long number) {
    return Address.fromWord(UInt256.valueOf(number));
  }

  @BeforeEach
  void open() {
    uploads = ContentUploads.open(directory, () -> now);
  }

  @Test
  void piecesMakeTheWhole() {
    assertThat(uploads.append(ROOT, HONEST, 0, PIECE, 150)).isEmpty();
    open();
    assertThat(uploads.received(ROOT, HONEST)).isEqualTo(100);
    assertThatThrownBy(() -> uploads.append(ROOT, HONEST, 99, PIECE, 250))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the next piece begins at 100 and ends at 250 at most");
    assertThat(uploads.append(ROOT, HONEST, 100, PIECE.slice(50), 150).orElseThrow()).hasSize(150);
    assertThat(uploads.received(ROOT, HONEST)).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void nobodyWritesIntoAnothersUpload() {
    uploads.append(ROOT, HONEST, 0, PIECE, 200);
    uploads.append(ROOT, account(2), 0, Bytes.of(1), 200);
    assertThat(uploads.received(ROOT, HONEST)).isEqualTo(100);
    assertThat(uploads.append(ROOT, HONEST, 100, PIECE, 200)).isPresent();
  }

  @Test
  void eachHasOneAtATime() {
    uploads.append(ROOT, HONEST, 0, PIECE, 200);
    uploads.append(root(2), HONEST, 0, PIECE, 200);
    assertThat(uploads.received(ROOT, HONEST)).isZero();
    assertThat(uploads.received(root(2), HONEST)).isEqualTo(100);
  }

  @Test
  void manySmallUploadsPushNoLargerOneOut() {
    uploads.append(ROOT, HONEST, 0, PIECE, 200);
    for (int i = 2; i < 40; i++) {
      uploads.append(root(i), account(i), 0, Bytes.of(1), 200);
    }
    assertThat(uploads.received(ROOT, HONEST)).isEqualTo(100);
    assertThat(directory.toFile().list()).hasSize(ContentUploads.MOST);
  }

  @Test
  void whatHasRestedForLongGivesWayFirst() throws Exception {
    uploads.append(ROOT, HONEST, 0, PIECE, 200);
    Path file = directory.resolve(directory.toFile().list()[0]);
    Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(660)));
    for (int i = 2; i < 2 + ContentUploads.MOST; i++) {
      uploads.append(root(i), account(i), 0, Bytes.of(1), 200);
    }
    assertThat(uploads.received(ROOT, HONEST)).isZero();
    assertThat(uploads.received(root(2), account(2))).isOne();
  }
}
