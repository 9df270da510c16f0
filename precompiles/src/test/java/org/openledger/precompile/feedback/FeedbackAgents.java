package org.openledger.precompile.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.feedback.FeedbackFixture.CONTRACT;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.feedback.FeedbackBook.AgentBook;
import org.openledger.precompile.feedback.FeedbackBook.ModelBook;
import org.openledger.precompile.feedback.FeedbackBook.RoundBook;
import org.openledger.precompile.host.Address;

/** Agents of the raters, and of each other, that come and go while rounds run. */
final class FeedbackAgents {

  /** Two that pay, and two that pay and rate. */
  private static final List<Address> WALLETS =
      List.of(
          TestNetwork.account(50),
          TestNetwork.account(51),
          FeedbackFixture.BOB,
          FeedbackFixture.CAROL);

  private final FeedbackFixture it;
  private final FeedbackBook book;
  private final SplittableRandom random;
  private final List<Address> owners = new ArrayList<>(WALLETS);
  private int items;

  FeedbackAgents(FeedbackFixture it, FeedbackBook book, SplittableRandom random) {
    this.it = it;
    this.book = book;
    this.random = random;
    owners.addAll(FeedbackFixture.RATERS.subList(0, 7));
  }

  /** An account that may be an agent's wallet. */
  Address wallet() {
    return one(WALLETS);
  }

  /** How many items of agents were seen. */
  int items() {
    return items;
  }

  /** Credits of the wallets that do not rate. */
  BigInteger credits() {
    return it.network.creditOf(WALLETS.get(0)).add(it.network.creditOf(WALLETS.get(1)));
  }

  private Address one(List<Address> accounts) {
    return accounts.get(random.nextInt(accounts.size()));
  }

  /** A wallet consents to an owner, changes him, or is released. */
  void change() {
    Address wallet = wallet();
    Address owner = one(owners);
    Optional<AgentBook> agent = book.agentOf(wallet, true);
    if (agent.isPresent()) {
      change(agent.get(), owner);
    } else if (!owner.equals(wallet)) {
      it.agent(owner, wallet);
      book.agents.add(new AgentBook(wallet, owner));
    }
  }

  private void change(AgentBook agent, Address owner) {
    long id = book.agents.indexOf(agent) + 1;
    if (owner.equals(agent.wallet) || random.nextBoolean()) {
      it.network.send(agent.owner, "Agents", "revoke", id);
      agent.revoked = true;
    } else {
      it.network.send(agent.owner, "Agents", "transferOwnership", id, owner);
      it.network.send(owner, "Agents", "acceptOwnership", id);
      agent.owner = owner;
    }
  }

  /** Checks whose agents paid for the items of a model's last round. */
  void audit(ModelBook model, String when) {
    RoundBook round = model.last();
    Tuple[] all = it.network.read(CONTRACT, "items", model.id, (long) model.rounds.size());
    for (int item = 0; item < all.length; item++) {
      boolean agents = !round.principals.get(item).equals(round.payers.get(item));
      Address owner = agents ? round.principals.get(item) : Address.ZERO;
      assertThat(FeedbackFixture.owner(all[item])).as(when).isEqualTo(owner);
      items += agents ? 1 : 0;
    }
  }
}
