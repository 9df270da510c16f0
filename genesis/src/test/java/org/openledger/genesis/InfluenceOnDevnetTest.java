package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.bench.devnet.Settlements;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.RpcErrorException;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.web3j.crypto.StructuredDataEncoder;

/** A model whose next version pays by influence, over JSON-RPC, from its vote to the credits. */
class InfluenceOnDevnetTest {

  private static final Wallet ADMIN = wallet(0);
  private static final Wallet CREATOR = wallet(4);
  private static final Wallet PAYER = wallet(5);
  private static final Wallet SERVING_KEY = wallet(6);
  private static final BigInteger OPEN = BigInteger.TEN.pow(18);
  private static final Bytes32 EVIDENCE = Bytes32.repeat((byte) 3);
  private static final Bytes32 METHOD = Bytes32.repeat((byte) 4);
  private static final long MODEL = 1;

  /** All for the first contribution: 10^9. */
  private static final Bytes WEIGHTS = Bytes.fromHexString("0x0000000000013b9aca00");

  /** An error as the README of JSON-RPC has it: its code, and its data for machines. */
  private record Refusal(int code, String data) {}

  private static final Refusal NOT_ATTRIBUTED =
      new Refusal(
          -32_602,
          "{\"error\":\"INVALID_PARAMS\",\"parameter\":\"transaction\","
              + "\"reason\":\"NOT_ATTRIBUTED\"}");
  private static final Refusal WRONG_MODEL =
      new Refusal(-32_602, "{\"error\":\"INVALID_PARAMS\",\"parameter\":\"model\"}");

