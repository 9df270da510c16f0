package org.openledger.genesis.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** What a configuration allows but its author seldom means. */
final class SettingsAdvice {

  /** Accounts of the mnemonic whose keys everybody knows: as many as the demo ever uses. */
  private static final int PUBLIC_KEYS = 32;

  private static final int UNSAFE = 3;
  private static final Map<Long, String> KNOWN_CHAINS =
      Map.of(
          1L, "Ethereum",
          10L, "OP Mainnet",
          56L, "BNB Smart Chain",
          100L, "Gnosis",
          137L, "Polygon",
          8_453L, "Base",
          42_161L, "Arbitrum One",
          17_000L, "Holesky",
          560_048L, "Hoodi",
          11_155_111L, "Sepolia");

  private SettingsAdvice() {}

  static List<Problem> on(NetworkSettings settings) {
    List<Problem> advice = new ArrayList<>();
    String known = KNOWN_CHAINS.get(settings.chainId());
    if (known != null) {
      advice.add(
          new Problem(
              "chainId",
              settings.chainId() + " is " + known + "'s: transactions could be replayed there"));
    }
    int validators = settings.validators().size();
    if (validators > 0 && validators <= UNSAFE) {
      // Besu's quorum is two thirds of the validators, rounded up.
      int spare = validators - Math.ceilDiv(2 * validators, 3);
      advice.add(
          new Problem(
              "validators",
              validators
                  + " make blocks: "
                  + (spare == 0 ? "none" : spare)
                  + " may be down, none may misbehave; from 4 on, one may do either"));
    }
    int operators = settings.members(Role.OPERATOR).size();
    if (operators < validators) {
      advice.add(
          new Problem(
              "roles.operator",
              operators
                  + " operators for "
                  + validators
                  + " validators: a version may become active before each validator has its"
                  + " index"));
    }
    if (settings.gas().mode() == Gas.Mode.FREE) {
      advice.add(new Problem("gas.mode", "free: nothing but the nodes' own rules holds off spam"));
    }
    if (settings.forks().containsKey(Fork.AMSTERDAM)) {
      advice.add(new Problem("forks.amsterdam", "the fork is not final in Besu 26.8"));
    }
    publicKeys(settings, advice);
    return advice;
  }

  private static void publicKeys(NetworkSettings settings, List<Problem> advice) {
    List<Address> known =
        IntStream.range(0, PUBLIC_KEYS).mapToObj(i -> DevAccounts.of(i).address()).toList();
    List<String> uses = new ArrayList<>();
    settings
        .roles()
        .forEach(
            (role, members) -> {
              if (members.stream().anyMatch(known::contains)) {
                uses.add("roles." + SettingsJson.key(role));
              }
            });
    for (Parameter parameter : Parameter.values()) {
      if (parameter.namesAccount() && known.contains(Address.of(settings.parameter(parameter)))) {
        uses.add("parameters." + parameter.label());
      }
    }
    long funded = settings.balances().keySet().stream().filter(known::contains).count();
    if (funded > 0) {
      uses.add(funded + " funded accounts");
    }
    if (!uses.isEmpty()) {
      advice.add(
          new Problem(
              "",
              "accounts of the development mnemonic, whose keys everybody knows, stand in "
                  + String.join(", ", uses)
                  + ": for development only"));
    }
  }
}
