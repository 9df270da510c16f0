package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;

/**
 * Short documents over few letters, of the kinds that break string algorithms, with weights,
 * parameters and commons at random: here everything overlaps everything.
 */
final class Letters implements Ground {
  private static final int MOST = 5;
  private static final int LONGEST = 16;

  @Override
  public String name() {
    return "letters";
  }

  @Override
  public World world(SplittableRandom random) {
    int vocabulary = 1 + random.nextInt(MOST);
    int maxWeight = 1024 * (1 + random.nextInt(3));
    Parameters parameters =
        new Parameters(
            1 + random.nextInt(4),
            1 + random.nextInt(random.nextBoolean() ? 2 : 6),
            random.nextBoolean() ? Unit.TOKENS : Unit.RARITY,
            maxWeight);
    int[] weights = new int[vocabulary];
    for (int id = 0; id < vocabulary; id++) {
      weights[id] =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(300);
            case 1 -> random.nextInt(maxWeight + 1);
            default -> 1024;
          };
    }
    List<Filing> filings = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      // The first has a payee: some attacks start from an author.
      int payee = i == 0 ? 0 : random.nextInt(4) - 1;
      filings.add(new Filing(World.APART * (i + 1), payee, texts(random, vocabulary)));
    }
    return new World(
        vocabulary,
        id -> weights[id],
        parameters,
        filings,
        filings.stream().map(filing -> World.segment(vocabulary, List.of(filing))).toList(),
        texts(random, vocabulary));
  }

  private static List<int[]> texts(SplittableRandom random, int vocabulary) {
    List<int[]> texts = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      texts.add(text(random, 1 + random.nextInt(LONGEST), vocabulary));
    }
    return texts;
  }

  private static int[] text(SplittableRandom random, int length, int vocabulary) {
    int[] ids = new int[length];
    int kind = random.nextInt(5);
    int period = 1 + random.nextInt(4);
    int a = random.nextInt(vocabulary);
    for (int i = 0; i < length; i++) {
      ids[i] =
          switch (kind) {
            case 0 -> a;
            case 1 -> i < period ? random.nextInt(vocabulary) : ids[i - period];
            case 2 -> (a + i) % vocabulary;
            default -> random.nextInt(vocabulary);
          };
    }
    return ids;
  }
}
