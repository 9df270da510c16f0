package org.openledger.genesis.settings;

import static org.openledger.genesis.settings.Setting.optional;
import static org.openledger.genesis.settings.Setting.required;
import static org.openledger.genesis.settings.Setting.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;

/** Every setting of a network: its shape, its bounds, its default, what it does. */
final class Catalogue {

  /** What accounts, validators and organisations may be called. */
  static final String NAME = "[a-z][a-z0-9-]{0,62}";

  static final String MODE_ZERO = "zeroBaseFee";
  static final String MODE_BURNED = "burnedBaseFee";
  static final String MODE_FREE = "free";

  /** Tokenizers that the protocol ships, by name. */
  static final List<String> TOKENIZERS =
      NetworkConfiguration.shippedTokenizers().keySet().stream().map(AbiValues::text).toList();

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";

  /** Gas that one transaction may use since Osaka (EIP-7825): a block must have room for it. */
  private static final long TRANSACTION_GAS = 16_777_216;

  private static final BigInteger MOST_COINS = below2(112);
  private static final int MOST_VALIDATORS = 100;
  private static final int MOST_MEMBERS = 256;

  private static final Text NAMED =
      Text.of(NAME, "a name of lower-case letters, digits and hyphens");

  private static final Text ACCOUNT =
      Text.of(
          "(0x[0-9a-fA-F]{40}|" + NAME + ")",
          "an address (0x and 40 digits) or a name that stands under accounts");

  /** The whole file. */
  static final Group FILE =
      new Group(
          List.of(
              standard("name", NAMED, Json.text("openledger"), "what people call the network"),
              required(
                  "chainId",
                  new Whole(1, Whole.EXACT),
                  "EIP-155 chain id: transactions are signed for it"),
              standard(
                  "protocolVersion",
                  new Whole(1, Contracts.newestVersion()),
                  Json.number(1),
                  "version of the native contracts' rules from block 0 on"),
              standard("blocks", blocks(), Json.object(), "how blocks are made"),
              standard(
                  "forks",
                  forks(),
                  Json.object(),
                  "when each of Ethereum's hard forks holds; all up to London hold from block 0"),
              standard("gas", gas(), Json.object(), "what gas costs and who gets it"),
              standard(
                  "validators",
                  new Items(validator(), 0, MOST_VALIDATORS),
                  JsonNodeFactory.instance.arrayNode(),
                  "the nodes that make blocks; empty: as many as --validators says"),
              required("roles", roles(), "who may do what in the native contracts"),
              required("parameters", parameters(), "the governed parameters of the contracts"),
              standard(
                  "tokenizers",
                  new Items(new Choice(TOKENIZERS), 1, TOKENIZERS.size()),
                  Json.list(TOKENIZERS),
                  "vocabularies that Datanets and models may use"),
              standard(
                  "accounts",
                  new Entries(Pattern.compile("^" + NAME + "$"), account()),
                  Json.object(),
                  "accounts by name, for use above, and the coins they start with")));

  private Catalogue() {}

  private static Group blocks() {
    return new Group(
        List.of(
            standard(
                "periodSeconds",
                new Whole(1, 3_600),
                Json.number(1),
                "seconds from one block to the next"),
            standard(
                "requestTimeoutSeconds",
                new Whole(2, 36_000),
                Json.number(4),
                "seconds until validators ask another proposer; doubles each round"),
            standard(
                "epochLength",
                new Whole(1, Integer.MAX_VALUE),
                Json.number(30_000),
                "blocks after which votes on validators are forgotten"),
            standard(
                "gasLimit",
                new Whole(TRANSACTION_GAS, Whole.EXACT),
                Json.number(60_000_000),
                "gas of a block")));
  }

  private static Group forks() {
    List<Setting> forks = new ArrayList<>();
    for (Fork fork : Fork.values()) {
      JsonNode time = fork.isStandard() ? Json.number(0) : Json.text(Moment.NEVER);
      forks.add(standard(fork.key(), new Moment(), time, fork.purpose()));
    }
    return new Group(forks);
  }

