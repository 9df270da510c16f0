package org.openledger.integration.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openledger.client.RpcRequest;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.host.NativeAddress;

/**
 * Requests with parameters that are odd, but that somebody may send: missing, short, too long, of
 * other types, in capitals, out of range. {@code docs/devnet.md} lists what is answered otherwise
 * than on Besu; that is not among them.
 */
final class OddRequests {

  private static final String RICH = DevAccounts.of(0).address().toString();
  private static final String SYSTEM = NativeAddress.SYSTEM.address().toString();
  private static final String UNKNOWN = "0x" + "01".repeat(32);

  /** Where 32 bytes are wanted. */
  private static final List<String> WORDS =
      List.of(
          UNKNOWN,
          "0x01",
          "0x",
          "",
          UNKNOWN.substring(2),
          UNKNOWN + "00",
          "0X" + UNKNOWN.substring(2),
          "latest");

  private static final Map<String, Object> CALL = Map.of("to", SYSTEM, "data", "0x");

  /** Numbers of blocks, and hashes, as they are and as they are not written. */
  private static final List<Object> NUMBERS =
      Arrays.asList(
          "0x0",
          "0x1",
          "0x01",
          "0X1",
          "0x9999",
          "0x00000000000000",
          "0x0000000000000000",
          "0x0000000000000000000000",
          "0x7fffffffffffffff",
          "0x8000000000000000",
          "0x" + "f".repeat(64),
          UNKNOWN.substring(0, 64),
          UNKNOWN.substring(0, 65),
          UNKNOWN,
          "",
          "0x",
          "0xg",
          "-1",
          "0x-1",
          "1",
          " 0x0",
          "0x0 ");

  private final List<RpcRequest> requests = new ArrayList<>();

  private OddRequests() {}

  static List<RpcRequest> all() {
    OddRequests odd = new OddRequests();
    odd.blocks();
    odd.blockNumbers();
    odd.addresses();
    odd.words();
    odd.hashes();
    odd.filters();
    odd.fees();
    odd.calls();
    odd.others();
    odd.counts();
    return odd.requests;
  }

  private void add(String method, Object... params) {
    requests.add(new RpcRequest(method, Arrays.asList(params)));
  }

  /** Where a tag, a number, a hash or an object may stand. */
  private void blocks() {
    List<Object> blocks = new ArrayList<>(NUMBERS);
    blocks.addAll(
        Arrays.asList(
            "safe", "finalized", "Safe", "LATEST", "Earliest", "pending", "soon", 0, 1, 1.5, true));
    blocks.addAll(
        Arrays.asList(
            List.of(),
            Map.of(),
            Map.of("blockNumber", "0x0"),
            Map.of("blockNumber", "0X0"),
            Map.of("blockNumber", "0x9999"),
            Map.of("blockNumber", "0x0000000000000000000000"),
            Map.of("blockNumber", 0),
            Map.of("blockNumber", "0"),
            Map.of("blockNumber", "latest"),
            Map.of("blockNumber", "safe"),
            Map.of("blockNumber", "0x0", "requireCanonical", true),
            Map.of("blockNumber", "0x0", "x", 1),
            Map.of("blockHash", UNKNOWN),
            Map.of("blockHash", UNKNOWN, "requireCanonical", true),
            Map.of("blockHash", UNKNOWN, "requireCanonical", "x"),
            Map.of("blockHash", UNKNOWN, "blockNumber", "0x0"),
            Map.of("blockHash", "x", "blockNumber", "0x0"),
            Map.of("blockHash", "x"),
            Collections.singletonMap("blockHash", null),
            Map.of("x", 1)));
    blocks.add(null);
    for (Object block : blocks) {
      add("eth_getBalance", RICH, block);
      add("eth_getTransactionCount", RICH, block);
      add("eth_getCode", SYSTEM, block);
      add("eth_getStorageAt", SYSTEM, "0x1", block);
      add("eth_getProof", SYSTEM, List.of("0x1"), block);
      add("eth_call", CALL, block);
      add("eth_getBlockReceipts", block);
      add("openledger_getAccount", RICH, block);
    }
    add("eth_getBalance", RICH);
    add("eth_getTransactionCount", RICH);
    add("eth_getCode", SYSTEM);
    add("eth_getStorageAt", SYSTEM, "0x1");
    add("eth_getProof", SYSTEM, List.of("0x1"));
    add("eth_call", CALL);
    add("eth_getBlockReceipts");
  }

