package org.openledger.attack.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;
import org.openledger.precompile.abi.AbiValues;

/**
 * A gateway that settles by permit signs a commitment that nobody can open, and so may settle any
 * answer that the permit pays for.
 */
final class BlindCommitment extends ContractAttack {
  private final Scene scene = new Scene();

  BlindCommitment() {
    super(
        "blind-commitment",
        "a gateway settles a batch by permit, of its ally's words, with commitments none can open",
        "not claimed: only a permit's limit bounds it; the payer sees it and signs no more permits",
        new Dial("answer", 1, Scene.TOKENS),
        new Dial("settled", 1, Scene.TOKENS),
        new Dial("limit ‰", 1_000, 4_000));
  }

  @Override
  public Trial trial(int ground, Settings settings, SplittableRandom random) {
    String honest = scene.alices().substring(0, settings.of("answer"));
    String words = (scene.alices() + scene.bobs()).substring(Scene.TOKENS - 8);
    String lie = words.substring(0, Math.min(words.length(), settings.of("settled")));
    BigInteger limit =
        scene
            .gross(honest.length())
            .multiply(BigInteger.valueOf(settings.of("limit ‰")))
            .divide(BigInteger.valueOf(1_000));
    BigInteger fair = taken(honest, limit);
    BigInteger unfair = taken(lie, limit);
    return new Trial(
        part(unfair.subtract(fair), limit), part(limit.subtract(fair), limit), 0, 0, 0);
  }

  /** What creator and ally have of one answer that is settled so. */
  private BigInteger taken(String answer, BigInteger limit) {
    scene.reset();
    Twin twin = scene.twin();
    BigInteger before = twin.wealth(Twin.CREATOR).add(twin.wealth(Scene.ALLY));
    Tuple item =
        AbiValues.tuple(1L, 0L, Scene.output(answer), Bytes.wrap(Bytes32.repeat((byte) 9)));
    Object[] batch = scene.batch(scene.permit(limit, 10_000, 1), List.of(item), false);
    twin.send(Scene.GATEWAY, Scene.FEES, "settleBatch", batch);
    twin.collect(scene.model());
    return twin.wealth(Twin.CREATOR).add(twin.wealth(Scene.ALLY)).subtract(before);
  }
}
