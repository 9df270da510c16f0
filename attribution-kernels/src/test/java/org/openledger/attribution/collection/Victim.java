package org.openledger.attribution.collection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A process that replaces, adds to and merges an index until it is killed. The number of a round
 * seeds its documents; the process says so when the round's first build is committed.
 */
final class Victim {
  private static final int DOCUMENTS = 8;

  private Victim() {}

  /** The directory and the seed of the first round. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    for (long round = Long.parseLong(args[1]); ; round++) {
      Texts.build(directory, Disk.REAL, round(round), 60, false, (int) (round % 4));
      System.out.println("round " + round);
      Texts.merge(directory, Disk.REAL, 100);
      Texts.build(directory, Disk.REAL, more(round), 60, true, (int) (round % 3));
      Texts.merge(directory, Disk.REAL, 10_000);
    }
  }

  /** Documents of a round, before it adds to them. */
  static List<int[]> round(long round) {
    return Texts.documents(new SplittableRandom(round), DOCUMENTS);
  }

  /** Documents of a round after that. */
  static List<int[]> all(long round) {
    List<int[]> documents = new ArrayList<>(round(round));
    documents.addAll(more(round));
    return documents;
  }

  private static List<int[]> more(long round) {
    return Texts.documents(new SplittableRandom(~round), 3);
  }
}
