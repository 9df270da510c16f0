package org.openledger.precompile.service;

import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;

/** {@code IServices}, one class for each subject. */
public final class Services {

  private Services() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    Dispatcher.Binding binding = Dispatcher.bind(ServiceAbi.ABI, ProviderStorage.ACCOUNT);
    Providers.bind(binding);
    Jobs.bind(binding);
    Disputes.bind(binding);
    Offers.bind(binding);
    Subscriptions.bind(binding);
    UsageBatches.bind(binding);
    Vault.bind(binding);
    return binding.contract();
  }
}
