package org.openledger.demo;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.attribution.rule.Owners;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;

/** Where the chain's attribution differs from the one computed here; it should nowhere. */
final class Comparison {

  private final LocalAttribution own;
  private final List<String> differences = new ArrayList<>();

  private Comparison(LocalAttribution own) {
    this.own = own;
  }

  /**
   * Compares what the settlement recorded and paid.
   *
   * @return the differences, one line each
   */
  static List<String> ofSettlement(LocalAttribution own, Settlement settlement) {
    Comparison comparison = new Comparison(own);
    comparison.counts(settlement.counts());
    BigInteger pool = settlement.fee().contributors();
    Map<Address, BigInteger> units = new LinkedHashMap<>();
    for (Settlement.Payout payout : settlement.payouts()) {
      units.put(payout.account(), payout.units());
      if (own.payees().contains(payout.account())) {
        comparison.same(
            "payout to " + payout.account(), own.share(pool, payout.account()), payout.amount());
      }
    }
    comparison.same("units", comparison.ownUnits(), units);
    comparison.same("sink", own.credit().sink(pool), settlement.sink());
    return comparison.differences;
  }

  /**
   * Compares what the view of the attribution contract answers.
   *
   * @param block after which it is asked
   * @param output the packed answer
   */
  static List<String> ofView(
      LocalAttribution own, Network network, long block, long model, Bytes output) {
    Comparison comparison = new Comparison(own);
    Tuple view = network.attribution().callAfter(block, "attribute", model, output).get(0);
    comparison.counts(List.of(view.get(0), view.get(1), view.get(2), view.get(3)));
    Map<Address, BigInteger> units = new LinkedHashMap<>();
    for (Tuple credit : view.<Tuple[]>get(4)) {
      units.put(
          AbiValues.address(credit.<com.esaulpaugh.headlong.abi.Address>get(0)), credit.get(1));
    }
    comparison.same("units of the view", comparison.ownUnits(), units);
    long[] owners = new long[own.tokens()];
    Arrays.fill(owners, Owners.NONE);
    for (Tuple run : view.<Tuple[]>get(5)) {
      long owner = run.<BigInteger>get(2).longValueExact();
      int begin = run.<BigInteger>get(0).intValueExact();
      int end = run.<BigInteger>get(1).intValueExact();
      Arrays.fill(owners, begin, end, owner == 0 ? Owners.NONE : owner);
    }
    comparison.same("owners", Arrays.toString(own.owners()), Arrays.toString(owners));
    return comparison.differences;
  }

  private void counts(List<BigInteger> counts) {
    same("tokens", BigInteger.valueOf(own.tokens()), counts.get(0));
    same("covered tokens", BigInteger.valueOf(own.covered()), counts.get(1));
    same("paid tokens", BigInteger.valueOf(own.credit().paidTokens()), counts.get(2));
    same("units of a full answer", BigInteger.valueOf(own.credit().full()), counts.get(3));
  }

  private Map<Address, BigInteger> ownUnits() {
    Map<Address, BigInteger> units = new LinkedHashMap<>();
    own.units().forEach((payee, count) -> units.put(payee, BigInteger.valueOf(count)));
    return units;
  }

  private void same(String what, Object here, Object chain) {
    if (!here.equals(chain)) {
      differences.add(what + ": computed here " + here + ", on the chain " + chain);
    }
  }
}
