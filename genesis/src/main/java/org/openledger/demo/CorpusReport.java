package org.openledger.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openledger.attribution.tokenizer.Tokenizer;

/** The part of the report about the texts. */
record CorpusReport(Outcome outcome, Tokenizer tokenizer, Page page) {

  void print() {
    corpus();
  }

  private void corpus() {
    Corpus corpus = outcome.corpus();
    page.heading("Corpus: " + corpus.source());
    Table table = new Table("contributor", ">documents", ">tokens", ">duplicates", ">skipped");
    List<Contributor> rest = new ArrayList<>();
    for (Contributor folder : corpus.folders()) {
      if (folder.documents().isEmpty()) {
        rest.add(folder);
      } else {
        row(table, folder.name(), folder.documents().size(), folder.tokens(), folder);
      }
    }
    if (!rest.isEmpty()) {
      int duplicates = rest.stream().mapToInt(Contributor::duplicates).sum();
      int skipped = rest.stream().mapToInt(Contributor::skipped).sum();
      row(
          table,
          "(" + rest.size() + " with nothing new)",
          0,
          0,
          new Contributor("", List.of(), duplicates, skipped));
    }
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
    if (!outcome.uploads().cut().isEmpty()) {
      page.line(
          "Cut into parts, being too long for one transaction: %s.",
          outcome.uploads().cut().stream().map(Plain::name).collect(Collectors.joining(", ")));
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

  private static void row(
      Table table, String name, int documents, long tokens, Contributor folder) {
    table.row(name, "" + documents, "" + tokens, "" + folder.duplicates(), "" + folder.skipped());
  }
}
