package org.hyperledger.besu.plugin.services;

/** A service of the host. */
public interface BesuService {}
