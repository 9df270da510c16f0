package org.openledger.precompile.model;

/**
 * A sealed Datanet version that a model builds on, and with it all earlier versions of the Datanet.
 *
 * @param datanet its id
 * @param version its number
 */
public record Link(long datanet, long version) {}
