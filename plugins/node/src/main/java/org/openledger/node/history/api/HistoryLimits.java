package org.openledger.node.history.api;

/** What this node gives to one question to its history; no part of consensus. */
public final class HistoryLimits {

  /** Most accounts, models or Datanets that are compared for one answer. */
  public static final int MAX_COMPARED = 100_000;

  /** Most parts that a period is divided into. */
  public static final int MAX_PARTS = 1_000;

  /** Most bytes of a text whose earnings are estimated. */
  public static final int MAX_ESTIMATE_TEXT = 65_536;

  /**
   * A page of texts that others have chosen ends behind the one that reaches so many characters.
   */
  static final long PAGE_TEXT = 1_048_576;

  private HistoryLimits() {}
}
