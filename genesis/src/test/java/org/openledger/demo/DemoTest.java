package org.openledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.host.NativeAddress;

class DemoTest {

  private static final Tokenizer TOKENIZER = Tokenizers.byId("cl100k_base");
  private static final String ALICE =
      "The quick brown fox jumps over the lazy dog while seventeen purple elephants juggle"
          + " lanterns.";
  private static final String BOB =
      "Nobody at the observatory expected the comet to rattle their teacups on a rainy Thursday.";

  private static DevNetwork network;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @BeforeEach
  void corpus() throws IOException {
    write("corpus/alice/a.txt", ALICE);
    write("corpus/alice/copy.txt", BOB + " That is what Bob will say.");
    write("corpus/bob/b.txt", BOB);
    write("corpus/carol/c.txt", ALICE);
    write(
        "corpus/carol/own.txt", "Carol keeps a diary about barges, locks and patient lockkeepers.");
  }

  @Test
  void aSmallStoryIsConservedAndPaysWhatTheKernelsSay() throws IOException {
    String text = ALICE + " Zyx. " + BOB + " Carol keeps a diary about barges, locks and so on.";
    write("answer.txt", text);
    JsonNode json = json("answer.txt");
    assertThat(json.path("conserved").asBoolean()).isTrue();
    assertThat(json.path("differences")).isEmpty();

    int[] answer = TOKENIZER.encode(text);
    SortedMap<String, BigInteger> expected = new TreeMap<>();
    BigInteger pool = new BigInteger(json.path("fee").path("contributors").asText());
    Credit credit = credit(answer);
    for (int payee = 0; payee < 3; payee++) {
      if (credit.units(payee) > 0) {
        expected.put(List.of("alice", "bob", "carol").get(payee), credit.share(pool, payee));
      }
    }
    SortedMap<String, BigInteger> paid = new TreeMap<>();
    json.path("payouts")
        .forEach(
            payout ->
                paid.put(
                    payout.path("contributor").asText(),
                    new BigInteger(payout.path("amount").asText())));
    assertThat(paid).isEqualTo(expected).containsKeys("alice", "carol");
    assertThat(json.path("sink").asText()).isEqualTo(credit.sink(pool).toString());
  }

  @Test
  void theJsonHasTheShapeThatProgramsRead() throws IOException {
    write("answer.txt", ALICE);
    JsonNode json = json("answer.txt");
    assertThat(json.path("coverage").isNumber()).isTrue();
    assertThat(json.path("coverage").asDouble()).isEqualTo(1.0);
    assertThat(json.path("rpc").asText()).isEqualTo(network.url());
    JsonNode span = json.path("spans").get(0);
    assertThat(span.path("begin").asInt()).isZero();
    assertThat(span.path("end").asInt()).isEqualTo(TOKENIZER.encode(ALICE).length);
    assertThat(span.path("rarity").isNumber()).isTrue();
    assertThat(span.path("owner").asText()).isEqualTo("alice");
    assertThat(span.path("document").asText()).isEqualTo("a.txt");
    assertThat(span.path("text").asText()).isEqualTo(ALICE);
    BigInteger parts = new BigInteger(json.path("sink").asText());
    for (String part : List.of("platform", "creator", "stakers")) {
      parts = parts.add(new BigInteger(json.path("fee").path(part).asText()));
    }
    for (JsonNode payout : json.path("payouts")) {
      assertThat(payout.path("account").asText()).matches("0x[0-9a-f]{40}");
      assertThat(payout.path("amount").isTextual()).isTrue();
      parts = parts.add(new BigInteger(payout.path("amount").asText()));
    }
    assertThat(parts).isEqualTo(new BigInteger(json.path("fee").path("gross").asText()));
  }

  @Test
  void anAnswerThatMatchesNothingPaysTheSink() throws IOException {
    write("answer.txt", "Qwertz uiop asdf ghjk yxcv bnm, and then plenty of unrelated gibberish!");
    JsonNode json = json("answer.txt");
    assertThat(json.path("conserved").asBoolean()).isTrue();
    assertThat(json.path("coverage").asDouble()).isZero();
    assertThat(json.path("spans")).isEmpty();
    assertThat(json.path("payouts")).isEmpty();
    assertThat(json.path("sink").asText())
        .isEqualTo(json.path("fee").path("contributors").asText());
  }

