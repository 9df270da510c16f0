package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.client.ContractClient;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** What somebody has after a block, wherever it is: asked of the chain, by views and balances. */
final class Holdings {

  private final Scene scene;
  private final long block;

  Holdings(Scene scene, long block) {
    this.scene = scene;
    this.block = block;
  }

  /**
   * Coins, and what InferenceFees owes: all that one of the network's own accounts is asked for.
   */
  Map<String, BigInteger> ofNetwork(Address account) {
    Map<String, BigInteger> held = new LinkedHashMap<>();
    put(held, "coins", scene.chain().balances(List.of(account), block).getFirst());
    put(held, "credit", number(NativeAddress.INFERENCE_FEES, "creditOf", account));
    return held;
  }

  /**
   * All that a part has.
   *
   * @param model on which stake is looked for
   * @param contribution of which the bond is looked for; 0: none
   */
  Map<String, BigInteger> ofPart(Address account, long model, long contribution) {
    Map<String, BigInteger> held = ofNetwork(account);
    put(held, "gOPEN", number(NativeAddress.STAKING, "balanceOf", account));
    for (long pool : new long[] {0, model}) {
      Tuple stake = struct(NativeAddress.STAKING, "stakeOf", account, pool);
      put(held, "staked", stake.get(0));
      put(held, "cooling", stake.get(1));
      put(held, "reward", stake.get(3));
    }
    put(held, "bond", struct(NativeAddress.SERVICES, "provider", account).get(1));
    put(held, "bond", struct(NativeAddress.FEEDBACK, "rater", account).get(0));
    put(held, "bond", struct(NativeAddress.INFLUENCE_ATTESTATIONS, "attesterOf", account).get(1));
    if (contribution > 0) {
      Tuple it = struct(NativeAddress.DATANETS, "contribution", contribution);
      boolean isHeld = it.<Integer>get(11) == 1;
      put(held, "bond", isHeld ? it.get(10) : BigInteger.ZERO);
    }
    return held;
  }

  /** What an account has prepaid, reservations included; of an agent's wallet it is the owner's. */
  BigInteger deposit(Address account) {
    Tuple statement = struct(NativeAddress.INFERENCE_FEES, "statement", account);
    return statement.<BigInteger>get(2).add(statement.<BigInteger>get(5));
  }

  /** What a pool holds that is not anybody's yet; before there is the model: of the network. */
  BigInteger pool(String pool, long model) {
    return switch (pool) {
      case Book.ACCRUED -> accrued(model);
      case Book.STAKERS -> rewards(0).add(model == 0 ? BigInteger.ZERO : rewards(model));
      case Book.FEEDBACK -> model == 0 ? BigInteger.ZERO : feedback(model);
      case Book.INFLUENCE ->
          model == 0
              ? BigInteger.ZERO
              : number(NativeAddress.INFLUENCE_ATTESTATIONS, "heldOf", model);
      default -> throw new IllegalArgumentException(pool);
    };
  }

  private BigInteger accrued(long model) {
    BigInteger sum =
        number(NativeAddress.INFERENCE_FEES, "accruedPlatform")
            .add(number(NativeAddress.INFERENCE_FEES, "accruedStakers"));
    if (model == 0) {
      return sum;
    }
    Tuple of = at(NativeAddress.INFERENCE_FEES).callAfter(block, "accrued", model);
    return sum.add(of.get(0)).add(of.get(1)).add(of.get(2));
  }

  private BigInteger rewards(long pool) {
    return struct(NativeAddress.STAKING, "pool", pool).get(6);
  }

  private BigInteger feedback(long model) {
    Tuple fund = struct(NativeAddress.FEEDBACK, "pool", model);
    Tuple round = struct(NativeAddress.FEEDBACK, "round", model, fund.<BigInteger>get(4));
    return fund.<BigInteger>get(0).add(round.get(12));
  }

  private ContractClient at(NativeAddress contract) {
    return scene.at(contract);
  }

  private BigInteger number(NativeAddress contract, String function, Object... arguments) {
    return at(contract).callAfter(block, function, arguments).get(0);
  }

  private Tuple struct(NativeAddress contract, String function, Object... arguments) {
    return at(contract).callAfter(block, function, arguments).get(0);
  }

  private static void put(Map<String, BigInteger> held, String name, BigInteger wei) {
    if (wei.signum() > 0) {
      held.merge(name, wei, BigInteger::add);
    }
  }
}
