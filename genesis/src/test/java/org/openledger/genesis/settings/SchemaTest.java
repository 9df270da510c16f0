package org.openledger.genesis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.genesis.ShortPeriods;
import org.openledger.precompile.system.Parameter;

class SchemaTest {

  private static final Path DOCS = Path.of("../docs");

  @Test
  void thePublishedSchemaIsTheOneThatFilesAreReadBy() throws IOException {
    check(DOCS.resolve("network.schema.json"), SettingsFile.schema());
  }

  @ParameterizedTest
  @CsvSource({"single-node, 1", "four-validators, 4"})
  void theExamplesForDevelopmentAreWhatIsMadeWithoutAFile(String name, int validators)
      throws IOException {
    check(
        DOCS.resolve("examples").resolve(name + ".json"),
        Development.file(validators)
            .replaceFirst("\\{\n", "{\n  \"\\$schema\": \"../network.schema.json\",\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"single-node", "four-validators", "consortium", "story"})
  void theExamplesAreSound(String name) throws Exception {
    SettingsFile file = SettingsFile.read(DOCS.resolve("examples").resolve(name + ".json"));
    assertThat(file.settings().validators()).isNotEmpty();
    assertThat(SettingsFile.parse(file.settings().text()).settings()).isEqualTo(file.settings());
  }

  @Test
  void theConsortiumHasNothingToWarnOf() throws Exception {
    SettingsFile file = SettingsFile.read(DOCS.resolve("examples/consortium.json"));
    assertThat(file.warnings()).isEmpty();
    assertThat(file.settings().validators().stream().map(it -> it.organisation().orElseThrow()))
        .containsOnly("aurora", "borealis", "cirrus");
  }

  /** The network that the full story is told on has the parameters of the demo's own devnet. */
  @Test
  void theStorysNetworkHasShortPeriods() throws Exception {
    SettingsFile file = SettingsFile.read(DOCS.resolve("examples/story.json"));
    for (Parameter parameter : Parameter.values()) {
      if (!parameter.namesAccount()) {
        assertThat(file.settings().parameter(parameter))
            .as(parameter.label())
            .isEqualTo(ShortPeriods.parameters().getOrDefault(parameter, parameter.standard()));
      }
    }
  }

  private static void check(Path page, String text) throws IOException {
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(page, text);
    }
    assertThat(Files.readString(page)).as("stale: write it with -Dpage.write=true").isEqualTo(text);
  }
}