  /** Where a tag or a number may stand. */
  private void blockNumbers() {
    List<Object> blocks = new ArrayList<>(NUMBERS);
    blocks.addAll(
        Arrays.asList(
            "safe", "finalized", "Safe", "LATEST", "pending", "soon", 0, 1, 99_999, 1.5, true));
    blocks.addAll(List.of(List.of(), Map.of("blockNumber", "0x0"), Map.of("blockHash", UNKNOWN)));
    for (Object block : blocks) {
      add("eth_getBlockByNumber", block, false);
      add("eth_getBlockTransactionCountByNumber", block);
      add("eth_getUncleCountByBlockNumber", block);
      add("eth_getTransactionByBlockNumberAndIndex", block, "0x0");
      add("eth_estimateGas", CALL, block);
      add("eth_feeHistory", "0x1", block);
      add("eth_getLogs", Map.of("fromBlock", block, "toBlock", block, "address", RICH));
      add("eth_getLogs", Map.of("toBlock", block, "address", RICH));
    }
    for (String method :
        List.of(
            "eth_getBlockByNumber",
            "eth_getBlockTransactionCountByNumber",
            "eth_getUncleCountByBlockNumber",
            "eth_getTransactionByBlockNumberAndIndex")) {
      add(method);
      add(method, (Object) null);
    }
    for (Object complete : Arrays.asList(null, "yes", List.of(), Map.of(), 1.0)) {
      add("eth_getBlockByNumber", "0x0", complete);
      add("eth_getBlockByHash", UNKNOWN, complete);
    }
    add("eth_getBlockByNumber", "0x0");
    add("eth_getBlockByHash", UNKNOWN);
    for (Object place :
        Arrays.asList(
            0,
            "0x0",
            "0x",
            "0X1",
            "1",
            "010",
            "08",
            "+1",
            "-1",
            "0x7fffffff",
            "0x80000000",
            -1,
            1.5,
            true,
            null,
            "f",
            "x")) {
      add("eth_getTransactionByBlockNumberAndIndex", "0x1", place);
      add("eth_getTransactionByBlockHashAndIndex", UNKNOWN, place);
    }
  }

  private void addresses() {
    String digits = RICH.substring(2);
    for (Object address :
        Arrays.asList(
            "0xaa",
            "0xabc",
            "0xa100",
            "0x",
            "",
            digits,
            "0x" + digits.toUpperCase(Locale.ROOT),
            "0X" + digits,
            RICH + "00",
            "0x00" + digits,
            "0xzz",
            " " + RICH,
            true,
            Map.of())) {
      add("eth_getBalance", address, "latest");
      add("eth_getCode", address, "latest");
      add("eth_getTransactionCount", address, "latest");
      add("eth_getTransactionCount", address, "pending");
      add("eth_getStorageAt", address, "0x1", "latest");
      add("eth_getProof", address, List.of("0x1"), "latest");
      add("eth_getLogs", Map.of("address", address, "fromBlock", "0x0"));
      add("eth_getLogs", Map.of("address", List.of(address), "fromBlock", "0x0"));
      add("eth_call", Map.of("to", address), "latest");
      add("eth_call", Map.of("from", address, "to", SYSTEM), "latest");
      add("eth_estimateGas", Map.of("from", address, "to", RICH));
    }
    for (String method :
        List.of(
            "eth_getBalance",
            "eth_getCode",
            "eth_getTransactionCount",
            "eth_getStorageAt",
            "eth_getProof")) {
      add(method);
      add(method, (Object) null);
      add(method, List.of(RICH));
    }
  }

  /** Places of storage. */
  private void words() {
    for (Object place :
        Arrays.asList(
            "0x1",
            "0x01",
            "1",
            "f",
            "",
            "0x",
            "0x" + "0".repeat(63) + "1",
            "0x" + "f".repeat(64),
            1)) {
      add("eth_getStorageAt", SYSTEM, place, "latest");
      add("eth_getProof", SYSTEM, List.of(place), "latest");
    }
    for (Object place :
        Arrays.asList("0X1", "0x" + "0".repeat(64) + "1", "0x1" + "f".repeat(64), "0xg", null)) {
      add("eth_getStorageAt", SYSTEM, place, "latest");
    }
    for (Object keys : Arrays.asList(null, "0x0", List.of())) {
      add("eth_getProof", SYSTEM, keys, "latest");
    }
  }

  private void hashes() {
    List<Object> hashes = new ArrayList<>(WORDS);
    hashes.addAll(Arrays.asList("0x" + "zz".repeat(32), 5, true, List.of(UNKNOWN), null));
    for (Object hash : hashes) {
      add("eth_getBlockByHash", hash, false);
      add("eth_getBlockTransactionCountByHash", hash);
      add("eth_getUncleCountByBlockHash", hash);
      add("eth_getTransactionByBlockHashAndIndex", hash, "0x0");
      add("eth_getTransactionByHash", hash);
      add("eth_getTransactionReceipt", hash);
      add("eth_getLogs", Collections.singletonMap("blockHash", hash));
    }
  }

