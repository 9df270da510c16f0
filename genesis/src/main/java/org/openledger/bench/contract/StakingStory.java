package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.GOVERNOR;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.receipt;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.NativeAddress;

/** Every function of {@code Staking}. */
final class StakingStory extends Story {

  private static final int[] TEXT = new SplittableRandom(1).ints(40, 0, 256).toArray();
  private static final Bytes OUTPUT = BenchNetwork.answer(Arrays.copyOfRange(TEXT, 4, 36));
  private static final BigInteger COINS = BigInteger.TEN.pow(20);
  private static final Bytes32 EVIDENCE = Bytes32.repeat((byte) 1);

  private long model;

  StakingStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>()), visitor);
  }

  @Override
  void tell() {
    model =
        network.deploy(
            BenchNetwork.terms(1_000_000_007L, 4, 1),
            network.datanet(List.of(ALICE), List.of(TEXT)));
    tokens();
    delegations();
    stakes();
    slashes();
    ends();
    views();
  }

  private void tokens() {
    pay(ALICE, COINS, STAKING, "deposit");
    pay(BOB, COINS, STAKING, "deposit");
    send(ALICE, STAKING, "transfer", BOB, 1_000L);
    send(ALICE, STAKING, "approve", BOB, 5_000L);
    send(BOB, STAKING, "transferFrom", ALICE, CAROL, 1_000L);
  }

  private void delegations() {
    send(ALICE, STAKING, "delegate", ALICE);
    Bytes32 r = BOB.toWord().toBytes();
    Bytes32 s = UInt256.ONE.toBytes();
    send(CAROL, STAKING, "delegateBySig", ALICE, 0L, 1L << 40, 27, r, s);
    send(ALICE, STAKING, "transfer", CAROL, 1_000L);
  }

  private void stakes() {
    for (long pool : new long[] {0, model}) {
      send(ALICE, STAKING, "stake", pool, 1_000_000L);
      send(BOB, STAKING, "stake", pool, 3_000_000L);
      settle(1 + pool);
      send(ALICE, STAKING, "stake", pool, 1_000_000L);
      settle(11 + pool);
      send(BOB, STAKING, "claim", pool);
      send(BOB, STAKING, "claim", pool);
      settle(21 + pool);
      send(BOB, STAKING, "unstake", pool, 1_000_000L);
    }
    send(CAROL, STAKING, "redeem", 500L);
  }

  private void settle(long request) {
    BigInteger gross = network.send(ALICE, FEES, "quote", model, 0L, 32L).<Tuple>get(0).get(0);
    network.pay(PAYER, gross, FEES, "settle", model, request, OUTPUT, receipt(Bytes32.ZERO));
  }

  private void slashes() {
    send(GOVERNOR, STAKING, "slashModel", model, 100L, EVIDENCE);
    send(GOVERNOR, STAKING, "slashAccount", ALICE, 0L, 100L, EVIDENCE);
    send(GOVERNOR, STAKING, "slashAccount", BOB, model, 100L, EVIDENCE);
  }

  private void ends() {
    skip(200_000);
    send(BOB, STAKING, "withdraw", 0L);
    send(BOB, STAKING, "withdraw", model);
    UInt256 held = network.host().balance(NativeAddress.STAKING.address());
    network.host().setBalance(NativeAddress.STAKING.address(), held.add(7));
    send(CAROL, STAKING, "sweepSurplus");
  }

  private void views() {
    for (String view :
        List.of(
            "name",
            "symbol",
            "decimals",
            "totalSupply",
            "clock",
            "CLOCK_MODE",
            "liabilities",
            "surplus")) {
      send(CAROL, STAKING, view);
    }
    for (String view : List.of("balanceOf", "getVotes", "delegates", "nonces")) {
      send(CAROL, STAKING, view, ALICE);
    }
    send(CAROL, STAKING, "allowance", ALICE, BOB);
    send(CAROL, STAKING, "getPastVotes", ALICE, 1L);
    send(CAROL, STAKING, "getPastTotalSupply", 1L);
    send(CAROL, STAKING, "delegationDigest", ALICE, 1L, 2L);
    send(CAROL, STAKING, "stakeOf", ALICE, model);
    send(CAROL, STAKING, "pool", 0L);
    send(CAROL, STAKING, "pool", model);
  }
}
