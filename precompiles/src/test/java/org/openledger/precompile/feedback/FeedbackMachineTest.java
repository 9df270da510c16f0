package org.openledger.precompile.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.feedback.FeedbackBook.REFUSED;
import static org.openledger.precompile.feedback.FeedbackFixture.CONTRACT;
import static org.openledger.precompile.feedback.FeedbackFixture.RATERS;
import static org.openledger.precompile.feedback.FeedbackFixture.SALT;
import static org.openledger.precompile.feedback.FeedbackFixture.STRANGER;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.feedback.FeedbackBook.ModelBook;
import org.openledger.precompile.feedback.FeedbackBook.RaterBook;
import org.openledger.precompile.feedback.FeedbackBook.RoundBook;
import org.openledger.precompile.feedback.FeedbackBook.Vote;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Slot;

/**
 * Random calls of several accounts on two models: each ends as the book says, and every wei has its
 * owner. INV-FEED-01.
 */
class FeedbackMachineTest {

  private static final int CALLS = Integer.getInteger("calls", 200_000);
  private static final int AUDIT = 2_000;
  private static final List<Address> ACCOUNTS = RATERS.subList(0, 7);
  private static final long SETTLED = 1L << 20;

  /** A commitment that may not be revealed yet. */
  private record Open(ModelBook model, int round, Address account) {
    Vote vote() {
      return model.rounds.get(round - 1).votes.get(account);
    }
  }

  private final long seed = Long.getLong("seed", 20261121L);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final FeedbackFixture it = new FeedbackFixture();
  private final TestNetwork network = it.network;
  private final FeedbackBook book = new FeedbackBook();
  private final FeedbackAgents agents = new FeedbackAgents(it, book, random);
  private final List<ModelBook> models = new ArrayList<>();
  private final SortedMap<String, Integer> succeeded = new TreeMap<>();
  private final SortedMap<String, Integer> refused = new TreeMap<>();
  private long request = SETTLED;
  private final List<Open> open = new ArrayList<>();
  private String when = "";

  @Test
  void everyCallEndsAsTheBookSaysAndEveryWeiHasItsOwner() {
    models.add(new ModelBook(it.model));
    models.add(new ModelBook(network.deploy(network.terms(wei(80_000), 4, 1), 1, 1)));
    BigInteger wealth = network.wealth();
    BigInteger collected = network.creditOf(CREATOR);
    for (int call = 0; call < CALLS; call++) {
      when = "seed " + seed + ", call " + call;
      step();
      if (call % AUDIT == 0) {
        assertThat(network.wealth()).as(when).isEqualTo(wealth);
        audit(collected);
      }
    }
    assertThat(succeeded.keySet())
        .containsExactly(
            "addItem",
            "applyShare",
            "approveCorrection",
            "claim",
            "commit",
            "depositBond",
            "forfeit",
            "fund",
            "proposeCorrection",
            "reveal",
            "setShare",
            "withdrawBond");
    assertThat(agents.items()).as("of agents").isPositive();
    assertThat(succeeded.values()).as(succeeded + ", refused " + refused).allMatch(n -> n > 100);
  }

  private void step() {
    if (random.nextInt(200) == 0) {
      agents.change();
    }
    ModelBook model = models.get(random.nextInt(2));
    Address account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    // Mostly what the round's window is for.
    int fitting = 4 + 5 * Math.clamp(model.window(it.block()), 0, 3) + random.nextInt(4);
    switch (random.nextInt(10) < 6 ? fitting : random.nextInt(30)) {
      case 0 -> fund(model);
      case 1 -> share(model);
      case 2 -> {
        if (book.rater(account).bond < FeedbackFixture.BOND || random.nextInt(8) == 0) {
          bond(account);
        }
      }
      case 3 -> {
        if (random.nextInt(4) == 0) {
          make(book.withdrawBond(account), account, "withdrawBond");
        }
      }
      case 4, 5, 6, 7, 8 -> item(model);
      case 9, 10, 11, 12, 13 -> commit(model, account);
      case 14, 15, 16, 17, 18 -> reveal(model, account);
      case 19 -> make(book.claim(model, account, it.block()), STRANGER, "claim", model.id, account);
      case 20 -> forfeit(model, account);
      case 21 -> propose(model, account);
      case 22 -> {
        int number = Math.max(0, book.offers.size() + 1 - random.nextInt(12));
        make(book.approve(number, it.block()), CREATOR, "approveCorrection", (long) number);
      }
      default -> later(model);
    }
  }

