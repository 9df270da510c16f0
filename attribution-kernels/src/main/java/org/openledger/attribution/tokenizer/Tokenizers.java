package org.openledger.attribution.tokenizer;

import java.util.List;

/** The tokenizers that this project supports. */
public final class Tokenizers {
  private static final List<String> IDS = List.of(Utf8Bytes.ID, Cl100kBase.ID);

  private Tokenizers() {}

  /**
   * A tokenizer by its id.
   *
   * @throws IllegalArgumentException if there is none; the message names those that there are
   */
  public static Tokenizer byId(String id) {
    return switch (id) {
      case Utf8Bytes.ID -> new Utf8Bytes();
      case Cl100kBase.ID -> Cl100kHolder.INSTANCE;
      default -> throw new IllegalArgumentException("no tokenizer " + id + "; there are " + IDS);
    };
  }

  /** Ids of all tokenizers. */
  public static List<String> ids() {
    return IDS;
  }

  /** Its vocabulary takes a moment to read: once, and only if it is wanted. */
  private static final class Cl100kHolder {
    static final Tokenizer INSTANCE = new Cl100kBase();
  }
}
