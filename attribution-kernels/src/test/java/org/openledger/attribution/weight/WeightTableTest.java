package org.openledger.attribution.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.content.Sha256;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;

class WeightTableTest {
  private static final byte[] HASH = Sha256.of(new byte[] {1});

  @Test
  void aTableGivesBackItsCountsAndTheWeightsThatFollow() {
    long[] counts = {0, 1, 127, 128, 300_000, 1L << 40};
    WeightTable table = WeightTable.parse(WeightTable.of("test", HASH, counts).bytes());
    assertThat(table.tokenizerId()).isEqualTo("test");
    assertThat(table.tokenizerHash()).isEqualTo(HASH);
    assertThat(table.vocabularySize()).isEqualTo(6);
    assertThat(table.tokens()).isEqualTo(Arrays.stream(counts).sum());
    assertThat(table.hash()).isEqualTo(Sha256.of(table.bytes()));
    for (int id = 0; id < counts.length; id++) {
      assertThat(table.count(id)).isEqualTo(counts[id]);
      BigInteger x = BigInteger.valueOf(table.tokens() + 1);
      assertThat(table.weight(id)).isEqualTo(Log2.floor1024(x, BigInteger.valueOf(counts[id] + 1)));
    }
  }

  @Test
  void idsOutsideTheVocabularyWeighNothingAndTheRestIsCapped() {
    WeightTable table = WeightTable.of("test", HASH, new long[] {1, 2, 1_000_000});
    int[] output = {0, 1, 2, 3, -5, TokenPacking.REDACTED};
    assertThat(table.weights(output, 1_000_000))
        .containsExactly(table.weight(0), table.weight(1), table.weight(2), 0, 0, 0);
    assertThat(table.weights(output, 9_000)[0]).isEqualTo(9_000);
    assertThat(table.count(3)).isZero();
    assertThat(table.count(-1)).isZero();
  }

  @Test
  void everyChangedByteAndEveryTruncationIsRefused() {
    byte[] bytes = WeightTable.of("test", HASH, new long[] {5, 200, 70_000}).bytes();
    for (int i = 0; i < bytes.length; i++) {
      for (int change = 1; change < 256; change++) {
        byte[] changed = bytes.clone();
        changed[i] ^= (byte) change;
        assertThatThrownBy(() -> WeightTable.parse(changed))
            .isInstanceOf(MalformedTableException.class);
      }
      byte[] truncated = Arrays.copyOf(bytes, i);
      assertThatThrownBy(() -> WeightTable.parse(truncated))
          .isInstanceOf(MalformedTableException.class);
    }
  }

  @Test
  void aTableUnderAForgedHashIsReadOnlyIfItIsCanonical() {
    byte[] bytes = WeightTable.of("test", HASH, new long[] {5, 200, 70_000}).bytes();
    int body = bytes.length - 32;
    int counts = 8 + 1 + 1 + 4 + 32 + 12;
    for (int i = 8 + 1 + 1 + 4 + 32; i < body; i++) {
      byte[] forged = bytes.clone();
      forged[i] ^= (byte) (i >= counts ? 0x80 : 1);
      System.arraycopy(Sha256.of(Arrays.copyOf(forged, body)), 0, forged, body, 32);
      assertThatThrownBy(() -> WeightTable.parse(forged))
          .isInstanceOf(MalformedTableException.class);
    }
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> WeightTable.of("test", HASH, new long[] {-1}))
        .isInstanceOf(MalformedTableException.class);
    assertThatThrownBy(() -> WeightTable.of("test", HASH, new long[] {WeightTable.MAX_TOKENS, 1}))
        .isInstanceOf(MalformedTableException.class);
    assertThatThrownBy(() -> WeightTable.of("", HASH, new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTableIsShippedForEveryTokenizerAndFitsIt() {
    for (String id : Tokenizers.ids()) {
      Tokenizer tokenizer = Tokenizers.byId(id);
      WeightTable table = WeightTable.shipped(id).orElseThrow();
      assertThat(table.tokenizerId()).isEqualTo(id);
      assertThat(table.tokenizerHash()).isEqualTo(tokenizer.hash());
      assertThat(table.vocabularySize()).isEqualTo(tokenizer.vocabularySize());
      assertThat(table.tokens()).isGreaterThan(50_000_000);
      assertThat(table.bytes()).hasSizeLessThan(256 * 1024);
      assertThat(table.weight(tokenizer.encode("e")[0]))
          .isLessThan(table.weight(tokenizer.encode("~")[0]));
    }
    assertThat(WeightTable.shipped("nothing")).isEmpty();
  }

  @Test
  void theShippedTablesArePinned() {
    assertThat(hash("utf8-bytes"))
        .isEqualTo("efd1f57a16ac338e83c00a424258b2d9f7e61dd1a261271f7d719806ebc826d5");
    assertThat(hash("cl100k_base"))
        .isEqualTo("01fa27c69dd973cb77a102baa2fbfbb541cd42db67df0a414f4bfb774caf0b44");
  }

  private static String hash(String id) {
    return HexFormat.of().formatHex(WeightTable.shipped(id).orElseThrow().hash());
  }
}
