package org.openledger.explain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.attribution.rule.Run;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.node.evidence.OwnerRun;
import org.openledger.node.evidence.Payee;
import org.openledger.node.evidence.Verified;

/**
 * A page about one settlement that stands by itself: no script, no network, readable without
 * colours, on a phone, by day and by night.
 */
public final class EvidencePage {

  private static final int COLOURS = 8;
  private static final int LETTERS = 26;

  private final Verified verified;
  private final Tokenizer tokenizer;
  private final String anchor;
  private final boolean anchored;
  private final Bytes compact;
  private final StringBuilder page = new StringBuilder(1 << 14);

  private EvidencePage(
      Verified verified, Tokenizer tokenizer, String anchor, boolean anchored, Bytes compact) {
    this.verified = verified;
    this.tokenizer = tokenizer;
    this.anchor = anchor;
    this.anchored = anchored;
    this.compact = compact;
  }

  /**
   * The page.
   *
   * @param anchor in words what the block's hash was compared with
   * @param anchored whether it was compared with anything
   * @param compact the evidence itself, to be taken along
   */
  public static String of(
      Verified verified, Tokenizer tokenizer, String anchor, boolean anchored, Bytes compact) {
    return new EvidencePage(verified, tokenizer, anchor, anchored, compact).written();
  }