  private void filters() {
    List<Object> filters = new ArrayList<>();
    for (String name :
        List.of("x", "limit", "Address", "logIndex", "fromAddress", "after", "count")) {
      filters.add(Collections.singletonMap(name, null));
    }
    for (String topic : WORDS) {
      filters.add(Map.of("topics", List.of(topic)));
      filters.add(Map.of("topics", List.of(List.of(topic))));
      filters.add(Map.of("topics", topic));
    }
    filters.addAll(
        Arrays.asList(
            Map.of("topics", List.of()),
            Map.of("topics", List.of(List.of())),
            Map.of("topics", Arrays.asList(null, null, null, null)),
            Map.of("topics", Arrays.asList(null, null, null, null, null)),
            Map.of("topics", Collections.nCopies(5, UNKNOWN), "fromBlock", "0x0"),
            Map.of("address", List.of()),
            Map.of("blockHash", UNKNOWN),
            Map.of("blockhash", UNKNOWN),
            Map.of("blockHash", UNKNOWN, "fromBlock", "0x0"),
            Map.of("blockhash", UNKNOWN, "toBlock", "0x0"),
            Map.of("fromBlock", "0x1", "toBlock", "0x0"),
            Map.of("fromBlock", "latest", "toBlock", "earliest"),
            Map.of("fromBlock", "latest", "toBlock", "0x0"),
            Map.of("fromBlock", "pending", "toBlock", "pending"),
            Map.of("fromBlock", "0x9999", "toBlock", "0x9999"),
            Map.of("toBlock", "0x9999"),
            Map.of("fromBlock", "0x0", "toBlock", "0xffffffff"),
            List.of(),
            "x",
            5,
            true));
    filters.forEach(filter -> add("eth_getLogs", filter));
    add("eth_getLogs");
    add("eth_getLogs", (Object) null);
    add("eth_getLogs", Map.of("address", RICH), "x");
    add("eth_newFilter");
    for (Object filter :
        List.of(
            Map.of("x", 1),
            Map.of("fromBlock", "0x2", "toBlock", "0x1"),
            Map.of("toBlock", "0x0"),
            Map.of("fromBlock", "0x9999"),
            Map.of("toBlock", "0x9999"),
            Map.of("fromBlock", "soon"),
            "x")) {
      add("eth_newFilter", filter);
    }
    for (String method :
        List.of("eth_getFilterChanges", "eth_getFilterLogs", "eth_uninstallFilter")) {
      add(method);
      for (Object id : Arrays.asList("", "x", "0xffffffffffffffffffff", null)) {
        add(method, id);
      }
    }
  }

  private void fees() {
    for (Object count :
        Arrays.asList(
            "0x1",
            1,
            "1",
            "010",
            "+1",
            "0x001",
            2,
            0,
            "0x0",
            1025,
            "0x401",
            -1,
            "-1",
            1.5,
            "x",
            "",
            "0x",
            true,
            "0x100000000",
            null)) {
      add("eth_feeHistory", count, "latest");
    }
    for (Object percentiles :
        Arrays.asList(
            List.of(),
            List.of(5),
            List.of(5, 4),
            List.of(50, 10, 90),
            List.of(90.5, 0, 100, 50),
            List.of(5, 5),
            List.of(-1),
            List.of(50, 101),
            List.of("x"),
            "x",
            Map.of(),
            null)) {
      add("eth_feeHistory", "0x5", "latest", percentiles);
      add("eth_feeHistory", "0x5", "0x5", percentiles);
    }
    add("eth_feeHistory");
    add("eth_feeHistory", "0x1");
    add("eth_feeHistory", "0x1", null);
  }

