package org.openledger.precompile.feedback;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.precompile.host.Address;

/**
 * What Feedback should do, in plain Java: whether a call succeeds, and every wei after it. Each
 * method changes the book as a call changes the chain, and says what it returns; or {@link
 * #REFUSED}.
 */
final class FeedbackBook {

  static final long REFUSED = -1;
  static final int ITEMS = 4;

  private static final int MIN_OTHERS = 3;

  /** A rater's ratings of a round, as he committed to them. */
  static final class Vote {
    final int[] ratings;
    boolean revealed;
    boolean done;

    Vote(int[] ratings) {
      this.ratings = ratings.clone();
    }
  }

  /** An agent whose wallet has consented. */
  static final class AgentBook {
    final Address wallet;
    Address owner;
    boolean revoked;

    AgentBook(Address wallet, Address owner) {
      this.wallet = wallet;
      this.owner = owner;
    }
  }

  /** A correction. */
  record Offer(ModelBook model, int round, int item, Address author) {}

  /** A round. */
  static final class RoundBook {
    final long start;
    final List<Address> payers = new ArrayList<>();
    final List<Address> principals = new ArrayList<>();
    final List<Boolean> corrected = new ArrayList<>();
    final SortedMap<Address, Vote> votes = new TreeMap<>();
    int payerItems;
    long budget;
    long left;

    RoundBook(long start, long budget) {
      this.start = start;
      this.budget = budget;
      this.left = budget;
    }

    /** Whether an account paid for an item, or whose agent did when it was put up. */
    boolean isOwn(int item, Address account) {
      return account.equals(payers.get(item)) || account.equals(principals.get(item));
    }

    List<Integer> ratingsOf(int item, Address but) {
      List<Integer> ratings = new ArrayList<>();
      votes.forEach(
          (rater, vote) -> {
            if (vote.revealed && !rater.equals(but) && vote.ratings[item] > 0) {
              ratings.add(vote.ratings[item]);
            }
          });
      Collections.sort(ratings);
      return ratings;
    }

    long revealed() {
      return votes.values().stream().filter(vote -> vote.revealed).count();
    }
  }

  /** A model. */
  static final class ModelBook {
    final long id;
    final List<RoundBook> rounds = new ArrayList<>();
    long pool;
    long share;
    long next;
    long fromBlock;
    long accrued;
    long collected;

    ModelBook(long id) {
      this.id = id;
    }

    RoundBook last() {
      return rounds.isEmpty() ? null : rounds.getLast();
    }

    /** 0 items, 1 commit, 2 reveal, 3 and more: claim. */
    long window(long block) {
      return rounds.isEmpty() ? REFUSED : (block - last().start) / FeedbackFixture.WINDOW;
    }

    void share() {
      long part = accrued * share / 10_000;
      pool += part;
      collected += accrued - part;
      accrued = 0;
    }
  }

  /** A rater. */
  static final class RaterBook {
    long bond;
    long since;
    int open;
    long credit;
  }

  final SortedMap<Address, RaterBook> raters = new TreeMap<>();
  final List<Offer> offers = new ArrayList<>();
  final List<AgentBook> agents = new ArrayList<>();

  /** The last agent whose wallet an account is; or was, unless it must be one still. */
  Optional<AgentBook> agentOf(Address wallet, boolean still) {
    return agents.reversed().stream()
        .filter(agent -> agent.wallet.equals(wallet))
        .findFirst()
        .filter(agent -> !still || !agent.revoked);
  }

  boolean isAgent(Address account) {
    return agentOf(account, true).isPresent();
  }

  private Address principal(Address payer) {
    List<Address> up = new ArrayList<>(List.of(payer));
    Optional<AgentBook> agent = agentOf(payer, false);
    while (agent.isPresent() && up.size() <= 4 && !agent.get().owner.equals(payer)) {
      up.add(agent.get().owner);
      agent = agentOf(up.getLast(), true);
    }
    return up.getLast();
  }

  RaterBook rater(Address account) {
    return raters.computeIfAbsent(account, a -> new RaterBook());
  }

  long setShare(ModelBook model, long share, long block) {
    if (share > Math.max(5_000, model.share)) {
      return REFUSED;
    }
    if (share >= model.share) {
      model.share();
      model.share = share;
      model.next = 0;
      model.fromBlock = 0;
    } else {
      model.next = share;
      model.fromBlock = block + FeedbackFixture.NOTICE;
    }
    return 0;
  }

  long applyShare(ModelBook model, long block) {
    if (model.fromBlock == 0 || block < model.fromBlock) {
      return REFUSED;
    }
    model.share();
    model.share = model.next;
    model.next = 0;
    model.fromBlock = 0;
    return 0;
  }

