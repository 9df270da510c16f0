package org.openledger.precompile.machine;

import java.math.BigInteger;
import java.util.Random;

/** What random calls of InferenceFees are about. */
abstract class FeeChoices {

  static final String FEES = "InferenceFees";
  static final BigInteger NONE = BigInteger.ZERO;

  final Machine machine;
  final Books books;

  FeeChoices(Machine machine) {
    this.machine = machine;
    this.books = machine.books;
  }

  long model(Random random) {
    int count = books.models.size();
    for (int i = 0; i < 3; i++) {
      long id = 1 + random.nextInt(count);
      if (books.model(id).stage == 6) {
        return id;
      }
    }
    return 1 + random.nextInt(count + 1);
  }

  Prices prices(long model) {
    return model > books.models.size()
        ? books.model(1).at(machine.block())
        : books.model(model).at(machine.block());
  }

  static BigInteger number(Random random) {
    return BigInteger.valueOf(random.nextInt(300));
  }
}
