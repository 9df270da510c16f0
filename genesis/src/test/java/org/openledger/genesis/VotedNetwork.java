package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Pause;
import org.openledger.client.RpcErrorException;
import org.openledger.client.TransactionReceipt;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/**
 * A devnet on which nobody decides but votes: Governance is the only admin, the only governor and
 * the treasury from block 0 on. Alice has 4,000 gOPEN of votes, Bob 3,000, Carol 2,000. All of it
 * is done and seen over JSON-RPC, with signed transactions.
 */
final class VotedNetwork implements AutoCloseable {

  static final long DELAY = 2;
  static final long PERIOD = 10;
  static final long TIMELOCK = 5;
  static final long GRACE = 60;
  static final long NOTICE = 5;
  static final Address GOVERNANCE = NativeAddress.GOVERNANCE.address();

  static final Wallet ALICE = account(1);
  static final Wallet BOB = account(2);
  static final Wallet CAROL = account(3);

  private static final int INDEX_NOT_READY = -39_007;
  private static final int ATTEMPTS = 30;

  /** A call that is proposed. */
  record Action(NativeAddress target, String function, Object... arguments) {

    byte[] calldata() {
      Function called = ContractAbi.of(target.contract()).function(function);
      return called.encodeCall(AbiValues.tuple(arguments)).array();
    }
  }

  private final DevNetwork network;
  private final JsonRpc rpc;
  private final Map<NativeAddress, ContractClient> contracts = new EnumMap<>(NativeAddress.class);

  private VotedNetwork(DevNetwork network) {
    this.network = network;
    this.rpc = new JsonRpc(network.url());
    Chain chain = Chain.at(rpc);
    for (NativeAddress contract : NativeAddress.values()) {
      contracts.put(contract, ContractClient.of(chain, contract));
    }
  }

  /** Starts it with a software that has a second version of the protocol. */
  static VotedNetwork start(Path directory) throws IOException {
    DevnetOptions options =
        DevnetOptions.defaults().withPort(0).withFees(BigInteger.ZERO, BigInteger.ZERO);
    VotedNetwork it =
        new VotedNetwork(
            DevNetwork.start(
                options,
                directory,
                UpgradeOnDevnetTest::upgraded,
                configuration(options.chainId())));
    it.deposit(ALICE, 4_000);
    it.deposit(BOB, 3_000);
    it.deposit(CAROL, 2_000);
    return it;
  }

