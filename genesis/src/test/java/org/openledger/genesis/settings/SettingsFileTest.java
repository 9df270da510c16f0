package org.openledger.genesis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

class SettingsFileTest {

  /** The least that a file says. */
  static final String LEAST =
      """
      {
        "chainId": 7,
        "roles": {"admin": ["a"], "operator": ["a"], "governor": ["a"]},
        "parameters": {"platformAccount": "a", "treasury": "a"},
        "accounts": {"a": {"address": "0x00000000000000000000000000000000000000aa"}}
      }
      """;

  static NetworkSettings read(String text) throws SettingsException {
    return SettingsFile.parse(text).settings();
  }

  private static List<String> problems(String text) {
    SettingsException e =
        catchThrowableOfType(SettingsException.class, () -> SettingsFile.parse(text));
    assertThat(e).as("the file was taken").isNotNull();
    return e.problems().stream().map(Problem::toString).toList();
  }

  /** The file with a member added at its top, or replaced. */
  private static String with(String member) {
    return LEAST.replaceFirst("\\{", "{ " + member.replace('\'', '"') + ",");
  }

  @Test
  void whatAFileDoesNotSayHasItsDefault() throws SettingsException {
    NetworkSettings settings = read(LEAST);
    assertThat(settings.name()).isEqualTo("openledger");
    assertThat(settings.protocolVersion()).isEqualTo(1);
    assertThat(settings.blocks()).isEqualTo(new Blocks(1, 4, 30_000, 60_000_000));
    assertThat(settings.forks())
        .containsOnlyKeys(Fork.SHANGHAI, Fork.CANCUN, Fork.PRAGUE, Fork.OSAKA);
    assertThat(settings.gas().mode()).isEqualTo(Gas.Mode.ZERO_BASE_FEE);
    assertThat(settings.gas().minGasPrice()).isEqualTo(1_000);
    assertThat(settings.tokenizers()).isEqualTo(new TreeSet<>(Catalogue.TOKENIZERS));
    for (Parameter parameter : Parameter.values()) {
      if (!parameter.namesAccount()) {
        assertThat(settings.parameter(parameter)).isEqualTo(parameter.standard());
      }
    }
    assertThat(settings.parameters()).containsOnlyKeys(Parameter.values());
    assertThat(settings.members(Role.ADMIN)).hasSize(1);
  }

