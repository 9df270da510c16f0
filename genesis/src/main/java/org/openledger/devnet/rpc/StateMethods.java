package org.openledger.devnet.rpc;

import java.util.Map;
import java.util.function.Function;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.Chain;
import org.openledger.devnet.execution.BlockProducer;
import org.openledger.devnet.state.Account;
import org.openledger.precompile.host.Address;

/**
 * Accounts as of any block. For a block that does not exist the answer is null, as Besu's; as on
 * Besu, only the transaction count knows what is pending.
 *
 * @param chain the chain
 * @param producer has the transactions that wait for a block
 */
public record StateMethods(Chain chain, BlockProducer producer) {

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of(
        "eth_getBalance",
        params -> account(new Params(params), account -> Quantity.of(account.balance())),
        "eth_getTransactionCount",
        params -> transactionCount(new Params(params)),
        "eth_getCode",
        params -> account(new Params(params), account -> account.code().toHexString()),
        "eth_getStorageAt",
        params -> storageAt(new Params(params)));
  }

  private @Nullable Object transactionCount(Params params) throws RpcError {
    if (params.block(1).isPending()) {
      Address address = address(params);
      return Quantity.of(producer.pendingState().account(address).nonce());
    }
    return account(params, account -> Quantity.of(account.nonce()));
  }

  private @Nullable Object storageAt(Params params) throws RpcError {
    Address address = address(params);
    JsonValue position = params.at(1, RpcFailure.INVALID_POSITION_PARAMS);
    if (!(position.json() instanceof String)) {
      throw position.wrong("a word of 0x and up to 64 hex digits");
    }
    UInt256 key = position.asWord();
    return account(address, params.block(2), account -> account.word(key).toHexString());
  }

  private @Nullable String account(Params params, Function<Account, String> read) throws RpcError {
    return account(address(params), params.block(1), read);
  }

  private static Address address(Params params) throws RpcError {
    return params.at(0, RpcFailure.INVALID_ADDRESS_PARAMS).asAddress();
  }

  private @Nullable String account(
      Address address, BlockSelector block, Function<Account, String> read) throws RpcError {
    return block.find(chain).map(entry -> read.apply(entry.state().account(address))).orElse(null);
  }
}