  private static Group gas() {
    return new Group(
        List.of(
            standard(
                "mode",
                new Choice(List.of(MODE_ZERO, MODE_BURNED, MODE_FREE)),
                Json.text(MODE_ZERO),
                "zeroBaseFee: all that gas costs goes to the beneficiary; burnedBaseFee: EIP-1559,"
                    + " the base fee is burned; free: gas costs nothing"),
            optional(
                "minGasPrice",
                new Amount(BigInteger.ZERO, below2(128)),
                "wei for a unit of gas below which validators take no transaction (default: 1000,"
                    + " and 0 where gas is free); each node's own option, not a rule of the chain"),
            optional(
                "baseFee",
                new Amount(BigInteger.valueOf(7), below2(63)),
                "wei for a unit of gas that block 0 burns (burnedBaseFee only; default: 1 gwei)"),
            optional(
                "beneficiary",
                ACCOUNT,
                "earns what gas costs above the base fee (default: the block's proposer)")));
  }

  private static Group validator() {
    return new Group(
        List.of(
            required("name", NAMED, "the node's name, and its directory's"),
            optional("organisation", NAMED, "who runs it"),
            optional(
                "publicKey",
                Text.of("(0x)?[0-9a-fA-F]{128}", "a public key: 128 hexadecimal digits"),
                "the node's key, where its owner made it (default: network create makes one)"),
            standard(
                "host",
                Text.of(
                    "(" + IPV4 + "|[0-9a-fA-F:]*:[0-9a-fA-F:]*)",
                    "an IP address (Besu resolves no names)"),
                Json.text("127.0.0.1"),
                "where the other nodes reach it"),
            optional(
                "p2pPort",
                new Whole(1, 65_535),
                "port for the other nodes (default: 30303, and one more for each further node)"),
            standard(
                "storage",
                new Choice(StorageProfile.keys()),
                Json.text(StorageProfile.FOREST.key()),
                "how the node keeps state: forest and forest-cached keep that of every block,"
                    + " bonsai and bonsai-parallel that of the last 512"),
            optional(
                "operator",
                ACCOUNT,
                "who runs it: with his key it serves contents to the other operators' nodes and"
                    + " fetches what it lacks from them (default: neither)"),
            optional(
                "rpcUrl",
                Text.of("https?://[^/@\\s]+", "a URL of http or https without a path"),
                "where the other operators' nodes reach its JSON-RPC (default: nowhere, but for"
                    + " hosts of this machine)")));
  }

  private static Group roles() {
    Items members = new Items(ACCOUNT, 1, MOST_MEMBERS);
    return new Group(
        List.of(
            required("admin", members, "changes roles and parameters"),
            required(
                "operator", members, "runs a validator; attests the index of each sealed version"),
            required("governor", members, "approves models"),
            optional("attester", members, "attests influence, under a bond (default: nobody)")));
  }

  private static Group parameters() {
    List<Setting> settings = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      String key = parameter.label();
      String purpose = ParameterPurpose.of(parameter);
      if (parameter.namesAccount()) {
        settings.add(required(key, ACCOUNT, purpose));
      } else if (ParameterPurpose.isCoins(parameter)) {
        Amount amount = new Amount(parameter.minimum(), parameter.maximum());
        settings.add(standard(key, amount, Json.text(parameter.standard().toString()), purpose));
      } else {
        Whole whole =
            new Whole(parameter.minimum().longValueExact(), parameter.maximum().longValueExact());
        JsonNode value = Json.number(parameter.standard().longValueExact());
        settings.add(standard(key, whole, value, purpose));
      }
    }
    return new Group(settings);
  }

  private static Group account() {
    return new Group(
        List.of(
            required(
                "address", Text.of("0x[0-9a-fA-F]{40}", "an address: 0x and 40 digits"), "where"),
            standard(
                "balance",
                new Amount(BigInteger.ZERO, MOST_COINS),
                Json.text("0"),
                "coins in block 0")));
  }

  /** The schema of the file, for editors and other programs. */
  static ObjectNode schema() {
    ObjectNode schema = Json.object();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "OpenLedger network");
    ObjectNode file = FILE.schema();
    file.withObjectProperty("properties")
        .putObject(Group.SCHEMA)
        .put("type", "string")
        .put("description", "where this schema is, for editors");
    schema.put("description", "The configuration of a network of Besu nodes with OpenLedger.");
    schema.setAll(file);
    return schema;
  }

  private static BigInteger below2(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}
