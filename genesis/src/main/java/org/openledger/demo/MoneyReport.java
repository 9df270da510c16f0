package org.openledger.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.host.Address;
import org.openledger.terminal.Table;

/** The part of the report about the fee, and that not a wei of it is lost. */
record MoneyReport(Outcome outcome, Page page) {

  void print() {
    fee();
    payouts();
    balances();
    conservation();
  }

  private void fee() {
    Fee fee = outcome.settlement().fee();
    page.heading("Fee, in OPEN");
    List<BigInteger> amounts =
        List.of(
            fee.gross(),
            fee.platform(),
            fee.net(),
            fee.creator(),
            fee.stakers(),
            fee.contributors(),
            outcome.settlement().sink());
    int decimals = Open.decimals(amounts);
    Table table = new Table("part", ">amount", "goes to");
    table.row("gross", Open.format(fee.gross(), decimals), "paid by " + part("payer"));
    table.row("platform", Open.format(fee.platform(), decimals), part("platform"));
    table.row("net", Open.format(fee.net(), decimals), "split 70/10/20 %");
    table.row("creator", Open.format(fee.creator(), decimals), part("creator"));
    table.row(
        "stakers",
        Open.format(fee.stakers(), decimals),
        part("treasury") + " (nothing is staked: the treasury)");
    table.row("contributors", Open.format(fee.contributors(), decimals), "see below");
    page.table(table);
  }

  private void payouts() {
    page.heading("Contributors, in OPEN");
    List<Settlement.Payout> payouts = outcome.settlement().payouts();
    List<BigInteger> amounts = new ArrayList<>(outcome.settlement().sinks().values());
    List<BigInteger> balances = new ArrayList<>();
    for (Settlement.Payout payout : payouts) {
      amounts.add(payout.amount());
      balances.add(outcome.books().line(payout.account()).before());
      balances.add(outcome.books().line(payout.account()).after());
    }
    outcome
        .settlement()
        .sinks()
        .keySet()
        .forEach(
            account -> {
              balances.add(outcome.books().line(account).before());
              balances.add(outcome.books().line(account).after());
            });
    int decimals = Open.decimals(amounts);
    int wide = Open.decimals(balances);
    Table table =
        new Table("contributor", "account", ">tokens", ">share %", ">amount", ">before", ">after");
    for (Settlement.Payout payout : payouts) {
      Books.Line line = outcome.books().line(payout.account());
      table.row(
          payout.contributor(),
          payout.account().toString(),
          payout.units().toString(),
          Page.percent(payout.units().longValueExact(), outcome.own().credit().full()),
          Open.format(payout.amount(), decimals),
          Open.format(line.before(), wide),
          Open.format(line.after(), wide));
    }
    long unpaid = outcome.own().credit().full();
    for (Settlement.Payout payout : payouts) {
      unpaid -= payout.units().longValueExact();
    }
    for (Map.Entry<Address, BigInteger> sink : outcome.settlement().sinks().entrySet()) {
      Books.Line line = outcome.books().line(sink.getKey());
      table.row(
          "(sink: nobody's tokens)",
          sink.getKey().toString(),
          "" + unpaid,
          Page.percent(unpaid, outcome.own().credit().full()),
          Open.format(sink.getValue(), decimals),
          Open.format(line.before(), wide),
          Open.format(line.after(), wide));
    }
    page.table(table);
    if (payouts.isEmpty()) {
      page.line("No contributor is paid: all of their part goes to the sink.");
    }
    page.line("Before: the balance in the block before the settlement. After: with the credit");
    page.line("withdrawn, and the gas of the withdrawal paid.");
  }

  private void balances() {
    page.heading("Balances of all, in wei");
    Table table =
        new Table("part", ">before", ">+ withdrawn", ">- fee", ">- gas", ">= after", "to the wei");
    for (Books.Line line : outcome.books().lines()) {
      table.row(
          partOf(line.account()),
          line.before().toString(),
          line.withdrawn().toString(),
          line.spent().toString(),
          line.gas().toString(),
          line.after().toString(),
          line.reconciles() ? "yes" : "NO");
    }
    page.table(table);
  }

  private void conservation() {
    Settlement settlement = outcome.settlement();
    Fee fee = settlement.fee();
    page.heading("Conservation, in wei");
    page.line("gross %s", fee.gross());
    page.line(
        "  = platform %s + creator %s + stakers %s + contributors %s + sink %s",
        fee.platform(), fee.creator(), fee.stakers(), settlement.paid(), settlement.sink());
    page.line("  = %s: %s", outcome.sum(), settlement.addsUp() ? "exact" : "WRONG");
    page.line(
        "fee contract: balance %s, liabilities %s, surplus %s",
        outcome.books().contractAfter(), outcome.books().liabilities(), outcome.books().surplus());
    page.line(
        outcome.differences().isEmpty()
            ? "Attribution computed here from the same texts: equal to the chain's in every"
                + " token."
            : "Attribution computed here from the same texts: DIFFERENT from the chain's.");
    page.blank();
    page.out()
        .println(
            page.palette()
                .heading(
                    outcome.sound()
                        ? "Conserved: every wei is accounted for."
                        : "NOT CONSERVED OR WRONG"));
  }

  private String part(String part) {
    return String.valueOf(outcome.parts().get(part));
  }

  private String partOf(Address account) {
    List<String> names = new ArrayList<>();
    outcome
        .parts()
        .forEach(
            (part, address) -> {
              if (address.equals(account)) {
                names.add(part);
              }
            });
    return names.isEmpty() ? outcome.sealed().nameOf(account) : String.join(", ", names);
  }
}
