package org.openledger.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;

class ContentStoreTest {

  private static final Content CONTENT = Content.of(List.of(new int[] {1, 2, 3}), 256);
  private static final Bytes32 ROOT = Bytes32.wrap(CONTENT.root());

  @TempDir Path directory;

  private Path file() {
    return directory.resolve(ROOT.toUnprefixedHexString() + ".content");
  }

  @Test
  void puttingReplacesADamagedFileOfEitherLength() throws Exception {
    ContentStore store = ContentStore.open(directory);
    byte[] sound = CONTENT.encoded();
    byte[] changed = sound.clone();
    changed[1] ^= 1;
    for (byte[] damaged : List.of(changed, new byte[] {1}, new byte[0])) {
      Files.write(file(), damaged);
      store.put(ROOT, sound);
      assertThat(store.get(ROOT, 256).encoded()).isEqualTo(sound);
    }
  }

  @Test
  void puttingWhatIsThereWritesNothing() throws IOException {
    ContentStore store = ContentStore.open(directory);
    store.put(ROOT, CONTENT.encoded());
    Object before = Files.getAttribute(file(), "unix:ino");
    store.put(ROOT, CONTENT.encoded());
    assertThat(Files.getAttribute(file(), "unix:ino")).isEqualTo(before);
  }

  @Test
  void lostAndDamagedContentIsSaidToBeMissing() throws IOException {
    ContentStore store = ContentStore.open(directory);
    assertThat(store.has(ROOT)).isFalse();
    assertThatThrownBy(() -> store.get(ROOT, 256))
        .isInstanceOf(MissingContentException.class)
        .hasMessage("is not on this node");
    Files.write(file(), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> store.get(ROOT, 256))
        .isInstanceOf(MissingContentException.class)
        .hasMessage("was damaged and is removed");
    assertThat(file()).doesNotExist();
  }

  @Test
  void whatACrashLeftIsSweptAway() throws IOException {
    Path left = directory.resolve("12.content.part");
    Files.writeString(left, "half");
    ContentStore.open(directory);
    assertThat(left).doesNotExist();
  }

  @Test
  void piecesAreThoseOfTheContentAndOfNothingElse() throws Exception {
    ContentStore store = ContentStore.open(directory);
    assertThat(store.piece(ROOT, 256, 0, 10)).isEmpty();
    store.put(ROOT, CONTENT.encoded());
    Bytes whole = Bytes.wrap(CONTENT.encoded());
    for (int offset = 0; offset <= whole.size() + 1; offset++) {
      for (int length = 1; length <= whole.size() + 1; length++) {
        int begin = Math.min(offset, whole.size());
        int end = Math.min(offset + length, whole.size());
        assertThat(store.piece(ROOT, 256, offset, length))
            .contains(new ContentPiece(whole.size(), whole.slice(begin, end - begin)));
      }
    }
    byte[] longer = Bytes.concatenate(whole, Bytes.of(0, 1)).toArray();
    Files.write(file(), longer);
    assertThat(store.piece(ROOT, 256, 0, 10)).isEmpty();
    assertThat(file()).doesNotExist();
  }

  /** Whoever knows a root can name it in a Datanet of another tokenizer. */
  @Test
  void contentOfAnotherTokenizerStaysForItsOwn() throws Exception {
    ContentStore store = ContentStore.open(directory);
    store.put(ROOT, CONTENT.encoded());
    for (int other : new int[] {3, 255, 65_536, 100_256, 1 << 24}) {
      assertThatThrownBy(() -> store.get(ROOT, other))
          .isInstanceOf(ForeignContentException.class)
          .hasMessageContaining("is of another tokenizer");
      assertThat(store.piece(ROOT, other, 0, 10)).isEmpty();
      assertThat(store.piece(ROOT, other, 0, 10)).isEmpty();
    }
    assertThat(store.piece(ROOT, 256, 0, 10)).isPresent();
    assertThat(store.get(ROOT, 256).encoded()).isEqualTo(CONTENT.encoded());
  }

  /** As a file is that was damaged and removed between the list and the look. */
  @Test
  void aFileThatGoesWhileFilesAreCountedHidesNoOther() throws Exception {
    ContentStore store = ContentStore.open(directory);
    Path gone = directory.resolve("gone");
    for (String name : List.of("0", "5", "f")) {
      Files.createSymbolicLink(directory.resolve(name.repeat(64) + ".content"), gone);
    }
    for (int seed = 1; seed <= 8; seed++) {
      Content content = Content.of(List.of(new int[] {seed}), 256);
      store.put(Bytes32.wrap(content.root()), content.encoded());
    }
    assertThat(store.stored()).isEqualTo(new StoredContents(8, 8 * 4));
  }
}
