package org.openledger.attribution.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

/** A corpus in the rule's own terms, and what the product makes of it. */
record Corpus(int vocabularySize, List<Holding> holdings) {
  /** A contribution: its order (unique), its payee or -1 for NONE, its documents. */
  record Holding(long order, int payee, List<int[]> documents) {}

  /** An answer and how it is weighed. */
  record Answer(int[] output, int[] weights, Parameters parameters) {}

  /** What the product says. */
  record Outcome(long[] owners, int[] payees, Credit credit, int covered) {
    long units(int payee) {
      return credit.units(payee);
    }
  }

  Corpus {
    holdings = List.copyOf(holdings);
  }

  Corpus with(Holding more) {
    List<Holding> all = new ArrayList<>(holdings);
    all.add(more);
    return new Corpus(vocabularySize, all);
  }

  Corpus without(Holding less) {
    List<Holding> rest = new ArrayList<>(holdings);
    rest.remove(less);
    return new Corpus(vocabularySize, rest);
  }

  int payees() {
    return holdings.stream().mapToInt(Holding::payee).max().orElse(-1) + 1;
  }

  long lastOrder() {
    return holdings.stream().mapToLong(Holding::order).max().orElse(0);
  }

  int payeeOf(long order) {
    return holdings.stream()
        .filter(h -> h.order() == order)
        .mapToInt(Holding::payee)
        .findAny()
        .orElse(Credit.NOBODY);
  }

  /** One segment of all holdings. */
  List<Segment> oneSegment() {
    return List.of(segment(holdings));
  }

  /** A segment of some of the holdings. */
  Segment segment(List<Holding> some) {
    List<Contribution> contributions =
        some.stream()
            .sorted(Comparator.comparingLong(Holding::order))
            .map(h -> Contribution.of(h.order(), Content.of(h.documents(), vocabularySize)))
            .toList();
    return Segment.of("test", vocabularySize, contributions);
  }

  Outcome attribute(Answer answer) {
    return attribute(answer, oneSegment());
  }

  Outcome attribute(Answer answer, List<Segment> segments) {
    CountingWindows windows =
        CountingWindows.of(answer.output(), answer.weights(), answer.parameters());
    long[] owners = Owners.of(answer.output(), windows, segments);
    int[] payees = new int[owners.length];
    int covered = 0;
    for (int i = 0; i < owners.length; i++) {
      payees[i] = owners[i] == Owners.NONE ? Credit.NOBODY : payeeOf(owners[i]);
      covered += owners[i] == Owners.NONE ? 0 : 1;
    }
    Credit credit = Credit.of(payees, payees(), answer.weights(), answer.parameters());
    return new Outcome(owners, payees, credit, covered);
  }
}
