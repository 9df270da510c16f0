package org.openledger.precompile.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.agent.AgentFixture.CAROL;
import static org.openledger.precompile.agent.AgentFixture.CONTRACT;
import static org.openledger.precompile.agent.AgentFixture.METADATA;
import static org.openledger.precompile.agent.AgentFixture.OTHER;
import static org.openledger.precompile.agent.AgentFixture.OWNER;
import static org.openledger.precompile.agent.AgentFixture.START;
import static org.openledger.precompile.agent.AgentFixture.URI;
import static org.openledger.precompile.agent.AgentFixture.WALLET;
import static org.openledger.precompile.agent.AgentFixture.WALLET_2;
import static org.openledger.precompile.agent.AgentFixture.limits;
import static org.openledger.precompile.agent.AgentFixture.list;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.spending.AgentStatus;
import org.openledger.precompile.spending.Limits;
import org.openledger.precompile.system.Parameter;

/** Who agents are, and who decides what about them. */
class AgentsTest {

  private static final Tuple LIMITS = limits(1_000, 5_000);
  private static final BigInteger NONE = BigInteger.ZERO;

  private final AgentFixture it = new AgentFixture();

  @Test
  void anAgentIsRegisteredAndAcceptedByItsWallet() {
    long agent = it.register(OWNER, WALLET, LIMITS);
    assertThat(it.view(agent))
        .isEqualTo(
            AbiValues.tuple(
                OWNER,
                Address.ZERO,
                WALLET,
                METADATA,
                AgentStatus.PROPOSED.code(),
                LIMITS,
                true,
                0L));
    assertThat(it.period(agent)).isEqualTo(AbiValues.tuple(0L, 0L, 0L, 0L));
    assertThat(it.network.<BigInteger>read(CONTRACT, "agentOf", WALLET)).isZero();
    it.send(WALLET, "accept", agent);
    assertThat(it.status(agent)).isEqualTo(AgentStatus.ACTIVE.code());
    assertThat(it.network.<BigInteger>read(CONTRACT, "agentOf", WALLET)).isEqualTo(agent);
    assertThat(it.network.<BigInteger>read(CONTRACT, "agentCount")).isEqualTo(1);
    assertThat(it.period(agent)).isEqualTo(AbiValues.tuple(START, START + 100, 0L, 5_000L));
    assertThat(it.statement(WALLET).<BigInteger>get(4)).isEqualTo(Holding.NEVER);
  }

  @Test
  void nobodyMakesAnothersAccountAnAgentsWallet() {
    long agent = it.register(OWNER, WALLET, LIMITS);
    for (Address another : new Address[] {OWNER, OTHER, CAROL, WALLET_2}) {
      assertThat(it.refuse("NotWallet", another, "accept", agent))
          .isEqualTo(AbiValues.tuple(agent, another));
    }
    // The wallet goes on as before.
    it.network.pay(WALLET, wei(10), AgentFixture.FEES, "deposit");
    it.network.send(WALLET, AgentFixture.FEES, "startWithdrawal", 10L);
    it.skip(5);
    it.network.send(WALLET, AgentFixture.FEES, "finishWithdrawal");
    for (Address nobody :
        new Address[] {Address.ZERO, OWNER, NativeAddress.INFERENCE_FEES.address()}) {
      it.refuse("InvalidWallet", OWNER, "register", nobody, METADATA, URI, LIMITS, true, list());
    }
    it.refuse(
        "NotPayable",
        NativeAddress.DATANETS.address(),
        "register",
        WALLET,
        METADATA,
        URI,
        LIMITS,
        true,
        list());
  }

