package org.openledger.integration.besu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.openledger.devnet.DevAccount;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.genesis.DevGenesis;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.NetworkConfiguration;

/** What was done on a devnet, done again on a real Besu. */
public final class DevelopmentReplay {

  private static final Duration INDEXING = Duration.ofSeconds(60);

  private DevelopmentReplay() {}

  /** A genesis with the devnet's accounts and configuration. */
  public static QbftGenesis genesis(long chainId) {
    return genesis(DevGenesis.configuration(chainId));
  }

  /** A genesis with the devnet's accounts, and contracts that are configured so. */
  public static QbftGenesis genesis(NetworkConfiguration configuration) {
    QbftGenesis genesis = new QbftGenesis(configuration.chainId()).natives(configuration);
    for (DevAccount account : DevAccounts.funded()) {
      genesis.balance(account.address(), DevAccounts.BALANCE);
    }
    return genesis;
  }

  /** All transactions of a devnet, in order. */
  public static List<SignedTransaction> transactions(DevNetwork network) {
    List<SignedTransaction> transactions = new ArrayList<>();
    long head = network.devnet().chain().head().number();
    for (long number = 1; number <= head; number++) {
      SealedBlock block = network.devnet().chain().block(number).orElseThrow();
      transactions.addAll(block.transactions());
    }
    return transactions;
  }

  /**
   * Executes transactions, and gives their receipts. Settlements wait until the node holds the
   * index, as operators do before they attest; each transaction to Governance, which looks at votes
   * of earlier blocks, until those before it are in blocks.
   */
  public static List<JsonNode> run(BesuNode besu, List<SignedTransaction> transactions) {
    List<SignedTransaction> before =
        transactions.stream().takeWhile(it -> !isFor(it, NativeAddress.INFERENCE_FEES)).toList();
    List<SignedTransaction> after = transactions.subList(before.size(), transactions.size());
    assertThat(after).isNotEmpty();
    List<JsonNode> receipts = new ArrayList<>(inPieces(besu, before));
    Awaitility.await()
        .atMost(INDEXING)
        .untilAsserted(
            () ->
                assertThat(besu.rpc("openledger_segments").get("items"))
                    .isNotEmpty()
                    .allMatch(segment -> segment.get("state").asText().equals("ready")));
    receipts.addAll(inPieces(besu, after));
    return receipts;
  }

  private static List<JsonNode> inPieces(BesuNode besu, List<SignedTransaction> transactions) {
    List<JsonNode> receipts = new ArrayList<>();
    List<String> piece = new ArrayList<>();
    for (SignedTransaction transaction : transactions) {
      if (isFor(transaction, NativeAddress.GOVERNANCE)) {
        receipts.addAll(besu.replay(piece));
        piece.clear();
      }
      piece.add(transaction.raw().toHexString());
    }
    receipts.addAll(besu.replay(piece));
    return receipts;
  }

  private static boolean isFor(SignedTransaction transaction, NativeAddress contract) {
    return transaction.recipient().equals(Optional.of(contract.address()));
  }
}
