package org.openledger.integration.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.OpenLedger;
import org.openledger.devnet.DevnetOptions;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.state.Account;
import org.openledger.devnet.state.Log;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.genesis.DevNetwork;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.DevelopmentReplay;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.integration.besu.SharedBesu;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * The story's transactions, made against the devnet, replayed on a real Besu: the same receipts,
 * gas, logs, storage and balances.
 */
@RequiresBesu
class StoryOnBesuTest {

  /** What a transaction did, without what depends on which block it stands in. */
  private record Effect(String hash, boolean success, long gasUsed, List<String> logs) {

    static Effect of(Receipt receipt) {
      List<String> logs = new ArrayList<>();
      for (Log log : receipt.logs()) {
        List<String> topics = log.topics().stream().map(Bytes32::toHexString).toList();
        logs.add(log.emitter() + " " + topics + " " + log.data().toHexString());
      }
      return new Effect(
          receipt.transactionHash().toHexString(), receipt.success(), receipt.gasUsed(), logs);
    }

    static Effect of(JsonNode receipt) {
      List<String> logs = new ArrayList<>();
      for (JsonNode log : receipt.get("logs")) {
        List<String> topics = new ArrayList<>();
        log.get("topics").forEach(topic -> topics.add(topic.asText()));
        logs.add(log.get("address").asText() + " " + topics + " " + log.get("data").asText());
      }
      return new Effect(
          receipt.get("transactionHash").asText(),
          receipt.get("status").asText().equals("0x1"),
          BesuNode.quantity(receipt.get("gasUsed")).longValueExact(),
          logs);
    }
  }

  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  @Test
  void theStorysTransactionsDoTheSameOnBesuAsOnTheDevnet() throws Exception {
    List<SignedTransaction> transactions = new ArrayList<>();
    List<Effect> expected = new ArrayList<>();
    SortedSet<Address> touched = new TreeSet<>();
    // As the Besu network: no base fee, so that gas costs the same there.
    DevnetOptions options =
        DevnetOptions.defaults().withPort(0).withFees(BigInteger.ZERO, BigInteger.valueOf(1_000));
    try (DevNetwork network = DevNetwork.start(options)) {
      tellTheStory(network.url());
      long head = network.devnet().chain().head().number();
      for (long number = 1; number <= head; number++) {
        SealedBlock block = network.devnet().chain().block(number).orElseThrow();
        transactions.addAll(block.transactions());
        block.receipts().forEach(receipt -> expected.add(Effect.of(receipt)));
        for (SignedTransaction transaction : block.transactions()) {
          touched.add(transaction.sender());
          transaction.recipient().ifPresent(touched::add);
        }
      }
      for (NativeAddress contract : NativeAddress.values()) {
        touched.add(contract.address());
      }
      try (BesuNode besu =
          BesuNode.start(
              BesuHome.find().orElseThrow(),
              directory.resolve("besu"),
              DevelopmentReplay.genesis(options.chainId()))) {
        assertThat(DevelopmentReplay.run(besu, transactions).stream().map(Effect::of).toList())
            .isEqualTo(expected);
        for (Address address : touched) {
          Account account = network.devnet().chain().headEntry().state().account(address);
          JsonNode proof = besu.rpc("eth_getProof", address.toString(), new String[0], "latest");
          assertThat(proof.get("storageHash").asText())
              .as("storage root of %s", address)
              .isEqualTo(account.storage().rootHash().toHexString());
          assertThat(BesuNode.quantity(proof.get("balance")))
              .as("balance of %s", address)
              .isEqualTo(account.balance().toUnsignedBigInteger());
          assertThat(BesuNode.quantity(proof.get("nonce")).longValueExact())
              .as("nonce of %s", address)
              .isEqualTo(account.nonce());
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(30).allMatch(Effect::success);
  }

  @Test
  @ExtendWith(SharedBesu.class)
  void theDemoTellsItsStoryOnBesuItself(BesuNode besu) throws Exception {
    tellTheStory(besu.rpcUri().toString());
  }

  private void tellTheStory(String url) throws Exception {
    Path corpus = Licences.copyTo(Files.createDirectories(directory.resolve("corpus")));
    StringWriter err = new StringWriter();
    int exit =
        OpenLedger.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute("demo", "--rpc", url, "--corpus", corpus.toString(), "--json");
    assertThat(exit).as(err.toString()).isZero();
  }
}
