package org.openledger.precompile.feedback;

import java.math.BigInteger;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.fund.FeedbackFunds;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.spending.AgentStorage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** What several functions ask first, and do last. */
final class Guards {

  private Guards() {}

  static FeedbackStorage storage(Call call) {
    return new FeedbackStorage(call.storage());
  }

  static FeedbackFunds funds(Call call) {
    return new FeedbackFunds(call.storage());
  }

  static BigInteger parameter(Call call, Parameter parameter) {
    return new SystemStorage(call.storage()).parameter(parameter);
  }

  static long parameterLong(Call call, Parameter parameter) {
    return new SystemStorage(call.storage()).parameterLong(parameter);
  }

  /** The model that an argument names. */
  static long model(Call call, int argument) {
    BigInteger id = call.number(argument);
    Call.require(new ModelStorage(call.storage()).isModel(id), FeedbackAbi.UNKNOWN_MODEL, id);
    return id.longValueExact();
  }

  static boolean isCreator(Call call, long model) {
    return new ModelStorage(call.storage()).creator(model).equals(call.sender());
  }

  static void onlyCreator(Call call, long model) {
    Call.require(isCreator(call, model), FeedbackAbi.NOT_CREATOR, model, call.sender());
  }

  /**
   * INV-FEED-05: who has an interest in a model, himself or by an agent, neither rates it nor
   * corrects it; nor does an agent, whose owner may in his own name.
   */
  static void requireNoInterest(Call call, long model, Address account) {
    ModelStorage models = new ModelStorage(call.storage());
    boolean interested =
        models.isInterested(model, account)
            || principal(call, models.creator(model)).equals(account)
            || principal(call, models.pendingCreator(model)).equals(account);
    Call.require(!interested, FeedbackAbi.CONFLICT_OF_INTEREST, model, account);
    long agent = new AgentStorage(call.storage()).agentOf(account);
    Call.require(agent == 0, FeedbackAbi.RATER_IS_AGENT, account, agent);
  }

  /** Who answers for an account: itself, or whose agent's wallet it is or was last. */
  static Address principal(Call call, Address account) {
    return account.isZero() ? account : new AgentStorage(call.storage()).principal(account);
  }

  /** Whoever calls has put a bond down that is large enough. */
  static Rater bonded(Call call) {
    Rater rater = storage(call).rater(call.sender());
    BigInteger needed = parameter(call, Parameter.RATER_BOND);
    Call.require(
        rater.bond().compareTo(needed) >= 0,
        FeedbackAbi.BOND_TOO_SMALL,
        call.sender(),
        rater.bond(),
        needed);
    return rater;
  }

  /** The number of the model's last round; 0: there was none. */
  static long last(Call call, long model) {
    return funds(call).get(model).rounds();
  }

  /** Where a round of a model stands. */
  static Phase phase(Call call, long model, long number, Round round) {
    return round.phase(call.blockNumber(), number == last(call, model));
  }

  /** The model's last round, which must be in a phase. */
  static Round present(Call call, long model, long number, Phase needed) {
    Round round = storage(call).round(model, number);
    requirePhase(model, number, round.phase(call.blockNumber(), true), needed);
    return round;
  }

  static void requirePhase(long model, long number, Phase phase, Phase needed) {
    Call.require(phase == needed, FeedbackAbi.WRONG_PHASE, model, number, phase.code());
  }

  /** An argument that may name a round: one that is none where it names none. */
  static long number(Call call, int argument, long model) {
    BigInteger number = call.number(argument);
    boolean known = number.compareTo(BigInteger.valueOf(last(call, model))) <= 0;
    return known ? number.longValueExact() : 0;
  }

  /** Makes wei that Feedback disposes of an account's credit. */
  static void credit(Call call, Address account, BigInteger wei) {
    if (wei.signum() > 0) {
      Ledger ledger = new Ledger(call.storage());
      ledger.credit(ledger.register(account), wei);
    }
  }
}