  private void fund(ModelBook model) {
    long amount = 1 + random.nextLong(1L << (1 + random.nextInt(38)));
    model.pool += amount;
    pay(0, STRANGER, amount, "fund", model.id);
  }

  private void share(ModelBook model) {
    if (random.nextInt(8) > 0) {
      make(book.applyShare(model, it.block()), STRANGER, "applyShare", model.id);
    } else {
      long share = random.nextInt(6_000);
      make(book.setShare(model, share, it.block()), CREATOR, "setShare", model.id, share);
    }
  }

  private void bond(Address account) {
    RaterBook rater = book.rater(account);
    long amount = random.nextInt(3) == 0 ? 1 + random.nextInt(999) : 1_000;
    rater.bond += amount;
    rater.since = it.block();
    pay(0, account, amount, "depositBond");
  }

  /** An inference that counts as settled, without its work. */
  private void item(ModelBook model) {
    Address payer = random.nextInt(3) == 0 ? PAYER : agents.wallet();
    boolean byPayer = random.nextBoolean();
    long number = ++request;
    Slot slot =
        Slot.of(NativeAddress.INFERENCE_FEES.address(), Ledger.END)
            .mapping(payer)
            .mapping(model.id)
            .mapping(number >>> 8);
    network.host.setStorage(slot.account(), slot.key(), UInt256.MAX_VALUE);
    long expected = book.addItem(model, payer, byPayer, it.block());
    Address sender = byPayer ? payer : CREATOR;
    Outcome outcome = call(sender, 0, "addItem", model.id, payer, number);
    check(expected, "addItem", outcome, 1);
  }

  private int[] ratings(ModelBook model, Address account) {
    RoundBook round = model.last();
    int items = round == null ? 1 : round.payers.size();
    int[] ratings = new int[items];
    int mood = 1 + random.nextInt(5);
    for (int item = 0; item < items; item++) {
      boolean own = round != null && round.isOwn(item, account);
      int rating = Math.clamp(mood + random.nextInt(3) - 1, 1, 5);
      ratings[item] = own && random.nextInt(20) > 0 ? 0 : rating;
    }
    if (random.nextInt(50) == 0) {
      ratings[random.nextInt(items)] = random.nextInt(9);
    }
    return ratings;
  }

  private void commit(ModelBook model, Address account) {
    int[] ratings = ratings(model, account);
    Bytes32 hash =
        Keccak256.hash(
            Bytes.concatenate(
                UInt256.valueOf(model.id).toBytes(),
                UInt256.valueOf(model.rounds.size()).toBytes(),
                account.toWord().toBytes(),
                SALT,
                FeedbackFixture.bytes(ratings)));
    long expected = book.commit(model, account, ratings, it.block());
    if (expected != REFUSED) {
      open.add(new Open(model, model.rounds.size(), account));
    }
    make(expected, account, "commit", model.id, hash);
  }

  private void reveal(ModelBook model, Address account) {
    RoundBook round = model.last();
    Vote vote = round == null ? null : round.votes.get(account);
    boolean right = vote != null && random.nextInt(20) > 0;
    int[] ratings = right ? vote.ratings : ratings(model, account);
    long expected = book.reveal(model, account, ratings, it.block());
    make(expected, account, "reveal", model.id, FeedbackFixture.bytes(ratings), SALT);
  }

  private void forfeit(ModelBook model, Address account) {
    Open any = new Open(model, model.rounds.size() + 1 - random.nextInt(2), account);
    open.removeIf(it -> it.vote().revealed || it.vote().done);
    Open it = open.isEmpty() || random.nextInt(8) == 0 ? any : open.getFirst();
    long expected = book.forfeit(it.model, it.round, it.account, this.it.block());
    make(expected, STRANGER, "forfeit", it.model.id, (long) it.round, it.account);
  }

