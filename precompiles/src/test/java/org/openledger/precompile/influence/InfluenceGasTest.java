package org.openledger.precompile.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.influence.InfluenceFixture.BOB;
import static org.openledger.precompile.influence.InfluenceFixture.BOND;
import static org.openledger.precompile.influence.InfluenceFixture.CAROL;
import static org.openledger.precompile.influence.InfluenceFixture.CHALLENGE;
import static org.openledger.precompile.influence.InfluenceFixture.CONTRACT;
import static org.openledger.precompile.influence.InfluenceFixture.EVIDENCE;
import static org.openledger.precompile.influence.InfluenceFixture.METHOD;
import static org.openledger.precompile.influence.InfluenceFixture.WINDOW;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Role;

/** Every function with exactly its gas, and with less. */
class InfluenceGasTest {

  private final InfluenceFixture it = new InfluenceFixture();
  private final ExactGas gas = new ExactGas(it.network, CONTRACT);

  @Test
  void everyFunctionNeedsExactlyItsGas() {
    it.attesters.add(it.appointed(200));
    gas.pay(it.attesters.get(5).address(), wei(BOND), "register");
    it.skip(1);
    long epoch = it.endedEpoch();
    Bytes signatures = it.signed(epoch, 0, it.shares(), 0, 1, 2, 3);
    gas.call(CAROL, "openEpoch", it.model);
    gas.call(CAROL, "submit", it.model, epoch, EVIDENCE, METHOD, it.shares(), signatures);
    gas.call(
        CAROL,
        "cosign",
        it.model,
        epoch,
        Keccak256.hash(it.greed()),
        EVIDENCE,
        METHOD,
        it.signed(epoch, 0, it.greed(), 4));
    gas.pay(BOB, wei(CHALLENGE), "challenge", it.model, epoch, EVIDENCE);
    gas.call(
        CAROL,
        "rerun",
        it.model,
        epoch,
        EVIDENCE,
        METHOD,
        it.shares(),
        it.signed(epoch, 1, it.shares(), 0, 1, 2, 3, 4));
    it.skip(2 * WINDOW + 1);
    gas.call(CAROL, "close", it.model, epoch);
    gas.call(CAROL, "pay", it.model, epoch, it.shares());
    long next = it.endedEpoch();
    it.submit(next, 0, it.greed(), 0, 1, 2, 3);
    it.challenge(BOB, next);
    gas.call(GOVERNOR, "resolve", it.model, next, false, EVIDENCE);
    it.skip(WINDOW + 1);
    gas.call(CAROL, "forfeit", it.model, next);
    gas.call(
        BOB,
        "proveContradiction",
        it.model,
        next,
        1L,
        it.statement(next, 1, it.shares(), 4),
        it.statement(next, 1, it.greed(), 4));
    Address leaver = it.attesters.get(5).address();
    it.network.send(ADMIN, "System", "revokeRole", Role.ATTESTER.id(), leaver);
    gas.call(CAROL, "suspend", leaver);
    gas.call(leaver, "leave");
    it.skip(4 * WINDOW);
    gas.call(leaver, "withdrawBond");
    it.network.host.transfer(CAROL, InfluenceFixture.SELF, UInt256.valueOf(5));
    gas.call(CAROL, "sweepSurplus");
    for (String view : new String[] {"attesters", "liabilities", "surplus"}) {
      gas.call(CAROL, view);
    }
    gas.call(CAROL, "attesterOf", leaver);
    gas.call(CAROL, "attesterAt", 1L);
    gas.call(CAROL, "epochOf", it.model, epoch);
    gas.call(CAROL, "quorumOf", 5L);
    gas.call(CAROL, "heldOf", it.model);
    gas.call(CAROL, "epochCount", it.model);
    gas.call(CAROL, "attestationDigest", it.model, epoch, 0L, EVIDENCE, EVIDENCE, METHOD);
    gas.coversTheInterface();
    if (Boolean.getBoolean("gas.print")) {
      gas.gas().forEach((function, used) -> System.out.println(function + " " + used));
    }
  }

  /** What holding costs is what the docs say: a word of the open epoch; more where one opens. */
  @Test
  void aSettlementPaysForOneWordOfItsEpoch() {
    it.settle(1);
    long opening = it.network.gasUsed();
    it.settle(1);
    long adding = it.network.gasUsed();
    it.skip(InfluenceFixture.EPOCH);
    it.settle(1);
    long reopening = it.network.gasUsed();
    if (Boolean.getBoolean("gas.print")) {
      System.out.println("settle " + opening + " " + adding + " " + reopening);
    }
    assertThat(adding).isLessThan(opening);
    assertThat(reopening - adding).isBetween(40_000L, 60_000L);
  }
}
