package org.openledger.precompile.feedback;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.fund.FeedbackFund;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/**
 * Better answers, and what they earn. INV-FEED-07: one correction of an item is paid, for an item
 * that raters found poor, to nobody with an interest; those of a round take no more than a further
 * round could pay.
 */
final class Corrections {

  /** Doubled median up to which an item is poor: a rating of 3. */
  private static final int POOR = 6;

  private Corrections() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("proposeCorrection", Corrections::propose)
        .mutate("approveCorrection", Corrections::approve)
        .view("correction", Corrections::correction)
        .view("correctionCount", call -> AbiValues.tuple(corrections(call).count()));
  }

  private static CorrectionStorage corrections(Call call) {
    return new CorrectionStorage(call.storage());
  }

  private static Tuple propose(Call call) {
    long model = Guards.model(call, 0);
    long number = Guards.number(call, 1, model);
    Round round = Guards.storage(call).round(model, number);
    int item = Rounds.item(call, 2, model, number, round);
    Guards.bonded(call);
    Address author = call.sender();
    requireNoInterest(call, model, number, item, author);
    BigInteger contribution = call.number(4);
    boolean own =
        contribution.signum() == 0
            || new DatanetStorage(call.storage()).contributor(contribution).equals(author);
    Call.require(own, FeedbackAbi.WRONG_CONTRIBUTION, contribution, author);
    long id =
        corrections(call)
            .add(
                new Correction(
                    author,
                    BigInteger.ZERO,
                    CorrectionState.PROPOSED,
                    model,
                    number,
                    item,
                    contribution.longValueExact(),
                    call.word(3)));
    call.emit(
        FeedbackAbi.CORRECTION_PROPOSED,
        id,
        model,
        author,
        number,
        (long) item,
        call.word(3),
        contribution);
    return AbiValues.tuple(id);
  }

  private static void requireNoInterest(
      Call call, long model, long round, int item, Address author) {
    Guards.requireNoInterest(call, model, author);
    Call.require(
        !Guards.storage(call).isOwn(model, round, item, author),
        FeedbackAbi.CONFLICT_OF_INTEREST,
        model,
        author);
  }

  private static Tuple approve(Call call) {
    long id = known(call);
    Correction it = corrections(call).get(id);
    long model = it.model();
    Guards.onlyCreator(call, model);
    Round round = Guards.storage(call).round(model, it.round());
    Phase phase = Guards.phase(call, model, it.round(), round);
    Call.require(
        phase == Phase.CLAIM || phase == Phase.CLOSED,
        FeedbackAbi.WRONG_PHASE,
        model,
        it.round(),
        phase.code());
    Item item = Guards.storage(call).item(model, it.round(), it.item());
    Call.require(
        !item.corrected(), FeedbackAbi.ALREADY_CORRECTED, model, it.round(), (long) it.item());
    int median = item.doubledMedian(round.minOthers());
    Call.require(
        median > 0 && median <= POOR, FeedbackAbi.NOT_RATED_LOW, (long) median, (long) POOR);
    requireNoInterest(call, model, it.round(), it.item(), it.author());
    BigInteger bounty = bounty(call, model, round);
    Guards.storage(call).setCorrected(model, it.round(), it.item());
    corrections(call).setState(id, it.approved(bounty));
    Guards.funds(call).set(model, Guards.funds(call).get(model).plus(bounty.negate()));
    Guards.credit(call, it.author(), bounty);
    call.emit(FeedbackAbi.CORRECTION_APPROVED, id, model, it.author(), bounty);
    return AbiValues.tuple(bounty);
  }

  /** The governed bounty, but at most an item's part of what a round opened now could pay. */
  private static BigInteger bounty(Call call, long model, Round round) {
    long share = Guards.parameterLong(call, Parameter.FEEDBACK_ROUND_SHARE);
    BigInteger most = FeedbackFund.part(Guards.funds(call).get(model).amount(), share);
    return Guards.parameter(call, Parameter.CORRECTION_BOUNTY)
        .min(most.divide(BigInteger.valueOf(round.maxItems())));
  }

  private static long known(Call call) {
    BigInteger number = call.number(0);
    boolean known = corrections(call).isCorrection(number);
    Call.require(known, FeedbackAbi.UNKNOWN_CORRECTION, number);
    return number.longValueExact();
  }

  private static Tuple correction(Call call) {
    Correction it = corrections(call).get(known(call));
    return AbiValues.tuple(
        AbiValues.tuple(
            it.model(),
            it.round(),
            (long) it.item(),
            it.author(),
            it.contentHash(),
            it.contribution(),
            it.state().code(),
            it.bounty()));
  }
}
