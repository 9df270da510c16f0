package org.openledger.devnet.rpc;

import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.execution.ChainRules;
import org.openledger.devnet.state.Keccak;

/**
 * What the node is: {@code web3_}, {@code net_} and some of {@code eth_}.
 *
 * @param rules the chain's rules
 * @param clientVersion what {@code web3_clientVersion} says
 */
public record NodeMethods(ChainRules rules, String clientVersion) {

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of(
        "web3_clientVersion", params -> clientVersion,
        "web3_sha3", params -> sha3(new Params(params)),
        "net_version", params -> Long.toString(rules.chainId()),
        "net_listening", params -> true,
        "net_peerCount", params -> "0x0",
        "eth_chainId", params -> Quantity.of(rules.chainId()),
        "eth_syncing", params -> false,
        "eth_accounts", params -> List.of());
  }

  private static String sha3(Params params) throws RpcError {
    JsonValue data = params.only(RpcFailure.INVALID_DATA_PARAMS);
    return Keccak.hash("".equals(data.json()) ? Bytes.EMPTY : data.asData()).toHexString();
  }
}
