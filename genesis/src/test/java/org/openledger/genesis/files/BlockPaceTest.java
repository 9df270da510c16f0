package org.openledger.genesis.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.genesis.settings.Development;
import org.openledger.genesis.settings.SettingsFile;

class BlockPaceTest {

  @TempDir Path temporary;

  private BlockPace of(String genesis) throws IOException {
    return BlockPace.of(Files.writeString(temporary.resolve("genesis.json"), genesis));
  }

  private static BlockPace seconds(long period, long timeout) {
    return new BlockPace(Duration.ofSeconds(period), Duration.ofSeconds(timeout));
  }

  @Test
  void itStandsInTheGenesisFileThatCreateWrites() throws Exception {
    BlockPace pace =
        BlockPace.of(
            NetworkCreation.create(
                    temporary.resolve("net"),
                    SettingsFile.parse(Development.file(1)).settings(),
                    new NodePorts(20_000, 20_001, 21_000, 22_000))
                .genesis());
    assertThat(pace).isEqualTo(seconds(1, 4));
    assertThat(pace.oldestHead()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void whatTheFileDoesNotSayBesuTakesAsOne() throws Exception {
    assertThat(of("{\"config\":{\"qbft\":{}}}")).isEqualTo(seconds(1, 1));
  }

  @Test
  void theLongestPeriodCounts() throws Exception {
    String qbft = "{'config':{'qbft':{'blockperiodseconds':2,'requesttimeoutseconds':5%s}%s}}";
    assertThat(of(qbft.formatted("", "").replace('\'', '"'))).isEqualTo(seconds(2, 5));
    assertThat(of(qbft.formatted(",'xemptyblockperiodseconds':60", "").replace('\'', '"')))
        .isEqualTo(seconds(60, 5));
    assertThat(
            of(
                qbft.formatted("", ",'transitions':{'qbft':[{'block':9,'blockperiodseconds':30}]}")
                    .replace('\'', '"')))
        .isEqualTo(seconds(30, 5));
  }

  @Test
  void anotherFileIsRefused() {
    for (String wrong : new String[] {"{", "{}", "{\"config\":{\"ethash\":{}}}"}) {
      assertThatThrownBy(() -> of(wrong))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("genesis.json");
    }
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws Exception {
    Path file = Files.write(temporary.resolve("genesis.json"), new byte[] {'{', -1, '}'});
    assertThatThrownBy(() -> BlockPace.of(file))
        .isInstanceOf(NetworkException.class)
        .hasMessage(file + " is no UTF-8 text");
  }
}
