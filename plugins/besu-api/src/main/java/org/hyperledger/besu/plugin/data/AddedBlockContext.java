package org.hyperledger.besu.plugin.data;

/** A block that was added to the chain. */
public interface AddedBlockContext extends BlockContext {}
