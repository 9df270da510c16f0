package org.openledger.integration.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.contracts.TypedSignature;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * What is signed, as docs/eip712.json and docs/eip712-domains.json say it: the same digest by
 * ethers, by web3j and by the contracts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypedDataTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long CHAIN = DevnetOptions.CHAIN_ID;
  private static final Address ALICE = DevAccounts.of(8).address();
  private static final Address BOB = DevAccounts.of(9).address();
  private static final Bytes32 HASH = Bytes32.repeat((byte) 0xa5);
  private static final Bytes OUTPUT = Bytes.fromHexString("0x00610062");

  private DevNetwork network;
  private JsonRpc rpc;
  private Chain chain;

  @BeforeAll
  void start() throws IOException {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    rpc = new JsonRpc(network.url());
    chain = Chain.at(rpc);
  }

  @AfterAll
  void stop() {
    rpc.close();
    network.close();
  }

  private static BigInteger n(long number) {
    return BigInteger.valueOf(number);
  }

  /** One message of each type. */
  private static Map<String, Map<String, Object>> messages() {
    Map<String, Object> permit =
        Map.of(
            "payer", ALICE.toString(), "model", n(3), "limit", n(4), "expiry", n(5), "nonce", n(6));
    Map<String, Object> usagePermit =
        Map.of("subscription", n(3), "limit", n(4), "expiry", n(5), "nonce", n(6));
    Map<String, Object> counts = Map.of("request", n(7), "inputTokens", n(8), "outputTokens", n(2));
    Map<String, Object> item = with(counts, "outputHash", outputHash(), "outputCommitment", hash());
    Map<String, Object> usage = with(counts, "servedBlock", n(9), "commitment", hash());
    Map<String, Map<String, Object>> messages = new TreeMap<>();
    messages.put("Receipt", with(item, "model", n(1), "version", n(2), "payer", ALICE.toString()));
    messages.put(
        "Batch",
        Map.of("permit", permit, "version", n(2), "atomic", true, "items", List.of(item, item)));
    messages.put("Permit", permit);
    messages.put("UsagePermit", usagePermit);
    messages.put("UsageBatch", Map.of("permit", usagePermit, "items", List.of(usage, usage)));
    messages.put(
        "Ballot",
        Map.of(
            "proposalId",
            n(1).shiftLeft(255),
            "support",
            n(2),
            "voter",
            BOB.toString(),
            "nonce",
            n(3)));
    messages.put("Delegation", Map.of("delegatee", BOB.toString(), "nonce", n(3), "expiry", n(4)));
    messages.put(
        "AgentConsent",
        Map.of(
            "agent", n(1), "owner", ALICE.toString(), "wallet", BOB.toString(), "expiry", n(99)));
    messages.put(
        "Attestation",
        Map.of(
            "model", n(1),
            "version", n(2),
            "epoch", n(3),
            "round", n(4),
            "weightsHash", hash(),
            "evidence", hash(),
            "method", hash()));
    return messages;
  }

  private static Map<String, Object> with(Map<String, Object> some, Object... more) {
    Map<String, Object> all = new TreeMap<>(some);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return all;
  }

  private static String hash() {
    return HASH.toHexString();
  }

  private static String outputHash() {
    return Keccak256.hash(OUTPUT).toHexString();
  }

  private static Map<String, String> byWeb3j() {
    Map<String, String> digests = new TreeMap<>();
    messages()
        .forEach(
            (type, message) ->
                digests.put(
                    type,
                    Bytes.wrap(TypedSignature.digest(n(CHAIN), type, message)).toHexString()));
    return digests;
  }

  @Test
  void everyTypeOfTheDocumentIsLookedAt() throws IOException {
    Path docs = Path.of(System.getProperty("openledger.root", "..")).resolve("docs");
    for (String name : List.of("eip712.json", "eip712-domains.json")) {
      TreeSet<String> types = new TreeSet<>();
      JSON.readTree(Files.readString(docs.resolve(name))).fieldNames().forEachRemaining(types::add);
      assertThat(types).as(name).isEqualTo(messages().keySet());
    }
  }

  @Test
  void ethersSignsTheSame() throws Exception {
    Map<String, Object> texts = new TreeMap<>(messages());
    NodeScript.Result result = NodeScript.run("typed-data.mjs", Long.toString(CHAIN), text(texts));
    assertThat(result.exitCode()).as(result.output()).isZero();
    Map<String, String> digests = new TreeMap<>();
    JsonNode said = JSON.readTree(result.output());
    said.fieldNames().forEachRemaining(type -> digests.put(type, said.get(type).asText()));
    assertThat(digests).isEqualTo(byWeb3j());
  }

  /** JavaScript reads numbers as texts, so that none is rounded. */
  private static String text(Object message) throws IOException {
    return JSON.writer()
        .with(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
        .writeValueAsString(message);
  }

  /**
   * Digests of receipts, batches and attestations need a model: who settles and attests signs them.
   */
  @Test
  void theContractsHashTheSame() {
    Map<String, String> digests = byWeb3j();
    Tuple permit = AbiValues.tuple(ALICE, 3L, 4L, 5L, 6L);
    Tuple usagePermit = AbiValues.tuple(3L, 4L, 5L, 6L);
    Tuple usage = AbiValues.tuple(7L, 9L, 8L, 2L, HASH);
    assertThat(digest(NativeAddress.INFERENCE_FEES, "permitDigest", permit))
        .isEqualTo(digests.get("Permit"));
    assertThat(digest(NativeAddress.SERVICES, "usagePermitDigest", usagePermit))
        .isEqualTo(digests.get("UsagePermit"));
    assertThat(
            digest(
                NativeAddress.SERVICES,
                "usageBatchDigest",
                usagePermit,
                new Tuple[] {usage, usage}))
        .isEqualTo(digests.get("UsageBatch"));
    assertThat(digest(NativeAddress.GOVERNANCE, "ballotDigest", n(1).shiftLeft(255), 2, BOB, 3L))
        .isEqualTo(digests.get("Ballot"));
    assertThat(digest(NativeAddress.STAKING, "delegationDigest", BOB, 3L, 4L))
        .isEqualTo(digests.get("Delegation"));
  }

  @Test
  void theConsentOfAnAgentIsTheContracts() {
    ContractClient agents = ContractClient.of(chain, NativeAddress.AGENTS);
    Tuple limits = AbiValues.tuple(1L, 2L, 100L, 1L << 30);
    agents.send(
        Wallet.of(DevAccounts.of(8).privateKey()),
        "register",
        BOB,
        HASH,
        "https://example.org/agent.json",
        limits,
        false,
        new BigInteger[0]);
    assertThat(digest(NativeAddress.AGENTS, "consentDigest", 1L, 99L))
        .isEqualTo(byWeb3j().get("AgentConsent"));
  }

  private String digest(NativeAddress contract, String function, Object... arguments) {
    byte[] digest = ContractClient.of(chain, contract).call(function, arguments).get(0);
    return Bytes.wrap(digest).toHexString();
  }
}
