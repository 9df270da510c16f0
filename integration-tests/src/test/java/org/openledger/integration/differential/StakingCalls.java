package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Calls of Staking by accounts of which each has some free gOPEN, and some stake. */
final class StakingCalls extends FittingCalls {

  /** The first of three accounts: so few that each has stake, and some that cools. */
  private static final int STAKERS = 3;

  private static final int FIRST_DELEGATOR = 1_000;

  /** Stake that can be withdrawn. */
  private record Cooled(int staker, long model) {}

  private List<Cooled> cooled = List.of();
  private int delegators;

  StakingCalls(Knowledge known, Random random) {
    super(NativeAddress.STAKING, known, random);
  }

  @Override
  void refresh() {
    cooled = new ArrayList<>();
    for (int staker = STAKERS; staker < STAKERS + 3; staker++) {
      for (long model = 0; model < 3; model++) {
        Tuple stake = ask("stakeOf", Senders.address(staker), model).get(0);
        if (stake.<BigInteger>get(1).signum() > 0 && number(stake, 2) <= known.block() + 1) {
          cooled.add(new Cooled(staker, model));
        }
      }
    }
  }

  @Override
  Optional<Draft> next() {
    int sender = STAKERS + random.nextInt(3);
    Address other = Senders.address(STAKERS + random.nextInt(3));
    long model = random.nextInt(4) == 0 ? random.nextInt(3) : sender % 3;
    return switch (random.nextInt(15)) {
      case 0, 1 -> pay(sender, wei(1_000_000), "deposit");
      case 2 -> call(sender, "delegate", other);
      case 3, 4 -> call(sender, "stake", model, wei(2_000));
      case 5 -> call(sender, "unstake", model, wei(400));
      case 6 -> call(sender, "redeem", wei(400));
      case 7, 8 -> withdraw();
      case 9 -> call(sender, "claim", model);
      case 10 -> call(sender, "transfer", other, wei(1_000));
      case 11 -> call(sender, "approve", other, wei(1_000_000));
      case 12 -> call(sender, "transferFrom", other, Senders.address(sender), wei(50));
      case 13 -> delegation(sender, other);
      default -> slash(model, other);
    };
  }

  private Optional<Draft> withdraw() {
    if (cooled.isEmpty()) {
      return Optional.empty();
    }
    Cooled it = one(cooled);
    return call(mostly(it.staker()), "withdraw", it.model());
  }

  private Optional<Draft> slash(long model, Address other) {
    long share = 1 + random.nextInt(1_001);
    return random.nextBoolean()
        ? call(mostly(ADMIN), "slashModel", 1L + random.nextInt(2), share, HASH)
        : call(mostly(ADMIN), "slashAccount", other, model, share, HASH);
  }

  /** By an account that has never signed before: its nonce is 0. */
  private Optional<Draft> delegation(int sender, Address delegatee) {
    int delegator = FIRST_DELEGATOR + delegators++;
    BigInteger expiry = BigInteger.valueOf(known.block() + random.nextInt(40));
    Bytes32 digest = Bytes32.wrap(ask("delegationDigest", delegatee, 0L, expiry).<byte[]>get(0));
    Bytes signature = wallet(delegator).sign(digest);
    return call(
        sender,
        "delegateBySig",
        delegatee,
        0L,
        expiry,
        signature.get(64) & 0xff,
        Bytes32.wrap(signature.slice(0, 32)),
        Bytes32.wrap(signature.slice(32, 32)));
  }
}
