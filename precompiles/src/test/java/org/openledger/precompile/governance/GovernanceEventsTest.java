package org.openledger.precompile.governance;

import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.Told.told;
import static org.openledger.precompile.governance.GovernanceFixture.ALICE;
import static org.openledger.precompile.governance.GovernanceFixture.BOB;
import static org.openledger.precompile.governance.GovernanceFixture.CONTRACT;
import static org.openledger.precompile.governance.GovernanceFixture.DAVE;
import static org.openledger.precompile.governance.GovernanceFixture.DELAY;
import static org.openledger.precompile.governance.GovernanceFixture.FOR;
import static org.openledger.precompile.governance.GovernanceFixture.PERIOD;
import static org.openledger.precompile.governance.GovernanceFixture.SELF;
import static org.openledger.precompile.governance.GovernanceFixture.TIMELOCK;
import static org.openledger.precompile.governance.GovernanceFixture.abi;
import static org.openledger.precompile.governance.GovernanceFixture.arguments;
import static org.openledger.precompile.governance.GovernanceFixture.data;
import static org.openledger.precompile.governance.GovernanceFixture.hashed;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.Told;
import org.openledger.precompile.governance.GovernanceFixture.Action;
import org.openledger.precompile.host.Address;

/** All events of each function, with all their values, in order. */
class GovernanceEventsTest {

  private final GovernanceFixture it = new GovernanceFixture();

  @Test
  void aProposalTellsItsWay() {
    Action action = Action.of(CONTRACT, "spend", BOB, 0L);
    BigInteger id = it.read("hashProposal", hashed("p", action));
    long start = it.block() + DELAY;
    tells(
        ALICE,
        "propose",
        arguments("p", action),
        told(
            "ProposalCreated",
            id,
            ALICE,
            abi(SELF),
            new BigInteger[] {BigInteger.ZERO},
            new String[] {""},
            data(action),
            start,
            start + PERIOD,
            "p"));
    it.skip(DELAY + 1);
    tells(
        ALICE,
        "castVoteWithReason",
        new Object[] {id, FOR, "why not"},
        told("VoteCast", ALICE, id, FOR, 600L, "why not"));
    tells(BOB, "castVote", new Object[] {id, FOR}, told("VoteCast", BOB, id, FOR, 300L, ""));
    it.skip(PERIOD);
    tells(DAVE, "queue", hashed("p", action), told("ProposalQueued", id, it.block() + TIMELOCK));
    it.skip(TIMELOCK);
    tells(
        DAVE,
        "execute",
        hashed("p", action),
        told("TreasurySpent", BOB, 0L),
        told("ProposalExecuted", id));
    BigInteger other = it.propose(ALICE, "q", action);
    tells(ALICE, "cancel", hashed("q", action), told("ProposalCanceled", other));
    it.network.host.setBalance(SELF, UInt256.valueOf(5));
    tells(DAVE, "sweepSurplus", new Object[0], told("SurplusSwept", TestNetwork.TREASURY, 5L));
  }

  private void tells(Address sender, String function, Object[] arguments, Told... expected) {
    Told.tells(it.network, sender, wei(0), CONTRACT, function, arguments, expected);
  }
}
