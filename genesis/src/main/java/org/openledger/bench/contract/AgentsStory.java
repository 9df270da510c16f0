package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.account;
import static org.openledger.bench.contract.BenchNetwork.receipt;
import static org.openledger.bench.contract.BenchNetwork.signature;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Every function of {@code Agents}, and what their wallets pay. */
final class AgentsStory extends Story {

  private static final int[] TEXT = new SplittableRandom(1).ints(40, 0, 256).toArray();
  private static final Bytes OUTPUT = BenchNetwork.answer(Arrays.copyOfRange(TEXT, 4, 36));
  private static final BigInteger COINS = BigInteger.TEN.pow(20);
  private static final Bytes32 METADATA = Bytes32.repeat((byte) 1);
  private static final Address WALLET = account(31);
  private static final Tuple LIMITS = AbiValues.tuple(COINS, COINS, 1_000L, 1L << 30);
  private static final BigInteger[] ANY = {};

  private long model;

  AgentsStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>()), visitor);
  }

  @Override
  void tell() {
    model =
        network.deploy(
            BenchNetwork.terms(1_000_000_007L, 4, 1),
            network.datanet(List.of(ALICE), List.of(TEXT)));
    BigInteger[] one = {BigInteger.valueOf(model)};
    send(BOB, AGENTS, "register", WALLET, METADATA, "ipfs://bench", LIMITS, false, one);
    send(WALLET, AGENTS, "accept", 1L);
    pay(BOB, COINS, AGENTS, "fund", 1L);
    send(BOB, AGENTS, "register", ALICE, METADATA, "", LIMITS, true, ANY);
    Bytes alice = signature(ALICE);
    Bytes32 r = Bytes32.wrap(alice.slice(0, 32).toArray());
    Bytes32 s = Bytes32.wrap(alice.slice(32, 32).toArray());
    send(CAROL, AGENTS, "acceptBySig", 2L, 1L << 30, 27, r, s);
    payments();
    send(BOB, AGENTS, "collectEarnings", 2L);
    changes(one);
    views();
    send(CAROL, AGENTS, "revoke", 1L);
  }

  private void payments() {
    send(WALLET, FEES, "settle", model, 1L, OUTPUT, receipt(Bytes32.ZERO));
    send(WALLET, FEES, "settle", model, 2L, OUTPUT, receipt(Bytes32.ZERO));
    send(WALLET, FEES, "reserve", model, 3L, 0L, 40L);
    send(CAROL, FEES, "settleReserved", WALLET, model, 3L, OUTPUT, receipt(Bytes32.ZERO));
    send(WALLET, FEES, "reserve", model, 4L, 0L, 40L);
    skip(10_000);
    send(CAROL, FEES, "refundFor", WALLET, model, 4L);
  }

  private void changes(BigInteger[] one) {
    send(BOB, AGENTS, "changeLimits", 1L, AbiValues.tuple(COINS, COINS, 900L, 1L << 30));
    send(BOB, AGENTS, "changeModels", 1L, true, ANY);
    send(BOB, AGENTS, "changeModels", 1L, false, one);
    send(BOB, AGENTS, "changeMetadata", 1L, METADATA, "ipfs://other");
    send(BOB, AGENTS, "pause", 1L);
    send(BOB, AGENTS, "unpause", 1L);
    send(BOB, AGENTS, "reclaim", 1L, 1_000L);
    send(BOB, AGENTS, "transferOwnership", 1L, CAROL);
    send(CAROL, AGENTS, "acceptOwnership", 1L);
    network.host().setBalance(NativeAddress.AGENTS.address(), UInt256.valueOf(7));
    send(BOB, AGENTS, "surplus");
    send(BOB, AGENTS, "sweepSurplus");
  }

  private void views() {
    send(BOB, AGENTS, "agentCount");
    send(BOB, AGENTS, "agentOf", WALLET);
    for (String view : List.of("agent", "models", "period")) {
      send(BOB, AGENTS, view, 1L);
    }
    send(BOB, AGENTS, "allows", 1L, model);
    send(BOB, AGENTS, "consentDigest", 1L, 1L << 30);
  }
}
