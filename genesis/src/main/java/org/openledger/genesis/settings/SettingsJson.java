package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Role;

/** Settings written as JSON: as a file, and in the canonical form that is hashed. */
final class SettingsJson {

  private SettingsJson() {}

  /** The key of a role. */
  static String key(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  static ObjectNode file(NetworkSettings settings) {
    ObjectNode file = Json.object();
    file.put("name", settings.name());
    file.put("chainId", settings.chainId());
    file.put("protocolVersion", settings.protocolVersion());
    file.set("blocks", blocks(settings.blocks()));
    file.set("forks", forks(settings));
    ObjectNode gas = file.putObject("gas");
    gas.put("mode", settings.gas().mode().key());
    gas.put("minGasPrice", settings.gas().minGasPrice() + " wei");
    if (settings.gas().mode() == Gas.Mode.BURNED_BASE_FEE) {
      gas.put("baseFee", settings.gas().baseFee() + " wei");
    }
    settings.gas().beneficiary().ifPresent(who -> gas.put("beneficiary", who.toString()));
    ArrayNode validators = file.putArray("validators");
    settings.validators().forEach(validator -> validators.add(validator(validator)));
    file.set("roles", roles(settings));
    file.set("parameters", parameters(settings));
    file.set("tokenizers", Json.list(settings.tokenizers()));
    ObjectNode accounts = file.putObject("accounts");
    for (FundedAccount account : settings.accounts()) {
      accounts
          .putObject(account.name())
          .put("address", account.address().toString())
          .put("balance", Amount.open(account.balance()));
    }
    return file;
  }

  static Bytes32 hash(NetworkSettings settings) {
    return Keccak256.hash(canonical(settings));
  }

  static String canonical(NetworkSettings settings) {
    ObjectNode fixed = Json.object();
    fixed.put("chainId", settings.chainId());
    fixed.put("protocolVersion", settings.protocolVersion());
    fixed.set("blocks", blocks(settings.blocks()));
    fixed.set("forks", forks(settings));
    ObjectNode gas = fixed.putObject("gas");
    gas.put("mode", settings.gas().mode().key());
    gas.put("baseFee", settings.gas().baseFee().toString());
    String beneficiary = settings.gas().beneficiary().map(Address::toString).orElse("");
    gas.put("beneficiary", beneficiary);
    ArrayNode validators = fixed.putArray("validators");
    settings.validatorAddresses().forEach(address -> validators.add(address.toString()));
    fixed.set("roles", roles(settings));
    fixed.set("parameters", parameters(settings));
    fixed.set("tokenizers", Json.list(settings.tokenizers()));
    ObjectNode balances = fixed.putObject("balances");
    settings.balances().forEach((who, wei) -> balances.put(who.toString(), wei.toString()));
    return Json.line(sorted(fixed));
  }

  private static ObjectNode blocks(Blocks blocks) {
    return Json.object()
        .put("periodSeconds", blocks.periodSeconds())
        .put("requestTimeoutSeconds", blocks.requestTimeoutSeconds())
        .put("epochLength", blocks.epochLength())
        .put("gasLimit", blocks.gasLimit());
  }

  private static ObjectNode forks(NetworkSettings settings) {
    ObjectNode forks = Json.object();
    for (Fork fork : Fork.values()) {
      Long time = settings.forks().get(fork);
      if (time == null) {
        forks.put(fork.key(), Moment.NEVER);
      } else {
        forks.put(fork.key(), time);
      }
    }
    return forks;
  }

  private static ObjectNode validator(Validator validator) {
    ObjectNode json = Json.object().put("name", validator.name());
    validator.organisation().ifPresent(who -> json.put("organisation", who));
    validator.publicKey().ifPresent(key -> json.put("publicKey", key.toHexString()));
    json.put("host", validator.host());
    validator.p2pPort().ifPresent(port -> json.put("p2pPort", port));
    json.put("storage", validator.storage().key());
    validator.operator().ifPresent(who -> json.put("operator", who.toString()));
    validator.rpcUrl().ifPresent(url -> json.put("rpcUrl", url));
    return json;
  }

  private static ObjectNode roles(NetworkSettings settings) {
    ObjectNode roles = Json.object();
    settings
        .roles()
        .forEach(
            (role, members) -> {
              // Only a role that need not be given has nobody.
              if (!members.isEmpty()) {
                roles.set(key(role), Json.list(members.stream().map(Address::toString).toList()));
              }
            });
    return roles;
  }

  private static ObjectNode parameters(NetworkSettings settings) {
    ObjectNode parameters = Json.object();
    settings
        .parameters()
        .forEach(
            (parameter, value) -> {
              if (parameter.namesAccount()) {
                parameters.put(parameter.label(), Address.of(value).toString());
              } else if (ParameterPurpose.isCoins(parameter)) {
                parameters.put(parameter.label(), value + " wei");
              } else {
                parameters.put(parameter.label(), value.longValueExact());
              }
            });
    return parameters;
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> list.add(sorted(item)));
      return list;
    }
    if (!node.isObject()) {
      return node;
    }
    TreeMap<String, JsonNode> members = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      members.put(entry.getKey(), sorted(entry.getValue()));
    }
    ObjectNode object = Json.object();
    object.setAll(members);
    return object;
  }
}