  @Test
  void whatIsWrittenOutReadsAsTheSame() throws SettingsException {
    NetworkSettings settings = read(Development.file(4));
    assertThat(read(settings.text())).isEqualTo(settings);
    assertThat(read(LEAST).text()).isEqualTo(read(read(LEAST).text()).text());
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(
            problems(
                """
                {
                  "chainID": 7,
                  "blocks": {"periodSecond": 2, "gasLimit": 5},
                  "gas": {"mode": "zeroBasefee", "minGasPrice": "1 gwei"},
                  "validators": [{"name": "one"}, {"name": "one", "storage": "bonzai"}, 3],
                  "roles": {"admin": ["ana"], "operator": [], "governor": ["bob"]},
                  "parameters": {"platformAccount": "anna", "maxOutput": 70000, "tresury": "anna"},
                  "tokenizers": ["cl100k"],
                  "accounts": {"anna": {"address": "0x00000000000000000000000000000000000000aa"}}
                }
                """))
        .containsExactly(
            "chainID: is no setting: did you mean chainId?",
            "chainId: is missing (EIP-155 chain id: transactions are signed for it)",
            "blocks.periodSecond: is no setting: did you mean periodSeconds?",
            "blocks.gasLimit: 5 is not within 16777216 … 9007199254740991",
            "gas.mode: must be one of zeroBaseFee, burnedBaseFee, free, not the text"
                + " \"zeroBasefee\": did you mean zeroBaseFee?",
            "gas.minGasPrice: must be coins, such as \"0.5 OPEN\", \"1000 wei\" or 1000 (wei), not"
                + " the text \"1 gwei\"",
            "validators[1].storage: must be one of forest, forest-cached, bonsai, bonsai-parallel,"
                + " not the text \"bonzai\": did you mean bonsai?",
            "validators[2]: must be an object, not the number 3",
            "roles.operator: has 0 items, must have 1 … 256",
            "parameters.tresury: is no setting: did you mean treasury?",
            "parameters.treasury: is missing (earns general stake's rewards while there is none,"
                + " slashed stake and surpluses)",
            "parameters.maxOutput: 70000 is not within 1 … 65535",
            "tokenizers[0]: must be one of "
                + String.join(", ", Catalogue.TOKENIZERS)
                + ", not the text \"cl100k\": did you mean cl100k_base?",
            "validators[1].name: repeats validators[0].name: the name one",
            "roles.admin[0]: ana does not stand under accounts: did you mean anna?",
            "roles.governor[0]: bob does not stand under accounts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'blocks': {'periodSeconds': 4} | blocks.requestTimeoutSeconds: 4 must be more than",
        "'gas': {'mode': 'free', 'minGasPrice': 1} | gas.minGasPrice: must be 0",
        "'gas': {'mode': 'free', 'beneficiary': 'a'} | gas.beneficiary: has nothing to earn",
        "'gas': {'minGasPrice': 0} | gas.minGasPrice: must be at least 1 wei",
        "'gas': {'baseFee': 10} | gas.baseFee: is for the mode burnedBaseFee only",
        "'forks': {'osaka': 5, 'amsterdam': 4} | forks.amsterdam: 4 is before osaka, 5",
        "'forks': {'prague': 'never'} | forks.osaka: cannot hold while an earlier fork",
        "'forks': {'osaka': -1} | forks.osaka: -1 is not within",
        "'forks': {'osaka': 'soon'} | forks.osaka: must be seconds since 1970, or \"never\"",
        "'protocolVersion': 99 | protocolVersion: 99 is not within",
        "'protocolVersion': '1' | protocolVersion: must be a whole number, not the text \"1\"",
        "'tokenizers': ['utf8-bytes', 'utf8-bytes'] | tokenizers[1]: stands there twice",
        "'name': 'Our Net' | name: must be a name of lower-case letters",
        "'validators': [{'name': 'v', 'host': '300.0.0.1'}] | validators[0].host: must be an IP",
        "'validators': [{'name': 'v', 'host': 'node.example'}] | validators[0].host: must be an IP",
        "'validators': [{'name': '../x'}] | validators[0].name: must be a name",
        "'validators': {} | validators: must be a list, not an object",
      })
  void aProblemNamesItsSetting(String member, String expected) {
    assertThat(problems(with(member))).singleElement().asString().startsWith(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The checksum of EIP-55's own example, one letter changed.
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed | ",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed | fails its checksum (EIP-55)",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed | ",
        "0x0000000000000000000000000000000000000000 | is the zero address",
        "0x000000000000000000000000000000000000a103 | is a native contract's",
        "0x5aAeb6 | must be an address",
      })
  void anAddressIsOneThatSomebodyCanHave(String address, String expected) throws Exception {
    String text = LEAST.replace("0x00000000000000000000000000000000000000aa", address);
    if (expected == null) {
      assertThat(read(text).accounts()).hasSize(1);
    } else {
      assertThat(problems(text)).singleElement().asString().contains(expected);
    }
  }

  @Test
  void aPublicKeyLiesOnTheCurve() {
    String member = "'validators': [{'name': 'v', 'publicKey': '" + "12".repeat(64) + "'}]";
    assertThat(problems(with(member))).singleElement().asString().contains("no point of the curve");
  }

  @Test
  void twoValidatorsShareNothing() {
    String key =
        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
            + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
    String one = "{'name': 'v', 'publicKey': '" + key + "', 'p2pPort': 30303}";
    assertThat(problems(with("'validators': [" + one + "," + one + "]")))
        .hasSize(3)
        .anyMatch(it -> it.startsWith("validators[1].name: repeats"))
        .anyMatch(it -> it.startsWith("validators[1].publicKey: repeats"))
        .anyMatch(it -> it.startsWith("validators[1].p2pPort: repeats"));
  }

  @Test
  void aMemberAndAnAddressStandOnce() {
    assertThat(problems(LEAST.replace("\"admin\": [\"a\"]", "\"admin\": [\"a\", \"a\"]")))
        .containsExactly("roles.admin[1]: stands there twice");
    assertThat(
            problems(
                LEAST.replace(
                    "\"accounts\": {",
                    "\"accounts\": {\"b\": {\"address\":"
                        + " \"0x00000000000000000000000000000000000000AA\"},")))
        .containsExactly("accounts.a.address: is the address of b too");
  }

