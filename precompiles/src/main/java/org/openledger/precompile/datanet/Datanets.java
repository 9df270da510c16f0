package org.openledger.precompile.datanet;

import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;

/** {@code IDatanets}, one class for each subject. */
public final class Datanets {

  private Datanets() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    Dispatcher.Binding binding = Dispatcher.bind(Guards.ABI, DatanetStorage.ACCOUNT);
    Registry.bind(binding);
    Members.bind(binding);
    Contributions.bind(binding);
    Reviews.bind(binding);
    Redress.bind(binding);
    Versions.bind(binding);
    AccessGrants.bind(binding);
    Escrow.bind(binding);
    return binding.contract();
  }
}
