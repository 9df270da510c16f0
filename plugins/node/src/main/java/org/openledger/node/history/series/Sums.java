package org.openledger.node.history.series;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openledger.node.history.store.Fields;

/**
 * Sums over some points.
 *
 * @param count how many points
 * @param values the sums, in the order of the kind's columns
 */
public record Sums(long count, List<BigInteger> values) {

  public Sums {
    values = List.copyOf(values);
  }

  /** The sums over no point. */
  public static Sums none(Kind kind) {
    return new Sums(0, Collections.nCopies(kind.columns().size(), BigInteger.ZERO));
  }

  static Sums read(Fields fields, Kind kind) {
    long count = fields.number();
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < kind.columns().size(); i++) {
      values.add(fields.amount());
    }
    return new Sums(count, values);
  }

  Fields.Writer write() {
    Fields.Writer fields = Fields.write().number(count);
    values.forEach(fields::amount);
    return fields;
  }

  /** What a kind's first column says. */
  public BigInteger amount() {
    return values.getFirst();
  }

  Sums plus(long points, List<BigInteger> amounts) {
    List<BigInteger> sums = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      sums.add(values.get(i).add(amounts.get(i)));
    }
    return new Sums(count + points, sums);
  }

  /** These sums without those over the first of their points. */
  public Sums minus(Sums first) {
    List<BigInteger> rest = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      rest.add(values.get(i).subtract(first.values.get(i)));
    }
    return new Sums(count - first.count, rest);
  }
}
