package org.openledger.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.terminal.Plain;
import org.openledger.terminal.Table;

/** The part of the report about the texts. */
record CorpusReport(Outcome outcome, Tokenizer tokenizer, Page page) {

  private static final int MOST_ROWS = 40;
  private static final int MOST_NAMES = 5;

  void print() {
    corpus();
  }

  private void corpus() {
    Corpus corpus = outcome.corpus();
    page.heading("Corpus: " + corpus.source());
    Table table = new Table("contributor", ">documents", ">tokens", ">duplicates", ">skipped");
    List<Contributor> rest = new ArrayList<>();
    List<Contributor> more = new ArrayList<>();
    int shown = 0;
    for (Contributor folder : corpus.folders()) {
      if (folder.documents().isEmpty()) {
        rest.add(folder);
      } else if (shown++ >= MOST_ROWS) {
        more.add(folder);
      } else {
        row(table, folder.name(), folder.documents().size(), folder.tokens(), folder);
      }
    }
    together(table, more, "more");
    together(table, rest, "with nothing new");
    int skipped = corpus.skipped().values().stream().mapToInt(Integer::intValue).sum();
    row(
        table,
        "all",
        corpus.documents(),
        corpus.tokens(),
        new Contributor("", List.of(), corpus.duplicates(), skipped));
    page.table(table);
    page.line("A text that somebody contributed before is a duplicate, and is left out.");
    if (skipped > 0) {
      page.line("Skipped: %s.", corpus.skippedWords());
    }
    List<String> cut = outcome.uploads().cut();
    if (!cut.isEmpty()) {
      page.line(
          "Cut into parts, being too long for one transaction: %d documents (%s%s).",
          cut.size(),
          cut.stream().limit(MOST_NAMES).map(Plain::name).collect(Collectors.joining(", ")),
          cut.size() > MOST_NAMES ? ", …" : "");
    }
    page.line(
        "Datanet %d: %d contributions of at most %d bytes, sealed in %d version(s), tokenizer"
            + " %s.",
        outcome.sealed().datanet(),
        outcome.uploads().list().size(),
        outcome.limits(),
        outcome.sealed().versions(),
        tokenizer.id());
  }

  /** One row for several contributors. */
  private static void together(Table table, List<Contributor> folders, String what) {
    if (!folders.isEmpty()) {
      row(
          table,
          "(" + folders.size() + " " + what + ")",
          folders.stream().mapToInt(folder -> folder.documents().size()).sum(),
          folders.stream().mapToLong(Contributor::tokens).sum(),
          new Contributor(
              "",
              List.of(),
              folders.stream().mapToInt(Contributor::duplicates).sum(),
              folders.stream().mapToInt(Contributor::skipped).sum()));
    }
  }

  private static void row(
      Table table, String name, int documents, long tokens, Contributor folder) {
    table.row(name, "" + documents, "" + tokens, "" + folder.duplicates(), "" + folder.skipped());
  }
}
