package org.openledger.devnet.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.state.Account;
import org.openledger.devnet.state.WorldState;
import org.openledger.precompile.host.Address;

/**
 * {@code eth_getProof} (EIP-1186): an account and words of its storage, with the trie nodes that
 * lead there from the state root of the block. What is absent is proved absent.
 *
 * @param chain the chain
 */
public record ProofMethods(Chain chain) {

  /** The most storage keys of one request. */
  public static final int MAX_KEYS = 1024;

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of("eth_getProof", params -> proof(new Params(params)));
  }

  private @Nullable Object proof(Params params) throws RpcError {
    Address address = params.at(0, RpcFailure.INVALID_ADDRESS_PARAMS).asAddress();
    List<UInt256> keys = keys(params.at(1, RpcFailure.INVALID_STORAGE_KEYS_PARAMS));
    return params
        .block(2)
        .find(chain)
        .map(entry -> json(entry.state(), address, keys))
        .orElse(null);
  }

  private static List<UInt256> keys(JsonValue json) throws RpcError {
    List<JsonValue> values = json.asList();
    if (values.size() > MAX_KEYS) {
      throw json.failure().because("at most " + MAX_KEYS + " keys, not " + values.size());
    }
    List<UInt256> keys = new ArrayList<>();
    for (JsonValue value : values) {
      keys.add(value.asWord());
    }
    return keys;
  }

  private static Object json(WorldState state, Address address, List<UInt256> keys) {
    Account account = state.account(address);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("accountProof", hex(state.proof(address)));
    json.put("address", address.toString());
    json.put("balance", Quantity.of(account.balance()));
    json.put("codeHash", account.codeHash().toHexString());
    json.put("nonce", Quantity.of(account.nonce()));
    json.put("storageHash", account.storage().rootHash().toHexString());
    // As Besu has it: an account that is not there has no storage to prove anything of.
    List<UInt256> proved = account.isEmpty() ? List.of() : keys;
    json.put("storageProof", proved.stream().map(key -> word(account, key)).toList());
    return json;
  }

  private static Object word(Account account, UInt256 key) {
    Map<String, Object> json = new LinkedHashMap<>();
    // As Besu has it: whole bytes, and zero as a quantity.
    json.put("key", key.isZero() ? "0x0" : key.toBytes().trimLeadingZeros().toHexString());
    json.put("value", Quantity.of(account.word(key)));
    json.put("proof", hex(account.proof(key)));
    return json;
  }

  private static List<String> hex(List<Bytes> nodes) {
    return nodes.stream().map(Bytes::toHexString).toList();
  }
}
