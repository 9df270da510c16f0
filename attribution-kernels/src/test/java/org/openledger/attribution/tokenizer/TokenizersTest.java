package org.openledger.attribution.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.Seeded;
import org.openledger.attribution.content.Sha256;

class TokenizersTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "hello world",
          "Die Würde des Menschen ist unantastbar.",
          "日本語のテキスト、混ざった text と数字 12345。",
          "👩‍👩‍👧‍👦 emoji \t tabs\r\n  spaces   \n\n\n",
          "<|endoftext|> is plain text, and so is <|fim_prefix|>",
          "don't WE'LL it's 1234567890 a_b-c/d");

  @Test
  void everyTextComesBack() {
    for (String id : Tokenizers.ids()) {
      Tokenizer tokenizer = Tokenizers.byId(id);
      assertThat(tokenizer.id()).isEqualTo(id);
      for (String text : TEXTS) {
        roundTrip(tokenizer, text);
      }
    }
  }

  @Test
  void randomTextOfAllPlanesComesBack() {
    Seeded.cases(
        1_000,
        random -> {
          StringBuilder text = new StringBuilder();
          int length = random.nextInt(60);
          for (int i = 0; i < length; i++) {
            int limit = random.nextInt(3) == 0 ? Character.MAX_CODE_POINT + 1 : 0x250;
            int codePoint = random.nextInt(limit);
            if (codePoint < 0xD800 || codePoint > 0xDFFF) {
              text.appendCodePoint(codePoint);
            }
          }
          for (String id : Tokenizers.ids()) {
            roundTrip(Tokenizers.byId(id), text.toString());
          }
        });
  }

  @Test
  void idsAreThoseOfTheReferenceImplementation() {
    Tokenizer tokenizer = Tokenizers.byId("cl100k_base");
    assertThat(tokenizer.encode("hello world")).containsExactly(15339, 1917);
    assertThat(tokenizer.encode("tiktoken is great!"))
        .containsExactly(83, 1609, 5963, 374, 2294, 0);
    assertThat(Tokenizers.byId("utf8-bytes").encode("aé")).containsExactly(0x61, 0xC3, 0xA9);
  }

  @Test
  void theHashOfUtf8BytesIsThatOfItsName() {
    assertThat(Tokenizers.byId("utf8-bytes").hash())
        .isEqualTo(
            Sha256.of("openledger/tokenizer/utf8-bytes/v1".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void theHashOfCl100kBaseIsThatOfItsListing() {
    Tokenizer tokenizer = Tokenizers.byId("cl100k_base");
    assertThat(tokenizer.vocabularySize()).isEqualTo(100_256);
    MessageDigest listing = Sha256.digest();
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      byte[] bytes = tokenizer.decode(id);
      listing.update(ByteBuffer.allocate(8).putInt(id).putInt(bytes.length).array());
      listing.update(bytes);
    }
    assertThat(tokenizer.hash()).isEqualTo(listing.digest());
    assertThat(HexFormat.of().formatHex(tokenizer.hash()))
        .isEqualTo("9291e9f4743a26dc09f63cf6ca43abca3b6ee7f6dc58bd7bd2d2ad8dfdc201d9");
  }

  @Test
  void specialAndImpossibleIdsAreNotDecoded() {
    for (String name : Tokenizers.ids()) {
      Tokenizer tokenizer = Tokenizers.byId(name);
      for (int id : new int[] {-1, tokenizer.vocabularySize(), 100_257, 100_276}) {
        assertThatThrownBy(() -> tokenizer.decode(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokenizer.decode(new int[] {id}))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Tokenizers.byId("o200k_base"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("utf8-bytes")
        .hasMessageContaining("cl100k_base");
  }

  @Test
  void halfASurrogatePairIsAQuestionMark() {
    for (Tokenizer tokenizer :
        List.of(Tokenizers.byId("utf8-bytes"), Tokenizers.byId("cl100k_base"))) {
      for (String half : List.of("\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d")) {
        for (String text :
            List.of(half, "before " + half, half + " behind", "in " + half + " it")) {
          String marks = text.replaceAll("[\ud800-\udfff]", "?");
          assertThat(tokenizer.encode(text)).isEqualTo(tokenizer.encode(marks));
        }
      }
      roundTrip(tokenizer, "a pair \ud83d\ude00 stays");
    }
  }

  @Test
  void aWordOrGapOfMoreThanAMillionCharactersIsRefused() {
    Tokenizer tokenizer = Tokenizers.byId("cl100k_base");
    int most = Cl100kBase.LONGEST_RUN;
    String before = "A word, a gap 12 ";
    for (String unit : List.of("a", " ", "\n", "!", "\uD842\uDFB7", "\uD83D\uDE00")) {
      String text = before + "7" + unit.repeat(most / unit.length() + 1) + "7 behind";
      assertThatThrownBy(() -> tokenizer.encode(text))
          .isInstanceOf(UnbrokenTextException.class)
          .hasMessageContaining("from character " + (before.length() + 1) + " on");
    }
    String digits = "1234567890".repeat(most / 5);
    assertThat(tokenizer.encode(digits)).hasSize((digits.length() + 2) / 3);
    String words = "word ".repeat(most / 4);
    assertThat(tokenizer.encode(words)).hasSize(most / 4 + 1);
  }

  private static void roundTrip(Tokenizer tokenizer, String text) {
    int[] ids = tokenizer.encode(text);
    assertThat(tokenizer.decode(ids)).isEqualTo(text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      assertThat(id).isBetween(0, tokenizer.vocabularySize() - 1);
      bytes.writeBytes(tokenizer.decode(id));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
