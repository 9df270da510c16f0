package org.openledger.explain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.rule.Run;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.node.evidence.Verified;

/** The text of an answer in spans of one owner each. */
public final class AnswerSpans {

  /** The payee of a span that is nobody's. */
  public static final int NOBODY = -1;

  private static final int REDACTED = -2;

  /**
   * A span.
   *
   * @param text its text; empty where it is redacted
   * @param payee place of its payee in the settlement, or {@link #NOBODY}
   * @param paid whether it is paid
   * @param redacted tokens that were withheld; 0 where none
   */
  public record Part(String text, int payee, boolean paid, int redacted) {}

  private AnswerSpans() {}

  /** The spans in order. A character whose bytes belong to several tokens goes with the first. */
  public static List<Part> of(Verified verified, Tokenizer tokenizer) {
    int[] output = verified.output();
    int[] marks = new int[output.length];
    boolean[] paid = new boolean[output.length];
    Arrays.fill(marks, NOBODY);
    for (Run run : verified.runs()) {
      Arrays.fill(marks, run.begin(), run.end(), run.payee());
      Arrays.fill(paid, run.begin(), run.end(), run.paid());
    }
    List<Part> parts = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int mark = NOBODY;
    boolean isPaid = false;
    int redacted = 0;
    for (int i = 0; i < output.length; i++) {
      if (output[i] == TokenPacking.REDACTED) {
        if (mark != REDACTED) {
          flush(parts, bytes, mark, isPaid);
          mark = REDACTED;
        }
        redacted++;
        continue;
      }
      if (mark == REDACTED) {
        parts.add(new Part("", NOBODY, false, redacted));
        redacted = 0;
        mark = marks[i];
        isPaid = paid[i];
      }
      for (byte b : bytes(output[i], tokenizer)) {
        boolean changes = marks[i] != mark || paid[i] != isPaid;
        if (changes && (b & 0xc0) != 0x80) {
          flush(parts, bytes, mark, isPaid);
          mark = marks[i];
          isPaid = paid[i];
        }
        bytes.write(b);
      }
    }
    flush(parts, bytes, mark, isPaid);
    if (redacted > 0) {
      parts.add(new Part("", NOBODY, false, redacted));
    }
    return parts;
  }

  private static byte[] bytes(int id, Tokenizer tokenizer) {
    return id >= 0 && id < tokenizer.vocabularySize()
        ? tokenizer.decode(id)
        : ("⟨" + Integer.toUnsignedString(id) + "⟩").getBytes(StandardCharsets.UTF_8);
  }

  private static void flush(
      List<Part> parts, ByteArrayOutputStream bytes, int payee, boolean paid) {
    if (bytes.size() > 0) {
      parts.add(new Part(bytes.toString(StandardCharsets.UTF_8), Math.max(payee, NOBODY), paid, 0));
      bytes.reset();
    }
  }
}
