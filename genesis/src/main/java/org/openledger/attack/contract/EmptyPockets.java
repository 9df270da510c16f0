package org.openledger.attack.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.attack.search.Trial;
import org.openledger.precompile.abi.AbiValues;

/**
 * A payer who was served under his permit does in front of the gateway's batch whatever he can to
 * keep his coins. Attackers' gain is what the gateway's batch does not get of what it is due.
 */
final class EmptyPockets extends ContractAttack {
  private static final BigInteger NONE = BigInteger.ZERO;
  private static final int MOVES = 6;
  private static final long NONCE = 1;

  private final Scene scene = new Scene();
  private final long other = scene.anotherModel();

  EmptyPockets() {
    super(
        "empty-pockets",
        "a payer who was served reserves, spends, revokes, withdraws, uses numbers up in front of"
            + " the batch",
        "INV-FEE-11: a batch within a permit's limit gets what is pledged for withdrawalDelay"
            + " blocks",
        new Dial("items", 1, 8),
        new Dial("pledged ‰", 0, 1_200),
        new Dial("deposit ‰", 0, 1_200),
        new Dial("move 1", 0, 10),
        new Dial("move 2", 0, 10),
        new Dial("move 3", 0, 10),
        new Dial("move 4", 0, 10),
        new Dial("move 5", 0, 10),
        new Dial("move 6", 0, 10),
        new Dial("blocks", 0, 3_599),
        new Dial("atomic", 0, 1));
  }

  @Override
  public Trial trial(int ground, Settings settings, SplittableRandom random) {
    scene.reset();
    Twin twin = scene.twin();
    pay("startWithdrawal", scene.deposit());
    twin.skip(3_600);
    pay("finishWithdrawal");
    List<Tuple> items = new ArrayList<>();
    BigInteger due = NONE;
    BigInteger dearest = NONE;
    for (int i = 0; i < settings.of("items"); i++) {
      String answer = scene.alices().substring(random.nextInt(Scene.TOKENS));
      items.add(Scene.item(100 + i, Scene.output(answer)));
      due = due.add(scene.gross(answer.length()));
      dearest = dearest.max(scene.gross(answer.length()));
    }
    BigInteger pledged = thousandths(due, settings.of("pledged ‰"));
    fund("depositPledge", pledged, scene.model());
    fund("deposit", thousandths(due, settings.of("deposit ‰")));
    boolean atomic = settings.of("atomic") == 1;
    Tuple permit = scene.permit(due, 10_000, NONCE);
    Object[] batch = scene.batch(permit, items, atomic);
    long begin = twin.host().blockNumber();
    for (int i = 1; i <= MOVES; i++) {
      if (i == MOVES / 2) {
        twin.skip(settings.of("blocks"));
      }
      move(settings.of("move " + i), settings.of("items"), batch);
    }
    BigInteger before = received();
    boolean settles = twin.tries(Scene.GATEWAY, NONE, Scene.FEES, "settleBatch", batch);
    BigInteger paid = settles ? received().subtract(before) : NONE;
    boolean inTime = twin.host().blockNumber() < begin + 3_600;
    if (!scene.covered() || !inTime) {
      return new Trial(Trial.POOL, 0, 0, 0, 0);
    }
    return new Trial(
        part(due.subtract(paid), due), part(claim(due, pledged, dearest, atomic), due), 0, 0, 0);
  }

  /** Where the pledge covers all, nothing; else what it lacks, to the price of an item. */
  private static BigInteger claim(
      BigInteger due, BigInteger pledged, BigInteger dearest, boolean atomic) {
    if (pledged.compareTo(due) >= 0) {
      return NONE;
    }
    return atomic ? due : due.subtract(pledged).add(dearest).min(due);
  }

  private static BigInteger thousandths(BigInteger of, int parts) {
    return of.multiply(BigInteger.valueOf(parts)).divide(BigInteger.valueOf(1_000));
  }

  private void fund(String function, BigInteger amount, Object... arguments) {
    if (amount.signum() > 0) {
      scene.twin().pay(scene.payer(), amount, Scene.FEES, function, arguments);
    }
  }

  /** What the batches of the gateway's model have brought so far. */
  private BigInteger received() {
    BigInteger sum = NONE;
    Twin twin = scene.twin();
    for (var account :
        List.of(Scene.ALICE, Scene.BOB, Scene.ALLY, Twin.CREATOR, Twin.PLATFORM, Twin.TREASURY)) {
      sum = sum.add(twin.wealth(account));
    }
    Tuple accrued = twin.read(Scene.FEES, "accrued", scene.model());
    for (int part = 0; part < 3; part++) {
      sum = sum.add(accrued.<BigInteger>get(part));
    }
    sum = sum.add(twin.read(Scene.FEES, "accruedPlatform").<BigInteger>get(0));
    return sum.add(twin.read(Scene.FEES, "accruedStakers").<BigInteger>get(0));
  }

  /** One of what a payer can do. */
  private void move(int way, int items, Object[] batch) {
    Twin twin = scene.twin();
    switch (way) {
      case 1 -> reserve(items, 100, Scene.TOKENS); // The batch's numbers, from the deposit.
      case 2 -> reserve(items, 100, 1); // For next to nothing.
      case 3 -> reserve(8, 500, 4 * Scene.TOKENS); // Other numbers.
      case 4 -> pay("startWithdrawal", scene.deposit());
      case 5 -> pay("finishWithdrawal");
      case 6 -> pay("startPledgeWithdrawal", scene.model(), pledged());
      case 7 -> pay("finishPledgeWithdrawal", scene.model());
      case 8 -> pay("revokePermit", scene.model(), NONCE);
      case 9 -> elsewhere(items);
      case 10 -> {
        // The gateway's batch under another permit of the same number.
        Object[] bent = batch.clone();
        bent[0] = scene.permit(BigInteger.ONE, 10_000, NONCE);
        bent[1] = scene.signed((Tuple) bent[0]);
        twin.tries(scene.payer(), NONE, Scene.FEES, "settleBatch", bent);
      }
      default -> {}
    }
  }

  private BigInteger pledged() {
    return scene.twin().read(Scene.FEES, "pledge", scene.payer(), scene.model()).get(0);
  }

  private void pay(String function, Object... arguments) {
    scene.twin().tries(scene.payer(), NONE, Scene.FEES, function, arguments);
  }

  private void reserve(int count, long first, int tokens) {
    for (int i = 0; i < count; i++) {
      pay("reserve", scene.model(), first + i, 0L, (long) tokens);
    }
  }

  /** Pays a model of his own, under the same numbers of requests and permit. */
  private void elsewhere(int items) {
    Twin twin = scene.twin();
    Bytes output = Scene.output(scene.bobs());
    for (int i = 0; i < items; i++) {
      Tuple receipt = twin.receipt(other, scene.payer(), 100 + i, output, Bytes32.ZERO);
      pay("settle", other, 100L + i, output, receipt);
    }
    Tuple permit = AbiValues.tuple(scene.payer(), other, scene.gross(Scene.TOKENS), 10_000L, NONCE);
    Object[] batch = scene.batch(permit, List.of(Scene.item(300, output)), false);
    twin.tries(scene.payer(), NONE, Scene.FEES, "settleBatch", batch);
  }
}
