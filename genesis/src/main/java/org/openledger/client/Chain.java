package org.openledger.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.RawTransaction;

/** A chain behind a JSON-RPC endpoint: reads its state, sends it signed transactions. */
public final class Chain {

  /** Gas that one transaction may use at most since Osaka (EIP-7825). */
  public static final long TRANSACTION_GAS = 16_777_216;

  /** Another transaction may come between estimate and execution: a thirty-second more. */
  private static final long MARGIN = 32;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 250;

  private final JsonRpc rpc;
  private final long chainId;
  private final long gasLimit;
  private final GasPrice price;

  private Chain(JsonRpc rpc, long chainId, long gasLimit, GasPrice price) {
    this.rpc = rpc;
    this.chainId = chainId;
    this.gasLimit = gasLimit;
    this.price = price;
  }

  /** Gets to know the chain behind an endpoint. */
  public static Chain at(JsonRpc rpc) {
    long chainId = Hex.integer(rpc.call("eth_chainId"));
    JsonNode latest = rpc.call("eth_getBlockByNumber", "latest", false);
    long gasLimit = Math.min(TRANSACTION_GAS, Hex.integer(latest.path("gasLimit")));
    return new Chain(rpc, chainId, gasLimit, GasPrice.now(rpc));
  }

  /** The endpoint. */
  public JsonRpc rpc() {
    return rpc;
  }

  /** The chain id that transactions are signed for. */
  public long chainId() {
    return chainId;
  }

  /** Gas that one transaction may use at most. */
  public long gasLimit() {
    return gasLimit;
  }

  /** Wei that so much gas may cost at most. */
  public BigInteger costOf(long gas) {
    return price.most().multiply(BigInteger.valueOf(gas));
  }

  /** The node's name and version. */
  public String client() {
    return rpc.call("web3_clientVersion").asText();
  }

  /** Number of the newest block. */
  public long head() {
    return Hex.integer(rpc.call("eth_blockNumber"));
  }

  /** Hash of the first block, as the node writes it; empty where it names none. */
  public String genesis() {
    return rpc.call("eth_getBlockByNumber", Hex.of(0), false).path("hash").asText();
  }

  /** Whether an account has code. */
  public boolean hasCode(Address account) {
    return !Hex.bytes(rpc.call("eth_getCode", account.toString(), "latest")).isEmpty();
  }

  /** An account's balance in wei, now. */
  public BigInteger balance(Address account) {
    return Hex.number(rpc.call("eth_getBalance", account.toString(), "latest"));
  }

  /** Balances in wei after a block, in the order of the accounts. */
  public List<BigInteger> balances(List<Address> accounts, long block) {
    return rpc
        .batch(
            accounts.stream()
                .map(a -> RpcRequest.of("eth_getBalance", a.toString(), Hex.of(block)))
                .toList())
        .stream()
        .map(Hex::number)
        .toList();
  }

  /**
   * Calls a contract without a transaction.
   *
   * @param block number of the block after which, or {@code latest}
   */
  Bytes call(Address contract, Bytes data, String block) {
    return Hex.bytes(
        rpc.call("eth_call", Map.of("to", contract.toString(), "data", data.toHexString()), block));
  }

  /** Sends a transaction and waits until it is in a block. */
  public TransactionReceipt send(Draft draft) {
    return send(List.of(draft)).getFirst();
  }

  /**
   * Sends transactions and waits until all are in blocks. Those of one sender are executed in the
   * order of the list; none may need what another of the list brings about.
   *
   * @throws RpcErrorException where the node refuses one, or estimates that it would revert
   * @throws OverdueException where one is in no block in time
   */
  public List<TransactionReceipt> send(List<Draft> drafts) {
    return await(submit(drafts, MARGIN));
  }

