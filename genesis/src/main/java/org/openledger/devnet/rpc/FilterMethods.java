package org.openledger.devnet.rpc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.block.Chain;

/**
 * {@code eth_newFilter} and its kin.
 *
 * @param filters the filters
 * @param chain the chain
 */
public record FilterMethods(Filters filters, Chain chain) {

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of(
        "eth_newFilter", params -> newFilter(new Params(params)),
        "eth_newBlockFilter", params -> filters.addBlocks(),
        "eth_newPendingTransactionFilter", params -> filters.addPending(),
        "eth_getFilterChanges", params -> filters.changes(id(params)),
        "eth_getFilterLogs", params -> filters.logs(id(params)),
        "eth_uninstallFilter", params -> filters.remove(id(params)));
  }

  private String newFilter(Params params) throws RpcError {
    LogQuery query = LogQuery.parse(params.at(0, RpcFailure.INVALID_FILTER_PARAMS));
    query.requireOrder(chain.head().number());
    return filters.addLogs(query);
  }

  private static String id(List<@Nullable Object> params) throws RpcError {
    return new Params(params).at(0, RpcFailure.INVALID_FILTER_PARAMS).asText();
  }
}
