package org.openledger.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.terminal.Plain;

/** An answer as text in which each contributor's tokens are marked. */
final class AnswerText {

  private AnswerText() {}

  /**
   * Renders an answer. A character whose bytes belong to several tokens goes with the first.
   *
   * @param marks contributor of each token, or -1
   */
  static String render(int[] tokens, int[] marks, Tokenizer tokenizer, Palette palette) {
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    int mark = -1;
    for (int i = 0; i < tokens.length; i++) {
      for (byte b : tokenizer.decode(tokens[i])) {
        if (marks[i] != mark && !isContinuation(b)) {
          flush(run, mark, palette, text);
          mark = marks[i];
        }
        run.write(b);
      }
    }
    flush(run, mark, palette, text);
    return text.toString();
  }

  private static void flush(
      ByteArrayOutputStream run, int mark, Palette palette, StringBuilder text) {
    if (run.size() == 0) {
      return;
    }
    String plain = Plain.text(run.toString(StandardCharsets.UTF_8));
    run.reset();
    text.append(mark < 0 ? plain : palette.mark(mark, plain));
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