  /**
   * Sends transactions, as {@link #send(List)} does, without waiting for a block.
   *
   * @param margin which part of the estimated gas is added: 4 for a quarter. Transactions of one
   *     block that write near each other may cost more than each by itself
   * @return their hashes, in the same order
   */
  public List<Bytes32> submit(List<Draft> drafts, long margin) {
    List<JsonNode> estimates = estimates(drafts);
    Map<Address, BigInteger> nonces = nonces(drafts);
    List<RpcRequest> raws = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      BigInteger nonce = nonces.merge(draft.from().address(), BigInteger.ONE, BigInteger::add);
      Bytes raw = signed(draft, nonce.subtract(BigInteger.ONE), gas(estimates.get(i), margin));
      raws.add(RpcRequest.of("eth_sendRawTransaction", raw.toHexString()));
    }
    List<JsonNode> hashes = rpc.batch(raws);
    return hashes.stream().map(hash -> Bytes32.fromHexString(hash.asText())).toList();
  }

  /** Gas that a transaction would use in the newest state. */
  long estimate(Draft draft) {
    return Hex.integer(estimates(List.of(draft)).getFirst());
  }

  /**
   * Gas of each. Besu 26.8 fails with an internal error where a block arrives in the middle of an
   * estimate ("Block with hash … not available", seen with Bonsai): then it is asked again.
   */
  private List<JsonNode> estimates(List<Draft> drafts) {
    List<RpcRequest> requests =
        drafts.stream().map(d -> RpcRequest.of("eth_estimateGas", callObject(d))).toList();
    for (int attempt = 1; ; attempt++) {
      try {
        return rpc.batch(requests);
      } catch (RpcErrorException e) {
        if (e.code() != RpcErrorException.INTERNAL || attempt == ATTEMPTS) {
          throw e;
        }
        Pause.millis(LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private Map<Address, BigInteger> nonces(List<Draft> drafts) {
    List<Address> senders = drafts.stream().map(d -> d.from().address()).distinct().toList();
    List<JsonNode> counts =
        rpc.batch(
            senders.stream()
                .map(s -> RpcRequest.of("eth_getTransactionCount", s.toString(), "pending"))
                .toList());
    Map<Address, BigInteger> nonces = new LinkedHashMap<>();
    for (int i = 0; i < senders.size(); i++) {
      nonces.put(senders.get(i), Hex.number(counts.get(i)));
    }
    return nonces;
  }

  private BigInteger gas(JsonNode estimated, long margin) {
    long estimate = Hex.integer(estimated);
    return BigInteger.valueOf(Math.min(gasLimit, estimate + estimate / margin));
  }

  private Bytes signed(Draft draft, BigInteger nonce, BigInteger gas) {
    String to = draft.to().toString();
    String data = draft.data().toHexString();
    BigInteger tip = price.tip();
    RawTransaction transaction =
        tip == null
            ? RawTransaction.createTransaction(nonce, price.most(), gas, to, draft.value(), data)
            : RawTransaction.createTransaction(
                chainId, nonce, gas, to, draft.value(), data, tip, price.most());
    return draft.from().sign(transaction, chainId);
  }

  private static Map<String, Object> callObject(Draft draft) {
    return Map.of(
        "from", draft.from().address().toString(),
        "to", draft.to().toString(),
        "value", Hex.of(draft.value()),
        "data", draft.data().toHexString());
  }

  /**
   * Waits until transactions are in blocks.
   *
   * @return their receipts, in the same order
   * @throws OverdueException where one is in no block in time
   */
  public List<TransactionReceipt> await(List<Bytes32> hashes) {
    TransactionReceipt[] receipts = new TransactionReceipt[hashes.size()];
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < receipts.length; i++) {
      missing.add(i);
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      List<JsonNode> found =
          rpc.batch(
              missing.stream()
                  .map(i -> RpcRequest.of("eth_getTransactionReceipt", hashes.get(i).toHexString()))
                  .toList());
      List<Integer> still = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        if (found.get(i).isObject()) {
          receipts[missing.get(i)] = TransactionReceipt.of(found.get(i));
        } else {
          still.add(missing.get(i));
        }
      }
      missing = still;
      if (missing.isEmpty()) {
        return List.of(receipts);
      }
      if (System.nanoTime() > end) {
        throw new OverdueException(
            "transaction "
                + hashes.get(missing.getFirst()).toHexString()
                + " is in no block after "
                + PATIENCE.toSeconds()
                + " s: does the chain make blocks?");
      }
      Pause.millis(pause);
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }
  }
}
