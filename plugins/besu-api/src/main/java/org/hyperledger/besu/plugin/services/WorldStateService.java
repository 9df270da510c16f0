package org.hyperledger.besu.plugin.services;

import org.hyperledger.besu.evm.worldstate.WorldView;

/** The state of the world. */
public interface WorldStateService extends BesuService {
  WorldView getWorldView();
}
