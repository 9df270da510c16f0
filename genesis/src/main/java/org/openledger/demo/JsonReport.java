package org.openledger.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.attribution.rule.Span;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.precompile.fee.Fee;

/** The outcome for programs. Amounts are in wei, as decimal strings. */
final class JsonReport {

  private static final int COVERAGE_DIGITS = 6;

  private JsonReport() {}

  static void print(Outcome outcome, Tokenizer tokenizer, PrintWriter out) {
    try {
      out.println(
          new JsonMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(json(outcome, tokenizer)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of maps and strings is always JSON", e);
    }
  }

  private static Map<String, Object> json(Outcome outcome, Tokenizer tokenizer) {
    Settlement settlement = outcome.settlement();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("coverage", coverage(outcome));
    json.put("tokens", outcome.tokens().length);
    json.put("coveredTokens", outcome.own().covered());
    json.put("paidTokens", outcome.own().credit().paidTokens());
    json.put("spans", spans(outcome, tokenizer));
    json.put("fee", fee(settlement.fee()));
    json.put("payouts", payouts(settlement));
    json.put("sink", settlement.sink().toString());
    json.put("conserved", outcome.conserved());
    json.put("differences", outcome.differences());
    json.put("mismatches", outcome.books().mismatches());
    json.put("rpc", outcome.rpc());
    json.put("chainId", outcome.chainId());
    json.put("client", outcome.client());
    json.put("corpus", corpus(outcome));
    json.put("datanet", outcome.sealed().datanet());
    json.put("versions", outcome.sealed().versions());
    json.put("model", settlement.model());
    json.put("request", settlement.request().toString());
    json.put("transaction", settlement.transaction().hash().toHexString());
    json.put("block", settlement.transaction().block());
    json.put("collection", settlement.collection().hash().toHexString());
    json.put("outputCommitment", settlement.commitment().toHexString());
    json.put("salt", settlement.salt().toHexString());
    if (outcome.prompt().isGenerated()) {
      json.put("seed", outcome.prompt().seed());
    }
    json.put("prompt", outcome.prompt().prompt());
    json.put("promptTokens", outcome.prompt().promptTokens().length);
    json.put("answer", tokenizer.decode(outcome.tokens()));
    Map<String, String> parts = new LinkedHashMap<>();
    outcome.parts().forEach((part, account) -> parts.put(part, account.toString()));
    json.put("accounts", parts);
    json.put("balances", balances(outcome.books()));
    Map<String, String> contract = new LinkedHashMap<>();
    contract.put("before", outcome.books().contractBefore().toString());
    contract.put("after", outcome.books().contractAfter().toString());
    contract.put("liabilities", outcome.books().liabilities().toString());
    contract.put("surplus", outcome.books().surplus().toString());
    json.put("contract", contract);
    return json;
  }

  private static BigDecimal coverage(Outcome outcome) {
    int tokens = outcome.tokens().length;
    return tokens == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(outcome.own().covered())
            .divide(BigDecimal.valueOf(tokens), COVERAGE_DIGITS, RoundingMode.HALF_UP);
  }

  private static List<Map<String, Object>> spans(Outcome outcome, Tokenizer tokenizer) {
    List<Map<String, Object>> spans = new ArrayList<>();
    for (Span span : outcome.own().spans()) {
      SealedCorpus.Contributed owner = outcome.sealed().contribution(span.order());
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("begin", span.begin());
      json.put("end", span.end());
      json.put("tokens", span.end() - span.begin());
      json.put("rarity", Rarity.of(span));
      json.put("owner", owner.contributor());
      json.put("account", owner.account().toString());
      json.put("contribution", span.order());
      json.put("document", owner.documents().get(span.document()));
      json.put("offset", span.offset());
      json.put(
          "text", tokenizer.decode(Arrays.copyOfRange(outcome.tokens(), span.begin(), span.end())));
      spans.add(json);
    }
    return spans;
  }

  private static Map<String, String> fee(Fee fee) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("gross", fee.gross().toString());
    json.put("platform", fee.platform().toString());
    json.put("net", fee.net().toString());
    json.put("creator", fee.creator().toString());
    json.put("stakers", fee.stakers().toString());
    json.put("contributors", fee.contributors().toString());
    return json;
  }

  private static List<Map<String, Object>> payouts(Settlement settlement) {
    List<Map<String, Object>> payouts = new ArrayList<>();
    for (Settlement.Payout payout : settlement.payouts()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("contributor", payout.contributor());
      json.put("account", payout.account().toString());
      json.put("amount", payout.amount().toString());
      json.put("tokens", payout.units());
      payouts.add(json);
    }
    return payouts;
  }

  private static Map<String, Object> corpus(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", outcome.corpus().source());
    json.put("contributors", outcome.corpus().contributors().size());
    json.put("documents", outcome.corpus().documents());
    json.put("tokens", outcome.corpus().tokens());
    json.put("duplicates", outcome.corpus().duplicates());
    Map<String, Integer> skipped = new LinkedHashMap<>();
    outcome.corpus().skipped().forEach((why, count) -> skipped.put(why.words(), count));
    json.put("skipped", skipped);
    json.put("contributions", outcome.uploads().list().size());
    json.put("cut", outcome.uploads().cut());
    return json;
  }

  private static List<Map<String, String>> balances(Books books) {
    List<Map<String, String>> balances = new ArrayList<>();
    for (Books.Line line : books.lines()) {
      Map<String, String> json = new LinkedHashMap<>();
      json.put("account", line.account().toString());
      json.put("credited", line.credited().toString());
      json.put("withdrawn", line.withdrawn().toString());
      json.put("spent", line.spent().toString());
      json.put("gas", line.gas().toString());
      json.put("before", line.before().toString());
      json.put("after", line.after().toString());
      balances.add(json);
    }
    return balances;
  }
}
