package org.openledger.attribution.collection;

/**
 * Where a contribution is from.
 *
 * @param order of the contribution
 * @param contributor who brought it
 * @param document what the contributor calls it
 */
public record Source(long order, String contributor, String document) {}
