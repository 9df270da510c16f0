package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;

/**
 * The configuration of a network for development: the accounts of the test mnemonic are funded and
 * hold all roles, so that {@code ./openledger demo} can tell its story there.
 */
public final class Development {

  /** Each validator has an operator of its own among the funded accounts. */
  public static final int MOST_VALIDATORS = DevAccounts.FUNDED;

  private static final List<String> NAMES =
      List.of(
          "banker",
          "owner",
          "reviewer",
          "sink",
          "creator",
          "payer",
          "serving-key",
          "platform",
          "treasury",
          "guest");

  /** Earns what gas costs; nobody has its key. */
  private static final String GAS = "0xc01bba5e00000000000000000000000000000000";

  private Development() {}

  /**
   * The file for some validators.
   *
   * @param validators from 1 to {@link #MOST_VALIDATORS}
   */
  public static String file(int validators) {
    if (validators < 1 || validators > MOST_VALIDATORS) {
      throw new IllegalArgumentException("1 … " + MOST_VALIDATORS + " validators");
    }
    ObjectNode file = Json.object();
    file.put("name", "development");
    file.put("chainId", DevnetOptions.CHAIN_ID);
    file.putObject("blocks").put("periodSeconds", 1);
    file.putObject("gas")
        .put("mode", "zeroBaseFee")
        .put("minGasPrice", "1000 wei")
        .put("beneficiary", "gas");
    ArrayNode nodes = file.putArray("validators");
    for (int i = 1; i <= validators; i++) {
      nodes.addObject().put("name", "validator-" + i).put("operator", NAMES.get(i - 1));
    }
    ObjectNode roles = file.putObject("roles");
    roles.putArray("admin").add(NAMES.getFirst());
    ArrayNode operators = roles.putArray("operator");
    NAMES.subList(0, validators).forEach(operators::add);
    roles.putArray("governor").add(NAMES.getFirst());
    file.putObject("parameters").put("platformAccount", "platform").put("treasury", "treasury");
    ObjectNode accounts = file.putObject("accounts");
    named().forEach((name, account) -> accounts.set(name, account));
    return Json.pretty(file);
  }

  private static Map<String, ObjectNode> named() {
    Map<String, ObjectNode> accounts = new LinkedHashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      accounts.put(
          NAMES.get(i),
          Json.object()
              .put("address", DevAccounts.of(i).address().toString())
              .put("balance", Amount.open(DevAccounts.BALANCE)));
    }
    accounts.put("gas", Json.object().put("address", GAS));
    return accounts;
  }
}
