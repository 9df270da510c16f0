package org.openledger.precompile.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.TestNetwork.account;
import static org.openledger.precompile.feedback.FeedbackFixture.ALICE;
import static org.openledger.precompile.feedback.FeedbackFixture.BOB;
import static org.openledger.precompile.feedback.FeedbackFixture.BOND;
import static org.openledger.precompile.feedback.FeedbackFixture.CAROL;
import static org.openledger.precompile.feedback.FeedbackFixture.CONTRACT;
import static org.openledger.precompile.feedback.FeedbackFixture.DAVE;
import static org.openledger.precompile.feedback.FeedbackFixture.SALT;
import static org.openledger.precompile.feedback.FeedbackFixture.STRANGER;
import static org.openledger.precompile.feedback.FeedbackFixture.WINDOW;
import static org.openledger.precompile.feedback.FeedbackFixture.bytes;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;

/** INV-FEED-05: what an agent's wallet pays for, and what it has an interest in, is its owner's. */
class ConflictTest {

  private static final Address WALLET = account(50);
  private static final Address SECOND = account(51);

  private final FeedbackFixture it = new FeedbackFixture();
  private final TestNetwork network = it.network;
  private final long model = it.model;

  private Address ownerOf(long item) {
    return FeedbackFixture.owner(it.item(it.rounds(), item));
  }

  private void agents(Address sender, String function, Object... arguments) {
    network.send(sender, "Agents", function, arguments);
  }

  private void mustRate(Address rater, int... ratings) {
    it.commit(rater, ratings);
    it.skip(WINDOW);
    it.reveal(rater, ratings);
  }

  /** Runs a rater's part of a round, with ratings that he must not give. */
  private void mustNotRate(Address rater, int item, int... ratings) {
    it.commit(rater, ratings);
    it.skip(WINDOW);
    assertThat(it.refuse("WrongRating", rater, "reveal", model, bytes(ratings), SALT))
        .isEqualTo(tuple((long) item, (long) ratings[item]));
  }

  /** Two agents of one owner pay; he rates both, and they each other and themselves. */
  @Test
  void aRingOfAnOwnerAndHisAgentsRatesNothingOfItsOwn() {
    it.agent(ALICE, WALLET);
    it.agent(ALICE, SECOND);
    it.bonded(4).bond(WALLET, BOND);
    it.bond(SECOND, BOND);
    it.skip(1);
    it.itemsOf(WALLET, SECOND, PAYER);
    assertThat(ownerOf(0)).isEqualTo(ALICE).isEqualTo(ownerOf(1));
    assertThat(ownerOf(2)).isEqualTo(Address.ZERO);
    it.skip(WINDOW);
    for (long agent = 1; agent <= 2; agent++) {
      Address wallet = agent == 1 ? WALLET : SECOND;
      assertThat(it.refuse("RaterIsAgent", wallet, "commit", model, SALT))
          .isEqualTo(tuple(wallet, agent));
    }
    mustRate(ALICE, 0, 0, 4);
    assertThat(it.item(1, 0).<BigInteger>get(7)).as("count").isZero();
    assertThat(it.item(1, 2).<BigInteger>get(7)).isOne();
  }

  @Test
  void anOwnerWhoRatesWhatHisAgentPaidForIsRefused() {
    it.agent(ALICE, WALLET);
    it.bonded(1);
    it.itemsOf(PAYER, WALLET);
    it.skip(WINDOW);
    mustNotRate(ALICE, 1, 4, 5);
  }

  /** An agent's poor answer is corrected by others only. */
  @Test
  void neitherOwnerNorWalletCorrectsWhatTheAgentPaidFor() {
    long agent = it.agent(ALICE, WALLET);
    it.bonded(2).bond(WALLET, BOND);
    it.itemsOf(WALLET, PAYER);
    for (long item = 0; item < 2; item++) {
      Object[] offer = {model, 1L, item, SALT, 0L};
      assertThat(it.refuse("RaterIsAgent", WALLET, "proposeCorrection", offer))
          .isEqualTo(tuple(WALLET, agent));
      it.send(BOB, "proposeCorrection", offer);
    }
    Object[] own = {model, 1L, 0L, SALT, 0L};
    assertThat(it.refuse("ConflictOfInterest", ALICE, "proposeCorrection", own))
        .isEqualTo(tuple(model, ALICE));
    it.send(ALICE, "proposeCorrection", model, 1L, 1L, SALT, 0L);
  }

