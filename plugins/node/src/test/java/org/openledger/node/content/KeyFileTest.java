package org.openledger.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  private static final String ONE = "0".repeat(63) + "1";
  private static final String ORDER =
      "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("key"), text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aKeyIsReadFromHexadecimalDigits() throws Exception {
    for (String text : List.of(ONE, "0x" + ONE, ONE + "\n", " 0x" + ONE + "\r\n\n")) {
      assertThat(KeyFile.read(file(text))).as(text).isEqualTo(BigInteger.ONE);
    }
    BigInteger last = new BigInteger(ORDER, 16).subtract(BigInteger.ONE);
    assertThat(KeyFile.read(file(last.toString(16).toUpperCase(java.util.Locale.ROOT))))
        .isEqualTo(last);
  }

  /** Also where it is no text at all: another secret, maybe. */
  @Test
  void whatIsNoKeyIsRefusedAndNotShown() throws Exception {
    for (String text :
        List.of("", "0x", "secret", "1".repeat(63), "1".repeat(65), ONE + "\n" + ONE, "\u00ff")) {
      refuses(file(text), "64 hexadecimal digits are wanted");
    }
    for (String number : List.of("0".repeat(64), ORDER, "f".repeat(64))) {
      refuses(file(number), "0, or not below the order of secp256k1");
    }
    refuses(directory, "is a directory");
  }

  private static void refuses(Path file, String why) {
    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOf(NoKeyException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(why)
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()))
                    .doesNotContain("secret", "ffff", "1111", "\u00ff"));
  }

  @Test
  void oneLineIsOneLine() throws Exception {
    for (String text : List.of(ONE, "0x" + ONE, ONE + "\n")) {
      assertThat(KeyFile.readLine(file(text))).as(text).contains(BigInteger.ONE);
    }
    for (String text :
        List.of(
            "", " " + ONE, ONE + "\n\n", ONE + "\r\n", ONE + "\n" + ONE, "0".repeat(64), ORDER)) {
      assertThat(KeyFile.readLine(file(text))).as(text).isEmpty();
    }
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    Path none = directory.resolve("none");
    assertThatThrownBy(() -> KeyFile.read(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> KeyFile.readLine(none)).isInstanceOf(NoSuchFileException.class);
  }
}
