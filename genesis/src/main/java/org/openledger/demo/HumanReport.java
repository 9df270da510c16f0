package org.openledger.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Span;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.terminal.Plain;
import org.openledger.terminal.Table;

/** The outcome for people. */
final class HumanReport {

  private static final int MOST_SPANS = 40;

  private final Outcome outcome;
  private final Tokenizer tokenizer;
  private final Palette palette;
  private final Page page;

  private HumanReport(Outcome outcome, Tokenizer tokenizer, Page page) {
    this.outcome = outcome;
    this.tokenizer = tokenizer;
    this.palette = page.palette();
    this.page = page;
  }

  static void print(Outcome outcome, Tokenizer tokenizer, Palette palette, PrintWriter out) {
    Page page = new Page(out, palette);
    HumanReport report = new HumanReport(outcome, tokenizer, page);
    report.network();
    new CorpusReport(outcome, tokenizer, page).print();
    report.answer();
    report.spans();
    new MoneyReport(outcome, page).print();
  }

  private void network() {
    page.heading("Network");
    page.line("%s, chain %d, %s", outcome.rpc(), outcome.chainId(), outcome.client());
  }

  private void answer() {
    Answer prompt = outcome.prompt();
    page.heading(
        prompt.isGenerated()
            ? "Answer of model "
                + outcome.settlement().model()
                + ", generated from the sealed corpus, seed "
                + prompt.seed()
            : "Answer of model " + outcome.settlement().model() + ", from a file");
    page.line("Prompt, %d tokens: %s", prompt.promptTokens().length, Plain.name(prompt.prompt()));
    page.blank();
    String text = AnswerText.render(outcome.tokens(), outcome.marks(), tokenizer, palette);
    text.lines().forEach(line -> page.line("| %s", line));
    page.blank();
    Map<String, Integer> numbers = outcome.numbers();
    if (numbers.isEmpty()) {
      page.line("No token of the answer is anybody's.");
    }
    numbers.forEach(
        (name, number) ->
            page.line(
                "%s", palette.paint(number, palette.letter(number) + " = " + Plain.name(name))));
    page.line(
        "%d tokens, %d of them somebody's (coverage %s %%), %d paid.",
        outcome.tokens().length,
        outcome.own().covered(),
        Page.percent(outcome.own().covered(), outcome.tokens().length),
        outcome.own().credit().paidTokens());
  }

  private void spans() {
    Parameters rule = ModelTerms.ATTRIBUTION;
    page.heading(
        "Maximal spans (at least %d tokens and %d bits; a token weighs at most %d bits)"
            .formatted(rule.minSpan(), rule.minRarityBits(), rule.maxWeight() / 1_024));
    List<Span> spans = outcome.own().spans();
    if (spans.isEmpty()) {
      page.line("none");
      return;
    }
    Table table = new Table(">tokens", ">length", ">rarity", "owner", "document");
    for (Span span : spans.subList(0, Math.min(spans.size(), MOST_SPANS))) {
      SealedCorpus.Contributed owner = outcome.sealed().contribution(span.order());
      table.row(
          span.begin() + "-" + (span.end() - 1),
          "" + (span.end() - span.begin()),
          Rarity.of(span).toPlainString(),
          owner.contributor(),
          owner.documents().get(span.document()));
    }
    page.table(table);
    if (spans.size() > MOST_SPANS) {
      page.line("… and %d more (--json has them all)", spans.size() - MOST_SPANS);
    }
    page.line("The owner here held the whole span first. A token is paid to who first held any");
    page.line("span around it that counts: the colours above.");
  }
}
