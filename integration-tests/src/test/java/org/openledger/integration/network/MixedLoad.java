package org.openledger.integration.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.openledger.bench.network.Answers;
import org.openledger.client.JsonRpc;
import org.openledger.client.RpcRequest;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.web3j.crypto.RawTransaction;

/**
 * Transactions of all funded accounts of a development network that write the same slots and
 * balances: deposits for one another, withdrawals, transfers, calls that revert, calls that run out
 * of gas half-way, those of the economy and, where there are answers to pay for, settlements, each
 * of which pays the same contributors.
 */
final class MixedLoad {

  private static final BigInteger GAS_PRICE = BigInteger.valueOf(1_000);
  private static final BigInteger GAS = BigInteger.valueOf(400_000);
  private static final BigInteger SETTLEMENT_GAS = BigInteger.valueOf(1_000_000);

  /** Above the numbers of requests that others make; a sender's nonce is added. */
  private static final long FIRST_REQUEST = 1L << 20;

  /** Kinds of transactions, and those more where there are answers. */
  private static final int KINDS = 16;

  private static final int SETTLEMENTS = 2;
  private static final int SENDERS = DevAccounts.FUNDED;
  private static final int WAVE = 250;

  private static final List<Wallet> WALLETS =
      IntStream.range(0, SENDERS).mapToObj(i -> Wallet.of(DevAccounts.of(i).privateKey())).toList();

  private final List<NodeEntry> nodes;
  private final Random random;
  private final EconomyLoad economy;
  private final long[] nonces = new long[SENDERS];
  private final Optional<Answers> answers;

  /** Load for these nodes, each of which is sent a part of it. */
  MixedLoad(List<NodeEntry> nodes, long seed) {
    this(nodes, seed, Optional.empty());
  }

  /** The same with settlements of these answers. */
  MixedLoad(List<NodeEntry> nodes, long seed, Answers answers) {
    this(nodes, seed, Optional.of(answers));
  }

  private MixedLoad(List<NodeEntry> nodes, long seed, Optional<Answers> answers) {
    this.nodes = nodes;
    this.answers = answers;
    this.random = new Random(seed);
    this.economy = new EconomyLoad(random);
    for (int i = 0; i < SENDERS; i++) {
      nonces[i] =
          Long.decode(
              TestNet.ask(nodes.getFirst(), "eth_getTransactionCount", address(i), "pending")
                  .asText());
    }
  }

  /** Has the administrator make bonds and times of the economy small, and waits for it. */
  void prepare() {
    List<RpcRequest> calls = new ArrayList<>();
    for (EconomyLoad.Call it : EconomyLoad.preparation()) {
      calls.add(RpcRequest.of("eth_sendRawTransaction", signed(0, it).toHexString()));
    }
    send(nodes.getFirst(), calls);
    awaitAll();
  }

  /** Sends transactions, and waits until all are in blocks. */
  void run(int count) {
    send(count);
    awaitAll();
  }

  /** Sends transactions. */
  void send(int count) {
    for (int sent = 0; sent < count; sent += WAVE) {
      // A sender's transactions go to one node in their order.
      List<List<RpcRequest>> waves = new ArrayList<>();
      nodes.forEach(node -> waves.add(new ArrayList<>()));
      for (int i = 0; i < Math.min(WAVE, count - sent); i++) {
        int sender = random.nextInt(SENDERS);
        waves
            .get(sender % nodes.size())
            .add(RpcRequest.of("eth_sendRawTransaction", signed(sender).toHexString()));
      }
      for (int i = 0; i < nodes.size(); i++) {
        send(nodes.get(i), waves.get(i));
      }
    }
  }

  /** Waits until all that was sent is in blocks: none is lost. */
  void awaitAll() {
    Awaitility.await("all transactions in blocks")
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              for (int i = 0; i < SENDERS; i++) {
                JsonNode done =
                    TestNet.ask(nodes.getFirst(), "eth_getTransactionCount", address(i), "latest");
                assertThat(Long.decode(done.asText())).isEqualTo(nonces[i]);
              }
            });
  }

  private static void send(NodeEntry node, List<RpcRequest> wave) {
    try (JsonRpc rpc = new JsonRpc(node.url())) {
      rpc.batch(wave);
    }
  }

  private Bytes signed(int sender) {
    int kind = random.nextInt(answers.isEmpty() ? KINDS : KINDS + SETTLEMENTS);
    if (kind >= KINDS) {
      return settlement(sender, answers.orElseThrow());
    }
    Address other = DevAccounts.of(random.nextInt(3)).address();
    BigInteger coins = BigInteger.valueOf(1 + random.nextInt(1_000_000));
    return switch (kind) {
      case 0, 1 -> call(sender, NativeAddress.INFERENCE_FEES, coins, GAS, "depositFor", other);
      case 2 -> call(sender, NativeAddress.INFERENCE_FEES, coins, GAS, "deposit");
      // Of accounts that have nothing to withdraw, it reverts.
      case 3 -> call(sender, NativeAddress.INFERENCE_FEES, BigInteger.ZERO, GAS, "withdraw");
      case 4 -> call(sender, NativeAddress.INFERENCE_FEES, BigInteger.ZERO, GAS, "collect", 1L);
      case 5 -> signed(sender, other, coins, BigInteger.valueOf(21_000), Bytes.EMPTY);
      // Enough for what is charged before, not for the writing.
      case 6 ->
          call(
              sender,
              NativeAddress.INFERENCE_FEES,
              coins,
              BigInteger.valueOf(24_000 + random.nextInt(23_000)),
              "depositFor",
              other);
      case 7 -> call(sender, NativeAddress.MODELS, BigInteger.ZERO, GAS, "retire", 999L);
      default -> signed(sender, economy.next(sender));
    };
  }

  private Bytes settlement(int sender, Answers paid) {
    Bytes input = paid.settle(WALLETS.get(sender).address(), FIRST_REQUEST + nonces[sender]);
    return signed(
        sender, NativeAddress.INFERENCE_FEES.address(), paid.fee(), SETTLEMENT_GAS, input);
  }

  private Bytes signed(int sender, EconomyLoad.Call call) {
    return signed(sender, call.contract().address(), call.value(), GAS, call.input());
  }

  private Bytes call(
      int sender,
      NativeAddress contract,
      BigInteger value,
      BigInteger gas,
      String function,
      Object... arguments) {
    Bytes input =
        Bytes.wrap(
            ContractAbi.of(contract.contract())
                .function(function)
                .encodeCall(AbiValues.tuple(arguments))
                .array());
    return signed(sender, contract.address(), value, gas, input);
  }

  private Bytes signed(int sender, Address to, BigInteger value, BigInteger gas, Bytes input) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonces[sender]++),
            GAS_PRICE,
            gas,
            to.toString(),
            value,
            input.toHexString());
    return WALLETS.get(sender).sign(transaction, DevnetOptions.CHAIN_ID);
  }

  private static String address(int sender) {
    return DevAccounts.of(sender).address().toString();
  }
}
