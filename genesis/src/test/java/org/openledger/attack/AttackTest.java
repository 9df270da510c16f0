package org.openledger.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openledger.attack.search.Attack;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Finding;
import org.openledger.attack.search.Search;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;
import org.openledger.attribution.progress.Progress;

/**
 * Every attack keeps within its bound. {@code ./openledger attack all} searches longer; {@code
 * -Dopenledger.seed=N} searches elsewhere.
 */
class AttackTest {
  private static final long SEED = Long.getLong("openledger.seed", 20_260_101L);
  private static final int TRIALS = 210;
  private static final List<Attack> ATTACKS = Attacks.all();

  static List<String> names() {
    return ATTACKS.stream().map(Attack::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void noAttackGainsMoreThanIsClaimed(String name) {
    Finding found = search(attack(name), TRIALS);
    assertThat(found.held())
        .as(
            "%s on %s with %s; trial seed %d, search seed %d: gain %d of at most %d, loss %d of at"
                + " most %d",
            name,
            found.ground(),
            found.settings(),
            found.seed(),
            SEED,
            found.worst().gain(),
            found.worst().bound(),
            found.worst().loss(),
            found.worst().lossBound())
        .isTrue();
  }

  @Test
  void namesAreUniqueAndEveryAttackSaysWhatIsClaimedAgainstIt() {
    assertThat(names()).doesNotHaveDuplicates();
    for (Attack attack : ATTACKS) {
      assertThat(attack.claim()).isNotBlank();
      assertThat(attack.what()).isNotBlank();
      assertThat(attack.grounds()).doesNotHaveDuplicates().isNotEmpty();
    }
  }

  @Test
  void theSameSeedFindsTheSame() {
    Finding first = search(attack("extend-with-new"), 60);
    assertThat(search(attack("extend-with-new"), 60).toMap()).isEqualTo(first.toMap());
  }

  @Test
  void attacksThatTheRuleDoesNotExcludeAreSeenToGain() {
    for (String name :
        List.of(
            "extend-with-new",
            "register-answers",
            "register-first",
            "redact-rivals",
            "blind-commitment",
            "empty-pockets")) {
      Attack strict = new Strict(attack(name));
      assertThat(search(strict, 40).held()).as(name).isFalse();
    }
  }

  @Test
  void theSearchClimbsToAGainThatOneSettingInAMillionReaches() {
    assertThat(search(new Needle(), 5_000).held()).isFalse();
  }

  private static Finding search(Attack attack, int trials) {
    return Search.run(attack, SEED, trials, Progress.NONE);
  }

  private static Attack attack(String name) {
    return ATTACKS.stream().filter(a -> a.name().equals(name)).findAny().orElseThrow();
  }

  /** Another attack, as if nothing could be gained by it. */
  private record Strict(Attack attack) implements Attack {
    @Override
    public String name() {
      return attack.name();
    }

    @Override
    public String what() {
      return attack.what();
    }

    @Override
    public String claim() {
      return attack.claim();
    }

    @Override
    public List<Dial> dials() {
      return attack.dials();
    }

    @Override
    public List<String> grounds() {
      return attack.grounds();
    }

    @Override
    public Trial trial(int ground, Settings settings, SplittableRandom random) {
      Trial trial = attack.trial(ground, settings, random);
      return new Trial(trial.gain(), 0, trial.loss(), trial.lossBound(), trial.reach());
    }
  }

  /** Gains at one place only, and can tell how far away it is. */
  private record Needle() implements Attack {
    @Override
    public String name() {
      return "needle";
    }

    @Override
    public String what() {
      return "gains at one place";
    }

    @Override
    public String claim() {
      return "none";
    }

    @Override
    public List<Dial> dials() {
      return List.of(new Dial("x", 0, 999), new Dial("y", 0, 999));
    }

    @Override
    public List<String> grounds() {
      return List.of("hay");
    }

    @Override
    public Trial trial(int ground, Settings settings, SplittableRandom random) {
      int away = Math.abs(settings.of("x") - 617) + Math.abs(settings.of("y") - 404);
      return new Trial(away < 4 ? 1 : 0, 0, 0, 0, -away);
    }
  }
}
