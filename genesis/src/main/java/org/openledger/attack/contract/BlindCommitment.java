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
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.Receipt;

/**
 * A gateway that settles by permit signs a commitment that nobody can open, and so may settle any
 * answer that the permit pays for; unless the payer had the receipt with the answer.
 */
final class BlindCommitment extends ContractAttack {
  private static final Bytes32 BLIND = Bytes32.repeat((byte) 9);
  private static final Bytes32 OPEN = Bytes32.repeat((byte) 1);

  private final Scene scene = new Scene();

  BlindCommitment() {
    super(
        "blind-commitment",
        "a gateway settles a batch by permit, of its ally's words, with commitments none can open",
        "INV-FEE-08 where the payer had the receipt with the answer; else a permit's limit bounds"
            + " it",
        new Dial("answer", 1, Scene.TOKENS),
        new Dial("settled", 1, Scene.TOKENS),
        new Dial("limit ‰", 1_000, 4_000),
        new Dial("receipt", 0, 1));
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
    boolean receipt = settings.of("receipt") == 1;
    BigInteger fair = taken(honest, limit, false);
    BigInteger unfair = taken(lie, limit, receipt);
    long bound = receipt ? 0 : part(limit.subtract(fair), limit);
    return new Trial(part(unfair.subtract(fair), limit), bound, 0, 0, 0);
  }

  /**
   * What creator, his bond and his ally gain by one answer that is settled so.
   *
   * @param receipt whether the payer has another receipt for it, and proves that
   */
  private BigInteger taken(String answer, BigInteger limit, boolean receipt) {
    scene.reset();
    Twin twin = scene.twin();
    BigInteger before = theirs();
    Bytes output = Scene.output(answer);
    Tuple permit = scene.permit(limit, 10_000, 1);
    Tuple item = AbiValues.tuple(1L, 0L, output, BLIND);
    Object[] batch = scene.batch(permit, List.of(item), false);
    Tuple done = twin.send(Scene.GATEWAY, Scene.FEES, "settleBatch", batch);
    if (receipt && done.<BigInteger>get(0).signum() > 0) {
      Receipt settled = receipt(answer, BLIND);
      byte[][] hashes = {settled.itemHash().toArray()};
      Tuple there = AbiValues.tuple(permit, false, hashes, 0L);
      Tuple one = statement(settled, (Bytes) batch[5], there);
      Receipt delivered = receipt(answer, OPEN);
      Tuple other =
          statement(delivered, twin.served(delivered.digest(twin.chainId())), Scene.noBatch());
      twin.send(scene.payer(), Scene.FEES, "proveContradiction", scene.model(), 1L, one, other);
    }
    twin.collect(scene.model());
    return theirs().subtract(before);
  }

  private BigInteger theirs() {
    Twin twin = scene.twin();
    BigInteger bond = twin.read(Scene.FEES, "servingBond", scene.model()).get(0);
    return twin.wealth(Twin.CREATOR).add(twin.wealth(Scene.ALLY)).add(bond);
  }

  private Receipt receipt(String answer, Bytes32 commitment) {
    return new Receipt(
        scene.model(),
        scene.twin().version(scene.model()),
        scene.payer(),
        BigInteger.ONE,
        BigInteger.ZERO,
        BigInteger.valueOf(answer.length()),
        Keccak256.hash(Scene.output(answer)),
        commitment);
  }

  private static Tuple statement(Receipt receipt, Bytes signature, Tuple batch) {
    return AbiValues.tuple(
        receipt.version(),
        receipt.inputTokens(),
        receipt.outputTokens(),
        receipt.outputHash(),
        receipt.outputCommitment(),
        signature,
        batch);
  }
}
