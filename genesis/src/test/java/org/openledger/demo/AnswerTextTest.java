package org.openledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;

class AnswerTextTest {

  private static final Tokenizer BYTES = Tokenizers.byId("utf8-bytes");

  @Test
  void withoutColoursLettersMarkTheContributors() {
    assertThat(render("abcd", new Palette(false), 0, 0, -1, 1)).isEqualTo("[A>ab<A]c[B>d<B]");
  }

  @Test
  void withColoursTheTextItselfIsUnchanged() {
    String text = render("abcd", new Palette(true), 0, 0, -1, 1);
    assertThat(text).startsWith("\u001b[32mab\u001b[0mc");
    assertThat(text.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo("abcd");
  }

  @Test
  void aColourDoesNotReachIntoTheNextLinesMargin() {
    assertThat(render("a\nb", new Palette(true), 0, 0, 0))
        .isEqualTo("\u001b[32ma\u001b[0m\n\u001b[32mb\u001b[0m");
  }

  @Test
  void aCharacterOfSeveralTokensGoesWithItsFirst() {
    assertThat(render("é!", new Palette(false), 0, 1, 1)).isEqualTo("[A>é<A][B>!<B]");
  }

  @Test
  void whatWouldCommandTheTerminalIsReplaced() {
    assertThat(render("a\u001b[2Jb\n", new Palette(false), -1, -1, -1, -1, -1, -1, -1))
        .isEqualTo("a\uFFFD[2Jb\n");
  }

  @Test
  void lettersGoOnAfterTheAlphabet() {
    Palette palette = new Palette(false);
    assertThat(palette.letter(25)).isEqualTo("Z");
    assertThat(palette.letter(26)).isEqualTo("AA");
    assertThat(palette.letter(27)).isEqualTo("AB");
  }

  private static String render(String text, Palette palette, int... marks) {
    return AnswerText.render(BYTES.encode(text), marks, BYTES, palette);
  }
}
