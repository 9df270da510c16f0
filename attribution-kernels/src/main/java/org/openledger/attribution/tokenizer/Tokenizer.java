package org.openledger.attribution.tokenizer;

/** Turns text into token ids and back; immutable, and used by many threads at once. */
public interface Tokenizer {
  /** The name under which models and Datanets refer to it. */
  String id();

  /** V: ordinary ids are 0 to V - 1; special ids, if any, are V or more and never encoded. */
  int vocabularySize();

  /** 32 bytes that pin the vocabulary, a copy. */
  byte[] hash();

  /**
   * Ids of a text. What looks like a special token is plain text; an unpaired surrogate becomes a
   * question mark, as everywhere in Java.
   *
   * @throws UnbrokenTextException if a single word or gap is longer than the tokenizer takes
   */
  int[] encode(String text);

  /**
   * The bytes of one token, which need not be whole characters.
   *
   * @throws IllegalArgumentException if the id is not ordinary
   */
  byte[] decode(int id);

  /**
   * The text of ids; bytes that are no UTF-8 become U+FFFD.
   *
   * @throws IllegalArgumentException if an id is not ordinary
   */
  String decode(int[] ids);
}