  /** What he offered before he gave his account to an agent's owner pays nobody. */
  @Test
  void whoBecomesAnAgentIsNotPaidForWhatHeOfferedBefore() {
    it.bonded(4).fund(1_000_000);
    it.open(1);
    it.rate(new int[] {1}, new int[] {1}, new int[] {1}, new int[] {1});
    it.send(DAVE, "proposeCorrection", model, 1L, 0L, SALT, 0L);
    long agent = it.agent(PAYER, DAVE);
    assertThat(it.refuse("RaterIsAgent", CREATOR, "approveCorrection", 1L))
        .isEqualTo(tuple(DAVE, agent));
    agents(DAVE, "revoke", agent);
    it.send(CREATOR, "approveCorrection", 1L);
  }

  /** He revokes the agent, or hands it over, once its inference is put up. */
  @Test
  void whatHappensToTheAgentAfterwardsChangesNothing() {
    long first = it.agent(ALICE, WALLET);
    long second = it.agent(ALICE, SECOND);
    it.bonded(1);
    it.itemsOf(WALLET, SECOND);
    agents(ALICE, "revoke", first);
    agents(ALICE, "transferOwnership", second, STRANGER);
    agents(STRANGER, "acceptOwnership", second);
    it.skip(WINDOW);
    assertThat(ownerOf(0)).isEqualTo(ALICE).isEqualTo(ownerOf(1));
    mustNotRate(ALICE, 1, 0, 5);
  }

  /** He revokes it between the payment and that, and has the wallet put up what it paid for. */
  @Test
  void aWalletThatWasReleasedIsItsLastOwners() {
    long agent = it.agent(ALICE, WALLET);
    it.bonded(2);
    long request = it.settle(WALLET);
    agents(ALICE, "revoke", agent);
    it.send(WALLET, "addItem", model, WALLET, request);
    assertThat(ownerOf(0)).isEqualTo(ALICE);
    it.agent(BOB, WALLET);
    it.send(WALLET, "addItem", model, WALLET, it.settle(WALLET));
    assertThat(ownerOf(1)).as("of its next owner").isEqualTo(BOB);
    it.skip(WINDOW);
    it.commit(BOB, 3, 0);
    mustNotRate(ALICE, 0, 5, 5);
    it.reveal(BOB, 3, 0);
  }

  /** A wallet that was released is a plain account: it may rate. */
  @Test
  void whoIsAnAgentNoMoreRates() {
    it.bond(WALLET, BOND);
    it.bond(STRANGER, BOND);
    it.skip(1);
    agents(WALLET, "revoke", it.agent(ALICE, WALLET));
    it.open(1);
    mustRate(WALLET, 4);
  }

  /** Ownership that nobody has asked for does not spoil a ballot, nor does any that came later. */
  @Test
  void nobodyKeepsACommittedRaterFromRevealingByMakingHimAnOwner() {
    long first = it.agent(ALICE, WALLET);
    long second = it.agent(ALICE, SECOND);
    it.bonded(2);
    it.itemsOf(WALLET, SECOND);
    it.skip(WINDOW);
    it.commit(BOB, 1, 2);
    agents(ALICE, "transferOwnership", first, BOB);
    agents(ALICE, "transferOwnership", second, BOB);
    agents(BOB, "acceptOwnership", second);
    it.skip(WINDOW);
    it.reveal(BOB, 1, 2);
  }

  /** Who commits and then consents to be a wallet reveals: conflicts are asked before. */
  @Test
  void nobodyLosesABallotByAConsent() {
    it.bonded(1);
    it.itemsOf(PAYER);
    it.skip(WINDOW);
    it.commit(ALICE, 4);
    it.agent(PAYER, ALICE);
    it.skip(WINDOW);
    it.reveal(ALICE, 4);
  }

