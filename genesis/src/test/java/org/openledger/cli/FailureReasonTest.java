package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureReasonTest {

  @TempDir Path directory;

  @Test
  void aFailureOfAFileNamesTheFileAndTheCause() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path none = directory.resolve("none");
    says(none + " does not exist", () -> Files.readString(none));
    says(file + " is there already", () -> Files.createDirectories(file));
    says(file + " is no directory", () -> Files.newDirectoryStream(file));
    says(directory + " is not empty", () -> Files.delete(directory));
    says(directory + " is a directory", () -> Files.writeString(directory, "text"));
    says(
        file.resolve("below") + ": Not a directory",
        () -> Files.writeString(file.resolve("below"), ""));
  }

  @Test
  void soDoWhatTestsCannotBringAbout() {
    assertThat(FailureReason.of(new AccessDeniedException("/key")))
        .isEqualTo("/key: access is denied");
    assertThat(FailureReason.of(new DirectoryNotEmptyException("/full")))
        .isEqualTo("/full is not empty");
    assertThat(FailureReason.of(new FileSystemException("/a", "/b", "Invalid cross-device link")))
        .isEqualTo("/a: Invalid cross-device link (with /b)");
    assertThat(FailureReason.of(new FileSystemException("/a", null, "No space left on device")))
        .isEqualTo("/a: No space left on device");
  }

  @Test
  void wrappingHidesNothing() {
    IOException cause = new NoSuchFileException("/none");
    assertThat(FailureReason.of(new UncheckedIOException(cause))).isEqualTo("/none does not exist");
    assertThat(FailureReason.of(new UncheckedIOException("journal j cannot be opened", cause)))
        .isEqualTo("journal j cannot be opened: /none does not exist");
    assertThat(FailureReason.of(new IllegalStateException("no"))).isEqualTo("no");
    assertThat(FailureReason.of(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }

  private static void says(String words, ThrowingCallable failing) {
    assertThatThrownBy(failing)
        .satisfies(failure -> assertThat(FailureReason.of(failure)).isEqualTo(words));
  }
}