  @Test
  void anEpochIsToldOverJsonRpcAndEveryWeiIsFound() throws IOException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(network.url())) {
      Settlements settlements = Settlements.told(rpc);
      Chain chain = Chain.at(rpc);
      govern(chain);
      assertThat(rpc.call("openledger_getInfluence", MODEL).get("epoch").isNull()).isTrue();
      nextVersion(rpc, chain);
      ContractClient attestations = ContractClient.of(chain, NativeAddress.INFLUENCE_ATTESTATIONS);
      attestations.send(List.of(attestations.draft(ADMIN, OPEN, "register")));
      JsonNode attesters = rpc.call("openledger_listAttesters").get("items");
      assertThat(attesters).hasSize(1);
      assertThat(attesters.get(0).get("state").asText()).isEqualTo("active");
      settle(rpc, chain, settlements.transaction());
      JsonNode open = rpc.call("openledger_getInfluence", MODEL);
      assertThat(open.get("epoch").get("open").asBoolean()).isTrue();
      BigInteger pool = new BigInteger(open.get("held").asText());
      assertThat(pool).isPositive();
      conserved(rpc);
      mine(rpc, 10);
      attest(rpc, attestations);
      conserved(rpc);
      mine(rpc, 10);
      BigInteger before = earnings(chain);
      attestations.send(PAYER, "pay", MODEL, 1L, WEIGHTS);
      assertThat(earnings(chain).subtract(before)).isEqualTo(pool);
      JsonNode paid = rpc.call("openledger_getInfluence", MODEL, 1);
      assertThat(paid.get("epoch").get("state").asText()).isEqualTo("paid");
      assertThat(paid.get("held").asText()).isEqualTo("0");
      conserved(rpc);
    }
  }

  /** Nothing is attributed there: no proof, and no rule by which a text would have earned. */
  @Test
  void evidenceAndEstimatesRefuseVersionsThatPayByInfluence() throws IOException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(network.url())) {
      Settlements settlements = Settlements.told(rpc);
      Chain chain = Chain.at(rpc);
      govern(chain);
      nextVersion(rpc, chain);
      long before = chain.head();
      String settled = settle(rpc, chain, settlements.transaction()).toHexString();
      refused(rpc, NOT_ATTRIBUTED, "openledger_evidence", settled);
      refused(rpc, NOT_ATTRIBUTED, "openledger_absence", settled, 1);
      refused(rpc, WRONG_MODEL, "openledger_estimate", MODEL, "The quick brown fox");
      refused(rpc, WRONG_MODEL, "openledger_attribute", Map.of("model", 1, "text", "The fox"));
      // What was settled by tokens is proved and estimated as before.
      JsonNode proved = rpc.call("openledger_evidence", settlements.transaction());
      assertThat(proved.get("compact").asText()).startsWith("0x");
      JsonNode estimate = rpc.call("openledger_estimate", MODEL, "The quick brown fox", 10, before);
      assertThat(estimate.get("inferences").asText()).isEqualTo("0x1");
    }
  }

  private static void refused(JsonRpc rpc, Refusal expected, String method, Object... params) {
    assertThatThrownBy(() -> rpc.call(method, params))
        .isInstanceOfSatisfying(
            RpcErrorException.class,
            e -> {
              assertThat(e.code()).as(method).isEqualTo(expected.code());
              assertThat(e.data()).as(method).isEqualTo(expected.data());
            })
        .hasMessageContaining("by attested influence");
  }

  private static void govern(Chain chain) {
    ContractClient system = ContractClient.of(chain, NativeAddress.SYSTEM);
    set(system, Parameter.CHANGE_NOTICE, 1);
    set(system, Parameter.MIN_ATTESTERS, 1);
    set(system, Parameter.INFLUENCE_EPOCH, 5);
    set(system, Parameter.RESULT_WINDOW, 100);
    set(system, Parameter.CHALLENGE_WINDOW, 5);
    set(system, Parameter.RESOLUTION_WINDOW, 5);
    system.send(ADMIN, "setParameter", Parameter.MIN_ATTESTER_BOND.key(), OPEN);
  }

  private static void set(ContractClient system, Parameter parameter, long value) {
    system.send(ADMIN, "setParameter", parameter.key(), BigInteger.valueOf(value));
  }

  private static void nextVersion(JsonRpc rpc, Chain chain) {
    ContractClient models = ContractClient.of(chain, NativeAddress.MODELS);
    Object[] terms = models.call("terms", MODEL).<Tuple>get(0).toArray();
    terms[12] = 2;
    Object links = models.call("links", MODEL).get(0);
    models.send(CREATOR, "proposeVersion", MODEL, Tuple.from(terms), links);
    models.send(ADMIN, "approveVersion", MODEL, 2L, chain.head() + 5);
    mine(rpc, 10);
    JsonNode model = rpc.call("openledger_getModelVersion", MODEL, 2);
    assertThat(model.findValue("unit").asText()).isEqualTo("influence");
  }

  /** The demo's inference once more, under a receipt of the version that holds now. */
  private static Bytes32 settle(JsonRpc rpc, Chain chain, String told) {
    JsonNode transaction = rpc.call("eth_getTransactionByHash", told);
    Tuple given =
        ContractAbi.of("InferenceFees")
            .function("settle")
            .decodeCall(Bytes.fromHexString(transaction.get("input").asText()).toArray());
    Tuple receipt = given.get(3);
    ContractClient fees = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
    byte[] digest =
        fees.call(
                "receiptDigest",
                MODEL,
                2L,
                PAYER.address(),
                777L,
                receipt.get(1),
                given.get(2),
                receipt.get(2))
            .get(0);
    Bytes signature = SERVING_KEY.sign(Bytes32.wrap(digest));
    BigInteger fee = new BigInteger(transaction.get("value").asText().substring(2), 16);
    return fees.send(
            List.of(
                fees.draft(
                    PAYER,
                    fee,
                    "settle",
                    MODEL,
                    777L,
                    given.get(2),
                    AbiValues.tuple(2L, receipt.get(1), receipt.get(2), signature))))
        .getFirst()
        .hash();
  }

  /** The digest by docs/eip712.json and docs/eip712-domains.json. */
  private static byte[] typed(Bytes32 weightsHash) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode types = json.readTree(Files.readString(Path.of("../docs/eip712.json")));
    JsonNode domains = json.readTree(Files.readString(Path.of("../docs/eip712-domains.json")));
    ObjectNode data = json.createObjectNode();
    data.set("types", types.get("Attestation"));
    ArrayNode domain = ((ObjectNode) data.get("types")).putArray("EIP712Domain");
    domain.addObject().put("name", "name").put("type", "string");
    domain.addObject().put("name", "version").put("type", "string");
    domain.addObject().put("name", "chainId").put("type", "uint256");
    domain.addObject().put("name", "verifyingContract").put("type", "address");
    data.put("primaryType", "Attestation");
    data.set("domain", domains.get("Attestation"));
    ((ObjectNode) data.get("domain")).put("chainId", DevnetOptions.CHAIN_ID);
    data.putObject("message")
        .put("model", MODEL)
        .put("version", 2)
        .put("epoch", 1)
        .put("round", 0)
        .put("weightsHash", weightsHash.toHexString())
        .put("evidence", EVIDENCE.toHexString())
        .put("method", METHOD.toHexString());
    return new StructuredDataEncoder(json.writeValueAsString(data)).hashStructuredData();
  }

  private static void attest(JsonRpc rpc, ContractClient attestations) throws IOException {
    Bytes32 hash = Keccak256.hash(WEIGHTS);
    byte[] digest =
        attestations.call("attestationDigest", MODEL, 1L, 0L, hash, EVIDENCE, METHOD).get(0);
    assertThat(Bytes.wrap(typed(hash))).isEqualTo(Bytes.wrap(digest));
    Bytes signature = ADMIN.sign(Bytes32.wrap(digest));
    attestations.send(PAYER, "submit", MODEL, 1L, EVIDENCE, METHOD, WEIGHTS, signature);
    JsonNode epoch = rpc.call("openledger_getInfluence", MODEL).get("epoch");
    assertThat(epoch.get("state").asText()).isEqualTo("pending");
    assertThat(epoch.get("weightsHash").asText()).isEqualTo(hash.toHexString());
    assertThat(epoch.get("agreed").get(0).asText())
        .isEqualToIgnoringCase(ADMIN.address().toString());
  }

  private static BigInteger earnings(Chain chain) {
    ContractClient fees = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
    Tuple contribution =
        ContractClient.of(chain, NativeAddress.DATANETS).call("contribution", 1L).get(0);
    return fees.call("creditOf", contribution.<Object>get(1)).get(0);
  }

  private static void mine(JsonRpc rpc, long blocks) {
    rpc.call("anvil_mine", "0x" + Long.toHexString(blocks));
  }

  private static void conserved(JsonRpc rpc) {
    JsonNode counted = rpc.call("openledger_conservation", true);
    assertThat(counted.get("conserved").asBoolean()).as(counted.toString()).isTrue();
  }

  private static Wallet wallet(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }
}
