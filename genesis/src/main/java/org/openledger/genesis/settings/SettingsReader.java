package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;
import org.web3j.crypto.Keys;

/**
 * Makes settings of a file whose values have the right shapes. It looks at all of it before it
 * gives up, so what is missing because of an earlier problem is passed over here.
 */
final class SettingsReader {

  private static final BigInteger STANDARD_GAS_PRICE = BigInteger.valueOf(1_000);
  private static final BigInteger STANDARD_BASE_FEE = BigInteger.valueOf(1_000_000_000);

  private final ObjectNode file;
  private final Problems problems;
  private final Map<String, Address> named = new LinkedHashMap<>();

  SettingsReader(ObjectNode file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The settings.
   *
   * @throws SettingsException where there is a problem, now or from before
   */
  NetworkSettings settings() throws SettingsException {
    List<FundedAccount> accounts = accounts();
    Blocks blocks = blocks();
    SortedMap<Fork, Long> forks = forks();
    Gas gas = gas();
    List<Validator> validators = validators();
    SortedMap<Role, SortedSet<Address>> roles = roles();
    requireOperators(validators, roles.getOrDefault(Role.OPERATOR, new TreeSet<>()));
    SortedMap<Parameter, BigInteger> parameters = parameters();
    SortedSet<String> tokenizers = tokenizers();
    failOnProblems();
    NetworkSettings settings =
        new NetworkSettings(
            file.path("name").asText(),
            file.path("chainId").asLong(),
            file.path("protocolVersion").asLong(),
            blocks,
            forks,
            gas,
            validators,
            roles,
            parameters,
            tokenizers,
            accounts);
    try {
      settings.contracts();
    } catch (IllegalArgumentException e) {
      problems.add("", String.valueOf(e.getMessage()));
      failOnProblems();
    }
    return settings;
  }

  private void failOnProblems() throws SettingsException {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems.list());
    }
  }

  private List<FundedAccount> accounts() {
    List<FundedAccount> accounts = new ArrayList<>();
    Map<Address, String> names = new HashMap<>();
    BigInteger sum = BigInteger.ZERO;
    for (Map.Entry<String, JsonNode> entry : file.path("accounts").properties()) {
      String path = "accounts." + entry.getKey();
      JsonNode value = entry.getValue();
      Optional<Address> address =
          value.path("address").isTextual()
              ? address(value.path("address").asText(), path + ".address")
              : Optional.empty();
      if (address.isEmpty()) {
        continue;
      }
      String other = names.putIfAbsent(address.get(), entry.getKey());
      if (other != null) {
        problems.add(path + ".address", "is the address of " + other + " too");
      }
      named.put(entry.getKey(), address.get());
      BigInteger balance = wei(value.path("balance")).orElse(BigInteger.ZERO);
      sum = sum.add(balance);
      accounts.add(new FundedAccount(entry.getKey(), address.get(), balance));
    }
    if (sum.bitLength() > 112) {
      problems.add("accounts", "hold more coins together than the ledger can owe, 2^112 - 1 wei");
    }
    return accounts;
  }

  private Blocks blocks() {
    JsonNode blocks = file.path("blocks");
    long period = blocks.path("periodSeconds").asLong();
    long timeout = blocks.path("requestTimeoutSeconds").asLong();
    if (period > 0 && timeout > 0 && timeout <= period) {
      problems.add(
          "blocks.requestTimeoutSeconds",
          timeout + " must be more than periodSeconds, " + period + ": take twice as much");
    }
    return new Blocks(
        period, timeout, blocks.path("epochLength").asLong(), blocks.path("gasLimit").asLong());
  }

  private SortedMap<Fork, Long> forks() {
    SortedMap<Fork, Long> forks = new TreeMap<>();
    Fork before = null;
    boolean ended = false;
    for (Fork fork : Fork.values()) {
      JsonNode time = file.path("forks").path(fork.key());
      String path = "forks." + fork.key();
      if (time.isMissingNode()) {
        return forks;
      }
      if (time.isTextual()) {
        ended = true;
      } else if (ended) {
        problems.add(path, "cannot hold while an earlier fork never does");
      } else {
        Long earlier = before == null ? null : forks.get(before);
        if (earlier != null && time.asLong() < earlier) {
          problems.add(
              path,
              time.asLong()
                  + " is before "
                  + Optional.ofNullable(before).map(Fork::key).orElse("")
                  + ", "
                  + earlier);
        }
        forks.put(fork, time.asLong());
        before = fork;
      }
    }
    return forks;
  }

  private Gas gas() {
    JsonNode gas = file.path("gas");
    if (!gas.path("mode").isTextual()) {
      return new Gas(Gas.Mode.FREE, BigInteger.ZERO, BigInteger.ZERO, Optional.empty());
    }
    Gas.Mode mode = Gas.Mode.byKey(gas.path("mode").asText());
    Optional<BigInteger> price = wei(gas.path("minGasPrice"));
    Optional<BigInteger> fee = wei(gas.path("baseFee"));
    Optional<Address> beneficiary =
        gas.has("beneficiary")
            ? account(gas.path("beneficiary"), "gas.beneficiary")
            : Optional.empty();
    boolean free = mode == Gas.Mode.FREE;
    if (free && price.isPresent() && price.get().signum() > 0) {
      problems.add("gas.minGasPrice", "must be 0 where gas is free, or take another mode");
    }
    if (mode == Gas.Mode.ZERO_BASE_FEE && price.isPresent() && price.get().signum() == 0) {
      problems.add("gas.minGasPrice", "must be at least 1 wei, or take the mode free");
    }
    if (free && gas.has("beneficiary")) {
      problems.add("gas.beneficiary", "has nothing to earn where gas is free: leave it out");
    }
    boolean burned = mode == Gas.Mode.BURNED_BASE_FEE;
    if (!burned && gas.has("baseFee")) {
      problems.add("gas.baseFee", "is for the mode burnedBaseFee only: leave it out");
    }
    return new Gas(
        mode,
        price.orElse(free ? BigInteger.ZERO : STANDARD_GAS_PRICE),
        burned ? fee.orElse(STANDARD_BASE_FEE) : BigInteger.ZERO,
        beneficiary);
  }

  private List<Validator> validators() {
    List<Validator> validators = new ArrayList<>();
    Map<String, String> taken = new HashMap<>();
    JsonNode given = file.path("validators");
    for (int i = 0; i < given.size(); i++) {
      JsonNode one = given.get(i);
      String path = "validators[" + i + "]";
      if (!one.isObject()) {
        continue;
      }
      Optional<Bytes> key =
          one.has("publicKey")
              ? Optional.of(Bytes.fromHexString(one.path("publicKey").asText()))
              : Optional.empty();
      Optional<Integer> port =
          one.has("p2pPort") ? Optional.of(one.path("p2pPort").asInt()) : Optional.empty();
      if (one.has("name")) {
        unique(taken, "name " + one.path("name").asText(), path + ".name");
      }
      if (key.isPresent()) {
        unique(taken, "key " + key.get().toHexString(), path + ".publicKey");
        if (!PublicKeys.isOnCurve(key.get())) {
          problems.add(path + ".publicKey", "is no point of the curve secp256k1: a digit is wrong");
        }
      }
      if (port.isPresent()) {
        unique(taken, "address " + one.path("host").asText() + ":" + port.get(), path + ".p2pPort");
      }
      validators.add(
          new Validator(
              one.path("name").asText(),
              one.has("organisation")
                  ? Optional.of(one.path("organisation").asText())
                  : Optional.empty(),
              key,
              one.path("host").asText(),
              port,
              StorageProfile.byKey(one.path("storage").asText()).orElse(StorageProfile.FOREST),
              operator(one, path + ".operator", taken),
              one.has("rpcUrl") ? Optional.of(one.path("rpcUrl").asText()) : Optional.empty()));
    }
    return validators;
  }

  /** Each node has an operator of its own: by their addresses they know each other. */
  private Optional<Address> operator(JsonNode validator, String path, Map<String, String> taken) {
    if (!validator.has("operator")) {
      return Optional.empty();
    }
    Optional<Address> operator = account(validator.path("operator"), path);
    operator.ifPresent(who -> unique(taken, "operator " + who, path));
    return operator;
  }

  private void requireOperators(List<Validator> validators, SortedSet<Address> operators) {
    for (int i = 0; i < validators.size(); i++) {
      Optional<Address> operator = validators.get(i).operator();
      if (operator.isPresent() && !operators.contains(operator.get())) {
        problems.add(
            "validators[" + i + "].operator",
            "has no role: let " + operator.get() + " stand under roles.operator");
      }
    }
  }

  private void unique(Map<String, String> taken, String what, String path) {
    String other = taken.putIfAbsent(what, path);
    if (other != null) {
      problems.add(path, "repeats " + other + ": the " + what);
    }
  }

  private SortedMap<Role, SortedSet<Address>> roles() {
    SortedMap<Role, SortedSet<Address>> roles = new TreeMap<>();
    for (Role role : Role.values()) {
      String key = SettingsJson.key(role);
      SortedSet<Address> members = new TreeSet<>();
      JsonNode given = file.path("roles").path(key);
      for (int i = 0; i < given.size(); i++) {
        String path = "roles." + key + "[" + i + "]";
        Optional<Address> member = account(given.get(i), path);
        if (member.isPresent() && !members.add(member.get())) {
          problems.add(path, "stands there twice");
        }
      }
      roles.put(role, members);
    }
    return roles;
  }

  private SortedMap<Parameter, BigInteger> parameters() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    for (Parameter parameter : Parameter.values()) {
      JsonNode given = file.path("parameters").path(parameter.label());
      if (given.isMissingNode()) {
        continue;
      }
      if (parameter.namesAccount()) {
        account(given, "parameters." + parameter.label())
            .ifPresent(account -> parameters.put(parameter, account.toBigInteger()));
      } else {
        parameters.put(parameter, new BigInteger(given.asText()));
      }
    }
    return parameters;
  }

  private SortedSet<String> tokenizers() {
    SortedSet<String> tokenizers = new TreeSet<>();
    JsonNode given = file.path("tokenizers");
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i).isTextual() && !tokenizers.add(given.get(i).asText())) {
        problems.add("tokenizers[" + i + "]", "stands there twice");
      }
    }
    return tokenizers;
  }

  /** An account given by address or by name. */
  private Optional<Address> account(JsonNode given, String path) {
    if (!given.isTextual()) {
      return Optional.empty();
    }
    String text = given.asText();
    Address governance = NativeAddress.GOVERNANCE.address();
    if (text.equalsIgnoreCase(governance.toString())) {
      // Rights and the treasury may be Governance's: it uses them by votes.
      return Optional.of(governance);
    }
    if (text.startsWith("0x")) {
      return address(text, path);
    }
    Address address = named.get(text);
    if (address == null && !file.path("accounts").has(text)) {
      problems.add(
          path, text + " does not stand under accounts" + Nearest.hint(text, named.keySet()));
    }
    return Optional.ofNullable(address);
  }

  /** An address that coins or rights may be given to. */
  private Optional<Address> address(String text, String path) {
    Address address = Address.fromHex(text);
    String digits = text.substring(2);
    boolean mixed =
        !digits.equals(digits.toLowerCase(Locale.ROOT))
            && !digits.equals(digits.toUpperCase(Locale.ROOT));
    if (mixed && !Keys.toChecksumAddress(text).equals(text)) {
      problems.add(
          path,
          text + " fails its checksum (EIP-55): a digit is wrong; if not, write it in lower case");
      return Optional.empty();
    }
    if (address.isZero()) {
      problems.add(path, "is the zero address, which is nobody's");
      return Optional.empty();
    }
    if (NativeAddress.contains(address)) {
      problems.add(path, text + " is a native contract's");
      return Optional.empty();
    }
    return Optional.of(address);
  }

  private static Optional<BigInteger> wei(JsonNode given) {
    return given.isTextual() ? Optional.of(new BigInteger(given.asText())) : Optional.empty();
  }
}
