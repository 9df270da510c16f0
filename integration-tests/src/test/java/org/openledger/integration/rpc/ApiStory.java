package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.awaitility.Awaitility;
import org.openledger.cli.OpenLedger;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/**
 * A fixed story on a development chain: the demo with three contributors, and then what the demo
 * does not do. Every id that the requests of {@link ApiRequests} name comes from here.
 */
final class ApiStory {

  /** Texts of the corpus, one contributor each. */
  private static final List<String> TEXTS =
      List.of("anna/bees.txt", "bert/tides.txt", "clara/mixed.txt");

  private final ContractClient datanets;
  private final ContractClient fees;
  private final ContractClient staking;
  private final ContractClient agents;
  private final ContractClient services;
  private final ContractClient governance;
  private final ContractClient system;

  private ApiStory(Chain chain) {
    this.datanets = ContractClient.of(chain, NativeAddress.DATANETS);
    this.fees = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
    this.staking = ContractClient.of(chain, NativeAddress.STAKING);
    this.agents = ContractClient.of(chain, NativeAddress.AGENTS);
    this.services = ContractClient.of(chain, NativeAddress.SERVICES);
    this.governance = ContractClient.of(chain, NativeAddress.GOVERNANCE);
    this.system = ContractClient.of(chain, NativeAddress.SYSTEM);
  }

  /** Tells it on the chain behind a URL. */
  static void tell(String url, Path directory) throws IOException {
    demo(url, directory);
    try (JsonRpc rpc = new JsonRpc(url)) {
      ApiStory story = new ApiStory(Chain.at(rpc));
      story.contributeInManyWays();
      story.askForAccess();
      story.prepay();
      story.stake();
      story.spendWithinLimits();
      story.provideServices();
      story.govern();
    }
    awaitHistory(url);
  }

  /** Tells the demo's part of it. */
  static void demo(String url, Path directory) throws IOException {
    StringWriter err = new StringWriter();
    int exit =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute("demo", "--rpc", url, "--corpus", corpus(directory).toString(), "--json");
    assertThat(exit).as(err.toString()).isZero();
  }

