package org.openledger.corpus;

/** Why a file of a corpus is left out. */
public enum Skipped {
  /** No bytes. */
  EMPTY("empty"),
  /** No UTF-8, or a NUL. */
  BINARY("binary"),
  /** More than is read at once. */
  TOO_LARGE("too large"),
  /** A word or a gap of more than is tokenized at once. */
  UNBROKEN("with a word or gap too long to tokenize"),
  /** No file, or no permission. */
  UNREADABLE("unreadable"),
  /** In no contributor's folder. */
  OUTSIDE("outside the contributors' folders");

  private final String words;

  Skipped(String words) {
    this.words = words;
  }

  /** The reason for people. */
  public String words() {
    return words;
  }
}