  /** Somebody names another's account a wallet of his, or offers him an agent. */
  @Test
  void whatNobodyConsentedToMakesNobodyAnOwner() {
    it.register(ALICE, PAYER);
    agents(STRANGER, "transferOwnership", it.agent(STRANGER, WALLET), BOB);
    it.bonded(2);
    it.itemsOf(PAYER, WALLET);
    assertThat(ownerOf(0)).isEqualTo(Address.ZERO);
    assertThat(ownerOf(1)).isEqualTo(STRANGER);
    it.skip(WINDOW);
    it.commit(BOB, 1, 2);
    mustRate(ALICE, 5, 5);
  }

  /** Agents of agents are followed up to the fourth owner, and never back to the payer. */
  @Test
  void agentsOfAgentsAreTheirLastOwners() {
    for (int i = 0; i < 5; i++) {
      it.agent(account(51 + i), account(50 + i));
    }
    it.itemsOf(account(55), account(54), account(51), account(50));
    assertThat(ownerOf(0)).as("no agent").isEqualTo(Address.ZERO);
    assertThat(ownerOf(1)).as("an agent of a person").isEqualTo(account(55));
    assertThat(ownerOf(2)).as("of the fourth above").isEqualTo(account(55));
    assertThat(ownerOf(3)).as("no further").isEqualTo(account(54));
  }

  /** He and his agent are each other's agents for as long as it takes to put an inference up. */
  @Test
  void aCircleOfTwoLeadsToTheOwner() {
    it.bonded(1);
    it.agent(ALICE, WALLET);
    long back = it.agent(WALLET, ALICE);
    it.itemsOf(WALLET, ALICE);
    assertThat(ownerOf(0)).isEqualTo(ALICE);
    assertThat(ownerOf(1)).isEqualTo(WALLET);
    agents(ALICE, "revoke", back);
    it.skip(WINDOW);
    mustNotRate(ALICE, 0, 5, 0);
  }

  /** Whose agent created a model, or is offered it, has an interest in it. */
  @Test
  void theOwnerOfAnAgentThatCreatedAModelNeitherRatesNorCorrects() {
    long agent = it.agent(ALICE, CREATOR);
    it.agent(BOB, WALLET);
    it.bonded(3);
    it.open(1);
    network.send(CREATOR, "Models", "transferModel", model, WALLET);
    for (Address owner : new Address[] {ALICE, BOB}) {
      assertThat(it.refuse("ConflictOfInterest", owner, "commit", model, SALT))
          .isEqualTo(tuple(model, owner));
      it.refuse("ConflictOfInterest", owner, "proposeCorrection", model, 1L, 0L, SALT, 0L);
    }
    agents(CREATOR, "revoke", agent);
    it.refuse("ConflictOfInterest", ALICE, "commit", model, SALT);
    it.commit(CAROL, 3);
  }

  /** An agent's item costs three reads and a word more, and one read of each who rates it. */
  @Test
  void agentsItemsCostWhatTheirWordsDo() {
    it.agent(ALICE, WALLET);
    it.bonded(3);
    it.itemsOf(PAYER);
    ExactGas gas = new ExactGas(network, CONTRACT);
    gas.call(CREATOR, "addItem", model, PAYER, it.settle());
    long plain = gas.gas().get("addItem");
    gas.call(CREATOR, "addItem", model, WALLET, it.settle(WALLET));
    // Its owner, whether he is an agent himself, and the word that keeps him.
    assertThat(gas.gas().get("addItem") - plain)
        .isEqualTo(3 * GasSchedule.COLD_LOAD + GasSchedule.STORE_SET);
    assertThat(reveal(WALLET) - reveal(PAYER)).isEqualTo(GasSchedule.COLD_LOAD);
  }

  /** Gas of a reveal of ratings of two items. */
  private static long reveal(Address payer) {
    FeedbackFixture it = new FeedbackFixture();
    it.agent(ALICE, WALLET);
    it.bonded(2);
    it.itemsOf(PAYER, payer);
    it.skip(WINDOW);
    it.commit(BOB, 1, 2);
    it.skip(WINDOW);
    ExactGas gas = new ExactGas(it.network, CONTRACT);
    gas.call(BOB, "reveal", it.model, bytes(1, 2), SALT);
    return gas.gas().get("reveal");
  }
}