  @Test
  void peopleAreShownEveryPart() throws IOException {
    write("answer.txt", ALICE + " But here is what nobody wrote.");
    assertThat(run(options("answer.txt", false))).isTrue();
    assertThat(out.toString())
        .contains("[A>" + ALICE)
        .contains("A = alice")
        .contains("contributor  documents  tokens  duplicates  skipped")
        .contains("(coverage ")
        .contains(": exact")
        .contains("surplus 0")
        .contains("Conserved: every wei is accounted for.")
        .doesNotContain("\u001b[");
    assertThat(err.toString()).contains("contributing");
  }

  @Test
  void theSameSeedGivesTheSameAnswer() throws IOException {
    DemoOptions options =
        new DemoOptions(
            directory.resolve("corpus"), network.url(), 0, null, null, 7, 30, true, false, false);
    assertThat(run(options)).isTrue();
    String first = new JsonMapper().readTree(out.toString()).path("answer").asText();
    out.getBuffer().setLength(0);
    assertThat(run(options)).isTrue();
    JsonNode second = new JsonMapper().readTree(out.toString());
    assertThat(second.path("answer").asText()).isEqualTo(first);
    assertThat(second.path("seed").asLong()).isEqualTo(7);
    assertThat(second.path("tokens").asInt()).isEqualTo(30);
  }

  @Test
  void anAnswerLongerThanTheNetworkTakesIsRefusedBeforeAnythingIsSent() throws IOException {
    write("answer.txt", "word ".repeat(20_000));
    long head = network.devnet().chain().head().number();
    assertThatThrownBy(() -> run(options("answer.txt", true)))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("takes at most 16384");
    assertThat(network.devnet().chain().head().number()).isEqualTo(head);
  }

  private Credit credit(int[] answer) {
    List<List<Path>> folders =
        List.of(
            List.of(Path.of("alice/a.txt"), Path.of("alice/copy.txt")),
            List.of(Path.of("bob/b.txt")),
            List.of(Path.of("carol/own.txt")));
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      List<int[]> documents =
          folders.get(i).stream().map(file -> TOKENIZER.encode(read(file))).toList();
      contributions.add(Contribution.of(i, Content.of(documents, TOKENIZER.vocabularySize())));
    }
    Segment segment = Segment.of(TOKENIZER.id(), TOKENIZER.vocabularySize(), contributions);
    int[] weights =
        WeightTable.shipped(TOKENIZER.id())
            .orElseThrow()
            .weights(answer, ModelTerms.ATTRIBUTION.maxWeight());
    CountingWindows windows = CountingWindows.of(answer, weights, ModelTerms.ATTRIBUTION);
    long[] owners = Owners.of(answer, windows, List.of(segment));
    int[] payees = new int[owners.length];
    for (int i = 0; i < payees.length; i++) {
      payees[i] = (int) owners[i];
    }
    return Credit.of(payees, 3, weights, ModelTerms.ATTRIBUTION);
  }

  /** On a network on which somebody has staked before; as on one that has been in use. */
  @Test
  void theStakersShareIsThePoolsWhereSomethingIsStaked() throws IOException {
    write("answer.txt", ALICE);
    DevNetwork shared = network;
    try (DevNetwork own = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(own.url())) {
      network = own;
      ContractClient staking = ContractClient.of(Chain.at(rpc), NativeAddress.STAKING);
      Wallet staker = Wallet.of(DevAccounts.of(9).privateKey());
      staking.send(List.of(staking.draft(staker, BigInteger.TEN.pow(18), "deposit")));
      staking.send(staker, "stake", 0L, BigInteger.TEN.pow(18));
      JsonNode json = json("answer.txt");
      assertThat(json.path("differences")).isEmpty();
      assertThat(json.path("conserved").asBoolean()).isTrue();
      assertThat(new BigInteger(json.path("fee").path("stakers").asText())).isPositive();
    } finally {
      network = shared;
    }
  }

  private JsonNode json(String answer) throws IOException {
    assertThat(run(options(answer, true))).isTrue();
    return new JsonMapper().readTree(out.toString());
  }

  private boolean run(DemoOptions options) {
    try (Demo demo = new Demo(options, new PrintWriter(out), new PrintWriter(err))) {
      return demo.run();
    }
  }

  private DemoOptions options(String answer, boolean json) {
    return new DemoOptions(
        directory.resolve("corpus"),
        network.url(),
        0,
        directory.resolve(answer),
        null,
        0,
        0,
        json,
        false,
        false);
  }

  private String read(Path file) {
    try {
      return Files.readString(directory.resolve("corpus").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
