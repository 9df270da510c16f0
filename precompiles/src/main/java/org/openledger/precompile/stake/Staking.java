package org.openledger.precompile.stake;

import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;

/** {@code IStaking}, one class for each subject. */
public final class Staking {

  private Staking() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    Dispatcher.Binding binding = Dispatcher.bind(StakeAbi.ABI, StakeStorage.ACCOUNT);
    Token.bind(binding);
    Votes.bind(binding);
    Stakes.bind(binding);
    Cooling.bind(binding);
    Slashing.bind(binding);
    Vault.bind(binding);
    return binding.contract();
  }
}
