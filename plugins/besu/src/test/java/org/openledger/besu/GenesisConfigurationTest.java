package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenesisConfigurationTest {

  private static final Bytes32 HASH = Bytes32.fromHexString("0x" + "c7".repeat(32));

  /** Extra data of one validator, a list of less than 56 bytes, and of four, a longer one. */
  private static Bytes extraData(Bytes32 vanity, int validators) {
    Bytes payload = Bytes.concatenate(Bytes.of(0xa0), vanity);
    Bytes rest = Bytes.wrap(new byte[21 * validators + 4]);
    int size = payload.size() + rest.size();
    Bytes header = size < 56 ? Bytes.of(0xc0 + size) : Bytes.of(0xf8, size);
    return Bytes.concatenate(header, payload, rest);
  }

  private static StartUpException refusal(Bytes extraData) {
    StartUpException refusal =
        catchThrowableOfType(
            StartUpException.class, () -> GenesisCheck.checkConfiguration(extraData, HASH));
    assertThat(refusal.refusal()).isEqualTo(Refusal.CONFIGURATION_HASH);
    return refusal;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void theConfigurationThatIsExpectedIsFound(int validators) {
    assertThatCode(() -> GenesisCheck.checkConfiguration(extraData(HASH, validators), HASH))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void anotherConfigurationIsRefusedAndBothAreNamed(int validators) {
    Bytes32 other = Bytes32.leftPad(Bytes.of(7));
    assertThat(refusal(extraData(other, validators)))
        .hasMessageContaining("made of configuration " + other.toHexString())
        .hasMessageContaining("expects " + HASH.toHexString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x", "0xc0", "0xf8", "0xa0", "0x00112233", "0xf87aa0c7c7"})
  void extraDataOfOtherFormsNameNone(String extraData) {
    assertThat(refusal(Bytes.fromHexString(extraData)))
        .hasMessageContaining("names no configuration");
  }

  @Test
  void noughtIsNoName() {
    assertThat(refusal(extraData(Bytes32.ZERO, 1))).hasMessageContaining("names no configuration");
  }
}