  private static NetworkConfiguration configuration(long chainId) {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.PLATFORM_ACCOUNT, account(7).address().toBigInteger());
    parameters.put(Parameter.TREASURY, GOVERNANCE.toBigInteger());
    parameters.put(Parameter.PROPOSAL_THRESHOLD, open(1_500));
    parameters.put(Parameter.VOTING_DELAY, BigInteger.valueOf(DELAY));
    parameters.put(Parameter.VOTING_PERIOD, BigInteger.valueOf(PERIOD));
    parameters.put(Parameter.TIMELOCK, BigInteger.valueOf(TIMELOCK));
    parameters.put(Parameter.PROPOSAL_GRACE, BigInteger.valueOf(GRACE));
    parameters.put(Parameter.QUORUM, BigInteger.valueOf(2_500));
    parameters.put(Parameter.PROTOCOL_NOTICE, BigInteger.valueOf(NOTICE));
    SortedMap<Role, SortedSet<Address>> members = new TreeMap<>();
    members.put(Role.ADMIN, new TreeSet<>(List.of(GOVERNANCE)));
    members.put(Role.GOVERNOR, new TreeSet<>(List.of(GOVERNANCE)));
    members.put(Role.OPERATOR, new TreeSet<>(List.of(account(0).address())));
    var tokenizers = NetworkConfiguration.shippedTokenizers();
    tokenizers.remove(AbiValues.name("cl100k_base"));
    return new NetworkConfiguration(1, chainId, parameters, members, tokenizers);
  }

  static Wallet account(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }

  static BigInteger open(long coins) {
    return BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(coins));
  }

  private void deposit(Wallet voter, long coins) {
    ContractClient staking = at(NativeAddress.STAKING);
    staking.send(List.of(staking.draft(voter, open(coins), "deposit")));
    staking.send(voter, "delegate", voter.address());
  }

  ContractClient at(NativeAddress contract) {
    return contracts.get(contract);
  }

  private ContractClient governance() {
    return at(NativeAddress.GOVERNANCE);
  }

  /** Asks a method of ours; the history follows on a thread of its own, late on a busy machine. */
  JsonNode ask(String method, Object... params) {
    for (int attempt = 1; ; attempt++) {
      try {
        return rpc.call("openledger_" + method, params);
      } catch (RpcErrorException e) {
        if (e.code() != INDEX_NOT_READY || attempt == ATTEMPTS) {
          throw e;
        }
        Pause.millis(10);
      }
    }
  }

  JsonNode call(String method, Object... params) {
    return rpc.call(method, params);
  }

  long head() {
    return Long.decode(rpc.call("eth_blockNumber").asText());
  }

  /** Adds blocks up to one. */
  void mineTo(long block) {
    long missing = block - head();
    assertThat(missing).isNotNegative();
    if (missing > 0) {
      rpc.call("anvil_mine", "0x" + Long.toHexString(missing));
    }
  }

  static String hex(BigInteger id) {
    return "0x" + id.toString(16);
  }

  JsonNode proposal(BigInteger id) {
    return ask("getProposal", hex(id));
  }

  String state(BigInteger id) {
    return proposal(id).get("state").asText();
  }

  /** Ids of the proposals of a page, in their order. */
  List<String> listed(Object... params) {
    List<String> ids = new ArrayList<>();
    ask("listProposals", params).get("items").forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }

  BigInteger parameter(Parameter parameter) {
    return at(NativeAddress.SYSTEM).call("parameter", parameter.key()).get(0);
  }

  static Action setParameter(Parameter parameter, long value) {
    return new Action(
        NativeAddress.SYSTEM, "setParameter", parameter.key(), BigInteger.valueOf(value));
  }

  static long number(JsonNode quantity) {
    return Long.decode(quantity.asText());
  }

  static Object[] arguments(Object description, Action... actions) {
    BigInteger[] values = new BigInteger[actions.length];
    Arrays.fill(values, BigInteger.ZERO);
    return new Object[] {
      Arrays.stream(actions)
          .map(it -> AbiValues.address(it.target().address()))
          .toArray(com.esaulpaugh.headlong.abi.Address[]::new),
      values,
      Arrays.stream(actions).map(Action::calldata).toArray(byte[][]::new),
      description
    };
  }

  private static Object[] hashed(String description, Action... actions) {
    return arguments(Keccak256.hash(description), actions);
  }

  BigInteger propose(String description, Action... actions) {
    TransactionReceipt receipt =
        governance().send(ALICE, "propose", arguments(description, actions));
    return governance().event(receipt, "ProposalCreated").get(0);
  }

  void cancel(String description, Action... actions) {
    governance().send(ALICE, "cancel", hashed(description, actions));
  }

  /** Alice and Bob are for it, Bob by a signature that Carol sends; Carol is against it. */
  void vote(BigInteger id) {
    mineTo(number(proposal(id).get("snapshot")));
    governance().send(ALICE, "castVoteWithReason", id, 1, "It was agreed.");
    BigInteger nonce =
        new BigInteger(
            ask("getVotingPower", BOB.address().toString()).get("nonce").asText().substring(2), 16);
    byte[] digest = governance().call("ballotDigest", id, 1, BOB.address(), nonce).get(0);
    governance()
        .send(
            CAROL,
            "castVoteBySig",
            id,
            1,
            BOB.address(),
            BOB.sign(Bytes32.wrap(digest)).toArrayUnsafe());
    governance().send(CAROL, "castVote", id, 0);
  }

  /** Lets the vote end, and queues. */
  void queue(BigInteger id, String description, Action... actions) {
    mineTo(number(proposal(id).get("deadline")) + 1);
    governance().send(CAROL, "queue", hashed(description, actions));
  }

  /** Lets the timelock pass, and executes. */
  TransactionReceipt execute(BigInteger id, String description, Action... actions) {
    mineTo(number(proposal(id).get("eta")) - 1);
    return governance()
        .send(
            List.of(
                governance()
                    .draft(CAROL, BigInteger.ZERO, "execute", hashed(description, actions))))
        .getFirst();
  }

  /** From proposal to effect. */
  TransactionReceipt decide(String description, Action... actions) {
    BigInteger id = propose(description, actions);
    vote(id);
    queue(id, description, actions);
    TransactionReceipt receipt = execute(id, description, actions);
    assertThat(state(id)).isEqualTo("executed");
    return receipt;
  }

  @Override
  public void close() {
    rpc.close();
    network.close();
  }
}
