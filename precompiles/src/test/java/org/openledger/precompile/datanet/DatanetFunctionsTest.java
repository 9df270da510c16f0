package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OPERATOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.REVIEWER;
import static org.openledger.precompile.datanet.DatanetWorld.ALICE;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.CAROL;
import static org.openledger.precompile.datanet.DatanetWorld.DIGEST;
import static org.openledger.precompile.datanet.DatanetWorld.EVIDENCE;
import static org.openledger.precompile.datanet.DatanetWorld.LOCK;
import static org.openledger.precompile.datanet.DatanetWorld.PURPOSE;
import static org.openledger.precompile.datanet.DatanetWorld.SALT;
import static org.openledger.precompile.datanet.DatanetWorld.SECOND;
import static org.openledger.precompile.datanet.DatanetWorld.WINDOW;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Every function once, successfully: with exactly its gas, and with one less. */
class DatanetFunctionsTest {

  private record Sent(Address sender, long value, Object... arguments) {}

  private final SortedMap<String, Function<DatanetWorld, Sent>> calls = new TreeMap<>();

  DatanetFunctionsTest() {
    registry();
    contributing();
    judging();
    versions();
    access();
    views();
  }

  private void registry() {
    calls.put(
        "createDatanet",
        w -> new Sent(ALICE, 0, "n", TestNetwork.settings(DatanetWorld.policy(true), 1, BOB)));
    calls.put("setPolicy", w -> new Sent(OWNER, 0, w.open, DatanetWorld.policy(true)));
    calls.put("setTreasury", w -> new Sent(OWNER, 0, w.open, ALICE));
    calls.put("setQuorum", w -> new Sent(OWNER, 0, w.closed, 3L));
    calls.put("appointReviewer", w -> new Sent(OWNER, 0, w.open, ALICE));
    calls.put("dismissReviewer", w -> new Sent(OWNER, 0, w.closed, SECOND));
    calls.put("allowContributor", w -> new Sent(OWNER, 0, w.open, ALICE));
    calls.put("disallowContributor", w -> new Sent(OWNER, 0, w.closed, ALICE));
    calls.put("transferOwnership", w -> new Sent(OWNER, 0, w.open, ALICE));
    calls.put(
        "acceptOwnership",
        w -> {
          w.network.send(OWNER, "Datanets", "transferOwnership", w.open, ALICE);
          return new Sent(ALICE, 0, w.open);
        });
  }

  private void contributing() {
    calls.put("commit", w -> new Sent(ALICE, 15, w.closed, EVIDENCE, 5L));
    calls.put(
        "reveal",
        w -> {
          long id = w.commit(ALICE, w.closed, "abcde");
          return new Sent(ALICE, 0, id, DatanetWorld.root("abcde"), 1L, SALT, "uri");
        });
    calls.put(
        "revealInline",
        w -> {
          long id = w.commit(ALICE, w.closed, "abcde");
          return new Sent(ALICE, 0, id, SALT, "uri", TestNetwork.content("abcde"));
        });
    calls.put("contribute", w -> new Sent(ALICE, 15, w.closed, EVIDENCE, 5L, 1L, "uri"));
    calls.put(
        "contributeInline",
        w -> new Sent(ALICE, 15, w.closed, "uri", TestNetwork.content("abcde")));
  }

  private void judging() {
    calls.put("accept", w -> new Sent(REVIEWER, 0, w.contribute(ALICE, w.closed, "abc")));
    calls.put(
        "acceptAsCommons",
        w -> new Sent(REVIEWER, 0, w.contribute(ALICE, w.open, "abc"), EVIDENCE));
    calls.put(
        "reject",
        w -> {
          long id = w.contribute(ALICE, w.closed, "abc");
          w.network.send(SECOND, "Datanets", "reject", id, EVIDENCE);
          return new Sent(REVIEWER, 0, id, EVIDENCE);
        });
    calls.put(
        "markDuplicate",
        w -> {
          long first = w.contribute(ALICE, w.open, "abc");
          return new Sent(REVIEWER, 0, w.contribute(BOB, w.open, "abc"), first, 10_000L, EVIDENCE);
        });
    calls.put(
        "markCommons", w -> new Sent(GOVERNOR, 0, w.accepted(ALICE, w.open, "abc"), EVIDENCE));
    calls.put("takeDown", w -> new Sent(ALICE, 0, w.contribute(ALICE, w.closed, "a"), EVIDENCE));
    calls.put(
        "slash", w -> new Sent(GOVERNOR, 0, w.accepted(ALICE, w.closed, "abc"), CAROL, EVIDENCE));
    calls.put(
        "releaseBond",
        w -> {
          long id = w.commit(ALICE, w.closed, "abc");
          w.skip(WINDOW + LOCK + 1);
          return new Sent(ALICE, 0, id);
        });
  }