  private void calls() {
    List<Object> calls = new ArrayList<>();
    calls.addAll(Arrays.asList(null, "x", 5, List.of()));
    for (Object value :
        Arrays.asList(
            "0x0",
            "0x00",
            "",
            "0x",
            "0",
            "0X0",
            "-1",
            "0x-1",
            "x",
            0,
            1.5,
            true,
            List.of(),
            "0x" + "0".repeat(65))) {
      calls.add(Map.of("to", SYSTEM, "value", value));
      calls.add(Map.of("to", SYSTEM, "gasPrice", value));
      calls.add(Map.of("to", SYSTEM, "nonce", value));
    }
    for (Object gas :
        List.of(
            "0x5208",
            "5208",
            "0X5208",
            "",
            "0x0",
            "0x186a0",
            "0x10000000000000000",
            "x",
            21_000,
            5_208)) {
      calls.add(Map.of("to", RICH, "gas", gas));
    }
    for (Object data : List.of("0x12", "0x123", "12", "", "x", "0xzz", "0X12", 5)) {
      calls.add(Map.of("to", SYSTEM, "data", data));
      calls.add(Map.of("to", SYSTEM, "input", data));
      calls.add(Map.of("to", SYSTEM, "input", data, "data", "0x12"));
    }
    for (Object id : List.of("0x1898e1", "0x01898e1", "1898e1", 1_612_001, "0x1", "0x0", "x")) {
      calls.add(Map.of("to", SYSTEM, "chainId", id));
    }
    for (Map<String, Object> fees :
        List.<Map<String, Object>>of(
            Map.of("maxPriorityFeePerGas", "0x6"),
            Map.of("maxFeePerGas", "0x5", "maxPriorityFeePerGas", "0x6"),
            Map.of("maxFeePerGas", "0x9", "maxPriorityFeePerGas", "0x1"),
            Map.of("maxFeePerGas", "0x0", "maxPriorityFeePerGas", "0x1"),
            Map.of("gasPrice", "0x6", "maxFeePerGas", "0x5"),
            Map.of("gasPrice", "0x5", "maxFeePerGas", "0x5"),
            Map.of("gasPrice", "0x0", "maxFeePerGas", "0x5"),
            Map.of("gasPrice", "0x6", "maxPriorityFeePerGas", "0x5"),
            Map.of("gasPrice", "0x0", "maxPriorityFeePerGas", "0x5"),
            Map.of("gasPrice", "0x6", "maxFeePerGas", "0x5", "maxPriorityFeePerGas", "0x1"))) {
      Map<String, Object> call = new TreeMap<>(fees);
      call.put("to", SYSTEM);
      call.put("from", RICH);
      calls.add(call);
    }
    for (Object list :
        List.of(
            List.of(),
            Map.of(),
            List.of(5),
            List.of(Map.of("address", RICH)),
            List.of(Map.of("address", "0x1", "storageKeys", List.of())),
            List.of(Map.of("address", RICH, "storageKeys", List.of("0x1"))),
            List.of(Map.of("address", RICH, "storageKeys", List.of(UNKNOWN))),
            List.of(Map.of("address", RICH, "storageKeys", List.of(), "x", 1)))) {
      calls.add(Map.of("to", SYSTEM, "accessList", list));
    }
    for (Object strict :
        Arrays.asList(true, false, "true", "TRUE", "tRue", "", "x", 0, 1.5, List.of(), null)) {
      Map<String, Object> call = new TreeMap<>(CALL);
      call.put("strict", strict);
      calls.add(call);
    }
    calls.add(Map.of("to", SYSTEM, "x", 1, "type", "x", "secret", true));
    for (Object call : calls) {
      add("eth_call", call, "latest");
      add("eth_estimateGas", call);
    }
    add("eth_call", Map.of("to", RICH, "from", RICH, "value", "0x1"), "latest");
    add("eth_call", Map.of("to", RICH, "from", "0xaa", "value", "0x1"), "latest");
    add("eth_call", Map.of("to", RICH, "gasPrice", "0x1"), "latest");
    add("eth_call", CALL, "latest", Map.of());
    add("eth_call", CALL, "latest", null);
    add("eth_call", CALL, "latest", null, Map.of());
    add("eth_estimateGas", CALL, "latest", Map.of());
    add("eth_call");
    add("eth_estimateGas");
  }

  private void others() {
    for (Object data : Arrays.asList("0x", "0x00", "0x0", "00", "", "x", "0X00", 5, true, null)) {
      add("web3_sha3", data);
      add("eth_sendRawTransaction", data);
    }
    add("eth_sendRawTransaction", List.of());
    add("eth_sendRawTransaction", Map.of());
    for (String raw :
        List.of("0xc0", "0x02c0", "0x01", "0x05", "0x7f", "0x80", "0xc180", "0xf86c", "0xff")) {
      add("eth_sendRawTransaction", raw);
    }
    for (String method :
        List.of(
            "eth_chainId",
            "eth_blockNumber",
            "eth_blobBaseFee",
            "eth_accounts",
            "eth_syncing",
            "net_version",
            "net_listening")) {
      add(method);
      add(method, "x");
      add(method, (Object) null);
    }
    add("eth_nope");
    add("");
    add("ETH_chainId");
  }

  /** More parameters than there are, or none. */
  private void counts() {
    add("web3_sha3");
    add("web3_sha3", "0x00", "0x00");
    add("eth_sendRawTransaction");
    add("eth_sendRawTransaction", "0x00", "0x00");
    add("eth_getTransactionByHash");
    add("eth_getTransactionByHash", UNKNOWN, "x");
    add("eth_getTransactionReceipt");
    add("eth_getTransactionReceipt", UNKNOWN, "x");
    add("eth_getBlockTransactionCountByHash");
    add("eth_getUncleCountByBlockHash", UNKNOWN, "x");
    add("eth_getTransactionByBlockHashAndIndex");
    add("eth_getTransactionByBlockHashAndIndex", UNKNOWN);
    add("eth_getBalance", RICH, "latest", "x");
    add("eth_getBlockByNumber", "0x0", false, "x");
  }
}
