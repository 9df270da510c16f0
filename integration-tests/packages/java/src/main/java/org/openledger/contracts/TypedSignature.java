package org.openledger.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;

/**
 * EIP-712 signatures of all that the contracts take signed: receipts, batches and permits of
 * inferences and of hosting, votes, delegations, consents of agents, attestations of influence.
 */
public final class TypedSignature {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TypedSignature() {}

  /**
   * The digest that is signed.
   *
   * @param chainId the chain's id
   * @param primaryType such as {@code Receipt}: one of docs/eip712.json
   * @param message its fields by name, as docs/eip712.json names them: {@code BigInteger}, {@code
   *     Boolean}, hexadecimal strings, and maps and lists of these
   * @return 32 bytes
   * @throws IllegalArgumentException where the fields are not those of the type
   */
  public static byte[] digest(BigInteger chainId, String primaryType, Map<String, ?> message) {
    JsonNode all = resource("eip712.json");
    JsonNode structs = all.path(primaryType);
    if (structs.isMissingNode()) {
      Set<String> names = new TreeSet<>();
      all.fieldNames().forEachRemaining(names::add);
      throw new IllegalArgumentException(
          primaryType + " is none of " + names + ", which are signed");
    }
    // The encoder leaves out what is missing, and signs something else.
    Set<String> fields = new TreeSet<>();
    structs.path(primaryType).forEach(type -> fields.add(type.path("name").asText()));
    if (!fields.equals(message.keySet())) {
      throw new IllegalArgumentException(
          "the fields of " + primaryType + " are " + fields + ", not " + message.keySet());
    }
    ObjectNode typed = JSON.createObjectNode();
    ObjectNode types = typed.putObject("types");
    types.setAll((ObjectNode) structs);
    ArrayNode domainType = types.putArray("EIP712Domain");
    field(domainType, "name", "string");
    field(domainType, "version", "string");
    field(domainType, "chainId", "uint256");
    field(domainType, "verifyingContract", "address");
    typed.put("primaryType", primaryType);
    ObjectNode domain = typed.putObject("domain");
    domain.setAll((ObjectNode) resource("eip712-domains.json").path(primaryType));
    domain.put("chainId", chainId);
    typed.set("message", JSON.valueToTree(message));
    try {
      return new StructuredDataEncoder(JSON.writeValueAsString(typed)).hashStructuredData();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "the fields are not those of " + primaryType + ": " + structs, e);
    }
  }

  /** The signature of a digest as the contracts take it: r ‖ s ‖ v, 65 bytes. */
  public static byte[] sign(byte[] digest, ECKeyPair key) {
    Sign.SignatureData signed = Sign.signMessage(digest, key, false);
    byte[] signature = new byte[65];
    java.lang.System.arraycopy(signed.getR(), 0, signature, 0, 32);
    java.lang.System.arraycopy(signed.getS(), 0, signature, 32, 32);
    signature[64] = signed.getV()[0];
    return signature;
  }

  private static void field(ArrayNode type, String name, String kind) {
    type.addObject().put("name", name).put("type", kind);
  }

  private static JsonNode resource(String name) {
    try (InputStream in = TypedSignature.class.getResourceAsStream(name)) {
      return JSON.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
