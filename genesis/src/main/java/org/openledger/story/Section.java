package org.openledger.story;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A chapter of the story: its transactions, and what came of them. */
final class Section {

  /**
   * A transaction.
   *
   * @param block in which it is
   * @param hash its hash
   * @param gas units of gas
   * @param cost wei of it
   */
  record Row(
      long block, String who, String call, String words, String hash, long gas, BigInteger cost) {}

  private final String title;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  Section(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  void add(Row row) {
    rows.add(row);
  }

  /** Says what came of it. */
  void say(String line) {
    lines.add(line);
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
