package org.openledger.attribution.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rule version 1 as its text reads, by trying everything; shares no code with the product. */
record NaiveRule(Corpus corpus, Corpus.Answer answer) {
  private int m() {
    return answer.output().length;
  }

  long weight(int begin, int end) {
    long sum = 0;
    for (int i = begin; i < end; i++) {
      sum += answer.weights()[i];
    }
    return sum;
  }

  /** Step 2. */
  boolean counts(int begin, int end) {
    return end - begin >= answer.parameters().minSpan()
        && weight(begin, end) >= 1024L * answer.parameters().minRarityBits();
  }

  boolean holds(Corpus.Holding holding, int begin, int end) {
    int length = end - begin;
    for (int[] document : holding.documents()) {
      for (int at = 0; at + length <= document.length; at++) {
        int i = 0;
        while (i < length && document[at + i] == answer.output()[begin + i]) {
          i++;
        }
        if (i == length) {
          return true;
        }
      }
    }
    return false;
  }

  /** Step 3. */
  long[] owners() {
    long[] owners = new long[m()];
    Arrays.fill(owners, -1);
    for (int begin = 0; begin < m(); begin++) {
      for (int end = begin + 1; end <= m(); end++) {
        if (!counts(begin, end)) {
          continue;
        }
        for (Corpus.Holding holding : corpus.holdings()) {
          if (holds(holding, begin, end)) {
            for (int i = begin; i < end; i++) {
              if (owners[i] == -1 || holding.order() < owners[i]) {
                owners[i] = holding.order();
              }
            }
          }
        }
      }
    }
    return owners;
  }

  int[] payees() {
    return Arrays.stream(owners()).mapToInt(o -> o == -1 ? -1 : corpus.payeeOf(o)).toArray();
  }

  /** Steps 4 and 5: units of each payee, and behind them the paid tokens. */
  long[] unitsAndPaid() {
    int[] payees = payees();
    long[] result = new long[corpus.payees() + 1];
    for (int i = 0; i < m(); i++) {
      if (payees[i] == -1) {
        continue;
      }
      int begin = i;
      while (begin > 0 && payees[begin - 1] == payees[i]) {
        begin--;
      }
      int end = i + 1;
      while (end < m() && payees[end] == payees[i]) {
        end++;
      }
      if (counts(begin, end)) {
        result[payees[i]] += answer.parameters().unit() == Unit.TOKENS ? 1 : answer.weights()[i];
        result[corpus.payees()]++;
      }
    }
    return result;
  }

  /** Step 6: what each payee receives, and behind them the sink. */
  List<BigInteger> money(BigInteger pool) {
    long full =
        answer.parameters().unit() == Unit.TOKENS
            ? m()
            : (long) m() * answer.parameters().maxWeight();
    long[] units = unitsAndPaid();
    List<BigInteger> parts = new ArrayList<>();
    BigInteger sink = pool;
    for (int payee = 0; payee < corpus.payees(); payee++) {
      BigInteger part =
          m() == 0
              ? BigInteger.ZERO
              : pool.multiply(BigInteger.valueOf(units[payee])).divide(BigInteger.valueOf(full));
      parts.add(part);
      sink = sink.subtract(part);
    }
    parts.add(sink);
    return parts;
  }

  /** Step 7, as begin and end. */
  List<int[]> maximalCountingSpans() {
    List<int[]> spans = new ArrayList<>();
    for (int begin = 0; begin < m(); begin++) {
      for (int end = begin + 1; end <= m(); end++) {
        if (counts(begin, end)
            && occurs(begin, end)
            && !(begin > 0 && occurs(begin - 1, end))
            && !(end < m() && occurs(begin, end + 1))) {
          spans.add(new int[] {begin, end});
        }
      }
    }
    return spans;
  }

  /** Whether a counting window over a token is held that covers both places. */
  boolean heldTogether(int one, int other) {
    for (int begin = 0; begin <= Math.min(one, other); begin++) {
      for (int end = Math.max(one, other) + 1; end <= m(); end++) {
        if (counts(begin, end) && occurs(begin, end)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean occurs(int begin, int end) {
    return corpus.holdings().stream().anyMatch(h -> holds(h, begin, end));
  }
}
