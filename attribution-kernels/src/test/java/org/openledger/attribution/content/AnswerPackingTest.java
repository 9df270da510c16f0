package org.openledger.attribution.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerPackingTest {
  private static final int R = TokenPacking.REDACTED;

  @Test
  void theEncodingIsAsSpecified() {
    assertThat(hex(256, 1, 2)).isEqualTo("00010002");
    assertThat(hex(256, R)).isEqualTo("ffff01");
    assertThat(hex(256, 7, R, R, R, 8)).isEqualTo("0007ffff030008");
    assertThat(hex(100_277, R, 5)).isEqualTo("ffffff01000005");
    assertThat(hex(200, redacted(127))).isEqualTo("ff7f");
    assertThat(hex(200, redacted(128))).isEqualTo("ff8001");
    assertThat(hex(200, redacted(65_536))).isEqualTo("ff808004");
    assertThat(hex(256)).isEmpty();
  }

  @Test
  void anAnswerWithoutRedactionsIsItsPackedIds() {
    int[] ids = {0, 255, 256, 65_534};
    assertThat(AnswerPacking.pack(ids, 256)).isEqualTo(TokenPacking.pack(ids, 256));
  }

  @Test
  void otherEncodingsThanTheOneAreRefused() {
    refused("00", "truncated id");
    refused("ff", "truncated id");
    refused("ffff", "without end");
    refused("ffff00", "zero too many");
    refused("ffff80", "without end");
    refused("ffff8000", "zero too many"); // 0
    refused("ffff8100", "zero too many"); // 1 in two bytes
    refused("ffff8080808001", "without end");
    refused("ffff01ffff01", "run follows a run");
    refused("ffff010001ff", "truncated id");
  }

  /** Whoever sends a few bytes cannot make a node count or reserve room for more than it checks. */
  @Test
  void theLargestRunIsCountedWithoutRoomForIt() {
    assertThat(AnswerPacking.count(HexFormat.of().parseHex("ffffffffff7f"), 256))
        .isEqualTo((1L << 28) - 1);
  }

  /** Every encoding that decodes is what encoding the decoded answer gives. */
  @Test
  void encodingAndDecodingAreInverse() {
    long seed = Long.getLong("openledger.seed", 31L);
    Random random = new Random(seed);
    int decoded = 0;
    for (int round = 0; round < 20_000; round++) {
      int vocabulary = new int[] {3, 200, 256, 70_000, 100_277}[random.nextInt(5)];
      int[] ids = new int[random.nextInt(60)];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = random.nextInt(3) == 0 ? R : random.nextInt(vocabulary);
      }
      if (random.nextInt(10) == 0) {
        ids = redacted(random.nextInt(40_000));
      }
      byte[] packed = AnswerPacking.pack(ids, vocabulary);
      assertThat(AnswerPacking.count(packed, vocabulary)).isEqualTo(ids.length);
      assertThat(AnswerPacking.unpack(packed, vocabulary, ids.length)).isEqualTo(ids);
      if (packed.length == 0) {
        continue;
      }
      packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        long count = AnswerPacking.count(packed, vocabulary);
        if (count < 100_000) {
          int[] back = AnswerPacking.unpack(packed, vocabulary, (int) count);
          assertThat(AnswerPacking.pack(back, vocabulary))
              .as("seed %s, round %s", seed, round)
              .isEqualTo(packed);
          decoded++;
        }
      } catch (MalformedContentException e) {
        assertThat(e).hasMessageContaining("byte");
      }
    }
    assertThat(decoded).isGreaterThan(1_000);
  }

  private static int[] redacted(int tokens) {
    int[] ids = new int[tokens];
    Arrays.fill(ids, R);
    return ids;
  }

  private static String hex(int vocabulary, int... ids) {
    return HexFormat.of().formatHex(AnswerPacking.pack(ids, vocabulary));
  }

  private static void refused(String hex, String why) {
    byte[] packed = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> AnswerPacking.count(packed, 256))
        .isInstanceOf(MalformedContentException.class)
        .hasMessageContaining(why);
  }
}
