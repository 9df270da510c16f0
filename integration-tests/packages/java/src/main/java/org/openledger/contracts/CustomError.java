package org.openledger.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * The custom error of a native contract that a call was reverted with (web3j hands on the bytes).
 *
 * @param contract whose interface declares it; the first by name where several do
 * @param name such as {@code WrongValue}
 * @param signature such as {@code WrongValue(uint256,uint256)}
 * @param parameters names of its arguments
 * @param arguments the ABI-encoded arguments, as hexadecimal digits
 */
public record CustomError(
    String contract, String name, String signature, List<String> parameters, String arguments) {

  private static final int SELECTOR_DIGITS = 8;
  private static final Map<String, CustomError> BY_SELECTOR = declared();

  public CustomError {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads what a call was reverted with.
   *
   * @param data {@code 0x} and hexadecimal digits; in quotes as web3j's {@code Error.getData} has
   *     them
   * @return empty where no native contract declares such an error
   */
  public static Optional<CustomError> of(String data) {
    String digits = Numeric.cleanHexPrefix(data.replace("\"", ""));
    if (digits.length() < SELECTOR_DIGITS) {
      return Optional.empty();
    }
    CustomError error = BY_SELECTOR.get(digits.substring(0, SELECTOR_DIGITS));
    return Optional.ofNullable(error)
        .map(it -> it.withArguments(digits.substring(SELECTOR_DIGITS)));
  }

  private CustomError withArguments(String digits) {
    return new CustomError(contract, name, signature, parameters, digits);
  }

  private static Map<String, CustomError> declared() {
    Map<String, CustomError> errors = new TreeMap<>();
    for (String contract :
        List.of(
            "Agents",
            "Datanets",
            "Feedback",
            "Governance",
            "InferenceFees",
            "InfluenceAttestations",
            "Models",
            "Services",
            "Staking",
            "System",
            "TokenAttribution")) {
      for (JsonNode entry : abi(contract)) {
        if (entry.get("type").asText().equals("error")) {
          CustomError error = declared(contract, entry);
          String selector = Hash.sha3String(error.signature()).substring(2, 2 + SELECTOR_DIGITS);
          errors.putIfAbsent(selector, error);
        }
      }
    }
    return errors;
  }

  private static CustomError declared(String contract, JsonNode entry) {
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonNode input : entry.get("inputs")) {
      types.add(input.get("type").asText());
      names.add(input.get("name").asText());
    }
    String name = entry.get("name").asText();
    return new CustomError(contract, name, name + "(" + String.join(",", types) + ")", names, "");
  }

  private static JsonNode abi(String contract) {
    try (InputStream in = CustomError.class.getResourceAsStream(contract + ".json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, contract));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
