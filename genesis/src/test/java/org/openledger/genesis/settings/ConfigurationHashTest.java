package org.openledger.genesis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.precompile.abi.Keccak256;

class ConfigurationHashTest {

  /** The curve's generator and its double: keys of 1 and 2. */
  private static final List<Bytes> KEYS =
      List.of(
          Bytes.fromHexString(
              "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                  + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"),
          Bytes.fromHexString(
              "c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5"
                  + "1ae168fea63dc339a3c58419466ceaeef7f632653266d0e1236431a950cfe52a"));

  private static NetworkSettings withKeys(String text) throws SettingsException {
    NetworkSettings settings = SettingsFileTest.read(text);
    List<Validator> validators =
        List.of(
            Validator.local("one").with(KEYS.get(0), 30303),
            Validator.local("two").with(KEYS.get(1), 30304));
    return settings.withValidators(validators);
  }

  @Test
  void theCanonicalFormIsPinned() throws SettingsException {
    String expected =
        "{\"balances\":{},"
            + "\"blocks\":{\"epochLength\":30000,\"gasLimit\":60000000,\"periodSeconds\":1,"
            + "\"requestTimeoutSeconds\":4},\"chainId\":7,"
            + "\"forks\":{\"amsterdam\":\"never\",\"cancun\":0,\"osaka\":0,\"prague\":0,"
            + "\"shanghai\":0},"
            + "\"gas\":{\"baseFee\":\"0\",\"beneficiary\":\"\",\"mode\":\"zeroBaseFee\"},"
            + "\"parameters\":{";
    NetworkSettings settings = withKeys(SettingsFileTest.LEAST);
    assertThat(settings.canonical())
        .startsWith(expected)
        .contains(
            "\"platformFee\":\"500000000000000000 wei\"",
            "\"validators\":[\"0x2b5ad5c4795c026514f8317c7a215e218dccd6cf\","
                + "\"0x7e5f4552091a69125d5dfcb7b8c2659029395bdf\"]")
        .matches("[\\x21-\\x7e ]+")
        .doesNotContain("\n");
    assertThat(settings.hash()).isEqualTo(Keccak256.hash(settings.canonical()));
  }

  @Test
  void theOrderOfKeysAndDefaultsWrittenOutChangeNothing() throws SettingsException {
    Bytes32 hash = withKeys(SettingsFileTest.LEAST).hash();
    assertThat(withKeys(withKeys(SettingsFileTest.LEAST).text()).hash()).isEqualTo(hash);
    String reordered =
        """
        {
          "parameters": {"treasury": "x", "platformAccount": "x"},
          "accounts": {"x": {"address": "0x00000000000000000000000000000000000000AA"}},
          "roles": {"governor": ["x"], "operator": ["x"], "admin": ["x"]},
          "tokenizers": ["cl100k_base", "utf8-bytes"],
          "chainId": 7
        }
        """;
    assertThat(withKeys(reordered).hash()).isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'chainId': 8",
        "'blocks': {'periodSeconds': 2}",
        "'blocks': {'requestTimeoutSeconds': 5}",
        "'blocks': {'epochLength': 5}",
        "'blocks': {'gasLimit': 50000000}",
        "'forks': {'osaka': 5}",
        "'gas': {'mode': 'burnedBaseFee'}",
        "'gas': {'mode': 'free'}",
        "'gas': {'beneficiary': 'a'}",
        "'tokenizers': ['utf8-bytes']",
        "'accounts': {'a': {'address': '0x00000000000000000000000000000000000000ab'}}",
        "'accounts': {'a': {'address': '0x00000000000000000000000000000000000000aa', 'balance':"
            + " 1}}",
        "'parameters': {'platformAccount': 'a', 'treasury': 'a', 'maxOutput': 9}",
      })
  void whatTheFirstBlockFixesChangesIt(String member) throws SettingsException {
    assertThat(withKeys(changed(member)).hash())
        .isNotEqualTo(withKeys(SettingsFileTest.LEAST).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"'name': 'other'", "'gas': {'minGasPrice': 5}"})
  void whatANodeMayChooseDoesNot(String member) throws SettingsException {
    assertThat(withKeys(changed(member)).hash()).isEqualTo(withKeys(SettingsFileTest.LEAST).hash());
  }

  @Test
  void validatorsCountByTheirAddressesAlone() throws SettingsException {
    NetworkSettings settings = withKeys(SettingsFileTest.LEAST);
    List<Validator> renamed =
        List.of(
            Validator.local("x").with(KEYS.get(1), 1).with(StorageProfile.BONSAI),
            Validator.local("y").with(KEYS.get(0), 2));
    assertThat(settings.withValidators(renamed).hash()).isEqualTo(settings.hash());
    assertThat(settings.withValidators(renamed.subList(0, 1)).hash()).isNotEqualTo(settings.hash());
  }

  /** The least file with a member added, or put in the place of its own. */
  private static String changed(String member) throws SettingsException {
    String json = "{" + member.replace('\'', '"') + "}";
    try {
      ObjectNode file = (ObjectNode) Json.parse(SettingsFileTest.LEAST);
      file.setAll((ObjectNode) Json.parse(json));
      return file.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
