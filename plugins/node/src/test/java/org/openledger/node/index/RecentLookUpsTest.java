package org.openledger.node.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.precompile.host.LookUp;

class RecentLookUpsTest {

  private static final int TOKENS = 200;

  /** Of one entry: as many bytes as its arrays have, a root, and some. */
  private static final int ENTRY = 16 * TOKENS + 80 + 512;

  private static LookUp.Question question(int number) {
    int[] output = new int[TOKENS];
    output[0] = number;
    return question(output);
  }

  private static LookUp.Question question(int[] output) {
    return new LookUp.Question(
        List.of(List.of(Bytes32.ZERO)),
        Bytes32.ZERO,
        new Parameters(6, 1, Unit.TOKENS, 1_024),
        output);
  }

  private static LookUp found() {
    return new LookUp(new int[TOKENS], 0, new long[TOKENS]);
  }

  @Test
  void anEqualQuestionGetsWhatWasFound() {
    RecentLookUps lookUps = new RecentLookUps();
    LookUp found = found();
    assertThat(lookUps.recall(question(1))).isNull();
    lookUps.remember(question(1), found);
    assertThat(lookUps.recall(question(1))).isSameAs(found);
    assertThat(lookUps.recall(question(2))).isNull();
  }

  @Test
  void answersOfOneHashAreToldApart() {
    RecentLookUps lookUps = new RecentLookUps();
    int[] ids = {7, 100};
    int[] others = {8, 69};
    assertThat(Arrays.hashCode(others)).isEqualTo(Arrays.hashCode(ids));
    LookUp found = found();
    lookUps.remember(question(ids), found);
    assertThat(lookUps.recall(question(others))).isNull();
    assertThat(lookUps.recall(question(ids))).isSameAs(found);
  }

  /** A corpus of many versions is kept with each question. */
  @Test
  void theCorpusCountsToo() {
    RecentLookUps lookUps = new RecentLookUps(10 * ENTRY);
    List<List<Bytes32>> corpus = List.of(Collections.nCopies(500, Bytes32.ZERO));
    LookUp.Question question =
        new LookUp.Question(
            corpus, Bytes32.ZERO, new Parameters(6, 1, Unit.TOKENS, 1_024), new int[] {1});
    lookUps.remember(question, found());
    assertThat(lookUps.recall(question)).isNull();
  }

  @Test
  void whatWasUsedLeastLatelyIsForgottenFirst() {
    RecentLookUps lookUps = new RecentLookUps(10 * ENTRY);
    for (int i = 0; i < 10; i++) {
      lookUps.remember(question(i), found());
    }
    assertThat(lookUps.recall(question(0))).isNotNull();
    for (int i = 10; i < 19; i++) {
      lookUps.remember(question(i), found());
    }
    assertThat(lookUps.recall(question(0))).isNotNull();
    for (int i = 1; i < 10; i++) {
      assertThat(lookUps.recall(question(i))).as("question %d", i).isNull();
    }
    for (int i = 10; i < 19; i++) {
      assertThat(lookUps.recall(question(i))).as("question %d", i).isNotNull();
    }
  }
}
