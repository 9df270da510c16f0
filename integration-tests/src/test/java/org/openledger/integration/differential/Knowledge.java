package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.precompile.host.NativeAddress;

/** What the devnet tells whoever draws calls: how many there are of each, and what a fee is. */
final class Knowledge {

  /**
   * A sealed version.
   *
   * @param digest of its index
   */
  record Sealed(long datanet, long version, Bytes32 digest) {}

  private final JsonRpc rpc;
  private final ContractClient datanetsContract;
  private final ContractClient modelsContract;
  private final ContractClient feesContract;
  private final List<Sealed> versions = new ArrayList<>();
  private final long chainId;
  private long block;
  private long datanets;
  private long contributions;
  private long requests;
  private long models;

  Knowledge(JsonRpc rpc) {
    this.rpc = rpc;
    Chain chain = Chain.at(rpc);
    this.chainId = chain.chainId();
    this.datanetsContract = ContractClient.of(chain, NativeAddress.DATANETS);
    this.modelsContract = ContractClient.of(chain, NativeAddress.MODELS);
    this.feesContract = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
  }

  /** Looks again. */
  void refresh() {
    block = Long.decode(rpc.call("eth_blockNumber").asText());
    datanets = count(datanetsContract, "datanetCount");
    contributions = count(datanetsContract, "contributionCount");
    requests = count(datanetsContract, "requestCount");
    models = count(modelsContract, "modelCount");
    versions.clear();
    for (JsonNode segment : rpc.call("openledger_segments", Map.of("size", 1_000)).get("items")) {
      if (segment.get("state").asText().equals("ready")) {
        versions.add(
            new Sealed(
                Long.decode(segment.get("datanet").asText()),
                Long.decode(segment.get("version").asText()),
                Bytes32.fromHexString(segment.get("indexDigest").asText())));
      }
    }
  }

  /** What an inference of a model costs now; 0 where it cannot be told. */
  BigInteger gross(long model, long inputTokens, long outputTokens) {
    if (model > models) {
      return BigInteger.ZERO;
    }
    Tuple quote = feesContract.call("quote", model, inputTokens, outputTokens).get(0);
    return quote.get(0);
  }

  /** The version by which a model settles now. */
  long version(long model) {
    return model > models
        ? 1
        : modelsContract.call("currentVersion", model).<BigInteger>get(0).longValueExact();
  }

  long chainId() {
    return chainId;
  }

  long block() {
    return block;
  }

  long datanets() {
    return datanets;
  }

  long contributions() {
    return contributions;
  }

  long requests() {
    return requests;
  }

  long models() {
    return models;
  }

  List<Sealed> versions() {
    return versions;
  }

  private static long count(ContractClient contract, String function) {
    return contract.call(function).<BigInteger>get(0).longValueExact();
  }
}