  @Test
  void aWalletSignsItsConsentForThisAgentOwnerChainAndTime() {
    it.network.host.setRecovery(TestKey::recover);
    TestKey key = TestKey.of(501);
    long agent = it.register(OWNER, key.address(), LIMITS);
    Bytes consent = key.sign(digest(agent, START + 5));
    it.refuse("NotWallet", CAROL, "acceptBySig", consent(agent, START + 6, consent));
    it.refuse("InvalidSignature", CAROL, "acceptBySig", agent, START + 5, 29, word(0), word(1));
    it.skip(6);
    assertThat(
            it.refuse("ConsentExpired", CAROL, "acceptBySig", consent(agent, START + 5, consent)))
        .isEqualTo(AbiValues.tuple(START + 5, START + 6));
    // Signed for OWNER: no consent to another owner.
    Bytes later = key.sign(digest(agent, START + 99));
    it.send(OWNER, "transferOwnership", agent, OTHER);
    it.send(OTHER, "acceptOwnership", agent);
    it.refuse("NotWallet", CAROL, "acceptBySig", consent(agent, START + 99, later));
    it.send(CAROL, "acceptBySig", consent(agent, START + 99, key.sign(digest(agent, START + 99))));
    assertThat(it.status(agent)).isEqualTo(AgentStatus.ACTIVE.code());
    // Used once: neither after a revocation nor for another agent.
    it.send(OTHER, "revoke", agent);
    Object[] again = consent(agent, START + 99, key.sign(digest(agent, START + 99)));
    it.refuse("WrongStatus", CAROL, "acceptBySig", again);
    long second = it.register(OTHER, key.address(), LIMITS);
    again[0] = second;
    it.refuse("NotWallet", CAROL, "acceptBySig", again);
  }

  private Bytes32 digest(long agent, long expiry) {
    return Bytes32.wrap(it.network.<byte[]>read(CONTRACT, "consentDigest", agent, expiry));
  }

  private static Object[] consent(long agent, long expiry, Bytes signature) {
    return new Object[] {
      agent,
      expiry,
      (int) signature.get(64),
      Bytes32.wrap(signature.slice(0, 32).toArray()),
      Bytes32.wrap(signature.slice(32, 32).toArray())
    };
  }

  private static Bytes32 word(long value) {
    return UInt256.valueOf(value).toBytes();
  }

  @Test
  void aWalletHasOneAgentAtATime() {
    long agent = it.agent(OWNER, WALLET, LIMITS, 0);
    long second = it.register(OTHER, WALLET, LIMITS);
    assertThat(it.refuse("WalletTaken", WALLET, "accept", second))
        .isEqualTo(AbiValues.tuple(WALLET, agent));
    it.refuse("WrongStatus", WALLET, "accept", agent);
    it.send(OWNER, "revoke", agent);
    it.send(WALLET, "accept", second);
    assertThat(it.network.<BigInteger>read(CONTRACT, "agentOf", WALLET)).isEqualTo(second);
    assertThat(it.status(agent)).isEqualTo(AgentStatus.REVOKED.code());
    it.refuse("WrongStatus", WALLET, "accept", agent);
  }

  @Test
  void onlyTheOwnerDecides() {
    long agent = it.agent(OWNER, WALLET, LIMITS, 10);
    for (Address another : new Address[] {OTHER, WALLET, TestNetwork.ADMIN}) {
      assertThat(it.refuse("NotOwner", another, "pause", agent))
          .isEqualTo(AbiValues.tuple(agent, another));
      it.refuse("NotOwner", another, "unpause", agent);
      it.refuse("NotOwner", another, "changeLimits", agent, LIMITS);
      it.refuse("NotOwner", another, "changeModels", agent, true, list());
      it.refuse("NotOwner", another, "changeMetadata", agent, METADATA, URI);
      it.refuse("NotOwner", another, "transferOwnership", agent, another);
      it.refuse("NotOwner", another, "reclaim", agent, 1L);
      it.refuse("NotOwner", another, "collectEarnings", agent);
      it.refuse("NotPendingOwner", another, "acceptOwnership", agent);
    }
    it.refuse("NotOwner", OTHER, "revoke", agent);
  }

  @Test
  void anAgentChangesHandsInTwoSteps() {
    long agent = it.agent(OWNER, WALLET, LIMITS, 700);
    it.send(OWNER, "transferOwnership", agent, CAROL);
    it.send(OWNER, "transferOwnership", agent, OTHER);
    it.refuse("NotPendingOwner", CAROL, "acceptOwnership", agent);
    it.send(OTHER, "acceptOwnership", agent);
    it.refuse("NotPendingOwner", OTHER, "acceptOwnership", agent);
    it.refuse("NotOwner", OWNER, "pause", agent);
    it.send(OTHER, "reclaim", agent, 700L);
    assertThat(it.network.creditOf(OTHER)).isEqualTo(700);
    it.refuse("InvalidWallet", OTHER, "transferOwnership", agent, WALLET);
    it.refuse("NotPayable", OTHER, "transferOwnership", agent, NativeAddress.SYSTEM.address());
    it.send(OTHER, "transferOwnership", agent, OWNER);
    it.send(OTHER, "transferOwnership", agent, Address.ZERO);
    it.refuse("NotPendingOwner", OWNER, "acceptOwnership", agent);
    it.send(OTHER, "transferOwnership", agent, OWNER);
    it.send(OTHER, "revoke", agent);
    it.refuse("NotPendingOwner", OWNER, "acceptOwnership", agent);
  }

