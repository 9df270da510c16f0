package org.hyperledger.besu.plugin.services.txselection;

/** Makes a selector for each block that is being built. */
public interface PluginTransactionSelectorFactory {
  default PluginTransactionSelector create(SelectorsStateManager selectorsStateManager) {
    throw new UnsupportedOperationException();
  }
}
