package org.openledger.precompile.feedback;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/**
 * What ratings earn, and what it costs not to reveal them. INV-FEED-04: a rater's reward depends on
 * his own agreement and on the number of raters only; what he does not earn stays in the pool.
 */
final class Rewards {

  private Rewards() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("claim", Rewards::claim)
        .mutate("forfeit", Rewards::forfeit)
        .view("ballot", Rewards::ballot);
  }

  private static Tuple claim(Call call) {
    long model = Guards.model(call, 0);
    FeedbackStorage storage = Guards.storage(call);
    long number = Guards.last(call, model);
    Round round = Guards.present(call, model, number, Phase.CLAIM);
    Address account = call.address(1);
    Ballot ballot = storage.ballot(model, number, account);
    Ballots.require(ballot.state() == BallotState.REVEALED, model, number, account, ballot);
    int points = points(call, model, number, round, ballot);
    BigInteger reward = round.reward(points);
    storage.setBallot(model, number, account, ballot.in(BallotState.PAID));
    storage.setRound(model, number, round.paid(reward));
    Guards.credit(call, account, reward);
    call.emit(FeedbackAbi.REWARD_PAID, model, number, account, (long) points, reward);
    return AbiValues.tuple(reward);
  }

  /** By how many points a rater agrees with all others. */
  private static int points(Call call, long model, long number, Round round, Ballot ballot) {
    Ratings ratings = ballot.ratings();
    int points = 0;
    for (int item = 0; item < round.items(); item++) {
      int rating = ratings.get(item);
      if (rating > 0) {
        Histogram all = Guards.storage(call).ratings(model, number, item);
        points += all.agreement(rating, round.minOthers());
      }
    }
    return points;
  }

  private static Tuple forfeit(Call call) {
    long model = Guards.model(call, 0);
    FeedbackStorage storage = Guards.storage(call);
    long number = Guards.number(call, 1, model);
    Phase phase = Guards.phase(call, model, number, storage.round(model, number));
    Call.require(
        phase == Phase.CLAIM || phase == Phase.CLOSED,
        FeedbackAbi.WRONG_PHASE,
        model,
        number,
        phase.code());
    Address account = call.address(2);
    Ballot ballot = storage.ballot(model, number, account);
    Ballots.require(ballot.state() == BallotState.COMMITTED, model, number, account, ballot);
    Rater rater = storage.rater(account);
    BigInteger amount = Guards.parameter(call, Parameter.UNREVEALED_PENALTY).min(rater.bond());
    storage.setBallot(model, number, account, ballot.in(BallotState.FORFEITED));
    storage.setRater(account, rater.hasForfeited(amount));
    Guards.funds(call).add(model, amount);
    call.emit(FeedbackAbi.BOND_FORFEITED, model, number, account, amount);
    return AbiValues.tuple(amount);
  }

  private static Tuple ballot(Call call) {
    long model = Guards.model(call, 0);
    FeedbackStorage storage = Guards.storage(call);
    long number = Guards.number(call, 1, model);
    Round round = storage.round(model, number);
    Ballot ballot = storage.ballot(model, number, call.address(2));
    boolean revealed = ballot.isRevealed();
    UInt256 content = UInt256.valueOf(ballot.content());
    Bytes32 commitment = revealed ? Bytes32.ZERO : content.shiftLeft(8).toBytes();
    byte[] ratings = revealed ? ballot.ratings().bytes(round.items()) : new byte[0];
    int points = revealed ? points(call, model, number, round, ballot) : 0;
    return AbiValues.tuple(
        AbiValues.tuple(ballot.state().code(), commitment, Bytes.wrap(ratings), (long) points));
  }
}
