package org.openledger.precompile.influence;

import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.epoch.EpochStorage;

/** {@code IInfluenceAttestations}, one class for each subject. */
public final class InfluenceAttestations {

  private InfluenceAttestations() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    Dispatcher.Binding binding = Dispatcher.bind(InfluenceAbi.ABI, EpochStorage.ACCOUNT);
    Attesters.bind(binding);
    Results.bind(binding);
    Challenges.bind(binding);
    Payments.bind(binding);
    Contradictions.bind(binding);
    Vault.bind(binding);
    Views.bind(binding);
    return binding.contract();
  }
}
