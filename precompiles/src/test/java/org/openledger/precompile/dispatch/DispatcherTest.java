package org.openledger.precompile.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.precompile.TestNetwork.GAS;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.encode;
import static org.openledger.precompile.TestNetwork.reverted;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

class DispatcherTest {

  private static final Bytes CREATE =
      encode(
          "Datanets",
          "createDatanet",
          "n",
          TestNetwork.settings(TestNetwork.openPolicy(), 1, TestNetwork.REVIEWER));

  private final TestNetwork network = new TestNetwork();

  @Test
  void beforeActivationThereIsNoContractAndNoGasIsCharged() {
    MemoryHost empty = new MemoryHost();
    empty.setGas(1_000);
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      empty.setRecipient(contract.address());
      assertThat(contract.call(empty, CREATE)).isEqualTo(new Outcome.Absent());
      assertThat(empty.remainingGas()).isEqualTo(1_000);
    }
  }

  @Test
  void aNewerProtocolVersionThanThisCodeIsANodesFailureNotARevert() {
    network.host.setStorage(NativeAddress.SYSTEM.address(), UInt256.ZERO, UInt256.valueOf(2));
    assertThatThrownBy(() -> network.call(OWNER, "Datanets", BigInteger.ZERO, GAS, CREATE))
        .isInstanceOf(NodeFailureException.class)
        .hasMessageContaining("protocol version 2");
  }

  /** Incident: Moonbeam 2022, delegatecall into a precompile kept the caller's identity. */
  @Test
  void aDelegateCallIsRefusedInEveryContract() {
    for (NativeAddress address : NativeAddress.values()) {
      NativeContract contract = network.contract(address.contract());
      network.host.setRecipient(TestNetwork.account(33));
      network.host.setSender(OWNER);
      network.host.setValue(UInt256.ZERO);
      network.host.setGas(GAS);
      reverted("DelegateCallNotAllowed", contract.name(), contract.call(network.host, CREATE));
    }
    assertThat(network.<BigInteger>read("Datanets", "datanetCount")).isZero();
  }

  /** Incident: CVE-2022-39354, a write that persisted under STATICCALL. */
  @Test
  void everyFunctionThatWritesIsRefusedInAStaticCall() {
    for (NativeAddress address : NativeAddress.values()) {
      ContractAbi abi = ContractAbi.of(address.contract());
      abi.functions()
          .forEach(
              (name, function) -> {
                network.host.setStatic(true);
                Outcome outcome =
                    network.call(
                        OWNER, abi.name(), BigInteger.ZERO, GAS, Bytes.wrap(function.selector()));
                network.host.setStatic(false);
                boolean view = "view".equals(function.getStateMutability());
                if (!view) {
                  reverted("StaticCallNotAllowed", abi.name(), outcome);
                } else if (outcome instanceof Outcome.Revert revert) {
                  assertThat(revert.data().slice(0, 4))
                      .isNotEqualTo(abi.error("StaticCallNotAllowed").selector());
                }
              });
    }
  }

  @Test
  void onlyPayableFunctionsTakeValue() {
    List<String> payable = new ArrayList<>();
    for (NativeAddress address : NativeAddress.values()) {
      ContractAbi abi = ContractAbi.of(address.contract());
      abi.functions()
          .forEach(
              (name, function) -> {
                Outcome outcome =
                    network.call(
                        OWNER, abi.name(), BigInteger.ONE, GAS, Bytes.wrap(function.selector()));
                if ("payable".equals(function.getStateMutability())) {
                  payable.add(name);
                  if (outcome instanceof Outcome.Revert revert) {
                    assertThat(revert.data().slice(0, 4))
                        .isNotEqualTo(abi.error("ValueNotAllowed").selector());
                  }
                } else {
                  Tuple details = reverted("ValueNotAllowed", abi.name(), outcome);
                  assertThat(details.<BigInteger>get(0)).isEqualTo(BigInteger.ONE);
                }
              });
    }
    assertThat(payable)
        .contains("settle", "reserve", "deposit", "depositFor", "depositServingBond");
  }

  @Test
  void unknownAndShortSelectorsAreNamed() {
    for (String input : new String[] {"0x", "0x01", "0x010203", "0xdeadbeef", "0x00000000ff"}) {
      Bytes data = Bytes.fromHexString(input);
      Tuple details =
          reverted(
              "UnknownSelector",
              "Models",
              network.call(OWNER, "Models", BigInteger.ZERO, GAS, data));
      byte[] selector = details.get(0);
      Bytes padded = Bytes.concatenate(data, Bytes.wrap(new byte[4])).slice(0, 4);
      assertThat(Bytes.wrap(selector)).isEqualTo(padded);
    }
  }

  @Test
  void malformedArgumentsEndInATypedRevert() {
    // An address with dirty high bits.
    Bytes dirty = encode("InferenceFees", "creditOf", OWNER).copy();
    byte[] bytes = dirty.toArray();
    bytes[4] = 1;
    malformed("InferenceFees", Bytes.wrap(bytes));
    // Cut short at every length, and with a byte too many.
    for (int size = 4; size < CREATE.size(); size++) {
      malformed("Datanets", CREATE.slice(0, size));
    }
    malformed("Datanets", Bytes.concatenate(CREATE, Bytes.of(0)));
    // Offsets and lengths that point far away.
    for (int word = 0; word < CREATE.size() / 32; word++) {
      for (String value :
          new String[] {
            "0x7fffffff",
            "0x80000000",
            "0xffffffffffffffff",
            "0x" + "ff".repeat(32),
            "0x80" + "00".repeat(31)
          }) {
        byte[] bent = CREATE.toArray();
        byte[] with = UInt256.fromHexString(value).toArray();
        System.arraycopy(with, 0, bent, 4 + 32 * word, 32);
        Outcome outcome = network.call(OWNER, "Datanets", BigInteger.ZERO, GAS, Bytes.wrap(bent));
        assertThat(outcome).isNotInstanceOf(Outcome.OutOfGas.class);
      }
    }
  }

  private void malformed(String contract, Bytes input) {
    Tuple details =
        reverted(
            "MalformedCalldata",
            contract,
            network.call(OWNER, contract, BigInteger.ZERO, GAS, input));
    assertThat(Bytes.wrap(details.<byte[]>get(0))).isEqualTo(input.slice(0, 4));
  }

  /** Whatever arrives, a call ends in one of the four outcomes. */
  @Test
  void randomCalldataNeverEscapesTheWrapper() {
    long seed = Long.getLong("openledger.seed", 11L);
    Random random = new Random(seed);
    NativeAddress[] all = NativeAddress.values();
    for (int round = 0; round < 20_000; round++) {
      NativeAddress address = all[random.nextInt(all.length)];
      var functions = ContractAbi.of(address.contract()).functions().values().stream().toList();
      byte[] input = new byte[4 + random.nextInt(400)];
      random.nextBytes(input);
      for (int at = 4; at + 32 <= input.length; at += 32) {
        if (random.nextInt(4) != 0) { // mostly small words: offsets, lengths, ids
          Arrays.fill(input, at, at + 30, (byte) 0);
          input[at + 30] = (byte) random.nextInt(2);
        }
      }
      byte[] selector = functions.get(random.nextInt(functions.size())).selector();
      System.arraycopy(selector, 0, input, 0, 4);
      Bytes data = Bytes.wrap(input);
      try {
        network.call(OWNER, address.contract(), BigInteger.ZERO, GAS, data);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + data, e);
      }
    }
  }

  /**
   * As above, from valid calls with a few words replaced: enums, ids, offsets, lengths, amounts.
   */
  @Test
  void bentCallsNeverEscapeTheWrapper() {
    long seed = Long.getLong("openledger.seed", 12L);
    Random random = new Random(seed);
    long datanet = network.createDatanet();
    long id = network.accepted(TestNetwork.account(20), datanet, "abcdefgh");
    long version = network.seal(datanet, id);
    network.attest(datanet, version);
    Tuple terms = network.terms(BigInteger.TEN, 4, 1);
    long model = network.deploy(terms, datanet, version);
    Bytes output = TestNetwork.output("abcdefgh");
    Tuple receipt = network.receipt(model, TestNetwork.PAYER, 1, 0, output);
    BigInteger gross = network.gross(model, 0, 8);
    record Valid(Address sender, String contract, BigInteger value, Bytes input) {}
    BigInteger none = BigInteger.ZERO;
    List<Valid> calls =
        List.of(
            new Valid(OWNER, "Datanets", none, CREATE),
            new Valid(
                TestNetwork.CREATOR,
                "Models",
                none,
                encode("Models", "propose", "m", 0L, network.servingKey.address(), terms)),
            new Valid(
                OWNER,
                "Datanets",
                none,
                encode("Datanets", "contributeInline", datanet, "uri", TestNetwork.content("a"))),
            new Valid(
                OWNER,
                "Datanets",
                none,
                encode("Datanets", "seal", datanet, new BigInteger[] {BigInteger.ONE})),
            new Valid(
                OWNER,
                "Datanets",
                none,
                encode("Datanets", "setPolicy", datanet, TestNetwork.openPolicy())),
            new Valid(
                OWNER, "Datanets", none, encode("Datanets", "commit", datanet, Bytes32.ZERO, 5L)),
            new Valid(
                OWNER,
                "Datanets",
                none,
                encode("Datanets", "giveAccess", datanet, OWNER, Bytes32.ZERO, 99L)),
            new Valid(
                TestNetwork.PAYER,
                "InferenceFees",
                gross,
                encode("InferenceFees", "settle", model, 1L, output, receipt)),
            new Valid(
                OWNER,
                "TokenAttribution",
                none,
                encode("TokenAttribution", "attribute", model, output)));
    int succeeded = 0;
    for (int round = 0; round < 5_000; round++) {
      Valid call = calls.get(random.nextInt(calls.size()));
      byte[] bent = call.input().toArray();
      int words = (bent.length - 4) / 32;
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        UInt256 word =
            switch (random.nextInt(4)) {
              case 0 -> UInt256.valueOf(random.nextInt(300));
              case 1 -> UInt256.ONE.shiftLeft(random.nextInt(256));
              case 2 -> UInt256.MAX_VALUE.shiftRight(random.nextInt(256));
              default -> UInt256.valueOf(new BigInteger(256, random));
            };
        System.arraycopy(word.toArray(), 0, bent, 4 + 32 * random.nextInt(words), 32);
      }
      MemoryHost.Snapshot before = network.host.snapshot();
      try {
        Outcome outcome =
            network.call(call.sender(), call.contract(), call.value(), GAS, Bytes.wrap(bent));
        succeeded += outcome instanceof Outcome.Success ? 1 : 0;
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ", round " + round + ": " + call.contract() + Bytes.wrap(bent), e);
      }
      network.host.restore(before);
    }
    assertThat(succeeded).isBetween(1_250, 4_600);
  }

  @Test
  void aFunctionThatIsNotBoundOrBoundWronglyFailsWhenTheContractIsMade() {
    ContractAbi abi = ContractAbi.of("TokenAttribution");
    Address address = NativeAddress.TOKEN_ATTRIBUTION.address();
    assertThatThrownBy(() -> Dispatcher.bind(abi, address).contract())
        .hasMessageContaining("attribute is not bound");
    assertThatThrownBy(() -> Dispatcher.bind(abi, address).mutate("attribute", c -> Tuple.EMPTY))
        .hasMessageContaining("is declared view");
    assertThatThrownBy(() -> Dispatcher.bind(abi, address).view("nothing", c -> Tuple.EMPTY))
        .hasMessageContaining("has no nothing");
  }
}
