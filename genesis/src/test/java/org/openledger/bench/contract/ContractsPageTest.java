package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContractsPageTest {

  private static final Path PAGE = Path.of("../docs/contracts.md");

  @Test
  void thePageSaysWhatTheContractsAre() throws IOException {
    String page = ContractsPage.text();
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("stale: write it with -Dpage.write=true").isEqualTo(page);
  }
}
