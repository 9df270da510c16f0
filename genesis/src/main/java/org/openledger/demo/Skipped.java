package org.openledger.demo;

/** Why a file of a corpus is left out. */
enum Skipped {
  EMPTY("empty"),
  BINARY("binary"),
  TOO_LARGE("too large"),
  UNREADABLE("unreadable"),
  OUTSIDE("outside the contributors' folders");

  private final String words;

  Skipped(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