  @Test
  void statusFollowsItsGraph() {
    long agent = it.register(OWNER, WALLET, LIMITS);
    it.refuse("WrongStatus", OWNER, "pause", agent);
    it.refuse("WrongStatus", OWNER, "unpause", agent);
    it.refuse("WrongStatus", OWNER, "reclaim", agent, 1L);
    it.refuse("WrongStatus", OWNER, "collectEarnings", agent);
    it.network.refuse("WrongStatus", OWNER, wei(1), CONTRACT, "fund", agent);
    it.send(WALLET, "accept", agent);
    it.refuse("WrongStatus", OWNER, "unpause", agent);
    it.send(OWNER, "pause", agent);
    assertThat(it.refuse("WrongStatus", OWNER, "pause", agent))
        .isEqualTo(AbiValues.tuple(agent, AgentStatus.PAUSED.code()));
    it.send(OWNER, "unpause", agent);
    it.send(OWNER, "pause", agent);
    it.send(OWNER, "revoke", agent);
    it.refuse("WrongStatus", OWNER, "revoke", agent);
    it.refuse("WrongStatus", OWNER, "pause", agent);
    it.refuse("WrongStatus", OWNER, "unpause", agent);
    it.refuse("WrongStatus", OWNER, "changeLimits", agent, LIMITS);
    it.refuse("WrongStatus", OWNER, "changeModels", agent, true, list());
    it.refuse("WrongStatus", OWNER, "changeMetadata", agent, METADATA, URI);
    it.refuse("WrongStatus", OWNER, "transferOwnership", agent, OTHER);
    it.network.refuse("WrongStatus", OWNER, wei(1), CONTRACT, "fund", agent);
    // Whoever is named without his consent can say no.
    long unwanted = it.register(OWNER, WALLET, LIMITS);
    it.send(WALLET, "revoke", unwanted);
    it.refuse("WrongStatus", WALLET, "accept", unwanted);
  }

  @Test
  void unknownAgentsAreRefused() {
    for (BigInteger id :
        new BigInteger[] {NONE, wei(1), BigInteger.TWO.pow(256).subtract(BigInteger.ONE)}) {
      for (String view : new String[] {"agent", "models", "period"}) {
        it.refuse("UnknownAgent", CAROL, view, id);
      }
      it.refuse("UnknownAgent", CAROL, "allows", id, 1L);
      it.refuse("UnknownAgent", CAROL, "consentDigest", id, 1L);
      it.refuse("UnknownAgent", CAROL, "accept", id);
      it.refuse("UnknownAgent", CAROL, "revoke", id);
      it.refuse("UnknownAgent", CAROL, "pause", id);
      it.refuse("UnknownAgent", CAROL, "acceptOwnership", id);
      it.network.refuse("UnknownAgent", CAROL, wei(1), CONTRACT, "fund", id);
    }
  }

  @Test
  void limitsAreBounded() {
    long agent = it.agent(OWNER, WALLET, LIMITS, 0);
    BigInteger over = Limits.MAX_WEI.add(BigInteger.ONE);
    it.refuse(
        "LimitOutOfBounds", OWNER, "changeLimits", agent, AbiValues.tuple(over, 1L, 1L, 9_999L));
    assertThat(
            it.refuse(
                "LimitOutOfBounds",
                OWNER,
                "changeLimits",
                agent,
                AbiValues.tuple(1L, over, 1L, 9_999L)))
        .isEqualTo(AbiValues.tuple(over, Limits.MAX_WEI));
    for (long period : new long[] {0, Limits.MAX_PERIOD + 1}) {
      it.refuse("PeriodOutOfBounds", OWNER, "changeLimits", agent, limits(1, 1, period, 9_999));
    }
    for (long expiry : new long[] {0, START - 1, Limits.MAX_EXPIRY + 1}) {
      it.refuse("ExpiryOutOfBounds", OWNER, "changeLimits", agent, limits(1, 1, 1, expiry));
    }
    Tuple most =
        AbiValues.tuple(Limits.MAX_WEI, Limits.MAX_WEI, Limits.MAX_PERIOD, Limits.MAX_EXPIRY);
    it.send(OWNER, "changeLimits", agent, most);
    assertThat(it.view(agent).<Tuple>get(5)).isEqualTo(most);
    it.send(OWNER, "changeLimits", agent, limits(0, 0, 1, START));
  }

