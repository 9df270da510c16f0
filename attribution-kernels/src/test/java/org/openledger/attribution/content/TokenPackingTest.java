package org.openledger.attribution.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;

class TokenPackingTest {
  @Test
  void theWidthLeavesRoomForAMarkAboveAllIds() {
    assertThat(TokenPacking.width(1)).isEqualTo(1);
    assertThat(TokenPacking.width(255)).isEqualTo(1);
    assertThat(TokenPacking.width(256)).isEqualTo(2);
    assertThat(TokenPacking.width(65_535)).isEqualTo(2);
    assertThat(TokenPacking.width(65_536)).isEqualTo(3);
    assertThat(TokenPacking.width(100_256)).isEqualTo(3);
    assertThat(TokenPacking.width(1 << 24)).isEqualTo(4);
    assertThat(TokenPacking.width(Integer.MAX_VALUE)).isEqualTo(4);
    assertThatThrownBy(() -> TokenPacking.width(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void idsArePackedBigEndian() {
    assertThat(TokenPacking.pack(new int[] {1, 100_255, TokenPacking.REDACTED}, 100_256))
        .containsExactly(0, 0, 1, 0x01, 0x87, 0x9F, 0xFF, 0xFF, 0xFF);
  }

  @Test
  void packedIdsComeBackSpecialOnesIncluded() {
    Seeded.cases(
        2_000,
        random -> {
          int vocabulary = 1 + random.nextInt(random.nextBoolean() ? 300 : 1 << 25);
          long limit = Math.min(1L << (8 * TokenPacking.width(vocabulary)), 1L << 31) - 1;
          int[] ids = new int[random.nextInt(20)];
          for (int i = 0; i < ids.length; i++) {
            ids[i] = random.nextInt(5) == 0 ? TokenPacking.REDACTED : (int) random.nextLong(limit);
          }
          byte[] packed = TokenPacking.pack(ids, vocabulary);
          assertThat(TokenPacking.unpack(packed, vocabulary)).isEqualTo(ids);
        });
  }

  @Test
  void truncatedIdsAndIdsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> TokenPacking.unpack(new byte[4], 100_256))
        .isInstanceOf(MalformedContentException.class)
        .hasMessageContaining("truncated");
    assertThatThrownBy(() -> TokenPacking.pack(new int[] {65_535}, 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TokenPacking.pack(new int[] {-2}, 256))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
