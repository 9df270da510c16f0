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

/**
 * Ratings, by commit and reveal: whoever copies a commitment cannot reveal it, since it names its
 * rater, and whoever waits for others' ratings is too late to commit to his own.
 */
final class Ballots {

  private static final int LOW_BYTE = 8;

  private Ballots() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("commit", Ballots::commit)
        .mutateVoid("reveal", Ballots::reveal)
        .view("commitmentOf", Ballots::commitmentOf);
  }

  private static void commit(Call call) {
    long model = Guards.model(call, 0);
    FeedbackStorage storage = Guards.storage(call);
    long number = Guards.last(call, model);
    Round round = Guards.present(call, model, number, Phase.COMMIT);
    Address account = call.sender();
    Rater rater = Guards.bonded(call);
    Call.require(
        rater.since() < round.start(),
        FeedbackAbi.BOND_TOO_NEW,
        account,
        rater.since(),
        round.start());
    Guards.requireNoInterest(call, model, account);
    Call.require(
        storage.ballot(model, number, account).state() == BallotState.NONE,
        FeedbackAbi.ALREADY_COMMITTED,
        model,
        number,
        account);
    Call.require(
        round.raters() < round.maxRaters(),
        FeedbackAbi.TOO_MANY_RATERS,
        model,
        number,
        (long) round.maxRaters());
    BigInteger content = kept(call.word(1));
    storage.setBallot(model, number, account, new Ballot(BallotState.COMMITTED, content));
    storage.setRound(model, number, round.withRater());
    storage.setRater(account, rater.committed());
    call.emit(FeedbackAbi.RATINGS_COMMITTED, model, number, account, call.word(1));
  }

  /** What is kept of a commitment: its first 31 bytes. */
  private static BigInteger kept(Bytes32 commitment) {
    return commitment.toUnsignedBigInteger().shiftRight(LOW_BYTE);
  }

  private static void reveal(Call call) {
    long model = Guards.model(call, 0);
    FeedbackStorage storage = Guards.storage(call);
    long number = Guards.last(call, model);
    Round round = Guards.present(call, model, number, Phase.REVEAL);
    Address account = call.sender();
    Ballot ballot = storage.ballot(model, number, account);
    require(ballot.state() == BallotState.COMMITTED, model, number, account, ballot);
    byte[] given = call.bytes(1);
    Call.require(
        given.length == round.items(),
        FeedbackAbi.WRONG_LENGTH,
        (long) given.length,
        (long) round.items());
    Bytes32 commitment = commitment(call, model, number, account, given, call.word(2));
    Call.require(kept(commitment).equals(ballot.content()), FeedbackAbi.WRONG_REVEAL, commitment);
    for (int item = 0; item < given.length; item++) {
      rate(call, model, number, item, given[item] & 0xff);
    }
    BigInteger packed = Ratings.of(given).packed();
    storage.setBallot(model, number, account, new Ballot(BallotState.REVEALED, packed));
    storage.setRound(model, number, round.withRevealed());
    storage.setRater(account, storage.rater(account).hasRevealed());
    call.emit(FeedbackAbi.RATINGS_REVEALED, model, number, account, Bytes.wrap(given));
  }

  /** Ends the call unless a ballot is in a state. */
  static void require(boolean condition, long model, long number, Address account, Ballot ballot) {
    Call.require(
        condition, FeedbackAbi.WRONG_BALLOT_STATE, model, number, account, ballot.state().code());
  }

  /**
   * INV-FEED-05: nobody rates what he or his agent paid for, and everybody rates all else. Which is
   * which was fixed with the item: nothing that happens after a commitment keeps it from being
   * revealed.
   */
  private static void rate(Call call, long model, long number, int item, int rating) {
    FeedbackStorage storage = Guards.storage(call);
    boolean own = storage.isOwn(model, number, item, call.sender());
    boolean right = own ? rating == 0 : rating >= Histogram.WORST && rating <= Histogram.BEST;
    Call.require(right, FeedbackAbi.WRONG_RATING, (long) item, (long) rating);
    if (!own) {
      Histogram ratings = storage.ratings(model, number, item);
      storage.setRatings(model, number, item, ratings.plus(rating, 1));
    }
  }

  private static Tuple commitmentOf(Call call) {
    long model = Guards.model(call, 0);
    byte[] ratings = call.bytes(3);
    Call.require(
        ratings.length <= Ratings.MOST,
        FeedbackAbi.WRONG_LENGTH,
        (long) ratings.length,
        (long) Ratings.MOST);
    BigInteger round = call.number(1);
    return AbiValues.tuple(
        commitment(
            call,
            UInt256.valueOf(model),
            UInt256.valueOf(round),
            call.address(2),
            ratings,
            call.word(4)));
  }

  private static Bytes32 commitment(
      Call call, long model, long number, Address account, byte[] ratings, Bytes32 salt) {
    return commitment(
        call, UInt256.valueOf(model), UInt256.valueOf(number), account, ratings, salt);
  }

  private static Bytes32 commitment(
      Call call, UInt256 model, UInt256 number, Address account, byte[] ratings, Bytes32 salt) {
    Bytes committed =
        Bytes.concatenate(
            model.toBytes(),
            number.toBytes(),
            account.toWord().toBytes(),
            salt,
            Bytes.wrap(ratings));
    return call.hash(committed.toArrayUnsafe());
  }
}
