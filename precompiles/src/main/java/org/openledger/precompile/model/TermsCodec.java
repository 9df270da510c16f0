package org.openledger.precompile.model;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Parameters;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** Terms and prices as they travel in calldata, within the network's bounds. */
final class TermsCodec {

  /** Parts per 10,000 that make a whole. */
  private static final int WHOLE = 10_000;

  private static final BigInteger WEIGHT_MIN = BigInteger.valueOf(1_024);
  private static final BigInteger WEIGHT_MAX = BigInteger.valueOf(64 * 1_024);
  private static final int FIRST_PRICE = 4;

  private static final AbiError SHARES_DO_NOT_ADD_UP = Guards.ABI.error("SharesDoNotAddUp");

  private TermsCodec() {}

  /** The terms, or a revert where one is out of bounds. */
  static Terms checked(Call call, Tuple given) {
    SystemStorage system = Guards.system(call);
    Prices prices = checkedPrices(call, given, FIRST_PRICE);
    int minSpan = atLeastOne("minSpan", given.get(9), system.parameter(Parameter.MAX_MIN_SPAN));
    int rarity = atLeastOne("minRarity", given.get(10), system.parameter(Parameter.MAX_MIN_RARITY));
    int weight = Guards.bounded("maxWeight", given.get(11), WEIGHT_MIN, WEIGHT_MAX).intValueExact();
    // An enum travels as uint8: what the interface's enum does not name must revert, not fail.
    BigInteger unit = BigInteger.valueOf(given.<Integer>get(12));
    Guards.bounded("unit", unit, BigInteger.ZERO, UnitCode.LARGEST);
    Address sink = AbiValues.address(given.<com.esaulpaugh.headlong.abi.Address>get(13));
    Guards.payable(sink);
    return new Terms(
        Bytes32.wrap(given.<byte[]>get(0)),
        Bytes32.wrap(given.<byte[]>get(1)),
        Bytes32.wrap(given.<byte[]>get(2)),
        Bytes32.wrap(given.<byte[]>get(3)),
        prices,
        new Parameters(minSpan, rarity, UnitCode.unit(unit.longValueExact()), weight),
        unit.intValueExact() == UnitCode.INFLUENCE,
        sink);
  }

  /** Prices by themselves. */
  static Prices checkedPrices(Call call, Tuple given) {
    return checkedPrices(call, given, 0);
  }

  private static Prices checkedPrices(Call call, Tuple given, int first) {
    SystemStorage system = Guards.system(call);
    BigInteger zero = BigInteger.ZERO;
    BigInteger whole = BigInteger.valueOf(WHOLE);
    BigInteger inputRate =
        Guards.bounded(
            "inputRate", given.get(first), zero, system.parameter(Parameter.MAX_INPUT_RATE));
    BigInteger outputRate =
        Guards.bounded(
            "outputRate", given.get(first + 1), zero, system.parameter(Parameter.MAX_OUTPUT_RATE));
    BigInteger creator =
        Guards.bounded(
            "creatorShare",
            given.get(first + 2),
            zero,
            system.parameter(Parameter.MAX_CREATOR_SHARE));
    BigInteger stakers = Guards.bounded("stakersShare", given.get(first + 3), zero, whole);
    BigInteger contributors =
        Guards.bounded(
            "contributorsShare",
            given.get(first + 4),
            system.parameter(Parameter.MIN_CONTRIBUTORS_SHARE),
            whole);
    BigInteger sum = creator.add(stakers).add(contributors);
    Call.require(sum.equals(whole), SHARES_DO_NOT_ADD_UP, sum);
    return new Prices(
        inputRate,
        outputRate,
        creator.intValueExact(),
        stakers.intValueExact(),
        contributors.intValueExact());
  }

  private static int atLeastOne(String name, BigInteger value, BigInteger maximum) {
    return Guards.bounded(name, value, BigInteger.ONE, maximum).intValueExact();
  }

  static Tuple tuple(Terms terms) {
    return AbiValues.tuple(
        terms.baseModel(),
        terms.adapter(),
        terms.tokenizer(),
        terms.configuration(),
        terms.prices().inputRate(),
        terms.prices().outputRate(),
        (long) terms.prices().creatorShare(),
        (long) terms.prices().stakersShare(),
        (long) terms.prices().contributorsShare(),
        (long) terms.attribution().minSpan(),
        (long) terms.attribution().minRarityBits(),
        (long) terms.attribution().maxWeight(),
        UnitCode.of(terms.attribution().unit(), terms.influence()),
        terms.sink());
  }

  static Tuple tuple(Prices prices) {
    return AbiValues.tuple(
        prices.inputRate(),
        prices.outputRate(),
        (long) prices.creatorShare(),
        (long) prices.stakersShare(),
        (long) prices.contributorsShare());
  }

  static Tuple[] tuples(List<Link> links) {
    return links.stream()
        .map(link -> AbiValues.tuple(link.datanet(), link.version()))
        .toArray(Tuple[]::new);
  }
}