  private void versions() {
    calls.put(
        "seal",
        w -> {
          BigInteger id = BigInteger.valueOf(w.accepted(ALICE, w.open, "abc"));
          return new Sent(OWNER, 0, w.open, new BigInteger[] {id});
        });
    calls.put(
        "attest",
        w -> {
          w.seal(w.open, w.accepted(ALICE, w.open, "abc"));
          return new Sent(OPERATOR, 0, w.open, 1L, DIGEST);
        });
    calls.put(
        "activate",
        w -> {
          w.scheduled();
          w.skip(WINDOW);
          return new Sent(CAROL, 0, w.open, 1L);
        });
  }

  private void access() {
    calls.put("requestAccess", w -> new Sent(CAROL, 50, w.closed, PURPOSE, 10L));
    calls.put("grantAccess", w -> new Sent(OWNER, 0, w.request(CAROL, w.closed, 10)));
    calls.put("denyAccess", w -> new Sent(OWNER, 0, w.request(CAROL, w.closed, 10)));
    calls.put("cancelRequest", w -> new Sent(CAROL, 0, w.request(CAROL, w.closed, 10)));
    calls.put("giveAccess", w -> new Sent(OWNER, 0, w.closed, CAROL, PURPOSE, 2_000L));
    calls.put(
        "revokeAccess",
        w -> {
          w.network.send(OWNER, "Datanets", "grantAccess", w.request(CAROL, w.closed, 10));
          w.skip(4);
          return new Sent(OWNER, 33, w.closed, CAROL);
        });
    calls.put(
        "sweepSurplus",
        w -> {
          w.network.host.setBalance(NativeAddress.DATANETS.address(), UInt256.valueOf(7));
          return new Sent(CAROL, 0);
        });
  }

  private void views() {
    calls.put("datanet", w -> new Sent(CAROL, 0, w.open));
    calls.put("datanetCount", w -> new Sent(CAROL, 0));
    calls.put("reviewers", w -> new Sent(CAROL, 0, w.closed));
    calls.put("isReviewer", w -> new Sent(CAROL, 0, w.closed, SECOND));
    calls.put("pendingOwner", w -> new Sent(CAROL, 0, w.closed));
    calls.put("isAllowed", w -> new Sent(CAROL, 0, w.closed, ALICE));
    calls.put("quotaUsed", w -> new Sent(CAROL, 0, w.closed, ALICE));
    calls.put("contribution", w -> new Sent(CAROL, 0, w.contribute(ALICE, w.closed, "a")));
    calls.put("contributionCount", w -> new Sent(CAROL, 0));
    calls.put("isLapsed", w -> new Sent(CAROL, 0, w.commit(ALICE, w.closed, "a")));
    calls.put("vote", w -> new Sent(CAROL, 0, w.contribute(ALICE, w.closed, "a"), SECOND));
    calls.put("version", w -> sealed(w, 1L));
    calls.put("attestation", w -> sealed(w, 1L, OPERATOR));
    calls.put("attesting", w -> sealed(w, 1L, DIGEST));
    calls.put("hasAccess", w -> new Sent(CAROL, 0, w.closed, CAROL));
    calls.put("access", w -> new Sent(CAROL, 0, w.closed, CAROL));
    calls.put("request", w -> new Sent(CAROL, 0, w.request(CAROL, w.closed, 1)));
    calls.put("requestCount", w -> new Sent(CAROL, 0));
    calls.put("liabilities", w -> new Sent(CAROL, 0));
    calls.put("surplus", w -> new Sent(CAROL, 0));
  }

  private static Sent sealed(DatanetWorld w, Object... more) {
    w.seal(w.open, w.accepted(ALICE, w.open, "abc"));
    Object[] arguments = new Object[more.length + 1];
    arguments[0] = w.open;
    System.arraycopy(more, 0, arguments, 1, more.length);
    return new Sent(CAROL, 0, arguments);
  }

  @Test
  void everyFunctionIsListed() {
    assertThat(calls.keySet())
        .containsExactlyElementsOf(ContractAbi.of("Datanets").functions().keySet());
  }

  /** Incident: cosmos/evm GHSA-mjfq-3qr2-6g84, writes that stayed after out of gas. */
  @Test
  void exactGasPassesAndOneLessLeavesNoTrace() {
    calls.forEach(
        (function, prepare) -> {
          DatanetWorld world = new DatanetWorld();
          Sent sent = prepare.apply(world);
          new ExactGas(world.network, "Datanets")
              .pay(sent.sender(), BigInteger.valueOf(sent.value()), function, sent.arguments());
        });
  }

  /** What a call costs does not depend on who watches: another value of a secret costs the same. */
  @Test
  void revealingCostsTheSameWhateverIsRevealed() {
    long[] gas = new long[2];
    for (int i = 0; i < 2; i++) {
      DatanetWorld world = new DatanetWorld();
      String text = i == 0 ? "aaaaaaaa" : "qwertyui";
      long id = world.commit(ALICE, world.closed, text);
      Bytes32 root = DatanetWorld.root(text);
      world.network.send(ALICE, "Datanets", "reveal", id, root, 1L, SALT, "uri");
      gas[i] = world.network.gasUsed();
    }
    assertThat(gas[0]).isEqualTo(gas[1]);
  }
}
