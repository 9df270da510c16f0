package org.openledger.precompile.feedback;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.fund.FeedbackFunds;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the feedback, as solc lays it out:
 *
 * <pre>
 *   0  the {@link FeedbackFunds}
 *      of each model =&gt; round:
 *   1  struct {
 *        uint48 start; uint32 window; uint8 maxItems; uint8 items; uint8 payerItems;
 *        uint16 maxRaters; uint16 raters; uint16 revealed; uint16 minOthers; uint16 maxRaterShare;
 *        uint128 budget; uint128 left } rounds
 *   2  mapping(uint256 item =&gt; struct {
 *        address payer; uint16 ones; uint16 twos; uint16 threes; uint16 fours; uint16 fives;
 *        bool corrected; bool byAgent; uint256 request; address owner }) items
 *   3  mapping(address rater =&gt; struct { uint248 content; uint8 state }) ballots
 *   4  mapping(address payer =&gt; mapping(uint256 model =&gt; mapping(uint256 request =&gt; struct {
 *        uint64 round; uint8 item }))) places
 *   5  mapping(address =&gt; struct {
 *        uint96 bond; uint48 since; uint32 open; uint32 revealed; uint32 forfeited }) raters
 *   6  uint256 correctionCount
 *   7  {@link CorrectionStorage}
 * </pre>
 *
 * <p>A ballot's content is the commitment's first 31 bytes until it is revealed, then the ratings.
 */
final class FeedbackStorage {

  static final Address ACCOUNT = NativeAddress.FEEDBACK.address();

  private static final Slot ROUNDS = Slot.of(ACCOUNT, 1);
  private static final Slot ITEMS = Slot.of(ACCOUNT, 2);
  private static final Slot BALLOTS = Slot.of(ACCOUNT, 3);
  private static final Slot PLACES = Slot.of(ACCOUNT, 4);
  private static final Slot RATERS = Slot.of(ACCOUNT, 5);

  private static final Field START = new Field(0, 6);
  private static final Field WINDOW = START.then(4);
  private static final Field MAX_ITEMS = WINDOW.then(1);
  private static final Field ITEM_COUNT = MAX_ITEMS.then(1);
  private static final Field PAYER_ITEMS = ITEM_COUNT.then(1);
  private static final Field MAX_RATERS = PAYER_ITEMS.then(2);
  private static final Field RATER_COUNT = MAX_RATERS.then(2);
  private static final Field REVEALED_COUNT = RATER_COUNT.then(2);
  private static final Field MIN_OTHERS = REVEALED_COUNT.then(2);
  private static final Field MAX_RATER_SHARE = MIN_OTHERS.then(2);
  private static final Field BUDGET = new Field(0, 16);
  private static final Field LEFT = BUDGET.then(16);

  private static final Field PAYER = new Field(0, Address.SIZE);
  private static final Field ONES = PAYER.then(2);
  private static final Field TWOS = ONES.then(2);
  private static final Field THREES = TWOS.then(2);
  private static final Field FOURS = THREES.then(2);
  private static final Field FIVES = FOURS.then(2);
  private static final Field CORRECTED = FIVES.then(1);
  private static final Field BY_AGENT = CORRECTED.then(1);

  private static final Field CONTENT = new Field(0, 31);
  private static final Field STATE = CONTENT.then(1);

  private static final Field ROUND = new Field(0, 8);
  private static final Field ITEM = ROUND.then(1);

  private static final Field BOND = new Field(0, 12);
  private static final Field SINCE = BOND.then(6);
  private static final Field OPEN = SINCE.then(4);
  private static final Field REVEALED = OPEN.then(4);
  private static final Field FORFEITED = REVEALED.then(4);

  private final Storage storage;

  FeedbackStorage(Storage storage) {
    this.storage = storage;
  }

  Round round(long model, long number) {
    Slot slot = of(ROUNDS, model, number);
    UInt256 word = storage.load(slot);
    UInt256 money = storage.load(slot.member(1));
    return new Round(
        START.getLong(word),
        WINDOW.getLong(word),
        small(MAX_ITEMS, word),
        small(ITEM_COUNT, word),
        small(PAYER_ITEMS, word),
        small(MAX_RATERS, word),
        small(RATER_COUNT, word),
        small(REVEALED_COUNT, word),
        small(MIN_OTHERS, word),
        small(MAX_RATER_SHARE, word),
        BUDGET.getNumber(money),
        LEFT.getNumber(money));
  }

  void setRound(long model, long number, Round it) {
    Slot slot = of(ROUNDS, model, number);
    UInt256 word = START.set(UInt256.ZERO, it.start());
    word = WINDOW.set(word, it.window());
    word = MAX_ITEMS.set(word, it.maxItems());
    word = ITEM_COUNT.set(word, it.items());
    word = PAYER_ITEMS.set(word, it.payerItems());
    word = MAX_RATERS.set(word, it.maxRaters());
    word = RATER_COUNT.set(word, it.raters());
    word = REVEALED_COUNT.set(word, it.revealed());
    word = MIN_OTHERS.set(word, it.minOthers());
    storage.store(slot, MAX_RATER_SHARE.set(word, it.maxRaterShare()));
    UInt256 money = BUDGET.set(UInt256.ZERO, it.budget());
    storage.store(slot.member(1), LEFT.set(money, it.left()));
  }

