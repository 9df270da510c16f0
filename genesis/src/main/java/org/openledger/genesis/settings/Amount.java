package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Coins: {@code "0.5 OPEN"}, or wei as {@code "1000 wei"} or a whole number. Its normal form is the
 * number of wei as a text of decimal digits.
 *
 * @param least wei
 * @param most wei
 */
record Amount(BigInteger least, BigInteger most) implements Shape {

  private static final int DECIMALS = 18;
  private static final Pattern FORM =
      Pattern.compile("^(?:([0-9]{1,60}(?:\\.[0-9]{1,18})?) OPEN|([0-9]{1,78})(?: wei)?)$");

  @Override
  public JsonNode read(JsonNode given, String path, Problems problems) {
    Optional<BigInteger> wei = wei(given);
    if (wei.isEmpty()) {
      problems.add(
          path,
          "must be coins, such as \"0.5 OPEN\", \"1000 wei\" or 1000 (wei), not "
              + Shape.kind(given));
      return Json.missing();
    }
    if (wei.get().compareTo(least) < 0 || wei.get().compareTo(most) > 0) {
      problems.add(path, wei.get() + " wei is not within " + least + " … " + most);
      return Json.missing();
    }
    return Json.text(wei.get().toString());
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Json.object();
    ArrayNode either = schema.putArray("oneOf");
    either.addObject().put("type", "string").put("pattern", FORM.pattern());
    either.addObject().put("type", "integer").put("minimum", 0).put("maximum", Whole.EXACT);
    return schema;
  }

  /** Coins in OPEN, exactly, for people. */
  static String open(BigInteger wei) {
    return new BigDecimal(wei, DECIMALS).stripTrailingZeros().toPlainString() + " OPEN";
  }

  private static Optional<BigInteger> wei(JsonNode given) {
    if (given.isIntegralNumber()) {
      // A larger number may already have been rounded by whoever wrote the file.
      return Optional.of(given.bigIntegerValue())
          .filter(wei -> wei.compareTo(BigInteger.valueOf(Whole.EXACT)) <= 0);
    }
    Matcher form = FORM.matcher(given.isTextual() ? given.asText() : "");
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        form.group(1) == null
            ? new BigInteger(form.group(2))
            : new BigDecimal(form.group(1)).movePointRight(DECIMALS).toBigIntegerExact());
  }
}
