package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BesuReleaseTest {

  private final BesuRelease releases = new BesuRelease("26.7.0", List.of("26.8.0"));

  @ParameterizedTest
  @ValueSource(strings = {"26.6.1", "26.2.0", "25.12.0", "24.5.6-acme"})
  void anOlderReleaseIsRefused(String release) {
    StartUpException refusal =
        catchThrowableOfType(StartUpException.class, () -> releases.check(Optional.of(release)));
    assertThat(refusal.refusal()).isEqualTo(Refusal.UNSUPPORTED_BESU);
    assertThat(refusal)
        .hasMessage("this is Besu " + release + ", the plugin needs 26.7.0 or later: use 26.8.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"26.7.0", "26.7-RC1", "26.8.0", "26.10.0", "27.1.0", "development"})
  void otherReleasesRun(String release) {
    assertThatCode(() -> releases.check(Optional.of(release))).doesNotThrowAnyException();
  }

  @Test
  void aHostThatDoesNotTellRuns() {
    assertThatCode(() -> releases.check(Optional.empty())).doesNotThrowAnyException();
  }

  @Test
  void theReleaseThatIsBuiltForIsTested() {
    assertThat(BesuRelease.supported().tested()).contains("26.8.0");
  }
}
