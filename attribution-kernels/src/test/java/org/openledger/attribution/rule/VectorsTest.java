package org.openledger.attribution.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.weight.Log2;

/** The conformance cases of attribution.json. */
class VectorsTest {
  private static final JsonNode VECTORS = read();

  /** Some cases number their oldest contribution below zero; orders of a chain are not negative. */
  private static final long SHIFT = 1_000;

  @TestFactory
  Stream<DynamicTest> everyCaseHasTheExpectedResult() {
    return StreamSupport.stream(VECTORS.get("cases").spliterator(), false)
        .map(c -> dynamicTest(c.get("name").asText(), () -> check(c)));
  }

  @Test
  void thereAreOneHundredAndSeventyCases() {
    assertThat(VECTORS.get("cases").size()).isEqualTo(170);
  }

  @Test
  void everyLogarithmIsExactBothWays() {
    assertThat(VECTORS.get("log2").size()).isEqualTo(100);
    for (JsonNode log : VECTORS.get("log2")) {
      BigInteger x = new BigInteger(log.get("x").asText());
      BigInteger y = new BigInteger(log.get("y").asText());
      assertThat(Log2.floor1024(x, y)).isEqualTo(log.get("w").asInt());
      if (x.bitLength() < 64) {
        assertThat(Log2.floor1024(x.longValue(), y.longValue())).isEqualTo(log.get("w").asInt());
      }
    }
  }

  private static void check(JsonNode c) {
    Map<Integer, Corpus.Holding> byContribution = new TreeMap<>();
    List<String> payees = new ArrayList<>();
    int vocabulary = 1;
    for (JsonNode document : c.get("documents")) {
      int[] tokens = ints(document.get("tokens"));
      for (int id : tokens) {
        vocabulary = Math.max(vocabulary, id + 1);
      }
      int contribution = document.get("contribution").asInt();
      Corpus.Holding holding = byContribution.get(contribution);
      if (holding == null) {
        JsonNode name = document.get("contributor");
        if (!name.isNull() && !payees.contains(name.asText())) {
          payees.add(name.asText());
        }
        int payee = name.isNull() ? Credit.NOBODY : payees.indexOf(name.asText());
        holding =
            new Corpus.Holding(SHIFT + document.get("order").asLong(), payee, new ArrayList<>());
        byContribution.put(contribution, holding);
      }
      holding.documents().add(tokens);
    }
    Corpus corpus = new Corpus(vocabulary, List.copyOf(byContribution.values()));
    Corpus.Answer answer = answer(c);
    check(c, corpus, byContribution, payees, answer, corpus.oneSegment());
    List<Segment> apart = corpus.holdings().stream().map(h -> corpus.segment(List.of(h))).toList();
    check(c, corpus, byContribution, payees, answer, apart);
  }

  private static void check(
      JsonNode c,
      Corpus corpus,
      Map<Integer, Corpus.Holding> byContribution,
      List<String> payees,
      Corpus.Answer answer,
      List<Segment> segments) {
    JsonNode expect = c.get("expect");
    Corpus.Outcome outcome = corpus.attribute(answer, segments);
    for (int i = 0; i < answer.output().length; i++) {
      JsonNode owner = expect.get("owner").get(i);
      long order = owner.isNull() ? Owners.NONE : byContribution.get(owner.asInt()).order();
      assertThat(outcome.owners()[i]).as("owner of token %d", i).isEqualTo(order);
      JsonNode payee = expect.get("payee").get(i);
      int number = payee.isNull() ? Credit.NOBODY : payees.indexOf(payee.asText());
      assertThat(paidTo(outcome.credit(), i)).as("who is paid for token %d", i).isEqualTo(number);
    }
    BigInteger pool = new BigInteger(c.get("pool").asText());
    Credit credit = outcome.credit();
    for (int p = 0; p < payees.size(); p++) {
      JsonNode units = expect.get("units").get(payees.get(p));
      assertThat(credit.units(p)).isEqualTo(units == null ? 0 : units.asLong());
      JsonNode share = expect.get("shares").get(payees.get(p));
      assertThat(credit.share(pool, p))
          .isEqualTo(share == null ? BigInteger.ZERO : new BigInteger(share.asText()));
    }
    assertThat(outcome.covered()).isEqualTo(expect.get("covered").asInt());
    assertThat(credit.paidTokens()).isEqualTo(expect.get("paid").asInt());
    assertThat(credit.sink(pool)).isEqualTo(new BigInteger(expect.get("sink").asText()));
    List<Span> spans =
        Spans.maximalCounting(answer.output(), answer.weights(), answer.parameters(), segments);
    JsonNode expected = expect.get("countingMaximalSpans");
    assertThat(spans).hasSize(expected.size());
    for (int s = 0; s < spans.size(); s++) {
      Span span = spans.get(s);
      assertThat(List.of((long) span.begin(), (long) span.end(), span.weight()))
          .containsExactly(
              expected.get(s).get(0).asLong(),
              expected.get(s).get(1).asLong(),
              expected.get(s).get(2).asLong());
    }
  }

  /** In the vectors the tokens of a run that is not paid have no payee. */
  private static int paidTo(Credit credit, int token) {
    return credit.runs().stream()
        .filter(run -> run.paid() && run.begin() <= token && token < run.end())
        .mapToInt(Run::payee)
        .findAny()
        .orElse(Credit.NOBODY);
  }

  private static Corpus.Answer answer(JsonNode c) {
    int maxWeight = c.get("wMax").asInt();
    JsonNode table = c.get("table");
    int[] output = ints(c.get("output"));
    int[] weights = new int[output.length];
    for (int i = 0; i < output.length; i++) {
      String id = Integer.toUnsignedString(output[i]);
      JsonNode weight = c.get("weights").get(id);
      weights[i] = weight == null ? 0 : weight.asInt();
      if (table != null && !table.isNull() && weights[i] != 0) {
        JsonNode count = table.get("counts").get(id);
        long occurrences = count == null ? 0 : count.asLong();
        int computed = Log2.floor1024(table.get("N").asLong() + 1, occurrences + 1);
        assertThat(Math.min(maxWeight, computed)).isEqualTo(weights[i]);
      }
    }
    Parameters parameters =
        new Parameters(
            c.get("minSpan").asInt(),
            c.get("minRarityBits").asInt(),
            Unit.valueOf(c.get("unit").asText()),
            maxWeight);
    return new Corpus.Answer(output, weights, parameters);
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToInt(id -> (int) id.asLong())
        .toArray();
  }

  private static JsonNode read() {
    try (InputStream in = VectorsTest.class.getResourceAsStream("/attribution.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
