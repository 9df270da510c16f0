package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevnetOptions;

class DevNetworkTest {

  @TempDir Path parent;

  @Test
  void aNodeThatCannotBeOpenedLeavesNoDirectory() throws IOException {
    Path directory = Files.createDirectory(parent.resolve("data"));
    Files.createFile(directory.resolve("content"));
    assertThatThrownBy(() -> DevNetwork.start(DevnetOptions.defaults().withPort(0), directory))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(directory).doesNotExist();
  }

  @Test
  void aHistoryThatCannotBeOpenedLeavesThePortFree() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    DevnetOptions options = DevnetOptions.defaults().withPort(port);
    Path directory = Files.createDirectory(parent.resolve("data"));
    Files.createFile(directory.resolve("history"));
    assertThatThrownBy(() -> DevNetwork.start(options, directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("history");
    assertThat(directory).doesNotExist();
    try (DevNetwork network = DevNetwork.start(options)) {
      assertThat(network.url()).endsWith(":" + port);
    }
  }

  @Test
  void theDirectoryGoesWithTheNetwork() throws IOException {
    Path directory = Files.createDirectory(parent.resolve("data"));
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0), directory)) {
      assertThat(network.url()).startsWith("http://");
      assertThat(directory.resolve("journal.tsv")).exists();
    }
    assertThat(directory).doesNotExist();
  }
}
