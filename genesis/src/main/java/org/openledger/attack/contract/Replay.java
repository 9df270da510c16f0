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

/** Uses receipts and permits again: as they are, bent, for others, on another chain. */
final class Replay extends ContractAttack {
  private static final BigInteger NONE = BigInteger.ZERO;
  private static final BigInteger HALF_ORDER_TWICE =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final int STEPS = 6;

  private final Scene scene = new Scene();
  private final Scene otherChain = new Scene(7);

  Replay() {
    super(
        "replay",
        "settles again what was settled: same or bent receipts and permits, another payer, chain",
        "INV-FEE-02, INV-FEE-04",
        new Dial("first by", 0, 2),
        new Dial("way 1", 0, 11),
        new Dial("way 2", 0, 11),
        new Dial("way 3", 0, 11),
        new Dial("way 4", 0, 11),
        new Dial("way 5", 0, 11),
        new Dial("way 6", 0, 11),
        new Dial("blocks", 0, 200));
  }

  /** What the payer once allowed. */
  @SuppressWarnings("ArrayRecordComponent") // Arguments of a call, never compared.
  private record Signed(Bytes output, int tokens, Tuple receipt, Tuple permit, Object[] batch) {}

  @Override
  public Trial trial(int ground, Settings settings, SplittableRandom random) {
    scene.reset();
    otherChain.reset();
    String answer = scene.alices().substring(random.nextInt(100));
    Bytes output = Scene.output(answer);
    int tokens = answer.length();
    Tuple permit = scene.permit(scene.gross(tokens).multiply(BigInteger.TEN), 200, 5);
    Signed signed =
        new Signed(
            output,
            tokens,
            scene.twin().receipt(scene.model(), scene.payer(), 1, output, Bytes32.ZERO),
            permit,
            scene.batch(permit, List.of(Scene.item(1, output)), false));
    first(settings.of("first by"), signed);
    BigInteger once = scene.movedFromPayer();
    scene.twin().skip(settings.of("blocks"));
    for (int i = 1; i <= STEPS; i++) {
      again(settings.of("way " + i), signed, random);
    }
    BigInteger more = scene.movedFromPayer().subtract(once);
    more = more.add(otherChain.movedFromPayer());
    boolean sound = once.signum() > 0 && scene.covered() && otherChain.covered();
    return new Trial(
        sound ? part(more, scene.gross(tokens)) : Trial.POOL,
        0,
        part(more.max(NONE), scene.gross(tokens)),
        0,
        0);
  }

  private void first(int by, Signed signed) {
    Twin twin = scene.twin();
    switch (by) {
      case 0 -> settle(scene, scene.payer(), 1, signed.receipt(), signed);
      case 1 -> twin.send(Scene.GATEWAY, Scene.FEES, "settleBatch", signed.batch());
      default -> {
        twin.pay(
            scene.payer(),
            scene.gross(signed.tokens()),
            Scene.FEES,
            "reserve",
            scene.model(),
            1L,
            0L,
            (long) signed.tokens());
        settleReserved(signed);
      }
    }
  }

  private void again(int way, Signed signed, SplittableRandom random) {
    Twin twin = scene.twin();
    switch (way) {
      case 0 -> settle(scene, scene.payer(), 1, signed.receipt(), signed);
      case 1 -> settle(scene, scene.payer(), 2, signed.receipt(), signed);
      case 2 -> settle(scene, scene.payer(), 1, malleated(signed.receipt()), signed);
      case 3 -> settle(scene, scene.payer(), 3, bent(signed.receipt(), random), signed);
      case 4 -> settleReserved(signed);
      case 5 -> twin.tries(Scene.GATEWAY, NONE, Scene.FEES, "settleBatch", signed.batch());
      case 6 -> {
        // The same permit for other items, which the serving key signs too.
        Object[] batch = scene.batch(signed.permit(), List.of(item(4, signed)), true);
        if (scene
            .twin()
            .read(Scene.FEES, "isPermitUsed", scene.payer(), scene.model(), 5L)
            .<Boolean>get(0)) {
          twin.tries(Scene.GATEWAY, NONE, Scene.FEES, "settleBatch", batch);
        }
      }
      case 7 -> {
        // Another permit, made up: only the signature is the payer's.
        Object[] batch = signed.batch().clone();
        batch[0] = scene.permit(scene.deposit(), 1_000, 6 + random.nextInt(9));
        twin.tries(Scene.GATEWAY, NONE, Scene.FEES, "settleBatch", batch);
      }
      case 8 ->
          otherChain.twin().tries(Scene.GATEWAY, NONE, Scene.FEES, "settleBatch", signed.batch());
      case 9 -> settle(otherChain, otherChain.payer(), 1, signed.receipt(), signed);
      case 10 -> settle(scene, Scene.GATEWAY, 1, signed.receipt(), signed);
      default -> {
        // A request that is settled cannot be reserved, and so cannot be refunded either.
        twin.tries(scene.payer(), NONE, Scene.FEES, "reserve", scene.model(), 1L, 0L, 50L);
        twin.tries(Scene.GATEWAY, NONE, Scene.FEES, "settleBatch", signed.batch());
        twin.tries(Twin.CREATOR, NONE, Scene.FEES, "decline", scene.payer(), scene.model(), 1L);
      }
    }
  }

  private static Tuple item(long request, Signed signed) {
    return Scene.item(request, signed.output());
  }

  /** With coins, and out of the deposit, whichever is taken. */
  private static void settle(
      Scene where,
      org.openledger.precompile.host.Address by,
      long request,
      Tuple receipt,
      Signed signed) {
    for (BigInteger value : List.of(NONE, where.gross(signed.tokens()))) {
      where
          .twin()
          .tries(by, value, Scene.FEES, "settle", where.model(), request, signed.output(), receipt);
    }
  }

  private void settleReserved(Signed signed) {
    scene
        .twin()
        .tries(
            Scene.GATEWAY,
            NONE,
            Scene.FEES,
            "settleReserved",
            scene.payer(),
            scene.model(),
            1L,
            signed.output(),
            signed.receipt());
  }

  /** The other signature over the same digest: s mirrored, v flipped. */
  private static Tuple malleated(Tuple receipt) {
    Bytes signature = Bytes.wrap(receipt.<byte[]>get(3));
    BigInteger s = HALF_ORDER_TWICE.subtract(signature.slice(32, 32).toUnsignedBigInteger());
    Bytes other =
        Bytes.concatenate(
            signature.slice(0, 32),
            org.apache.tuweni.units.bigints.UInt256.valueOf(s),
            Bytes.of(55 - signature.get(64)));
    return AbiValues.tuple(receipt.get(0), 0L, Bytes.wrap(receipt.<byte[]>get(2)), other);
  }

  private static Tuple bent(Tuple receipt, SplittableRandom random) {
    byte[] signature = receipt.<byte[]>get(3).clone();
    signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
    return AbiValues.tuple(
        receipt.get(0), 0L, Bytes.wrap(receipt.<byte[]>get(2)), Bytes.wrap(signature));
  }
}
