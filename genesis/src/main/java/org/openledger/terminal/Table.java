package org.openledger.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** An aligned table of text: a column is set right where its heading begins with {@code >}. */
public final class Table {

  private static final String GAP = "  ";

  private final List<String> headings = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** With these headings. */
  public Table(String... columns) {
    for (String column : columns) {
      right.add(column.startsWith(">"));
      headings.add(column.startsWith(">") ? column.substring(1) : column);
    }
  }

  /** Adds a row with a cell for each column. */
  public void row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + headings.size());
    }
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(Plain.name(cell));
    }
    rows.add(row);
  }

  /** Prints it, indented by two spaces. */
  public void print(PrintWriter out) {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headings.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    line(headings, widths, out);
    rows.forEach(row -> line(row, widths, out));
  }

  private void line(List<String> cells, int[] widths, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(GAP);
      line.append(right.get(i) ? padding + cells.get(i) : cells.get(i) + padding);
    }
    out.println(line.toString().stripTrailing());
  }
}