  Item item(long model, long round, int number) {
    Slot slot = of(ITEMS, model, round).mapping(number);
    UInt256 word = storage.load(slot);
    Histogram ratings =
        new Histogram(
            small(ONES, word),
            small(TWOS, word),
            small(THREES, word),
            small(FOURS, word),
            small(FIVES, word));
    return new Item(
        PAYER.getAddress(word),
        owner(slot, word),
        storage.loadNumber(slot.member(1)),
        ratings,
        CORRECTED.getLong(word) != 0);
  }

  /** Whether an account paid for an item, itself or by an agent: a word, or two for an agent's. */
  boolean isOwn(long model, long round, int number, Address account) {
    Slot slot = of(ITEMS, model, round).mapping(number);
    UInt256 word = storage.load(slot);
    return PAYER.getAddress(word).equals(account) || owner(slot, word).equals(account);
  }

  /** Whose agent paid for an item; zero: nobody's. */
  private Address owner(Slot slot, UInt256 word) {
    return BY_AGENT.getLong(word) == 0 ? Address.ZERO : storage.loadAddress(slot.member(2));
  }

  /** How an item was rated: one word, unlike the whole item. */
  Histogram ratings(long model, long round, int number) {
    UInt256 word = storage.load(of(ITEMS, model, round).mapping(number));
    return new Histogram(
        small(ONES, word),
        small(TWOS, word),
        small(THREES, word),
        small(FOURS, word),
        small(FIVES, word));
  }

  /** Replaces what raters said of an item. */
  void setRatings(long model, long round, int number, Histogram ratings) {
    Slot slot = of(ITEMS, model, round).mapping(number);
    UInt256 word = ONES.set(storage.load(slot), ratings.ones());
    word = TWOS.set(word, ratings.twos());
    word = THREES.set(word, ratings.threes());
    word = FOURS.set(word, ratings.fours());
    storage.store(slot, FIVES.set(word, ratings.fives()));
  }

  void setCorrected(long model, long round, int number) {
    Slot slot = of(ITEMS, model, round).mapping(number);
    storage.store(slot, CORRECTED.set(storage.load(slot), 1));
  }

  /**
   * Puts an inference up: as an item that nobody has rated, and where it is found.
   *
   * @param principal who answers for the payer: the payer himself, or whose agent he is
   */
  void addItem(long model, Place place, Address payer, Address principal, BigInteger request) {
    Slot slot = of(ITEMS, model, place.round()).mapping(place.item());
    boolean byAgent = !principal.equals(payer);
    storage.store(slot, BY_AGENT.set(PAYER.set(UInt256.ZERO, payer), byAgent ? 1 : 0));
    storage.store(slot.member(1), request);
    if (byAgent) {
      storage.store(slot.member(2), principal);
    }
    UInt256 word = ROUND.set(UInt256.ZERO, place.round());
    storage.store(placeSlot(payer, model, request), ITEM.set(word, place.item()));
  }

  Place place(Address payer, long model, BigInteger request) {
    UInt256 word = storage.load(placeSlot(payer, model, request));
    return new Place(ROUND.getLong(word), small(ITEM, word));
  }

  Ballot ballot(long model, long round, Address rater) {
    UInt256 word = storage.load(of(BALLOTS, model, round).mapping(rater));
    return new Ballot(BallotState.of(STATE.getLong(word)), CONTENT.getNumber(word));
  }

  void setBallot(long model, long round, Address rater, Ballot ballot) {
    UInt256 word = CONTENT.set(UInt256.ZERO, ballot.content());
    storage.store(of(BALLOTS, model, round).mapping(rater), STATE.set(word, ballot.state().code()));
  }

  Rater rater(Address account) {
    UInt256 word = storage.load(RATERS.mapping(account));
    return new Rater(
        BOND.getNumber(word),
        SINCE.getLong(word),
        OPEN.getLong(word),
        REVEALED.getLong(word),
        FORFEITED.getLong(word));
  }

  void setRater(Address account, Rater it) {
    UInt256 word = BOND.set(UInt256.ZERO, it.bond());
    word = SINCE.set(word, it.since());
    word = OPEN.set(word, it.open());
    word = REVEALED.set(word, it.revealed());
    storage.store(RATERS.mapping(account), FORFEITED.set(word, it.forfeited()));
  }

  private static int small(Field field, UInt256 word) {
    return (int) field.getLong(word);
  }

  private static Slot of(Slot mapping, long model, long round) {
    return mapping.mapping(model).mapping(round);
  }

  private static Slot placeSlot(Address payer, long model, BigInteger request) {
    return PLACES.mapping(payer).mapping(model).mapping(UInt256.valueOf(request));
  }
}
