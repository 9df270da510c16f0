package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.host.NativeAddress;

/** Rounds of the first model, through their four windows, and the pool that pays them. */
final class FeedbackCalls extends FittingCalls {

  private static final long MODEL = 1;
  private static final int ITEMS = 1;
  private static final int COMMIT = 2;
  private static final int REVEAL = 3;
  private static final int COMMITTED = 1;
  private static final int REVEALED = 2;
  private static final int CANDIDATES = 12;

  private final Settlements settlements;
  private List<Settlements.Asked> candidates = List.of();
  private Tuple round = Tuple.EMPTY;
  private Map<Integer, List<Integer>> ballots = Map.of();
  private long number;
  private long corrections;

  FeedbackCalls(Knowledge known, Random random, Settlements settlements) {
    super(NativeAddress.FEEDBACK, known, random);
    this.settlements = settlements;
  }

  @Override
  void refresh() {
    number = number(ask("pool", MODEL).<Tuple>get(0), 4);
    round = ask("round", MODEL, number).get(0);
    corrections = count("correctionCount");
    ballots = new HashMap<>();
    for (int rater : Setting.RATERS) {
      Tuple ballot = ask("ballot", MODEL, number, Senders.address(rater)).get(0);
      ballots.computeIfAbsent(ballot.get(0), state -> new ArrayList<>()).add(rater);
    }
    candidates = new ArrayList<>();
    for (Settlements.Asked it : settlements.newest(MODEL, CANDIDATES)) {
      boolean settled =
          known
              .ask(
                  NativeAddress.INFERENCE_FEES,
                  "isSettled",
                  Senders.address(it.payer()),
                  MODEL,
                  it.request())
              .get(0);
      Tuple place = ask("placeOf", Senders.address(it.payer()), MODEL, it.request());
      if (settled && number(place, 0) == 0) {
        candidates.add(it);
      }
    }
  }

  @Override
  Optional<Draft> next() {
    if (random.nextInt(4) == 0) {
      return money();
    }
    int phase = (int) number(round, 0);
    return switch (phase) {
      case COMMIT -> {
        int rater = withBallot(0);
        yield call(rater, "commit", MODEL, commitment(rater));
      }
      case REVEAL -> {
        int rater = withBallot(COMMITTED);
        // Who is not lucky forfeits a part of his bond.
        yield rater % 4 == 1
            ? Optional.empty()
            : call(rater, "reveal", MODEL, ratings(rater), HASH);
      }
      case ITEMS, 0 -> item();
      default -> random.nextInt(4) == 0 ? item() : after(one(Setting.RATERS));
    };
  }

  /** A rater whose ballot is in a state, or any where there is none. */
  private int withBallot(int state) {
    return one(ballots.getOrDefault(state, Setting.RATERS));
  }

  private Optional<Draft> item() {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    Settlements.Asked it = one(candidates);
    // An agent's wallet may be an account that only signs.
    boolean self = it.payer() < DevAccounts.FUNDED && random.nextInt(3) == 0;
    int sender = mostly(self ? it.payer() : CREATOR);
    return call(sender, "addItem", MODEL, Senders.address(it.payer()), it.request());
  }

  private Optional<Draft> after(int rater) {
    long item = random.nextInt((int) Math.max(1, number(round, 3)));
    return switch (random.nextInt(5)) {
      case 0, 1 -> call(rater, "claim", MODEL, Senders.address(withBallot(REVEALED)));
      case 2 -> call(rater, "forfeit", MODEL, number, Senders.address(withBallot(COMMITTED)));
      case 3 -> call(rater, "proposeCorrection", MODEL, number, item, HASH, 0L);
      default ->
          corrections == 0
              ? Optional.empty()
              : call(
                  mostly(CREATOR),
                  "approveCorrection",
                  Math.max(1, corrections - random.nextInt(4)));
    };
  }

  private Optional<Draft> money() {
    int rater = one(Setting.RATERS);
    return switch (random.nextInt(8)) {
      case 0, 1 -> pay(rater, wei(100_000), "fund", MODEL);
      case 2, 3 -> call(mostly(CREATOR), "setShare", MODEL, (long) random.nextInt(5_100));
      case 4 -> call(rater, "applyShare", MODEL);
      case 5, 6 -> pay(rater, wei(100), "depositBond");
      default -> random.nextInt(3) == 0 ? call(rater, "withdrawBond") : Optional.empty();
    };
  }

  private Bytes32 commitment(int rater) {
    return Bytes32.wrap(
        ask("commitmentOf", MODEL, number, Senders.address(rater), ratings(rater), HASH)
            .<byte[]>get(0));
  }

  /** Always the same of a rater in a round: what is revealed later was committed to. */
  private Bytes ratings(int rater) {
    byte[] ratings = new byte[(int) number(round, 3)];
    for (int i = 0; i < ratings.length; i++) {
      ratings[i] = (byte) (1 + (7 * number + 3L * rater + 5L * rater * i + i) % 4);
    }
    return Bytes.wrap(ratings);
  }
}
