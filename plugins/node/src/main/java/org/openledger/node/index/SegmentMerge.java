package org.openledger.node.index;

/**
 * What a node tells of a merge that a version is part of.
 *
 * @param firstVersion number of the first version
 * @param lastVersion number of the last version
 * @param step what is being done; "merged" once the merged segment is in use
 * @param percent how much of the step is done, 0 to 100
 */
public record SegmentMerge(long firstVersion, long lastVersion, String step, int percent) {}
