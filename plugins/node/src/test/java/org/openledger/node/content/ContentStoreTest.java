package org.openledger.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
