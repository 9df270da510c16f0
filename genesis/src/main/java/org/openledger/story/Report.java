package org.openledger.story;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openledger.demo.Page;
import org.openledger.terminal.Table;

/** The outcome for people: each chapter, then every balance explained. */
record Report(Outcome outcome, Page page) {

  void print() {
    page.heading("The full story of model " + outcome.model());
    page.line("%s, chain %d, %s", outcome.rpc(), outcome.chainId(), outcome.client());
    page.line(
        "%d transactions in blocks %d to %d; Datanet %d",
        outcome.transactions(), outcome.firstBlock() + 1, outcome.lastBlock(), outcome.datanet());
    outcome.sections().forEach(this::section);
    balances();
    verdict();
  }

  private void section(Section section) {
    page.heading(section.title());
    Table table = new Table(">block", "who", "calls", "to what end", ">gas");
    for (Section.Row row : section.rows()) {
      table.row("" + row.block(), row.who(), row.call(), row.words(), "" + row.gas());
    }
    page.table(table);
    section.lines().forEach(line -> page.line("%s", line));
  }

  private void balances() {
    page.heading("Every balance explained, in wei");
    Table table = new Table("who", "why", ">wei", "to the wei");
    outcome.accounts().forEach(account -> rows(table, account));
    outcome.pools().forEach(pool -> rows(table, pool));
    page.table(table);
  }

  private static void rows(Table table, Explained it) {
    String name = it.name();
    if (it.start().signum() != 0) {
      table.row(name, "before", it.start().toString(), "");
      name = "";
    }
    for (Map.Entry<String, BigInteger> entry : it.entries().entrySet()) {
      String sign = entry.getValue().signum() > 0 ? "+" : "";
      table.row(name, entry.getKey(), sign + entry.getValue(), "");
      name = "";
    }
    table.row(name, "= " + places(it), it.has().toString(), it.exact() ? "yes" : "NO");
  }

  /** Where it is. */
  private static String places(Explained it) {
    List<String> places = new ArrayList<>(it.found().keySet());
    return places.isEmpty() ? "nothing" : String.join(" + ", places);
  }

  private void verdict() {
    page.heading("Conservation");
    Table table = new Table("contract", ">balance", ">owed", ">surplus", "recounted");
    outcome
        .conservation()
        .path("contracts")
        .forEach(
            contract ->
                table.row(
                    contract.path("contract").asText(),
                    contract.path("balance").asText(),
                    contract.path("liabilities").asText(),
                    contract.path("surplus").asText(),
                    contract.path("conserved").asBoolean() ? "yes" : "NO"));
    page.table(table);
    page.line(
        "All together have %s wei less than before: what gas cost.", outcome.gas().toString());
    page.blank();
    page.out()
        .println(
            page.palette()
                .heading(
                    outcome.mismatches().isEmpty()
                        ? "Conserved: every balance is explained to the wei."
                        : "NOT EXPLAINED"));
  }
}
