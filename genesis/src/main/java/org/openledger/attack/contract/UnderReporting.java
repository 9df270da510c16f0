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
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.attribution.content.MerkleTree;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.precompile.abi.AbiValues;

/** A gateway settles another answer than it gave, and tries to get away with it. */
final class UnderReporting extends ContractAttack {
  private static final byte[] SEED = {1, 2, 3};

  private final Scene scene = new Scene();

  UnderReporting() {
    super(
        "under-reporting",
        "a gateway in league with an author redacts, changes, cuts or pads what it answered, then"
            + " revokes its key, retires the model, or withdraws the bond",
        "INV-FEE-08: the payer proves it, and the bond pays more than one answer moves",
        new Dial("kind", 0, 3),
        new Dial("begin", 0, Scene.TOKENS - 1),
        new Dial("length", 1, Scene.TOKENS),
        new Dial("escape", 0, 5),
        new Dial("delay", 0, 3_000));
  }

  @Override
  public Trial trial(int ground, Settings settings, SplittableRandom random) {
    String answer =
        scene.alices().substring(random.nextInt(80))
            + scene.bobs().substring(0, 10 + random.nextInt(Scene.TOKENS - 10));
    int[] whole = Twin.bytes(answer);
    scene.reset();
    Result honest = play(whole, whole, settings, false);
    scene.reset();
    Result cheated = play(whole, falsified(whole, settings), settings, true);
    BigInteger gross = honest.gross();
    return new Trial(
        part(cheated.cheaters().subtract(honest.cheaters()), gross),
        0,
        cheated.redressed() ? 0 : part(honest.authors().subtract(cheated.authors()), gross),
        0,
        settings.of("length"));
  }

  private record Result(
      BigInteger gross, BigInteger cheaters, BigInteger authors, boolean redressed) {}

  private Result play(int[] whole, int[] settled, Settings settings, boolean escapes) {
    Twin twin = scene.twin();
    List<byte[]> leaves = AnswerCommitment.leaves(whole, SEED);
    byte[] root = MerkleTree.root(leaves);
    Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(whole.length, root));
    Bytes output = Scene.packed(settled);
    Tuple receipt = twin.receipt(scene.model(), scene.payer(), 1, output, commitment);
    BigInteger gross = scene.gross(settled.length);
    if (escapes && settings.of("escape") == 5) {
      announce(); // Long before he cheats: the notice must not help him now.
      twin.skip(4_000);
    }
    boolean settles =
        twin.tries(scene.payer(), gross, Scene.FEES, "settle", scene.model(), 1L, output, receipt);
    if (!settles && !escapes) {
      throw new IllegalStateException("an honest answer was not settled");
    }
    boolean proved = false;
    if (escapes) {
      escape(settings.of("escape"));
      twin.skip(settings.of("delay"));
      proved =
          twin.tries(
              scene.payer(),
              BigInteger.ZERO,
              Scene.FEES,
              "proveUnderReporting",
              evidence(whole, settled, output, receipt, leaves, root));
    }
    twin.collect(scene.model());
    BigInteger bond = twin.read(Scene.FEES, "servingBond", scene.model()).get(0);
    return new Result(
        gross,
        twin.wealth(Twin.CREATOR).add(twin.wealth(Scene.ALLY)).add(bond),
        twin.wealth(Scene.ALICE).add(twin.wealth(Scene.BOB)),
        proved || !settles); // What is not settled costs nobody anything.
  }

  /** What the creator may try so that nothing can be proved, or nothing is left. */
  private void escape(int way) {
    Twin twin = scene.twin();
    BigInteger none = BigInteger.ZERO;
    switch (way) {
      case 1 ->
          twin.tries(
              Twin.CREATOR,
              none,
              "Models",
              "revokeServingKey",
              scene.model(),
              twin.servingAddress());
      case 2 -> twin.tries(Twin.CREATOR, none, "Models", "retire", scene.model());
      case 3 -> announce();
      case 4 -> {
        Tuple pricing = AbiValues.tuple(0L, 1L, 7_000L, 1_000L, 2_000L);
        long from = twin.host().blockNumber() + 1;
        twin.tries(Twin.CREATOR, none, "Models", "schedulePricing", scene.model(), pricing, from);
      }
      case 5 -> twin.tries(Twin.CREATOR, none, Scene.FEES, "finishBondWithdrawal", scene.model());
      default -> {}
    }
  }

  private void announce() {
    Twin twin = scene.twin();
    BigInteger bond = twin.read(Scene.FEES, "servingBond", scene.model()).get(0);
    twin.tries(
        Twin.CREATOR, BigInteger.ZERO, Scene.FEES, "startBondWithdrawal", scene.model(), bond);
  }

  private static int[] falsified(int[] whole, Settings settings) {
    int begin = Math.min(settings.of("begin"), whole.length - 1);
    int end = Math.min(whole.length, begin + settings.of("length"));
    int[] other = whole.clone();
    switch (settings.of("kind")) {
      case 0 -> Arrays.fill(other, begin, end, TokenPacking.REDACTED);
      case 1 -> Arrays.fill(other, begin, end, '@');
      case 2 -> other = Arrays.copyOf(whole, begin + 1);
      default -> {
        other = Arrays.copyOf(whole, whole.length + settings.of("length"));
        Arrays.fill(other, whole.length, other.length, '@');
      }
    }
    return other;
  }

  private Tuple evidence(
      int[] whole, int[] settled, Bytes output, Tuple receipt, List<byte[]> leaves, byte[] root) {
    List<Tuple> openings = new ArrayList<>();
    for (int i = 0; i < whole.length && settled.length == whole.length; i++) {
      if (settled[i] != whole[i]) {
        openings.add(
            AbiValues.tuple(
                (long) i,
                (long) whole[i],
                Bytes.wrap(AnswerCommitment.salt(SEED, i)),
                MerkleTree.path(leaves, i).toArray(byte[][]::new)));
      }
    }
    return AbiValues.tuple(
        scene.model(),
        1L,
        output,
        receipt,
        Scene.noBatch(),
        (long) whole.length,
        Bytes.wrap(root),
        openings.toArray(Tuple[]::new));
  }
}
