package org.openledger.story;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.TransactionReceipt;
import org.openledger.demo.DemoException;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;

/** A proposal's way: proposed, voted on, queued, executed. */
final class Vote {

  private static final NativeAddress GOVERNANCE = NativeAddress.GOVERNANCE;
  private static final int AGAINST = 0;
  private static final int FOR = 1;

  /** The place of {@code Executed} among the states. */
  private static final int EXECUTED = 7;

  private final Scene scene;
  private final Section section;
  private final String description;
  private final Object targets;
  private final Object values;
  private final Object calldatas;
  private BigInteger id = BigInteger.ZERO;
  private long start;
  private long end;

  /**
   * A proposal that is still to be made.
   *
   * @param actions calls that Governance is to make in its own name
   */
  Vote(Scene scene, Section section, String description, List<Act> actions) {
    this.scene = scene;
    this.section = section;
    this.description = description;
    this.targets =
        actions.stream()
            .map(action -> AbiValues.address(action.draft().to()))
            .toArray(com.esaulpaugh.headlong.abi.Address[]::new);
    this.values = actions.stream().map(action -> BigInteger.ZERO).toArray(BigInteger[]::new);
    this.calldatas =
        actions.stream().map(action -> action.draft().data().toArray()).toArray(byte[][]::new);
  }

  void propose(Wave wave) {
    Act act =
        scene
            .act(Part.PROPOSER, GOVERNANCE, "propose", targets, values, calldatas, description)
            .so(description);
    wave.with(section, act, this::proposed);
  }

  private void proposed(TransactionReceipt receipt) {
    var created = scene.event(receipt, GOVERNANCE, "ProposalCreated");
    id = created.get(0);
    start = created.<BigInteger>get(6).longValueExact();
    end = created.<BigInteger>get(7).longValueExact();
  }

  /** The block after which votes are cast. */
  long startBlock() {
    return start + 1;
  }

  /** All who have votes cast them. */
  void cast(Wave wave) {
    vote(wave, Part.PROPOSER, FOR, "for");
    vote(wave, Part.DELEGATE, FOR, "for, with the delegator's votes");
    vote(wave, Part.OPPONENT, AGAINST, "against");
  }

  private void vote(Wave wave, Part part, int support, String words) {
    wave.with(section, scene.act(part, GOVERNANCE, "castVote", id, support).so(words));
  }

  /** The block after which the vote is over. */
  long endBlock() {
    return end + 1;
  }

  void queue(Wave wave) {
    var votes = scene.at(GOVERNANCE).call("proposalVotes", id);
    BigInteger quorum = scene.at(GOVERNANCE).call("quorum", start).get(0);
    section.say(
        "gOPEN for %s, against %s, quorum %s"
            .formatted(Coins.words(votes.get(1)), Coins.words(votes.get(0)), Coins.words(quorum)));
    wave.with(section, act("queue").so("its timelock begins"));
  }

  /** The block after which it can be executed. */
  long timelockBlock() {
    BigInteger eta = scene.at(GOVERNANCE).call("proposalEta", id).get(0);
    return eta.longValueExact();
  }

  void execute(Wave wave, String words) {
    wave.with(section, act("execute").so(words), receipt -> requireExecuted());
  }

  private void requireExecuted() {
    int state = scene.at(GOVERNANCE).call("state", id).<Integer>get(0);
    if (state != EXECUTED) {
      throw new DemoException("proposal " + id + " is in state " + state + " after its execution");
    }
  }

  private Act act(String function) {
    Bytes32 hash = Keccak256.hash(Bytes.wrap(description.getBytes(StandardCharsets.UTF_8)));
    return scene.act(Part.PROPOSER, GOVERNANCE, function, targets, values, calldatas, hash);
  }
}
