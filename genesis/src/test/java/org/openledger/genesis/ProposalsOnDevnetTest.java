package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.openledger.genesis.VotedNetwork.ALICE;
import static org.openledger.genesis.VotedNetwork.BOB;
import static org.openledger.genesis.VotedNetwork.CAROL;
import static org.openledger.genesis.VotedNetwork.hex;
import static org.openledger.genesis.VotedNetwork.number;
import static org.openledger.genesis.VotedNetwork.open;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.RevertedException;
import org.openledger.client.RpcErrorException;
import org.openledger.client.Wallet;
import org.openledger.genesis.VotedNetwork.Action;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** Proposals and votes as JSON-RPC tells them, block by block, and after a reorganisation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProposalsOnDevnetTest {

  private VotedNetwork it;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    it = VotedNetwork.start(directory);
  }

  @AfterAll
  void stop() {
    it.close();
  }

  @Test
  void everyStepIsToldAsOfItsBlock() {
    Action action = VotedNetwork.setParameter(Parameter.PLATFORM_FEE, 7);
    BigInteger id = it.propose("Seven wei", action);
    long proposed = it.head();
    assertThat(it.state(id)).isEqualTo("pending");
    assertThat(it.proposal(id).get("quorum").isNull()).isTrue();
    it.vote(id);
    long voted = it.head();
    JsonNode active = it.proposal(id);
    assertThat(active.get("state").asText()).isEqualTo("active");
    assertThat(active.get("forVotes").asText()).isEqualTo(open(7_000).toString());
    assertThat(active.get("againstVotes").asText()).isEqualTo(open(2_000).toString());
    it.mineTo(number(active.get("deadline")));
    assertThat(it.state(id)).isEqualTo("active");
    it.mineTo(it.head() + 1);
    assertThat(it.state(id)).isEqualTo("succeeded");
    it.queue(id, "Seven wei", action);
    long queued = it.head();
    JsonNode waiting = it.proposal(id);
    assertThat(waiting.get("state").asText()).isEqualTo("queued");
    assertThat(number(waiting.get("eta"))).isEqualTo(queued + VotedNetwork.TIMELOCK);
    assertThatThrownBy(
            () ->
                it.at(NativeAddress.GOVERNANCE)
                    .send(
                        CAROL,
                        "execute",
                        VotedNetwork.arguments(
                            Bytes32.fromHexString(waiting.get("descriptionHash").asText()),
                            action)))
        .isInstanceOf(RevertedException.class)
        .hasMessageContaining("GovernorUnmetDelay");
    it.execute(id, "Seven wei", action);
    assertThat(it.parameter(Parameter.PLATFORM_FEE)).isEqualTo(7);
    JsonNode executed = it.proposal(id);
    assertThat(executed.get("state").asText()).isEqualTo("executed");
    assertThat(number(executed.at("/created/blockNumber"))).isEqualTo(proposed);
    assertThat(number(executed.at("/queued/blockNumber"))).isEqualTo(queued);
    assertThat(number(executed.at("/executed/blockNumber"))).isEqualTo(it.head());
    assertThat(executed.at("/canceled").isNull()).isTrue();
    assertThat(executed.at("/actions/0/function").asText()).isEqualTo("setParameter");
    assertThat(executed.at("/actions/0/arguments/value").asText()).isEqualTo("0x7");
    asOfThen(id, proposed, voted);
  }

  private void asOfThen(BigInteger id, long proposed, long voted) {
    JsonNode then = it.ask("getProposal", hex(id), proposed);
    assertThat(then.get("state").asText()).isEqualTo("pending");
    assertThat(then.get("forVotes").asText()).isEqualTo("0");
    assertThat(then.get("queued").isNull()).isTrue();
    assertThat(it.ask("listVotes", hex(id), Map.of(), proposed).get("items")).isEmpty();
    assertThat(it.ask("listVotes", hex(id), Map.of(), voted - 1).get("items")).hasSize(2);
    RpcErrorException unknown =
        catchThrowableOfType(
            RpcErrorException.class, () -> it.ask("getProposal", hex(id), proposed - 1));
    assertThat(unknown).hasMessageContaining("GovernorNonexistentProposal");
    RpcErrorException votes =
        catchThrowableOfType(
            RpcErrorException.class, () -> it.ask("listVotes", hex(id), Map.of(), proposed - 1));
    assertThat(votes).hasMessageContaining("GovernorNonexistentProposal");
    assertThat(votes.code()).isEqualTo(unknown.code());
    assertThat(votes.data()).isEqualTo(unknown.data());
    assertThat(it.ask("getProposal", hex(id), voted).get("state").asText()).isEqualTo("active");
  }

  @Test
  void votesAreListedTheLastFirstInPagesAndByVoter() {
    BigInteger id = it.propose("A vote", VotedNetwork.setParameter(Parameter.MAX_BATCH, 3));
    it.vote(id);
    JsonNode all = it.ask("listVotes", hex(id)).get("items");
    assertThat(all.findValuesAsText("voter"))
        .containsExactly(address(CAROL), address(BOB), address(ALICE));
    assertThat(all.findValuesAsText("support")).containsExactly("against", "for", "for");
    assertThat(all.findValuesAsText("reason")).containsExactly("", "", "It was agreed.");
    assertThat(all.findValuesAsText("weight"))
        .containsExactly(open(2_000).toString(), open(3_000).toString(), open(4_000).toString());
    List<String> paged = new ArrayList<>();
    JsonNode page = it.ask("listVotes", hex(id), Map.of(), "latest", Map.of("size", 1));
    for (int i = 0; i < 2; i++) {
      paged.addAll(page.findValuesAsText("voter"));
      String cursor = page.get("next").asText();
      page = it.ask("listVotes", hex(id), Map.of(), "latest", Map.of("size", 1, "cursor", cursor));
    }
    paged.addAll(page.findValuesAsText("voter"));
    assertThat(page.get("next").isNull()).isTrue();
    assertThat(paged).isEqualTo(all.findValuesAsText("voter"));
    Map<String, String> bobs = Map.of("voter", address(BOB));
    assertThat(it.ask("listVotes", hex(id), bobs).findValuesAsText("support"))
        .containsExactly("for");
    assertThat(
            it.ask("listVotes", hex(id), Map.of("voter", address(BOB), "support", "against"))
                .get("items"))
        .isEmpty();
    assertThat(it.ask("listVotes", hex(id), Map.of("support", "for")).get("items")).hasSize(2);
  }

  private static String address(Wallet wallet) {
    return wallet.address().toString();
  }

  @Test
  void proposalsAreListedTheLastFirstByStateAndProposer() {
    BigInteger defeated =
        it.propose("Nobody cares", VotedNetwork.setParameter(Parameter.MAX_BATCH, 4));
    Action action = VotedNetwork.setParameter(Parameter.MAX_BATCH, 5);
    BigInteger canceled = it.propose("A mistake", action);
    it.cancel("A mistake", action);
    BigInteger expired = it.propose("Forgotten", VotedNetwork.setParameter(Parameter.MAX_BATCH, 6));
    it.vote(expired);
    assertThat(it.listed(Map.of("state", "canceled"))).contains(hex(canceled));
    it.mineTo(number(it.proposal(expired).get("deadline")) + VotedNetwork.GRACE + 1);
    assertThat(it.state(defeated)).isEqualTo("defeated");
    assertThat(it.state(expired)).isEqualTo("expired");
    assertThat(it.listed(Map.of("state", "expired"))).contains(hex(expired));
    assertThat(it.listed(Map.of("state", "defeated", "proposer", address(ALICE))))
        .contains(hex(defeated))
        .doesNotContain(hex(expired), hex(canceled));
    assertThat(it.listed(Map.of("proposer", address(BOB)))).isEmpty();
    List<String> all = it.listed();
    assertThat(all.subList(0, 3)).containsExactly(hex(expired), hex(canceled), hex(defeated));
    assertThat((long) all.size()).isEqualTo(number(it.ask("getGovernance").get("proposals")));
    List<String> paged = new ArrayList<>();
    JsonNode page = it.ask("listProposals", Map.of(), "latest", Map.of("size", 2));
    while (!page.get("next").isNull()) {
      page.get("items").forEach(item -> paged.add(item.get("id").asText()));
      String cursor = page.get("next").asText();
      page = it.ask("listProposals", Map.of(), "latest", Map.of("size", 2, "cursor", cursor));
    }
    page.get("items").forEach(item -> paged.add(item.get("id").asText()));
    assertThat(paged).isEqualTo(all);
  }

  /** A vote that was undone is told no more, and another one in its place is. */
  @Test
  void afterAReorganisationOnlyWhatIsOnTheChainIsTold() {
    Action action = VotedNetwork.setParameter(Parameter.MAX_BATCH, 9);
    BigInteger stays = it.propose("Before", action);
    String snapshot = it.call("evm_snapshot").asText();
    BigInteger goes = it.propose("Left behind", action);
    it.vote(stays);
    JsonNode left = it.proposal(goes).get("block");
    assertThat(it.ask("listVotes", hex(stays)).get("items")).hasSize(3);
    assertThat(it.listed().getFirst()).isEqualTo(hex(goes));
    it.call("evm_revert", snapshot);
    assertThat(it.ask("listVotes", hex(stays)).get("items")).isEmpty();
    assertThatThrownBy(() -> it.proposal(goes)).hasMessageContaining("Nonexistent");
    assertThatThrownBy(
            () -> it.ask("getProposal", hex(goes), Map.of("blockHash", left.get("hash").asText())))
        .hasMessageContaining("no such block");
    BigInteger other = it.propose("In its place", action);
    assertThat(it.listed().subList(0, 2)).containsExactly(hex(other), hex(stays));
    assertThat(it.proposal(other).get("number").asText())
        .isEqualTo(it.ask("getGovernance").get("proposals").asText());
    it.vote(stays);
    assertThat(it.ask("listVotes", hex(stays)).get("items")).hasSize(3);
    assertThat(it.proposal(stays).get("forVotes").asText()).isEqualTo(open(7_000).toString());
  }
}
