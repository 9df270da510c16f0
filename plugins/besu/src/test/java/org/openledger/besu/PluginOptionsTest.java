package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.hyperledger.besu.plugin.ServiceManager;
import org.hyperledger.besu.plugin.services.BesuConfiguration;
import org.hyperledger.besu.plugin.services.BesuService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.query.ContentSharing;
import org.openledger.precompile.host.Address;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class PluginOptionsTest {

  /** A host that keeps its data in /data. */
  private static final ServiceManager HOST =
      new ServiceManager() {
        @Override
        public <T extends BesuService> Optional<T> getService(Class<T> type) {
          BesuConfiguration configuration = () -> Path.of("/data");
          return type == BesuConfiguration.class
              ? Optional.of(type.cast(configuration))
              : Optional.empty();
        }
      };

  private static PluginSettings settings(String... arguments) {
    PluginOptions options = new PluginOptions();
    CommandSpec spec = CommandSpec.create();
    // As the host does it.
    spec.addMixin("Plugin openledger", CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).parseArgs(arguments);
    return options.settings(HOST);
  }

  private static String problems(String... arguments) {
    StartUpException refusal =
        catchThrowableOfType(StartUpException.class, () -> settings(arguments));
    assertThat(refusal.refusal()).isEqualTo(Refusal.OPTIONS);
    return refusal.getMessage();
  }

  @TempDir Path directory;

  private String keyFile() throws IOException {
    return Files.writeString(directory.resolve("operator.key"), "0x" + "42".repeat(32)).toString();
  }

  @Test
  void withoutOptionsTheDefaultsHold() {
    PluginSettings settings = settings();
    assertThat(settings.dataPath()).isEqualTo(Path.of("/data/openledger"));
    assertThat(settings.sharing()).isEqualTo(ContentSharing.NONE);
    assertThat(settings.operatorKey()).isEmpty();
    assertThat(settings.peers()).isEmpty();
    assertThat(settings.proofs()).isEmpty();
    assertThat(settings.history()).isTrue();
    assertThat(settings.configuration()).isEmpty();
    assertThat(settings.minPeers()).isEqualTo(1);
    assertThat(settings.blocksBehind()).isEqualTo(2);
  }

  @Test
  void everyOptionIsHeard() throws IOException {
    PluginSettings settings =
        settings(
            "--plugin-openledger-data-path=/ssd/indexes",
            "--plugin-openledger-content-serve",
            "--plugin-openledger-content-take=true",
            "--plugin-openledger-operator-key-file=" + keyFile(),
            "--plugin-openledger-peers=http://0x" + "12".repeat(20) + "@host:8545",
            "--plugin-openledger-view-gas=9_000_000",
            "--plugin-openledger-view-millis=250",
            "--plugin-openledger-queries=3",
            "--plugin-openledger-history=false",
            "--plugin-openledger-min-peers=0",
            "--plugin-openledger-max-blocks-behind=9",
            "--plugin-openledger-proofs-url=http://127.0.0.1:8545",
            "--plugin-openledger-configuration-hash=0x" + "ab".repeat(32));
    assertThat(settings.dataPath()).isEqualTo(Path.of("/ssd/indexes"));
    Address operator = settings.operatorKey().orElseThrow().address();
    assertThat(settings.sharing()).isEqualTo(new ContentSharing(true, true, Optional.of(operator)));
    assertThat(settings.peers()).singleElement().hasToString("0x" + "12".repeat(20) + "@host:8545");
    assertThat(settings.limits().viewGas()).isEqualTo(9_000_000);
    assertThat(settings.limits().viewTime()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.limits().concurrency()).isEqualTo(3);
    assertThat(settings.history()).isFalse();
    assertThat(settings.minPeers()).isZero();
    assertThat(settings.blocksBehind()).isEqualTo(9);
    assertThat(settings.proofs()).isPresent();
    assertThat(settings.configuration()).contains(Bytes32.fromHexString("0x" + "ab".repeat(32)));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThat(
            problems(
                "--plugin-openledger-data-path=",
                "--plugin-openledger-content-serve=maybe",
                "--plugin-openledger-view-gas=0",
                "--plugin-openledger-view-millis=soon",
                "--plugin-openledger-queries=99999999999",
                "--plugin-openledger-history=no",
                "--plugin-openledger-min-peers=-1",
                "--plugin-openledger-proofs-url=ftp://user:secret@host",
                "--plugin-openledger-configuration-hash=0x12"))
        .contains("--plugin-openledger-data-path takes a directory, not an empty text")
        .contains("--plugin-openledger-content-serve takes true or false")
        .contains("--plugin-openledger-view-gas takes a whole number from 1 on, not 0")
        .contains("--plugin-openledger-view-millis takes a whole number from 1 to 86400000")
        .contains("--plugin-openledger-queries takes a whole number from 1 to 2147483647")
        .contains("--plugin-openledger-min-peers takes a whole number from 0 to 2147483647, not -1")
        .contains("--plugin-openledger-history takes true or false")
        .contains("--plugin-openledger-proofs-url takes a URL of http or https")
        .contains("--plugin-openledger-configuration-hash takes 0x and 64 hexadecimal digits")
        .doesNotContain("secret")
        .hasLineCount(1);
  }

  @Test
  void whoSharesOrFetchesNamesHisOperator() {
    assertThat(
            problems(
                "--plugin-openledger-content-serve",
                "--plugin-openledger-peers=http://0x" + "12".repeat(20) + "@host:8545"))
        .contains("need --plugin-openledger-operator-key-file: requests name this node")
        .contains("--plugin-openledger-peers needs --plugin-openledger-operator-key-file");
    assertThat(
            problems(
                "--plugin-openledger-operator-key-file=" + directory.resolve("nothing"),
                "--plugin-openledger-peers=http://host"))
        .contains("cannot be read")
        .contains("--plugin-openledger-peers takes URLs of the form");
  }

  /** What the file does hold may be another secret. */
  @Test
  void whatIsNoKeyIsToldButNotShown() throws IOException {
    String option = "--plugin-openledger-operator-key-file";
    Path file = Files.write(directory.resolve("operator.key"), new byte[] {-1, 'b', 'c'});
    assertThat(problems(option + "=" + file))
        .startsWith(option + " " + file + " holds no private key: 64 hexadecimal digits")
        .doesNotContain("bc");
    assertThat(problems(option + "=" + directory)).contains(directory + " is a directory");
    assertThat(problems(option + "=")).isEqualTo(option + " takes a file, not an empty text");
  }

  @Test
  void oneMistakeIsOneSentence() {
    assertThat(problems("--plugin-openledger-view-gas=much"))
        .isEqualTo("--plugin-openledger-view-gas takes a whole number from 1 on");
  }
}
