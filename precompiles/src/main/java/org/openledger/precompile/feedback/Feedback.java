package org.openledger.precompile.feedback;

import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;

/** {@code IFeedback}, one class for each subject. */
public final class Feedback {

  private Feedback() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    Dispatcher.Binding binding = Dispatcher.bind(FeedbackAbi.ABI, FeedbackStorage.ACCOUNT);
    Shares.bind(binding);
    Bonds.bind(binding);
    Rounds.bind(binding);
    Ballots.bind(binding);
    Rewards.bind(binding);
    Corrections.bind(binding);
    return binding.contract();
  }
}