  long addItem(ModelBook model, Address payer, boolean byPayer, long block) {
    long window = model.window(block);
    boolean opens = window == REFUSED || window >= 4;
    if (!opens && window > 0) {
      return REFUSED;
    }
    if (opens) {
      if (window != REFUSED) {
        model.pool += model.last().left;
        model.last().left = 0;
      }
      long budget = model.pool / 2;
      model.pool -= budget;
      model.rounds.add(new RoundBook(block, budget));
    }
    RoundBook round = model.last();
    if (round.payers.size() == ITEMS || (byPayer && round.payerItems == ITEMS / 2)) {
      return REFUSED;
    }
    round.payers.add(payer);
    round.principals.add(principal(payer));
    round.corrected.add(false);
    round.payerItems += byPayer ? 1 : 0;
    return round.payers.size() - 1;
  }

  long withdrawBond(Address account) {
    RaterBook rater = rater(account);
    if (rater.open > 0 || rater.bond == 0) {
      return REFUSED;
    }
    long amount = rater.bond;
    rater.credit += amount;
    rater.bond = 0;
    return amount;
  }

  long commit(ModelBook model, Address account, int[] ratings, long block) {
    RaterBook rater = rater(account);
    if (model.window(block) != 1
        || isAgent(account)
        || rater.bond < FeedbackFixture.BOND
        || rater.since >= model.last().start
        || model.last().votes.containsKey(account)) {
      return REFUSED;
    }
    model.last().votes.put(account, new Vote(ratings));
    rater.open++;
    return 0;
  }

  long reveal(ModelBook model, Address account, int[] ratings, long block) {
    if (model.window(block) != 2) {
      return REFUSED;
    }
    RoundBook round = model.last();
    Vote vote = round.votes.get(account);
    if (vote == null || vote.revealed || !Arrays.equals(ratings, vote.ratings)) {
      return REFUSED;
    }
    for (int item = 0; item < ratings.length; item++) {
      boolean own = round.isOwn(item, account);
      if (own ? ratings[item] != 0 : ratings[item] < 1 || ratings[item] > 5) {
        return REFUSED;
      }
    }
    vote.revealed = true;
    rater(account).open--;
    return 0;
  }

  long claim(ModelBook model, Address account, long block) {
    if (model.window(block) < 3) {
      return REFUSED;
    }
    RoundBook round = model.last();
    Vote vote = round.votes.get(account);
    if (vote == null || !vote.revealed || vote.done) {
      return REFUSED;
    }
    long points = 0;
    for (int item = 0; item < vote.ratings.length; item++) {
      List<Integer> others = round.ratingsOf(item, account);
      if (vote.ratings[item] > 0 && others.size() >= MIN_OTHERS) {
        points += 8 - Math.abs(2 * vote.ratings[item] - doubledMedian(others));
      }
    }
    long most = Math.min(round.budget / round.revealed(), round.budget / 4);
    long reward =
        BigInteger.valueOf(most)
            .multiply(BigInteger.valueOf(points))
            .divide(BigInteger.valueOf(8L * ITEMS))
            .longValueExact();
    vote.done = true;
    round.left -= reward;
    rater(account).credit += reward;
    return reward;
  }

  static int doubledMedian(List<Integer> sorted) {
    return sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2);
  }

  long forfeit(ModelBook model, int number, Address account, long block) {
    boolean over = number < model.rounds.size() || model.window(block) >= 3;
    if (number < 1 || number > model.rounds.size() || !over) {
      return REFUSED;
    }
    Vote vote = model.rounds.get(number - 1).votes.get(account);
    if (vote == null || vote.revealed || vote.done) {
      return REFUSED;
    }
    RaterBook rater = rater(account);
    long amount = Math.min(FeedbackFixture.PENALTY, rater.bond);
    vote.done = true;
    rater.open--;
    rater.bond -= amount;
    model.pool += amount;
    return amount;
  }

  long propose(ModelBook model, int number, int item, Address author) {
    if (number < 1
        || number > model.rounds.size()
        || item >= model.rounds.get(number - 1).payers.size()
        || isAgent(author)
        || rater(author).bond < FeedbackFixture.BOND
        || model.rounds.get(number - 1).isOwn(item, author)) {
      return REFUSED;
    }
    offers.add(new Offer(model, number, item, author));
    return offers.size();
  }

  long approve(int number, long block) {
    if (number < 1 || number > offers.size()) {
      return REFUSED;
    }
    Offer offer = offers.get(number - 1);
    ModelBook model = offer.model();
    RoundBook round = model.rounds.get(offer.round() - 1);
    boolean over = offer.round() < model.rounds.size() || model.window(block) >= 3;
    List<Integer> ratings = round.ratingsOf(offer.item(), Address.ZERO);
    if (!over
        || isAgent(offer.author())
        || round.corrected.get(offer.item())
        || ratings.size() < MIN_OTHERS
        || doubledMedian(ratings) > 6) {
      return REFUSED;
    }
    long bounty = Math.min(FeedbackFixture.BOUNTY, model.pool / 2 / ITEMS);
    round.corrected.set(offer.item(), true);
    model.pool -= bounty;
    rater(offer.author()).credit += bounty;
    return bounty;
  }
}
