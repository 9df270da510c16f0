package org.openledger.precompile.feedback;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.fee.FeeStorage;
import org.openledger.precompile.fund.FeedbackFund;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/**
 * Rounds and their items. INV-FEED-06: the items of a round are fixed before anybody rates them,
 * and all raters rate all of them: no ring chooses what it rates.
 */
final class Rounds {

  private Rounds() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("addItem", Rounds::addItem)
        .view("round", Rounds::round)
        .view("item", Rounds::item)
        .view("items", Rounds::items)
        .view("placeOf", Rounds::placeOf);
  }

  private static Tuple addItem(Call call) {
    long model = Guards.model(call, 0);
    Address payer = call.address(1);
    BigInteger request = call.number(2);
    boolean byCreator = Guards.isCreator(call, model);
    Call.require(
        byCreator || payer.equals(call.sender()),
        FeedbackAbi.NOT_CREATOR_NOR_PAYER,
        model,
        call.sender());
    FeedbackStorage storage = Guards.storage(call);
    Call.require(
        new FeeStorage(call.storage()).isSettled(payer, model, request),
        FeedbackAbi.NOT_SETTLED,
        payer,
        model,
        request);
    Call.require(
        storage.place(payer, model, request).round() == 0,
        FeedbackAbi.ALREADY_AN_ITEM,
        payer,
        model,
        request);
    long number = Guards.last(call, model);
    Round round = storage.round(model, number);
    if (round.isOver(call.blockNumber())) {
      round = open(call, model, number, round);
      number++;
    }
    Guards.requirePhase(model, number, round.phase(call.blockNumber(), true), Phase.ITEMS);
    int limit = byCreator ? round.maxItems() : round.maxPayerItems();
    boolean fits = round.items() < round.maxItems() && (byCreator || round.payerItems() < limit);
    Call.require(fits, FeedbackAbi.TOO_MANY_ITEMS, model, number, (long) limit);
    Place place = new Place(number, round.items());
    storage.addItem(model, place, payer, Guards.principal(call, payer), request);
    storage.setRound(model, number, round.withItem(!byCreator));
    call.emit(FeedbackAbi.ITEM_ADDED, model, number, payer, request, (long) place.item());
    return AbiValues.tuple(number, (long) place.item());
  }

  /** Closes a round, if there is one, and opens the next. */
  private static Round open(Call call, long model, long last, Round before) {
    FeedbackStorage storage = Guards.storage(call);
    FeedbackFund fund = Guards.funds(call).get(model);
    if (before.exists()) {
      fund = fund.plus(before.left());
      storage.setRound(model, last, before.paid(before.left()));
      call.emit(FeedbackAbi.ROUND_CLOSED, model, last, before.left());
    }
    long share = Guards.parameterLong(call, Parameter.FEEDBACK_ROUND_SHARE);
    BigInteger budget = FeedbackFund.part(fund.amount(), share);
    Guards.funds(call).set(model, fund.nextRound(budget));
    Round round =
        new Round(
            call.blockNumber(),
            Guards.parameterLong(call, Parameter.FEEDBACK_WINDOW),
            (int) Guards.parameterLong(call, Parameter.MAX_FEEDBACK_ITEMS),
            0,
            0,
            (int) Guards.parameterLong(call, Parameter.MAX_RATERS),
            0,
            0,
            (int) Guards.parameterLong(call, Parameter.MIN_OTHER_RATERS),
            (int) Guards.parameterLong(call, Parameter.MAX_RATER_SHARE),
            budget,
            budget);
    call.emit(FeedbackAbi.ROUND_OPENED, model, last + 1, round.start(), round.window(), budget);
    return round;
  }

  private static Tuple round(Call call) {
    long model = Guards.model(call, 0);
    long number = Guards.number(call, 1, model);
    Round round = Guards.storage(call).round(model, number);
    return AbiValues.tuple(
        AbiValues.tuple(
            Guards.phase(call, model, number, round).code(),
            round.start(),
            round.window(),
            (long) round.items(),
            (long) round.payerItems(),
            (long) round.maxItems(),
            (long) round.raters(),
            (long) round.revealed(),
            (long) round.maxRaters(),
            (long) round.minOthers(),
            (long) round.maxRaterShare(),
            round.budget(),
            round.left(),
            round.perRater()));
  }

  private static Tuple item(Call call) {
    long model = Guards.model(call, 0);
    long number = Guards.number(call, 1, model);
    Round round = Guards.storage(call).round(model, number);
    int item = item(call, 2, model, number, round);
    return AbiValues.tuple(tuple(round, Guards.storage(call).item(model, number, item)));
  }

  /** An argument that names an item of a round. */
  static int item(Call call, int argument, long model, long number, Round round) {
    BigInteger item = call.number(argument);
    Call.require(
        item.compareTo(BigInteger.valueOf(round.items())) < 0,
        FeedbackAbi.UNKNOWN_ITEM,
        model,
        number,
        item);
    return item.intValueExact();
  }

  private static Tuple items(Call call) {
    long model = Guards.model(call, 0);
    long number = Guards.number(call, 1, model);
    Round round = Guards.storage(call).round(model, number);
    Tuple[] items = new Tuple[round.items()];
    for (int item = 0; item < items.length; item++) {
      items[item] = tuple(round, Guards.storage(call).item(model, number, item));
    }
    return AbiValues.tuple((Object) items);
  }

  private static Tuple tuple(Round round, Item item) {
    Histogram ratings = item.ratings();
    return AbiValues.tuple(
        item.payer(),
        item.request(),
        (long) ratings.ones(),
        (long) ratings.twos(),
        (long) ratings.threes(),
        (long) ratings.fours(),
        (long) ratings.fives(),
        (long) ratings.count(),
        (long) ratings.sum(),
        (long) item.doubledMedian(round.minOthers()),
        item.corrected(),
        item.owner());
  }

  private static Tuple placeOf(Call call) {
    long model = Guards.model(call, 1);
    Place place = Guards.storage(call).place(call.address(0), model, call.number(2));
    return AbiValues.tuple(place.round(), (long) place.item());
  }
}