  /** Waits until the node's history, which follows on a thread of its own, has come to the head. */
  static void awaitHistory(String url) {
    try (JsonRpc rpc = new JsonRpc(url)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                JsonNode status = rpc.call("openledger_historyStatus");
                assertThat(status.get("block")).isEqualTo(status.get("head"));
              });
    }
  }

  /** An account of the development mnemonic. */
  static Wallet account(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }

  private static Path corpus(Path directory) throws IOException {
    Path corpus = directory.resolve("corpus");
    for (String text : TEXTS) {
      Path file = corpus.resolve(text);
      Files.createDirectories(file.getParent());
      try (InputStream in = ApiStory.class.getResourceAsStream("corpus/" + text)) {
        Files.copy(in, file);
      }
    }
    return corpus;
  }

  /** Contributions 4 to 7: pending, rejected, a duplicate, committed. */
  private void contributeInManyWays() {
    Wallet anna = account(10);
    Wallet reviewer = account(2);
    for (int i = 0; i < 3; i++) {
      Bytes32 root = Bytes32.leftPad(Bytes.of(i + 1));
      datanets.send(anna, "contribute", 1L, root, 100L + i, 1L, "https://example.org/" + i);
    }
    datanets.send(reviewer, "reject", 5L, Bytes32.ZERO);
    datanets.send(reviewer, "markDuplicate", 6L, 1L, 9_000L, Bytes32.ZERO);
    datanets.send(anna, "commit", 1L, Bytes32.leftPad(Bytes.of(9)), 50L);
  }

  /** One account's gOPEN in all states: free, staked generally and on the model, cooling. */
  private void stake() {
    Wallet staker = account(9);
    BigInteger open = BigInteger.TEN.pow(18);
    staking.send(List.of(staking.draft(staker, open.multiply(BigInteger.valueOf(100)), "deposit")));
    staking.send(staker, "delegate", staker.address());
    staking.send(staker, "stake", 0L, open.multiply(BigInteger.valueOf(30)));
    staking.send(staker, "stake", 1L, open.multiply(BigInteger.valueOf(20)));
    staking.send(staker, "unstake", 1L, open.multiply(BigInteger.valueOf(5)));
  }

  /** Agent 1 has a budget and holds some of it for an answer; nobody has consented to agent 2. */
  private void spendWithinLimits() {
    Wallet owner = account(8);
    Wallet wallet = account(9);
    BigInteger open = BigInteger.TEN.pow(18);
    BigInteger[] any = {};
    BigInteger[] one = {BigInteger.ONE};
    Tuple limits =
        AbiValues.tuple(
            open.multiply(BigInteger.TWO), open.multiply(BigInteger.TEN), 10_000L, 1L << 30);
    Bytes32 metadata = Bytes32.leftPad(Bytes.of(8));
    String uri = "https://example.org/agent.json";
    agents.send(owner, "register", wallet.address(), metadata, uri, limits, false, one);
    agents.send(owner, "register", account(7).address(), metadata, uri, limits, true, any);
    agents.send(wallet, "accept", 1L);
    agents.send(List.of(agents.draft(owner, open.multiply(BigInteger.valueOf(20)), "fund", 1L)));
    fees.send(wallet, "reserve", 1L, 1L, 100L, 100L);
  }

  /** Job 1 is accepted, job 2 open; offer 1 has a subscription. */
  private void provideServices() {
    Wallet provider = account(6);
    Wallet client = account(8);
    Bytes32 hash = Bytes32.leftPad(Bytes.of(9));
    BigInteger bond = BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(150));
    services.send(
        List.of(services.draft(provider, bond, "register", hash, "https://example.org/gpu.json")));
    Tuple[] data = {AbiValues.tuple(1L, 1L)};
    Tuple terms =
        AbiValues.tuple(
            Address.ZERO, 0L, hash, 5_000_000L, 1_000L, 70L, 10_000L, 20_000L, 5_000L, data);
    for (int i = 0; i < 2; i++) {
      BigInteger value = BigInteger.valueOf(5_000_070);
      services.send(List.of(services.draft(client, value, "openJob", terms)));
    }
    services.send(provider, "acceptJob", 1L);
    Tuple offer =
        AbiValues.tuple(
            provider.address(), hash, hash, 1_001L, 100L, 2_000L, 4_000L, 7L, 3L, 1L << 31);
    services.send(provider, "openOffer", offer);
    BigInteger value = BigInteger.valueOf(1_500);
    services.send(List.of(services.draft(client, value, "subscribe", 1L, 1L, hash, Address.ZERO)));
  }

  /** Proposal 1 has votes, 2 was canceled, 3 waits for its vote. */
  private void govern() {
    Wallet admin = account(0);
    Wallet proposer = account(9);
    Wallet voter = account(6);
    BigInteger open = BigInteger.TEN.pow(18);
    staking.send(List.of(staking.draft(voter, open.multiply(BigInteger.valueOf(7)), "deposit")));
    staking.send(voter, "delegate", voter.address());
    system.send(
        admin, "setParameter", Parameter.PROPOSAL_THRESHOLD.key(), open.multiply(BigInteger.TEN));
    system.send(admin, "setParameter", Parameter.VOTING_DELAY.key(), BigInteger.ONE);
    governance.send(proposer, "propose", ApiProposals.arguments(1));
    system.send(admin, "setParameter", Parameter.VOTING_DELAY.key(), BigInteger.valueOf(7_200));
    governance.send(proposer, "propose", ApiProposals.arguments(2));
    governance.send(proposer, "propose", ApiProposals.arguments(3));
    governance.send(proposer, "cancel", ApiProposals.hashed(2));
    governance.send(proposer, "castVoteWithReason", ApiProposals.id(1), 1, "Cheaper answers.");
    governance.send(voter, "castVote", ApiProposals.id(1), 2);
  }

  /** Datanet 2 sells access: one request is open, one granted. */
  private void askForAccess() {
    Wallet owner = account(1);
    com.esaulpaugh.headlong.abi.Address[] reviewers = {AbiValues.address(account(2).address())};
    Tuple policy = AbiValues.tuple(true, false, false, false, false, 3L, 1_000L, 10_000L);
    datanets.send(
        owner,
        "createDatanet",
        "Closed data",
        AbiValues.tuple(
            AbiValues.name("medicine"),
            Bytes32.leftPad(Bytes.of(7)),
            AbiValues.name("cl100k_base"),
            AbiValues.name("CC-BY-4.0"),
            account(3).address(),
            reviewers,
            1L,
            policy));
    for (int i = 0; i < 2; i++) {
      datanets.send(
          List.of(
              datanets.draft(
                  account(8 + i),
                  BigInteger.valueOf(100_000),
                  "requestAccess",
                  2L,
                  AbiValues.name("research"),
                  100L)));
    }
    datanets.send(owner, "grantAccess", 1L);
  }

  /** Account 7 has a deposit and reserves an inference. */
  private void prepay() {
    Wallet payer = account(7);
    BigInteger coins = BigInteger.TEN.pow(20);
    fees.send(List.of(fees.draft(payer, coins, "deposit")));
    fees.send(payer, "reserve", 1L, 77L, 100L, 200L);
    fees.send(payer, "startWithdrawal", 1_000L);
    fees.send(List.of(fees.draft(payer, BigInteger.TEN.pow(19), "depositPledge", 1L)));
  }
}
