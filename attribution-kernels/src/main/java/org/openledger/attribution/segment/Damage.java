package org.openledger.attribution.segment;

/**
 * Something wrong with a segment file.
 *
 * @param section file, header, contributions, documents, text, suffixes, heads, tails, fences,
 *     minima or footer
 * @param offset byte of the file at which it is, or at which what contains it begins
 * @param what is wrong there
 */
public record Damage(String section, long offset, String what) {}
