package org.openledger.node.history.recorder;

/**
 * A Datanet version that a model builds on, with all versions before it.
 *
 * @param datanet the Datanet's id
 * @param version the version's number
 */
public record Link(long datanet, long version) {}