  private void propose(ModelBook model, Address account) {
    int round = Math.max(0, model.rounds.size() + 1 - random.nextInt(4));
    int item = random.nextInt(5);
    make(
        book.propose(model, round, item, account),
        account,
        "proposeCorrection",
        model.id,
        (long) round,
        (long) item,
        SALT,
        0L);
  }

  private void later(ModelBook model) {
    it.skip(random.nextInt(6));
    if (random.nextInt(100) == 0) {
      network.settle(model.id, ++request - SETTLED, "abcdefgh");
      model.accrued += 448;
    }
    if (random.nextInt(100) == 0) {
      network.collect(model.id);
      model.share();
    }
  }

  private void make(long expected, Address sender, String function, Object... arguments) {
    pay(expected, sender, 0, function, arguments);
  }

  private void pay(
      long expected, Address sender, long value, String function, Object... arguments) {
    check(expected, function, call(sender, value, function, arguments), 0);
  }

  private Outcome call(Address sender, long value, String function, Object... arguments) {
    Function encoding = FeedbackAbi.ABI.function(function);
    Bytes input = Bytes.wrap(encoding.encodeCall(AbiValues.tuple(arguments)).array());
    return network.call(sender, CONTRACT, wei(value), TestNetwork.GAS, input);
  }

  private void check(long expected, String function, Outcome outcome, int returned) {
    if (expected == REFUSED) {
      assertThat(outcome).as(when + " " + function).isInstanceOf(Outcome.Revert.class);
      refused.merge(function, 1, Integer::sum);
      return;
    }
    assertThat(outcome).as(when + " " + function).isInstanceOf(Outcome.Success.class);
    succeeded.merge(function, 1, Integer::sum);
    Tuple values =
        FeedbackAbi.ABI
            .function(function)
            .decodeReturn(((Outcome.Success) outcome).output().toArray());
    if (values.size() > returned) {
      assertThat(values.<BigInteger>get(returned)).as(when + " " + function).isEqualTo(expected);
    }
  }

  private void audit(BigInteger collectedBefore) {
    BigInteger owed = network.read("InferenceFees", "accruedPlatform");
    owed = owed.add(network.read("InferenceFees", "accruedStakers"));
    BigInteger collected = collectedBefore;
    for (ModelBook model : models) {
      Tuple accrued = network.send(STRANGER, "InferenceFees", "accrued", model.id);
      assertThat(accrued.<BigInteger>get(0)).as(when).isEqualTo(model.accrued);
      for (int part = 0; part < 3; part++) {
        owed = owed.add(accrued.get(part));
      }
      collected = collected.add(wei(model.collected));
      Tuple pool = network.read(CONTRACT, "pool", model.id);
      assertThat(pool)
          .as(when)
          .isEqualTo(
              ContractFixture.tuple(
                  model.pool,
                  model.share,
                  model.next,
                  model.fromBlock,
                  (long) model.rounds.size()));
      owed = owed.add(wei(model.pool));
      if (!model.rounds.isEmpty()) {
        Tuple round = network.read(CONTRACT, "round", model.id, (long) model.rounds.size());
        assertThat(round.<BigInteger>get(12)).as(when).isEqualTo(model.last().left);
        owed = owed.add(wei(model.last().left));
        agents.audit(model, when);
      }
    }
    assertThat(network.creditOf(CREATOR)).as(when).isEqualTo(collected);
    for (Address account : ACCOUNTS) {
      RaterBook rater = book.rater(account);
      Tuple is = it.rater(account);
      assertThat(is.<BigInteger>get(0)).as(when).isEqualTo(rater.bond);
      assertThat(is.<BigInteger>get(2)).as(when).isEqualTo(rater.open);
      owed = owed.add(wei(rater.bond)).add(network.creditOf(account));
    }
    owed = owed.add(agents.credits());
    for (Address account : List.of(CREATOR, PLATFORM, TREASURY, DATANET_TREASURY)) {
      owed = owed.add(network.creditOf(account));
    }
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities")).as(when).isEqualTo(owed);
    assertThat(network.<BigInteger>read("InferenceFees", "surplus")).as(when).isZero();
    assertThat(network.<BigInteger>read(CONTRACT, "surplus")).as(when).isZero();
  }
}
