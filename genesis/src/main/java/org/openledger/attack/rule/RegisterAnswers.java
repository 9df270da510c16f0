package org.openledger.attack.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Files what the model has said, so as to be paid when it says it again. */
final class RegisterAnswers extends RuleAttack {

  RegisterAnswers(List<Ground> grounds) {
    super(
        grounds,
        "register-answers",
        "files answers of the model and is paid when it repeats them, more or less",
        "T1, steps 3 and 4; that it takes from the sink is not excluded",
        new Dial("answers", 1, 8),
        new Dial("changed ‰", 0, 300),
        new Dial("share ‰", 1, 1_000));
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    List<int[]> answers = new ArrayList<>();
    for (int i = 0; i < settings.of("answers"); i++) {
      answers.add(world.answer(random));
    }
    List<int[]> registered = new ArrayList<>();
    for (int[] answer : answers) {
      registered.add(Tokens.share(random, answer, settings.of("share ‰")));
    }
    int[] output = Tokens.any(random, answers).clone();
    for (int i = 0; i < output.length; i++) {
      if (random.nextInt(1_000) < settings.of("changed ‰")) {
        output[i] = random.nextInt(world.vocabularySize());
      }
    }
    return filedLast(
        world, output, List.of(new Filing(world.later(0), world.authors(), registered)));
  }
}
