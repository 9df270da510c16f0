package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Map<NativeAddress, ContractClient> contracts = new EnumMap<>(NativeAddress.class);
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
    for (NativeAddress contract : NativeAddress.values()) {
      contracts.put(contract, ContractClient.of(chain, contract));
    }
  }

  /** Looks again. */
  void refresh() {
    block = Long.decode(rpc.call("eth_blockNumber").asText());
    datanets = count(NativeAddress.DATANETS, "datanetCount");
    contributions = count(NativeAddress.DATANETS, "contributionCount");
    requests = count(NativeAddress.DATANETS, "requestCount");
    models = count(NativeAddress.MODELS, "modelCount");
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
    Tuple quote =
        ask(NativeAddress.INFERENCE_FEES, "quote", model, inputTokens, outputTokens).get(0);
    return quote.get(0);
  }

  /** The version by which a model settles now. */
  long version(long model) {
    return model > models
        ? 1
        : ask(NativeAddress.MODELS, "currentVersion", model).<BigInteger>get(0).longValueExact();
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

  /** What a view of a contract returns now. */
  Tuple ask(NativeAddress contract, String function, Object... arguments) {
    return Objects.requireNonNull(contracts.get(contract)).call(function, arguments);
  }

  private long count(NativeAddress contract, String function) {
    return ask(contract, function).<BigInteger>get(0).longValueExact();
  }
}
