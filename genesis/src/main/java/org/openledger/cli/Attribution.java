package org.openledger.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openledger.attribution.collection.SegmentCollection;
import org.openledger.attribution.collection.Source;
import org.openledger.attribution.collection.Sources;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Span;
import org.openledger.attribution.rule.Spans;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.terminal.Table;

/**
 * What an index says about an answer. The payees are the contributors, in the order of their first
 * owned token.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Attribution(
    Sources sources, long[] owners, List<String> payees, Credit credit, List<Span> spans) {

  private static final double UNITS_PER_BIT = 1_024;

  static Attribution of(
      int[] answer, SegmentCollection index, WeightTable table, Parameters parameters) {
    int[] weights = table.weights(answer, parameters.maxWeight());
    CountingWindows windows = CountingWindows.of(answer, weights, parameters);
    long[] owners = Owners.of(answer, windows, index.segments());
    List<String> payees = new ArrayList<>();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] payeeOfToken = new int[answer.length];
    for (int i = 0; i < answer.length; i++) {
      payeeOfToken[i] = Credit.NOBODY;
      if (owners[i] != Owners.NONE) {
        String name = index.sources().find(owners[i]).contributor();
        payeeOfToken[i] = numbers.computeIfAbsent(name, added -> payees.size());
        if (payeeOfToken[i] == payees.size()) {
          payees.add(name);
        }
      }
    }
    return new Attribution(
        index.sources(),
        owners,
        payees,
        Credit.of(payeeOfToken, payees.size(), weights, parameters),
        Spans.maximalCounting(answer, weights, parameters, index.segments()));
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d tokens, %d covered (%s), %d paid (%s)%n%n",
        owners.length,
        covered(),
        percent(covered(), owners.length),
        credit.paidTokens(),
        percent(credit.paidTokens(), owners.length));
    Table contributors = new Table("contributor", ">tokens owned", ">units", ">share");
    int[] owned = owned();
    for (int p = 0; p < payees.size(); p++) {
      contributors.row(
          payees.get(p),
          Integer.toString(owned[p]),
          Long.toString(credit.units(p)),
          percent(credit.units(p), credit.full()));
    }
    contributors.print(out);
    out.println();
    Table table =
        new Table(">from", ">to", ">bits", ">order", "contributor", "document", ">offset");
    for (Span span : spans) {
      Source source = sources.find(span.order());
      table.row(
          Integer.toString(span.begin()),
          Integer.toString(span.end()),
          String.format(Locale.ROOT, "%.1f", span.weight() / UNITS_PER_BIT),
          Long.toString(span.order()),
          source.contributor(),
          source.document(),
          Integer.toString(span.offset()));
    }
    table.print(out);
  }

  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("tokens", owners.length);
    report.put("covered", covered());
    report.put("paid", credit.paidTokens());
    report.put("fullUnits", credit.full());
    List<Map<String, Object>> contributors = new ArrayList<>();
    int[] owned = owned();
    for (int p = 0; p < payees.size(); p++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("contributor", payees.get(p));
      row.put("owned", owned[p]);
      row.put("units", credit.units(p));
      contributors.add(row);
    }
    report.put("contributors", contributors);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Span span : spans) {
      Source source = sources.find(span.order());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("begin", span.begin());
      row.put("end", span.end());
      row.put("weight", span.weight());
      row.put("order", span.order());
      row.put("contributor", source.contributor());
      row.put("document", source.document());
      row.put("offset", span.offset());
      rows.add(row);
    }
    report.put("spans", rows);
    report.put("owners", owners);
    return report;
  }

  private int covered() {
    int covered = 0;
    for (long owner : owners) {
      covered += owner == Owners.NONE ? 0 : 1;
    }
    return covered;
  }

  private int[] owned() {
    int[] owned = new int[payees.size()];
    for (long owner : owners) {
      if (owner != Owners.NONE) {
        owned[payees.indexOf(sources.find(owner).contributor())]++;
      }
    }
    return owned;
  }

  static String percent(long part, long whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }
}
