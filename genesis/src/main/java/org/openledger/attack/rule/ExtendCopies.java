package org.openledger.attack.rule;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;

/** Files a copy with words added before, after or around it. */
final class ExtendCopies extends RuleAttack {

  private final boolean withNewWords;

  /**
   * Of two kinds.
   *
   * @param withNewWords whether the answer says new words too that count by themselves
   */
  ExtendCopies(List<Ground> grounds, boolean withNewWords) {
    super(
        grounds,
        withNewWords ? "extend-with-new" : "extend-copies",
        withNewWords
            ? "files a copy with new words added that count by themselves, and the model says them"
            : "files a copy with words added before, after or around it, to hold longer spans",
        withNewWords ? "T1; it may take from the sink what nobody owned" : "T1, steps 3 and 4",
        new Dial("factor", 1, 100),
        new Dial("copy ‰", 1, 1_000),
        new Dial("side", 0, 2),
        new Dial("words", 0, 2));
    this.withNewWords = withNewWords;
  }

  @Override
  Trial play(World world, Settings settings, SplittableRandom random) {
    int[] output =
        withNewWords ? world.answer(random) : world.filedAnswer(random, world.documents(random, 6));
    int length = Math.max(1, (int) (output.length * (long) settings.of("copy ‰") / 1_000));
    int begin = random.nextInt(output.length - length + 1);
    int end = begin + length;
    int added = Math.min(MOST_TOKENS, length * (settings.of("factor") - 1));
    int side = settings.of("side");
    int[] before = side == 0 ? new int[0] : words(world, settings, random, added);
    int[] after = side == 1 ? new int[0] : words(world, settings, random, added);
    if (settings.of("words") == 0) {
      // The very words that the model says around it, as far as they go.
      int[] left = Arrays.copyOfRange(output, Math.max(0, begin - before.length), begin);
      int[] right = Arrays.copyOfRange(output, end, Math.min(output.length, end + after.length));
      System.arraycopy(left, 0, before, before.length - left.length, left.length);
      System.arraycopy(right, 0, after, 0, right.length);
    }
    int[] document = Tokens.joined(List.of(before, Arrays.copyOfRange(output, begin, end), after));
    return filedLast(
        world, output, List.of(new Filing(world.later(0), world.authors(), List.of(document))));
  }

  private static int[] words(World world, Settings settings, SplittableRandom random, int count) {
    if (settings.of("words") == 1) {
      return Tokens.fill(Tokens.any(random, world.unfiled()), count);
    }
    return random.ints(count, 0, world.vocabularySize()).toArray();
  }
}
