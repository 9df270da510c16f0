package org.openledger.attack.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;
import org.openledger.precompile.abi.AbiValues;

/** Puts items into a batch that cannot be settled, to take the others down or to move their pay. */
final class PoisonedBatch extends ContractAttack {
  private static final BigInteger NONE = BigInteger.ZERO;

  private final Scene scene = new Scene();

  PoisonedBatch() {
    super(
        "poisoned-batch",
        "puts items that cannot be settled among others of a batch, anywhere",
        "INV-FEE-02, INV-FEE-03: a bad item is skipped without effect, or fails the whole",
        new Dial("good", 0, 12),
        new Dial("bad", 1, 6),
        new Dial("kind", 0, 4),
        new Dial("atomic", 0, 1));
  }

  @Override
  public Trial trial(int ground, Settings settings, SplittableRandom random) {
    List<Tuple> good = new ArrayList<>();
    for (int i = 0; i < settings.of("good"); i++) {
      String text = random.nextBoolean() ? scene.alices() : scene.bobs();
      int begin = random.nextInt(Scene.TOKENS - 1);
      good.add(Scene.item(100 + i, Scene.output(text.substring(begin))));
    }
    List<Tuple> all = new ArrayList<>(good);
    for (int i = 0; i < settings.of("bad"); i++) {
      all.add(random.nextInt(all.size() + 1), bad(settings.of("kind"), i, good));
    }
    List<BigInteger> clean = outcome(good, false);
    List<BigInteger> poisoned = outcome(all, settings.of("atomic") == 1);
    List<BigInteger> nothing = outcome(List.of(), false);
    List<BigInteger> expected = settings.of("atomic") == 1 ? nothing : clean;
    // What is compared must have happened: good items by themselves do settle.
    boolean settles = good.isEmpty() || !clean.equals(nothing);
    return unless(settles && expected.equals(poisoned), settings.of("good"));
  }

  /** Wei that everybody has after a batch, and what the contract owes. */
  private List<BigInteger> outcome(List<Tuple> items, boolean atomic) {
    scene.reset();
    Twin twin = scene.twin();
    // Number 1 is settled before.
    twin.settle(scene.payer(), scene.model(), 1, Scene.output(scene.bobs()), Scene.TOKENS);
    if (!items.isEmpty()) {
      Tuple permit = scene.permit(scene.deposit(), 10_000, 1);
      twin.tries(
          Scene.GATEWAY, NONE, Scene.FEES, "settleBatch", scene.batch(permit, items, atomic));
    }
    twin.collect(scene.model());
    List<BigInteger> wealth = new ArrayList<>();
    for (var account :
        List.of(scene.payer(), Scene.ALICE, Scene.BOB, Scene.ALLY, Scene.GATEWAY, Twin.CREATOR)) {
      wealth.add(twin.wealth(account));
    }
    wealth.add(twin.read(Scene.FEES, "liabilities").get(0));
    wealth.add(scene.covered() ? BigInteger.ONE : BigInteger.ZERO);
    return wealth;
  }

  private Tuple bad(int kind, int number, List<Tuple> good) {
    Bytes output = Scene.output(scene.alices());
    return switch (kind) {
      case 0 -> Scene.item(1, output); // settled
      case 1 -> AbiValues.tuple(200L + number, 1L << 40, output, Bytes32.ZERO); // too many tokens
      case 2 -> Scene.item(200 + number, output.slice(0, output.size() - 1)); // malformed
      case 3 -> Scene.item(200 + number, tooLong());
      default ->
          Scene.item(1, good.isEmpty() ? output : Bytes.wrap(good.getFirst().<byte[]>get(2)));
    };
  }

  private static Bytes tooLong() {
    int[] ids = new int[16_385];
    Arrays.fill(ids, org.openledger.attribution.content.TokenPacking.REDACTED);
    return Scene.packed(ids);
  }
}
