package org.openledger.precompile.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.TestNetwork.UTF8;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.storage.Storage;

class TokenizerRegistryTest {

  private static final Bytes32 CL100K = AbiValues.name("cl100k_base");
  private static final ShippedTable BYTES_TABLE = ShippedTables.VERSION_1.numbered(1);
  private static final ShippedTable CL100K_TABLE = ShippedTables.VERSION_1.numbered(2);

  private final TestNetwork network = new TestNetwork();

  /** The protocol version's constants are those of the artefacts in the release. */
  @Test
  void theShippedTablesAreThoseOfTheRelease() {
    assertThat(ShippedTables.VERSION_1.all()).hasSameSizeAs(Tokenizers.ids());
    for (ShippedTable table : ShippedTables.VERSION_1.all()) {
      String id = AbiValues.text(table.tokenizer());
      Tokenizer tokenizer = Tokenizers.byId(id);
      assertThat(table.tokenizerHash()).isEqualTo(Bytes32.wrap(tokenizer.hash()));
      assertThat(table.vocabularySize()).isEqualTo(tokenizer.vocabularySize());
      assertThat(table.hash())
          .isEqualTo(Bytes32.wrap(WeightTable.shipped(id).orElseThrow().hash()));
      assertThat(ShippedTables.VERSION_1.numbered(table.number())).isEqualTo(table);
    }
    assertThatThrownBy(() -> ShippedTables.VERSION_1.numbered(3))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTokenizerOfTheProtocolVersionIsRegisteredOnce() {
    network.refuse(
        "AlreadyRegistered", ADMIN, "System", "registerTokenizer", UTF8, BYTES_TABLE.hash());
    new SystemStorage(new Storage(network.host, new GasMeter(network.host)))
        .setTokenizer(CL100K, new RegisteredTokenizer(Bytes32.ZERO, 0, Bytes32.ZERO));
    network.refuse(
        "UnknownTokenizer", GOVERNOR, "System", "setWeightTable", CL100K, CL100K_TABLE.hash());
    network.refuse(
        "AccessControlUnauthorizedAccount",
        GOVERNOR,
        "System",
        "registerTokenizer",
        CL100K,
        CL100K_TABLE.hash());
    for (Bytes32 unknown : List.of(Bytes32.ZERO, BYTES_TABLE.hash(), Bytes32.repeat((byte) 1))) {
      network.refuse("UnknownWeightTable", ADMIN, "System", "registerTokenizer", CL100K, unknown);
    }
    network.refuse(
        "UnknownWeightTable",
        ADMIN,
        "System",
        "registerTokenizer",
        AbiValues.name("o200k_base"),
        CL100K_TABLE.hash());
    network.send(ADMIN, "System", "registerTokenizer", CL100K, CL100K_TABLE.hash());
    Tuple registered = network.read("System", "tokenizer", CL100K);
    assertThat(registered)
        .isEqualTo(AbiValues.tuple(CL100K_TABLE.tokenizerHash(), 100_256L, CL100K_TABLE.hash()));
    Tuple event = last(network.host, "TokenizerRegistered");
    assertThat(event)
        .isEqualTo(
            AbiValues.tuple(CL100K, CL100K_TABLE.tokenizerHash(), 100_256L, CL100K_TABLE.hash()));
  }

  @Test
  void aTableIsChosenByGovernorsAmongThoseOfTheTokenizer() {
    network.refuse(
        "AccessControlUnauthorizedAccount",
        ADMIN,
        "System",
        "setWeightTable",
        UTF8,
        BYTES_TABLE.hash());
    network.refuse(
        "UnknownWeightTable", GOVERNOR, "System", "setWeightTable", UTF8, CL100K_TABLE.hash());
    int logs = network.host.logs().size();
    network.send(GOVERNOR, "System", "setWeightTable", UTF8, BYTES_TABLE.hash());
    assertThat(network.host.logs()).hasSize(logs);

    ShippedTable newer =
        new ShippedTable(3, UTF8, BYTES_TABLE.tokenizerHash(), 256, Bytes32.repeat((byte) 7));
    NativeContract system =
        SystemContract.create(new ShippedTables(List.of(BYTES_TABLE, CL100K_TABLE, newer)));
    network.host.setSender(GOVERNOR);
    network.host.setRecipient(system.address());
    network.host.setGas(TestNetwork.GAS);
    network.host.setValue(UInt256.ZERO);
    assertThat(
            system.call(
                network.host, TestNetwork.encode("System", "setWeightTable", UTF8, newer.hash())))
        .isInstanceOf(Outcome.Success.class);
    assertThat(network.<Tuple>read("System", "tokenizer", UTF8))
        .isEqualTo(AbiValues.tuple(BYTES_TABLE.tokenizerHash(), 256L, newer.hash()));
    assertThat(last(network.host, "WeightTableChanged"))
        .isEqualTo(AbiValues.tuple(UTF8, BYTES_TABLE.hash(), newer.hash()));
  }

  private static Tuple last(MemoryHost host, String name) {
    var event = ContractAbi.of("System").event(name);
    MemoryHost.Emitted log = host.logs().getLast();
    assertThat(log.topics().getFirst()).isEqualTo(event.signature());
    return event.decode(log.topics(), log.data());
  }

  @Test
  void aGenesisRegistersWhatTheProtocolVersionShips() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.PLATFORM_ACCOUNT, PLATFORM.toBigInteger());
    parameters.put(Parameter.TREASURY, TREASURY.toBigInteger());
    SortedMap<Role, SortedSet<Address>> members = new TreeMap<>();
    members.put(Role.ADMIN, new TreeSet<>(List.of(ADMIN)));
    for (RegisteredTokenizer bad :
        List.of(
            new RegisteredTokenizer(BYTES_TABLE.tokenizerHash(), 256, CL100K_TABLE.hash()),
            new RegisteredTokenizer(BYTES_TABLE.tokenizerHash(), 257, BYTES_TABLE.hash()),
            new RegisteredTokenizer(Bytes32.ZERO, 256, BYTES_TABLE.hash()))) {
      SortedMap<Bytes32, RegisteredTokenizer> tokenizers = new TreeMap<>();
      tokenizers.put(UTF8, bad);
      assertThatThrownBy(() -> new NetworkConfiguration(1, 7, parameters, members, tokenizers))
          .hasMessage(
              "no release of the protocol version ships the tokenizer utf8-bytes with this"
                  + " vocabulary and weight table");
    }
  }

  /** INV-SYS-04. */
  @Test
  void theConfigurationWordAgreesWithTheParameters() {
    agrees();
    Address alice = account(20);
    BigInteger most = BigInteger.TWO.pow(80).subtract(BigInteger.ONE);
    set(Parameter.PLATFORM_FEE, most);
    set(Parameter.PLATFORM_ACCOUNT, alice.toBigInteger());
    agrees();
    set(Parameter.TREASURY, alice.toBigInteger());
    set(Parameter.MAX_INPUT, BigInteger.valueOf((1L << 32) - 1));
    set(Parameter.MAX_OUTPUT, BigInteger.valueOf(65_535));
    set(Parameter.MAX_SEGMENTS, BigInteger.ONE);
    agrees();
    set(Parameter.PLATFORM_FEE, BigInteger.ZERO);
    agrees();
  }

  private void set(Parameter parameter, BigInteger value) {
    network.send(ADMIN, "System", "setParameter", parameter.key(), value);
  }

  private void agrees() {
    network.host.setGas(TestNetwork.GAS);
    Storage storage = new Storage(network.host, new GasMeter(network.host));
    Configuration configuration = new SystemStorage(storage).configuration();
    assertThat(TestNetwork.GAS - network.host.remainingGas()).isEqualTo(2_100);
    Ledger ledger = new Ledger(storage);
    for (Parameter parameter : Parameter.values()) {
      BigInteger value = network.read("System", "parameter", parameter.key());
      switch (parameter) {
        case PLATFORM_FEE -> assertThat(configuration.platformFee()).isEqualTo(value);
        case PLATFORM_ACCOUNT ->
            assertThat(ledger.account(configuration.platformAccount()).toBigInteger())
                .isEqualTo(value);
        case TREASURY ->
            assertThat(ledger.account(configuration.treasury()).toBigInteger()).isEqualTo(value);
        case MAX_INPUT -> assertThat(configuration.maxInput()).isEqualTo(value.longValueExact());
        case MAX_OUTPUT -> assertThat(configuration.maxOutput()).isEqualTo(value.intValueExact());
        default -> {
          // Not part of it.
        }
      }
    }
    assertThat(configuration.chainId()).isEqualTo(TestNetwork.CHAIN_ID);
  }
}
