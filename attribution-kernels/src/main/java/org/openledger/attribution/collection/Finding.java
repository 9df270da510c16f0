package org.openledger.attribution.collection;

/**
 * What is wrong with a file of an index.
 *
 * @param file its name
 * @param section which part of it
 * @param offset byte at which the damage is, or where what contains it begins
 * @param what is wrong there
 */
public record Finding(String file, String section, long offset, String what) {}
