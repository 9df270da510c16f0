package org.hyperledger.besu.plugin.services.txselection;

/** Keeps what selectors remember while a block is being built. */
public class SelectorsStateManager {}
