package org.openledger.attribution.rule;

/** What a paid token is worth (rule version 1, step 5). */
public enum Unit {
  /** Each paid token is one unit. */
  TOKENS,
  /** Each paid token is as many units as it weighs, in 1/1024 bit. */
  RARITY
}
