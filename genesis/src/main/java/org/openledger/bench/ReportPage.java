package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of documentation that holds the numbers of a report between two marks. */
public final class ReportPage {
  /** The line before the numbers. */
  public static final String BEGIN = "<!-- numbers of ./openledger bench kernels -->";

  /** The line behind them. */
  public static final String END = "<!-- end of the numbers -->";

  private ReportPage() {}

  /**
   * Replaces what stands between the marks by the report.
   *
   * @throws IOException if the page lacks a mark, or cannot be read or written
   */
  public static void fill(Path page, BenchReport report) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " lacks the line " + BEGIN + " or, behind it, " + END);
    }
    String before = text.substring(0, begin + BEGIN.length());
    Files.writeString(page, before + "\n" + report.markdown() + text.substring(end));
  }
}