  private String written() {
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\"")
        .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .append("<title>OpenLedger: settlement in block ")
        .append(verified.blockNumber())
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n");
    heading();
    answer();
    payees();
    fee();
    proofs();
    details();
    page.append("</main>\n</body>\n</html>\n");
    return page.toString();
  }

  private void heading() {
    page.append("<h1>Where this answer came from, and who was paid for it</h1>\n<p>")
        .append(
            "Model %d, version %d, answered request %s of <code>%s</code> in block %,d (%s)."
                .formatted(
                    verified.model(),
                    verified.version(),
                    verified.request(),
                    verified.payer(),
                    verified.blockNumber(),
                    Instant.ofEpochSecond(verified.timestamp())))
        .append(
            " Of %,d tokens %,d are owned and %,d are paid.</p>\n"
                .formatted(verified.output().length, verified.covered(), verified.paid()));
  }

  private void answer() {
    page.append("<h2>The answer</h2>\n<p class=\"answer\">");
    for (AnswerSpans.Part part : AnswerSpans.of(verified, tokenizer)) {
      if (part.redacted() > 0) {
        page.append(
            "<span class=\"redacted\">%,d tokens withheld</span>".formatted(part.redacted()));
      } else if (part.payee() == AnswerSpans.NOBODY) {
        page.append(Html.text(part.text()));
      } else {
        page.append(
            "<mark class=\"c%d%s\" title=\"%s\"><sup>%s</sup>%s</mark>"
                .formatted(
                    part.payee() % COLOURS,
                    part.paid() ? "" : " unpaid",
                    part.paid() ? "paid" : "too short or too common on its own: not paid",
                    letter(part.payee()),
                    Html.text(part.text())));
      }
    }
    page.append("</p>\n<p class=\"note\">Each marked stretch begins with its owner's letter. ")
        .append("A dotted line: owned, but too little on its own to be paid.</p>\n");
  }

  private void payees() {
    page.append("<h2>Contributors</h2>\n<div class=\"wide\"><table>\n<thead><tr><th></th>")
        .append("<th>account</th><th>contributions</th><th class=\"n\">tokens</th>")
        .append("<th class=\"n\">units</th><th class=\"n\">OPEN</th>")
        .append("</tr></thead>\n<tbody>\n");
    for (int i = 0; i < verified.payees().size(); i++) {
      Payee payee = verified.payees().get(i);
      page.append("<tr><td><mark class=\"c%d\">%s</mark></td>".formatted(i % COLOURS, letter(i)))
          .append("<td><code>%s</code></td>".formatted(payee.account()))
          .append("<td>%s</td>".formatted(contributions(i)))
          .append(number(BigInteger.valueOf(tokens(i))))
          .append(number(BigInteger.valueOf(payee.units())))
          .append("<td class=\"n\">%s</td></tr>\n".formatted(open(payee.amount())));
    }
    page.append("</tbody>\n</table></div>\n");
  }

  private void fee() {
    page.append("<h2>The fee</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>part</th>")
        .append("<th class=\"n\">wei</th><th class=\"n\">OPEN</th></tr></thead>\n<tbody>\n");
    row("platform fee", verified.fee().platform());
    row("model's creator", verified.fee().creator());
    row("stakers", verified.fee().stakers());
    for (int i = 0; i < verified.payees().size(); i++) {
      row("contributor " + letter(i), verified.payees().get(i).amount());
    }
    row("sink: what nobody owns or is paid for", verified.sink());
    page.append("</tbody>\n<tfoot>\n");
    row("all, as the payer paid", verified.fee().gross());
    page.append("</tfoot>\n</table></div>\n");
  }

  private void row(String part, BigInteger wei) {
    page.append("<tr><td>")
        .append(part)
        .append("</td>")
        .append(number(wei))
        .append("<td class=\"n\">%s</td></tr>\n".formatted(open(wei)));
  }

  private void proofs() {
    Statement statement = Statement.of(verified, anchored);
    page.append("<h2>What is proved</h2>\n<p>Checked when this page was made, ")
        .append(Html.text(anchor))
        .append(":</p>\n<ul class=\"proved\">\n");
    statement.proved().forEach(line -> page.append("<li>%s</li>\n".formatted(Html.text(line))));
    page.append("</ul>\n<h2>What is not</h2>\n<ul class=\"open\">\n");
    statement.open().forEach(line -> page.append("<li>%s</li>\n".formatted(Html.text(line))));
    page.append("</ul>\n");
  }

  private void details() {
    String file = "evidence-%d.olevid".formatted(verified.blockNumber());
    page.append("<h2>Check it yourself</h2>\n<p>The evidence is ")
        .append(
            "<a download=\"%s\" href=\"data:application/octet-stream;base64,%s\">%s</a>"
                .formatted(file, Base64.getEncoder().encodeToString(compact.toArray()), file))
        .append(" (%,d bytes):</p>\n".formatted(compact.size()))
        .append(
            "<pre>./openledger verify %s --block-hash %s</pre>\n"
                .formatted(file, verified.blockHash()))
        .append(
            "<p>Rule: at least %d tokens and %d bits; unit %s; tokenizer %s.</p>\n"
                .formatted(
                    verified.parameters().minSpan(),
                    verified.parameters().minRarityBits(),
                    verified.parameters().unit().name().toLowerCase(Locale.ROOT),
                    Html.text(verified.tokenizer())));
  }

  private int tokens(int payee) {
    return verified.runs().stream()
        .filter(run -> run.payee() == payee)
        .mapToInt(run -> run.end() - run.begin())
        .sum();
  }

  /** The contributions through which a payee owns tokens. */
  private String contributions(int payee) {
    SortedSet<Long> found = new TreeSet<>();
    for (Run run : verified.runs()) {
      int begin = 0;
      for (OwnerRun owner : verified.owners()) {
        if (run.payee() == payee && begin < run.end() && begin + owner.length() > run.begin()) {
          found.add(owner.contribution());
        }
        begin += owner.length();
      }
    }
    List<String> names = new ArrayList<>();
    found.forEach(contribution -> names.add("#" + contribution));
    return String.join(", ", names);
  }

  private static String number(BigInteger value) {
    return "<td class=\"n\">%,d</td>".formatted(value);
  }

  private static String open(BigInteger wei) {
    return new BigDecimal(wei, 18).stripTrailingZeros().toPlainString();
  }

  private static String letter(int payee) {
    String last = String.valueOf((char) ('A' + payee % LETTERS));
    return payee < LETTERS ? last : letter(payee / LETTERS - 1) + last;
  }

  /** Text on each colour has a contrast of more than 7 : 1 (WCAG 2.2, level AAA). */
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #ffffff; --line: #b8b8b8;
        --c0: #cfe8ff; --c1: #ffe2b8; --c2: #d3f2d0; --c3: #f6d5ee;
        --c4: #fff3a6; --c5: #d9d8fb; --c6: #c4f0ec; --c7: #fbd3cf; }
      @media (prefers-color-scheme: dark) { :root { --ink: #f2f2f2; --paper: #161616;
        --line: #5c5c5c; --c0: #143d63; --c1: #5a3600; --c2: #17451a; --c3: #571c4b;
        --c4: #474000; --c5: #34316f; --c6: #0b4541; --c7: #611d17; } }
      body { margin: 0; background: var(--paper); color: var(--ink);
        font: 1rem/1.55 system-ui, sans-serif; }
      main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
      h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      .answer { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line);
        border-radius: .4rem; padding: 1rem; font-size: 1.05rem; line-height: 1.9; }
      mark { color: var(--ink); border-radius: .2rem; padding: .1em .15em; }
      mark sup { font-size: .65em; font-weight: 700; margin-right: .2em; }
      .unpaid { background: none !important; border-bottom: 2px dotted var(--ink); }
      .redacted { background: var(--ink); color: var(--paper); border-radius: .2rem;
        padding: .1em .4em; font-size: .85em; }
      .c0 { background: var(--c0); } .c1 { background: var(--c1); }
      .c2 { background: var(--c2); } .c3 { background: var(--c3); }
      .c4 { background: var(--c4); } .c5 { background: var(--c5); }
      .c6 { background: var(--c6); } .c7 { background: var(--c7); }
      .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line);
        white-space: nowrap; } .n { text-align: right; font-variant-numeric: tabular-nums; }
      tfoot td { font-weight: 700; } .note { font-size: .9rem; }
      code, pre { font-size: .9em; overflow-wrap: anywhere; } pre { white-space: pre-wrap; }
      .proved li::marker { content: "\\2713\\00a0"; } .open li::marker { content: "\\2013\\00a0"; }
      """;
}
