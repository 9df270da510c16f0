package org.hyperledger.besu.evm.worldstate;

/** A state of the world that may change. */
public interface MutableWorldView extends WorldView {}
