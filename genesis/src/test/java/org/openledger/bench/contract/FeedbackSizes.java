package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.CREATOR;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.answer;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Calls of Feedback. */
final class FeedbackSizes extends SizedCalls {

  private static final String FEEDBACK = "Feedback";

  private long rounds;

  FeedbackSizes(BenchNetwork network, Sink sink) {
    super(network, sink);
  }

  void add(long model) {
    network.pay(CAROL, COINS, FEEDBACK, "depositBond");
    on(
        "Feedback.commitmentOf.ratings",
        n -> call(CAROL, FEEDBACK, "commitmentOf", model, 1L, CAROL, ratings(n), WORD),
        0,
        8,
        16,
        32);
    on("Feedback.reveal.ratings", n -> revealing(model, n), 4, 8, 16, 32);
    on(
        "Feedback.claim#items",
        n -> {
          network.run(revealing(model, n));
          skip(1);
          return call(CAROL, FEEDBACK, "claim", model, CAROL);
        },
        4,
        8,
        16,
        32);
  }

  private static Bytes ratings(int count) {
    return Bytes.repeat((byte) 3, count);
  }

  /** In a new round of so many items, of windows of one block. */
  private ContractCall revealing(long model, int items) {
    skip(4);
    for (int i = 0; i < items; i++) {
      long request = (1L << 40) + (network.host().blockNumber() << 8) + i;
      network.send(PAYER, FEES, "settle", model, request, answer(pattern(8)), receipt());
      network.send(CREATOR, FEEDBACK, "addItem", model, PAYER, request);
    }
    skip(1);
    rounds++;
    byte[] commitment =
        network
            .send(CAROL, FEEDBACK, "commitmentOf", model, rounds, CAROL, ratings(items), WORD)
            .get(0);
    network.send(CAROL, FEEDBACK, "commit", model, Bytes32.wrap(commitment));
    skip(1);
    return call(CAROL, FEEDBACK, "reveal", model, ratings(items), WORD);
  }
}