  @Test
  void coinsBeyondTheLedgerAreRefused() {
    String most = BigInteger.ONE.shiftLeft(112).subtract(BigInteger.ONE).toString();
    String rich = LEAST.replace("00aa\"", "00aa\", \"balance\": \"" + most + "\"");
    assertThat(catchThrowableOfType(SettingsException.class, () -> read(rich))).isNull();
    String richer =
        rich.replace(
            "\"accounts\": {",
            "\"accounts\": {\"b\": {\"address\": \"0x00000000000000000000000000000000000000bb\","
                + " \"balance\": 1},");
    assertThat(problems(richer)).singleElement().asString().startsWith("accounts: hold more");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"0.5 OPEN\"', 500000000000000000",
    "'\"1 OPEN\"', 1000000000000000000",
    "'\"0.000000000000000001 OPEN\"', 1",
    "'\"12 wei\"', 12",
    "'\"12\"', 12",
    "12, 12",
  })
  void coinsAreWrittenInEitherUnit(String given, BigInteger wei) throws SettingsException {
    String text =
        LEAST.replace("\"treasury\": \"a\"", "\"treasury\": \"a\", \"platformFee\": " + given);
    assertThat(read(text).parameter(Parameter.PLATFORM_FEE)).isEqualTo(wei);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"0.5\"'",
    "'\"0.0000000000000000001 OPEN\"'",
    "1.5",
    "-1",
    "'\"-1\"'",
    "'\"1e3\"'",
    "null",
    "9007199254740993",
    "'\"\"'",
    "'\" 1\"'",
    "true",
  })
  void anythingElseIsNoCoins(String given) {
    String text =
        LEAST.replace("\"treasury\": \"a\"", "\"treasury\": \"a\", \"platformFee\": " + given);
    assertThat(problems(text)).singleElement().asString().startsWith("parameters.platformFee: ");
  }

  @Test
  void whatIsNoJsonIsSaidWithItsPlace() {
    assertThat(problems("{\"chainId\": 7,\n \"chainId\": 8}"))
        .singleElement()
        .asString()
        .startsWith("is no JSON: Duplicate field 'chainId'")
        .contains("line 2");
    assertThat(problems("{} {}")).singleElement().asString().startsWith("is no JSON");
    assertThat(problems("")).isNotEmpty();
    assertThat(problems("[]")).containsExactly("must be an object, not a list");
  }

  @Test
  void aValidatorsOperatorHasTheRoleAndRunsNoOther() {
    assertThat(problems(with("'validators': [{'name': 'v', 'operator': 'nobody'}]")))
        .singleElement()
        .asString()
        .startsWith("validators[0].operator: nobody does not stand under accounts");
    assertThat(
            problems(
                with(
                    "'validators': [{'name': 'v', 'operator':"
                        + " '0x00000000000000000000000000000000000000bb'}]")))
        .singleElement()
        .asString()
        .contains("stand under roles.operator");
    assertThat(
            problems(
                with("'validators': [{'name':'v','operator':'a'},{'name':'w','operator':'a'}]")))
        .singleElement()
        .asString()
        .startsWith("validators[1].operator: repeats validators[0].operator");
    assertThat(problems(with("'validators': [{'name': 'v', 'rpcUrl': 'rpc.example'}]")))
        .singleElement()
        .asString()
        .startsWith("validators[0].rpcUrl: must be a URL");
  }

  @Test
  void whatIsSeldomMeantIsSaidToo() throws SettingsException {
    SettingsFile file = SettingsFile.parse(Development.file(3));
    assertThat(file.warnings()).extracting(Problem::path).containsExactly("validators", "");
    assertThat(file.warnings().getLast().message())
        .contains("whose keys everybody knows", "roles.admin", "10 funded accounts");
    assertThat(SettingsFile.parse(LEAST).warnings()).isEmpty();
    assertThat(SettingsFile.parse(LEAST.replace("7", "1")).warnings())
        .singleElement()
        .asString()
        .contains("Ethereum's");
  }

  @Test
  void theDevelopmentNetworksAccountsAreThoseOfTheDevnet() throws SettingsException {
    NetworkSettings settings = read(Development.file(4));
    DevAccounts.funded()
        .forEach(
            account ->
                assertThat(settings.balances())
                    .containsEntry(account.address(), DevAccounts.BALANCE));
    assertThat(settings.balances()).hasSize(DevAccounts.FUNDED);
    assertThat(settings.members(Role.OPERATOR)).hasSize(4);
  }

  @Test
  void everySettingIsExplained() throws SettingsException {
    List<Explanation> rows = SettingsFile.parse(Development.file(2)).explanations();
    assertThat(rows).extracting(Explanation::purpose).noneMatch(String::isBlank);
    assertThat(rows)
        .contains(
            new Explanation("blocks.gasLimit", "60000000", false, "gas of a block"),
            new Explanation(
                "gas.minGasPrice",
                "1000 wei",
                true,
                rows.stream()
                    .filter(r -> r.setting().equals("gas.minGasPrice"))
                    .findFirst()
                    .orElseThrow()
                    .purpose()))
        .anyMatch(
            row -> row.setting().equals("parameters.platformFee") && row.value().equals("0.5 OPEN"))
        .anyMatch(
            row -> row.setting().equals("roles.governor") && row.value().startsWith("banker (0x"));
    for (Parameter parameter : Parameter.values()) {
      assertThat(rows).anyMatch(row -> row.setting().equals("parameters." + parameter.label()));
    }
  }
}
