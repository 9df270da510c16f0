package org.openledger.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.attribution.content.Content;
import org.openledger.node.KilledProcess;
import org.openledger.node.content.ContentStore;

/**
 * Kills a process that fetches contents at random points: {@code -Dopenledger.kills=N} for as many
 * kills (3 without it), {@code -Dopenledger.seed=N} for other points.
 */
class FetchKillTest {

  private static final int KILLS = Integer.getInteger("openledger.kills", 3);
  private static final long SEED = Long.getLong("openledger.seed", 20_261_121L);

  @TempDir private Path parent;

  @Test
  void aFetchThatWasKilledGoesOnAndEndsWithTheContents() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int resumed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path directory = Files.createDirectory(parent.resolve("kill" + kill));
      try (FakePeer peer =
          new FakePeer(1, FakePeer.Manner.GOOD, FetchVictim.KEY, FetchVictim.CONTENTS)) {
        Files.writeString(directory.resolve("url"), peer.peer().url().toString());
        double extent = random.nextDouble(KilledProcess.LONGEST);
        long round = KilledProcess.lastRound(FetchVictim.class, directory, 1, extent);
        String where = "kill " + kill + " of seed " + SEED + ", round " + round;
        peer.asked.clear();
        FetchVictim.live(directory, round);
        boolean goesOn = !peer.asked.isEmpty() && peer.asked.getFirst().offset() > 0;
        resumed += goesOn ? 1 : 0;
        assertComplete(directory, round, where);
      }
    }
    System.out.println(KILLS + " kills of seed " + SEED + ", " + resumed + " in a content");
  }

  /** The peer holds the next piece back, and the kill falls while it is waited for. */
  @ParameterizedTest
  @ValueSource(ints = {2, FetchVictim.PIECES, 10})
  void ofWhatItHadNothingIsFetchedAgain(int given) throws Exception {
    int all = FetchVictim.PIECES * FetchVictim.CONTENTS.size();
    Path directory = Files.createDirectory(parent.resolve("given" + given));
    try (FakePeer peer =
        new FakePeer(1, FakePeer.Manner.GOOD, FetchVictim.KEY, FetchVictim.CONTENTS)) {
      Files.writeString(directory.resolve("url"), peer.peer().url().toString());
      peer.pieces = 2 * all + given; // After the rounds that warm it up.
      long round =
          KilledProcess.lastRound(
              FetchVictim.class, directory, 1, () -> peer.asked.size() > peer.pieces);
      assertThat(round).isEqualTo(1);
      peer.pieces = Integer.MAX_VALUE;
      peer.asked.clear();
      FetchVictim.live(directory, round);
      assertThat(peer.asked).hasSize(all - given).doesNotHaveDuplicates();
      assertThat(peer.asked.getFirst().offset())
          .isEqualTo(given % FetchVictim.PIECES * FetchVictim.PIECE);
      assertComplete(directory, round, given + " pieces");
    }
  }

  private static void assertComplete(Path directory, long round, String where) throws Exception {
    ContentStore store = ContentStore.open(FetchVictim.store(directory, round));
    for (Content content : FetchVictim.CONTENTS) {
      assertThat(store.get(Bytes32.wrap(content.root()), 256).encoded())
          .as(where)
          .isEqualTo(content.encoded());
    }
    assertThat(FetchVictim.parts(directory, round)).as(where).isEmptyDirectory();
  }
}
