package org.hyperledger.besu.plugin.services;

import java.util.Optional;
import org.hyperledger.besu.datatypes.Hash;
import org.hyperledger.besu.evm.worldstate.WorldView;

/** The state of the world. */
public interface WorldStateService extends BesuService {
  Optional<WorldView> getWorldView(Hash blockHash);
}
