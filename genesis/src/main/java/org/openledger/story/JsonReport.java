package org.openledger.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome for programs. Amounts are in wei, as decimal strings. What the plain demo tells too
 * has the same names.
 */
final class JsonReport {

  private JsonReport() {}

  static void print(Outcome outcome, PrintWriter out) {
    try {
      out.println(
          new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json(outcome)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of maps and strings is always JSON", e);
    }
  }

  private static Map<String, Object> json(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("story", "full");
    json.put("conserved", outcome.mismatches().isEmpty());
    json.put("mismatches", outcome.mismatches());
    json.put("rpc", outcome.rpc());
    json.put("chainId", outcome.chainId());
    json.put("client", outcome.client());
    json.put("datanet", outcome.datanet());
    json.put("model", outcome.model());
    json.put("firstBlock", outcome.firstBlock());
    json.put("lastBlock", outcome.lastBlock());
    json.put("transactions", outcome.transactions());
    json.put("gas", outcome.gas().toString());
    Map<String, String> accounts = new LinkedHashMap<>();
    outcome.accounts().forEach(it -> accounts.put(it.name(), it.address()));
    json.put("accounts", accounts);
    json.put("stages", outcome.sections().stream().map(JsonReport::section).toList());
    json.put("balances", outcome.accounts().stream().map(JsonReport::explained).toList());
    json.put("pools", outcome.pools().stream().map(JsonReport::explained).toList());
    json.put("conservation", outcome.conservation());
    return json;
  }

  private static Map<String, Object> section(Section section) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", section.title());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Section.Row row : section.rows()) {
      Map<String, Object> it = new LinkedHashMap<>();
      it.put("block", row.block());
      it.put("transaction", row.hash());
      it.put("who", row.who());
      it.put("call", row.call());
      it.put("words", row.words());
      it.put("gas", row.gas());
      it.put("cost", row.cost().toString());
      rows.add(it);
    }
    json.put("transactions", rows);
    json.put("results", section.lines());
    return json;
  }

  private static Map<String, Object> explained(Explained it) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", it.name());
    if (!it.address().isEmpty()) {
      json.put("account", it.address());
    }
    json.put("before", it.start().toString());
    json.put("entries", amounts(it.entries()));
    json.put("after", it.has().toString());
    json.put("found", amounts(it.found()));
    json.put("exact", it.exact());
    return json;
  }

  private static Map<String, String> amounts(Map<String, BigInteger> wei) {
    Map<String, String> amounts = new LinkedHashMap<>();
    wei.forEach((name, amount) -> amounts.put(name, amount.toString()));
    return amounts;
  }
}
