package org.openledger.demo;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.openledger.terminal.Plain;
import org.openledger.terminal.Table;

/**
 * What a report is written on.
 *
 * @param out where to
 * @param palette with which colours
 */
public record Page(PrintWriter out, Palette palette) {

  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

  /** A heading, after a blank line. */
  public void heading(String text) {
    blank();
    out.println(palette.heading(Plain.name(text)));
  }

  /** A line by a format; lines under a heading are indented by two. */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would take a library.
  public void line(String format, Object... arguments) {
    out.println("  " + String.format(Locale.ROOT, format, arguments));
  }

  public void blank() {
    out.println();
  }

  public void table(Table table) {
    table.print(out);
  }

  /** A share with two decimals; that of nothing is zero. */
  static String percent(long part, long whole) {
    return whole == 0
        ? "0.00"
        : BigDecimal.valueOf(part)
            .multiply(PERCENT)
            .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
            .toPlainString();
  }
}