  @Test
  void aListOfModelsIsAscendingBoundedAndOfModels() {
    long agent = it.agent(OWNER, WALLET, LIMITS, 0);
    it.refuse("ListNotEmpty", OWNER, "changeModels", agent, true, list(it.model));
    it.refuse("ModelsNotAscending", OWNER, "changeModels", agent, false, list(2, 1));
    assertThat(it.refuse("ModelsNotAscending", OWNER, "changeModels", agent, false, list(1, 1)))
        .isEqualTo(AbiValues.tuple(1L));
    for (BigInteger unknown : new BigInteger[] {NONE, wei(3), BigInteger.ONE.shiftLeft(64)}) {
      Object list = new BigInteger[] {unknown};
      it.refuse("UnknownModel", OWNER, "changeModels", agent, false, list);
    }
    Parameter bound = Parameter.MAX_AGENT_MODELS;
    it.network.send(TestNetwork.ADMIN, "System", "setParameter", bound.key(), 1L);
    assertThat(it.refuse("TooManyModels", OWNER, "changeModels", agent, false, list(1, 2)))
        .isEqualTo(AbiValues.tuple(2L, 1L));
    it.network.send(TestNetwork.ADMIN, "System", "setParameter", bound.key(), 64L);
    for (long id = 3; id <= 64; id++) {
      it.network.propose(0, it.network.terms(wei(1), 4, 1));
    }
    for (int count = 0; count <= 64; count += count < 9 ? 1 : 11) {
      // Every other one, so that there are gaps to miss.
      long[] ids = new long[count / 2];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = 2L * i + 1;
      }
      it.send(OWNER, "changeModels", agent, false, list(ids));
      assertThat(it.network.<BigInteger[]>read(CONTRACT, "models", agent))
          .containsExactly(list(ids));
      for (long id = 0; id <= 65; id++) {
        assertThat(it.network.<Boolean>read(CONTRACT, "allows", agent, id))
            .as("%s of %s", id, count)
            .isEqualTo(id % 2 == 1 && id < 2L * ids.length);
      }
    }
    it.send(OWNER, "changeModels", agent, true, list());
    assertThat(it.network.<BigInteger[]>read(CONTRACT, "models", agent)).isEmpty();
    assertThat(it.network.<Boolean>read(CONTRACT, "allows", agent, 99L)).isTrue();
  }

  @Test
  void theBudgetIsTheOwners() {
    long agent = it.agent(OWNER, WALLET, LIMITS, 700);
    it.network.pay(CAROL, wei(50), CONTRACT, "fund", agent);
    it.network.pay(CAROL, wei(5), AgentFixture.FEES, "depositFor", WALLET);
    assertThat(it.deposit(WALLET)).isEqualTo(755);
    it.network.refuse("ZeroAmount", OWNER, CONTRACT, "fund", agent);
    it.refuse("ZeroAmount", OWNER, "reclaim", agent, 0L);
    assertThat(it.refuse("InsufficientBudget", OWNER, "reclaim", agent, 756L))
        .isEqualTo(AbiValues.tuple(755L, 756L));
    it.send(OWNER, "reclaim", agent, 55L);
    assertThat(it.network.creditOf(OWNER)).isEqualTo(55);
    assertThat(it.deposit(WALLET)).isEqualTo(700);
    for (String function : new String[] {"startWithdrawal", "depositPledge"}) {
      assertThat(it.network.refuse("NotForAgents", WALLET, AgentFixture.FEES, function, 1L))
          .isEqualTo(AbiValues.tuple(agent));
    }
    it.network.refuse("NothingToWithdraw", WALLET, AgentFixture.FEES, "finishWithdrawal");
    it.send(OWNER, "revoke", agent);
    assertThat(it.network.creditOf(OWNER)).isEqualTo(755);
    assertThat(it.deposit(WALLET)).isZero();
    assertThat(it.statement(WALLET).<BigInteger>get(4)).isZero();
    assertThat(AgentFixture.error(AgentFixture.FEES, it.settle(WALLET, it.model, 1, 1, false)))
        .isEqualTo("InsufficientDeposit");
    assertThat(AgentFixture.error(AgentFixture.FEES, it.settle(WALLET, it.model, 1, 1, true)))
        .isEmpty();
  }

  @Test
  void whatTheWalletHadInItsDepositBecomesTheBudget() {
    it.network.pay(WALLET, wei(90), AgentFixture.FEES, "deposit");
    it.network.send(WALLET, AgentFixture.FEES, "startWithdrawal", 40L);
    it.skip(9);
    long agent = it.agent(OWNER, WALLET, LIMITS, 0);
    it.network.refuse("NotForAgents", WALLET, AgentFixture.FEES, "startWithdrawal", 40L);
    it.network.refuse("NothingToWithdraw", WALLET, AgentFixture.FEES, "finishWithdrawal");
    it.send(OWNER, "reclaim", agent, 90L);
  }

  @Test
  void whatTheWalletEarnsIsTheOwners() {
    long agent = it.agent(OWNER, CAROL, LIMITS, 0);
    settled(1);
    BigInteger earned = it.network.creditOf(CAROL);
    assertThat(earned).isPositive();
    it.network.refuse("NotForAgents", CAROL, AgentFixture.FEES, "withdraw");
    it.network.refuse("NotForAgents", CAROL, AgentFixture.FEES, "withdrawTo", CAROL);
    assertThat(it.send(OWNER, "collectEarnings", agent)).isEqualTo(AbiValues.tuple(earned));
    assertThat(it.send(OWNER, "collectEarnings", agent)).isEqualTo(AbiValues.tuple(0L));
    assertThat(it.network.creditOf(CAROL)).isZero();
    settled(2);
    // Whoever holds the wallet's key gets none of it by leaving.
    it.send(CAROL, "revoke", agent);
    it.network.refuse("NothingToWithdraw", CAROL, AgentFixture.FEES, "withdraw");
    assertThat(it.network.creditOf(OWNER)).isEqualTo(earned.add(earned));
    settled(3);
    it.network.send(CAROL, AgentFixture.FEES, "withdraw");
  }

  private void settled(long request) {
    var outcome = it.settle(TestNetwork.PAYER, it.model, request, 8, true);
    assertThat(AgentFixture.error(AgentFixture.FEES, outcome)).isEmpty();
  }

  @Test
  void moreCoinsThanAreCountedAreRefused() {
    long agent = it.agent(OWNER, WALLET, LIMITS, 1);
    it.network.host.setBalance(CAROL, UInt256.MAX_VALUE.shiftRight(1));
    it.network.refuse("TooManyCoins", CAROL, Holding.MAX, CONTRACT, "fund", agent);
    it.network.pay(CAROL, Holding.MAX.subtract(BigInteger.ONE), CONTRACT, "fund", agent);
    it.network.refuse("TooManyCoins", CAROL, wei(1), CONTRACT, "fund", agent);
    UInt256 more = UInt256.valueOf(Totals.MAX_LIABILITIES);
    it.network.host.setBalance(NativeAddress.AGENTS.address(), more);
    it.refuse("TooManyCoins", CAROL, "sweepSurplus");
  }

  @Test
  void coinsThatWereForcedOnTheContractAreTheTreasurys() {
    assertThat(it.send(CAROL, "sweepSurplus")).isEqualTo(AbiValues.tuple(0L));
    it.network.host.setBalance(NativeAddress.AGENTS.address(), UInt256.valueOf(9));
    assertThat(it.network.<BigInteger>read(CONTRACT, "surplus")).isEqualTo(9);
    it.send(CAROL, "sweepSurplus");
    assertThat(it.network.creditOf(TestNetwork.TREASURY)).isEqualTo(9);
    assertThat(it.network.<BigInteger>read(CONTRACT, "surplus")).isZero();
    assertThat(it.network.<BigInteger>read(AgentFixture.FEES, "surplus")).isZero();
  }
}
