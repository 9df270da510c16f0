package org.openledger.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Run;
import org.openledger.attribution.rule.Span;
import org.openledger.attribution.rule.Spans;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.precompile.host.Address;

/**
 * An answer's attribution, computed here from the same content, without asking the chain.
 *
 * @param owners contribution that owns each token, or {@link Owners#NONE}
 * @param payees accounts in the order of their first owned token
 * @param credit what they have earned
 * @param spans the maximal counting spans
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record LocalAttribution(long[] owners, List<Address> payees, Credit credit, List<Span> spans) {

  /** Attributes an answer. */
  static LocalAttribution of(
      int[] answer,
      List<Segment> segments,
      WeightTable table,
      Parameters parameters,
      LongFunction<Address> payeeOf) {
    int[] weights = table.weights(answer, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(answer, weights, parameters);
    long[] owners = Owners.of(answer, windows, segments);
    List<Address> payees = new ArrayList<>();
    int[] payeeOfToken = new int[answer.length];
    for (int i = 0; i < answer.length; i++) {
      if (owners[i] == Owners.NONE) {
        payeeOfToken[i] = Credit.NOBODY;
        continue;
      }
      Address payee = payeeOf.apply(owners[i]);
      if (!payees.contains(payee)) {
        payees.add(payee);
      }
      payeeOfToken[i] = payees.indexOf(payee);
    }
    return new LocalAttribution(
        owners,
        payees,
        Credit.of(payeeOfToken, payees.size(), weights, parameters),
        Spans.maximalCounting(answer, weights, parameters, segments));
  }

  int tokens() {
    return owners.length;
  }

  /** Tokens that have an owner. */
  int covered() {
    int covered = 0;
    for (long owner : owners) {
      covered += owner == Owners.NONE ? 0 : 1;
    }
    return covered;
  }

  /** Units of those who have any, in the order of their first paid token. */
  Map<Address, Long> units() {
    Map<Address, Long> units = new LinkedHashMap<>();
    for (Run run : credit.runs()) {
      if (run.paid()) {
        units.put(payees.get(run.payee()), credit.units(run.payee()));
      }
    }
    return units;
  }

  /** What a payee receives of a pool. */
  BigInteger share(BigInteger pool, Address payee) {
    return credit.share(pool, payees.indexOf(payee));
  }
}
