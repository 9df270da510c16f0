package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.OpenLedger;
import org.openledger.integration.besu.BesuNode;
import org.openledger.integration.besu.RequiresBesu;
import org.openledger.integration.besu.SharedBesu;
import org.openledger.precompile.abi.ContractAbi;

/** Evidence of what was settled on a real Besu is verified offline against its block's hash. */
@RequiresBesu
@ExtendWith(SharedBesu.class)
class EvidenceOnBesuTest {

  /** As many as Besu has workers: each that makes evidence asks the same server again. */
  private static final int AT_ONCE = 20;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  @Test
  void evidenceOfTheStoryHoldsAgainstTheBlocksHash(BesuNode besu) throws Exception {
    ApiStory.demo(besu.rpcUri().toString(), directory);
    JsonNode settled = settled(besu);
    String transaction = settled.get("transactionHash").asText();
    String hash = settled.get("blockHash").asText();

    JsonNode made = besu.rpc("openledger_evidence", transaction, null, null, true);
    assertThat(made.at("/block/hash").asText()).isEqualTo(hash);
    Path compact = directory.resolve("inference.olevid");
    Files.write(compact, Bytes.fromHexString(made.get("compact").asText()).toArrayUnsafe());
    Path json = Files.writeString(directory.resolve("e.json"), made.get("evidence").toString());
    for (Path file : List.of(compact, json)) {
      assertThat(verify(file, hash)).as("%s", file).isZero();
      assertThat(verify(file, settled.get("transactionHash").asText())).isEqualTo(1);
    }
    assertThat(
            besu.rpc("openledger_verifyEvidence", made.get("compact").asText())
                .get("onChain")
                .asBoolean())
        .isTrue();
    askManyTimesAtOnce(besu, transaction, made.get("compact").asText());
  }

  /** No worker waits for ever: all are answered, with the evidence or with a typed error. */
  private static void askManyTimesAtOnce(BesuNode besu, String transaction, String compact)
      throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<String>> asked = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        asked.add(() -> ask(besu, transaction));
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : clients.invokeAll(asked)) {
        answers.add(answer.get());
      }
      assertThat(answers).contains(compact);
      assertThat(answers).allMatch(it -> it.equals(compact) || it.startsWith("-39"));
    }
    assertThat(ask(besu, transaction)).isEqualTo(compact);
  }

  private static String ask(BesuNode besu, String transaction) throws Exception {
    try (ApiAnswers client = new ApiAnswers(besu.rpcUri().toString())) {
      JsonNode answer = client.ask("openledger_evidence", List.of(transaction));
      return answer.has("error")
          ? answer.at("/error/code").asText()
          : answer.at("/result/compact").asText();
    }
  }

  /** The last log of a settlement. */
  private static JsonNode settled(BesuNode besu) {
    String event = ContractAbi.of("InferenceFees").event("InferenceSettled").signature().toString();
    JsonNode logs =
        besu.rpc(
            "eth_getLogs",
            Map.of("fromBlock", "0x1", "toBlock", "latest", "topics", List.of(event)));
    assertThat(logs).isNotEmpty();
    return logs.get(logs.size() - 1);
  }

  private static int verify(Path file, String hash) {
    return OpenLedger.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(System.err))
        .execute("verify", file.toString(), "--block-hash", hash);
  }
}
