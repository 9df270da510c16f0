package org.openledger.precompile.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.precompile.TestNetwork.GAS;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.account;
import static org.openledger.precompile.TestNetwork.encode;
import static org.openledger.precompile.TestNetwork.reverted;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/** What went wrong on other chains with native contracts, and must not here. */
class IncidentTest {

  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final Address ALICE = account(20);
  private static final String TEXT = "a text of Alice's that is long enough to count by itself";

  private final TestNetwork network = new TestNetwork();
  private long model;

  private void deployed() {
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, TEXT));
    network.attest(datanet, version);
    model = network.deploy(network.terms(BigInteger.TEN.pow(18), 8, 8), datanet, version);
  }

  private Bytes settlement(long request, String answer) {
    Bytes output = TestNetwork.output(answer);
    Tuple receipt = network.receipt(model, TestNetwork.PAYER, request, 0, output);
    return encode("InferenceFees", "settle", model, request, output, receipt);
  }

  private BigInteger fee(String answer) {
    return network.gross(model, 0, TestNetwork.bytes(answer).length);
  }

  /** Moonbeam 2022: under DELEGATECALL a precompile took the caller's caller for its caller. */
  @Test
  void moonbeam2022NoFunctionRunsInAnotherAccountsName() {
    deployed();
    MemoryHost.World before = network.host.world();
    for (NativeAddress address : NativeAddress.values()) {
      NativeContract contract = network.contract(address.contract());
      for (Function function : ContractAbi.of(contract.name()).functions().values()) {
        for (Address recipient : List.of(account(33), OWNER, other(address))) {
          context(OWNER, recipient, false);
          Outcome outcome = contract.call(network.host, Bytes.wrap(function.selector()));
          reverted("DelegateCallNotAllowed", contract.name(), outcome);
        }
      }
    }
    assertThat(network.host.world()).isEqualTo(before);
  }

  private static Address other(NativeAddress address) {
    NativeAddress[] all = NativeAddress.values();
    return all[(address.ordinal() + 1) % all.length].address();
  }

  private void context(Address sender, Address recipient, boolean isStatic) {
    network.host.setSender(sender);
    network.host.setRecipient(recipient);
    network.host.setValue(UInt256.ZERO);
    network.host.setGas(GAS);
    network.host.setStatic(isStatic);
  }

  /** cosmos/evm GHSA-mjfq-3qr2-6g84: writes before the end of gas stayed. */
  @Test
  void cosmosEvmMjfqASettlementThatRunsOutOfGasAnywhereLeavesNoTrace() {
    deployed();
    Bytes input = settlement(1, TEXT);
    BigInteger fee = fee(TEXT);
    MemoryHost.Snapshot start = network.host.snapshot();
    assertThat(settle(fee, GAS, input)).isInstanceOf(Outcome.Success.class);
    long exact = network.gasUsed();
    network.host.restore(start);
    MemoryHost.World clean = network.host.world();
    int logs = network.host.logs().size();
    // Every place between two charges is met: no charge is less than the step.
    for (long gas = 0; gas < exact; gas += 99) {
      assertThat(settle(fee, gas, input)).as("%d gas", gas).isEqualTo(new Outcome.OutOfGas());
      assertThat(network.gasUsed()).isLessThanOrEqualTo(gas);
    }
    assertThat(settle(fee, exact - 1, input)).isEqualTo(new Outcome.OutOfGas());
    assertThat(network.host.world()).isEqualTo(clean);
    assertThat(network.host.logs()).hasSize(logs);
    assertThat(settle(fee, exact, input)).isInstanceOf(Outcome.Success.class);
  }

  private Outcome settle(BigInteger value, long gas, Bytes input) {
    return network.call(TestNetwork.PAYER, "InferenceFees", value, gas, input);
  }

  /** CVE-2022-39354: a write under STATICCALL persisted. */
  @Test
  void cve2022x39354NothingIsWrittenUnderStaticCall() {
    deployed();
    List<Bytes> writes =
        List.of(
            settlement(1, TEXT).slice(0, 4),
            encode("InferenceFees", "withdraw"),
            encode("InferenceFees", "sweepSurplus"));
    MemoryHost.World before = network.host.world();
    for (Bytes write : writes) {
      context(ALICE, NativeAddress.INFERENCE_FEES.address(), true);
      Outcome outcome = network.contract("InferenceFees").call(network.host, write);
      reverted("StaticCallNotAllowed", "InferenceFees", outcome);
    }
    // And every function that may be called so writes nothing.
    for (NativeAddress address : NativeAddress.values()) {
      ContractAbi.of(address.contract())
          .functions()
          .forEach(
              (name, function) -> {
                context(ALICE, address.address(), true);
                Bytes input =
                    Bytes.concatenate(Bytes.wrap(function.selector()), Bytes.wrap(new byte[320]));
                network.contract(address.contract()).call(network.host, input);
              });
    }
    network.host.setStatic(false);
    assertThat(network.host.world()).isEqualTo(before);
  }

  /**
   * evmos CVE-2024-32644 and -37153: the contracts' own books and the chain's coins went out of
   * step when a call moved both and then failed, or paid out twice in one transaction.
   */
  @Test
  void evmosCve2024BooksAndCoinsStayInStepWhateverFails() {
    deployed();
    long seed = Long.getLong("openledger.seed", 9L);
    SplittableRandom random = new SplittableRandom(seed);
    BigInteger wealth = network.wealth();
    int failed = 0;
    for (int step = 0; step < 400; step++) {
      String answer = TEXT.substring(random.nextInt(20));
      long gas = random.nextInt(3) == 0 ? random.nextInt(200_000) : GAS;
      Outcome outcome =
          switch (random.nextInt(5)) {
            case 0 -> settle(fee(answer), gas, settlement(random.nextInt(60), answer));
            case 1 -> settle(fee(answer).add(BigInteger.ONE), gas, settlement(step, answer));
            case 2 -> fees(ALICE, gas, "withdraw");
            case 3 -> fees(ALICE, gas, "withdrawTo", account(random.nextInt(1, 5)));
            default -> fees(account(40), gas, "sweepSurplus");
          };
      failed += outcome instanceof Outcome.Success ? 0 : 1;
      UInt256 coins = network.host.balance(NativeAddress.INFERENCE_FEES.address());
      BigInteger owed = network.read("InferenceFees", "liabilities");
      assertThat(coins.toUnsignedBigInteger()).as("seed %d, step %d", seed, step).isEqualTo(owed);
      assertThat(network.wealth()).isEqualTo(wealth);
    }
    assertThat(failed).isBetween(50, 390);
  }

  private Outcome fees(Address sender, long gas, String function, Object... arguments) {
    return network.call(
        sender, "InferenceFees", ZERO, gas, encode("InferenceFees", function, arguments));
  }

  /**
   * Story's IPGraph: a flat, average price for work that an attacker makes as large as he likes.
   */
  @Test
  void storyIpGraphGasFollowsTheWorkOfThisVeryCall() {
    deployed();
    List<Long> gas = new ArrayList<>();
    for (int tokens = 1_000; tokens <= 4_000; tokens += 1_000) {
      Bytes output = TestNetwork.output("e".repeat(tokens));
      network.send(ALICE, "TokenAttribution", "attribute", model, output);
      gas.add(network.gasUsed());
    }
    long first = gas.get(1) - gas.get(0);
    assertThat(first).isGreaterThan(100_000);
    for (int i = 2; i < gas.size(); i++) {
      assertThat(gas.get(i) - gas.get(i - 1)).isBetween(first * 98 / 100, first * 102 / 100);
    }
    // As many tokens of much weight: their windows are shorter, and so they cost less.
    Bytes rare = TestNetwork.output("\u0001\u0002\u0003\u0004\u0005".repeat(200));
    network.send(ALICE, "TokenAttribution", "attribute", model, rare);
    assertThat(network.gasUsed()).isLessThanOrEqualTo(gas.getFirst());
  }

  /** subnet-evm #976, #992: one code path asked whether the contract is active, another did not. */
  @Test
  void subnetEvm976And992NoPathRunsBeforeActivation() {
    MemoryHost host = new MemoryHost();
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      List<Bytes> inputs = new ArrayList<>(List.of(Bytes.EMPTY, Bytes.fromHexString("0xdeadbeef")));
      ContractAbi.of(contract.name())
          .functions()
          .values()
          .forEach(function -> inputs.add(Bytes.wrap(function.selector())));
      for (Bytes input : inputs) {
        for (int context = 0; context < 8; context++) {
          host.setGas(context % 2 == 0 ? 5_000 : 0);
          host.setStatic((context & 2) != 0);
          host.setValue(UInt256.valueOf(context & 1));
          host.setRecipient((context & 4) != 0 ? contract.address() : account(1));
          assertThat(contract.call(host, input)).isEqualTo(new Outcome.Absent());
          assertThat(host.remainingGas()).isEqualTo(context % 2 == 0 ? 5_000 : 0);
        }
      }
    }
    assertThat(host.world()).isEqualTo(new MemoryHost().world());
  }

  /** scroll #337: an address whose contract was taken away answered every call with success. */
  @Test
  void scroll337WhatIsNotThereNeverAnswersSuccess() {
    Bytes count = encode("Datanets", "datanetCount");
    // An unknown function, no function, half a selector.
    for (String input : List.of("0xdeadbeef", "0x", "0x0102")) {
      for (NativeAddress address : NativeAddress.values()) {
        Outcome outcome =
            network.call(OWNER, address.contract(), ZERO, GAS, Bytes.fromHexString(input));
        reverted("UnknownSelector", address.contract(), outcome);
      }
    }
    // Rules that this code does not know: the node stops, it does not answer.
    version(Contracts.newestVersion() + 1);
    assertThatThrownBy(() -> network.call(OWNER, "Datanets", ZERO, GAS, count))
        .isInstanceOf(NodeFailureException.class);
    // Switched off again: as if nothing were there, which hosts and callers can tell.
    version(0);
    assertThat(network.call(OWNER, "Datanets", ZERO, GAS, count)).isEqualTo(new Outcome.Absent());
  }

  private void version(long number) {
    network.host.setStorage(
        Activation.SLOT.account(), Activation.SLOT.key(), Activation.of(number).word());
  }

  /** cosmos/evm #223: a precompile's revert reached its caller without the reason. */
  @Test
  void cosmosEvm223EveryRevertCarriesADeclaredErrorWithItsArguments() {
    deployed();
    long seed = Long.getLong("openledger.seed", 10L);
    SplittableRandom random = new SplittableRandom(seed);
    int reverts = 0;
    for (NativeAddress address : NativeAddress.values()) {
      ContractAbi abi = ContractAbi.of(address.contract());
      for (Function function : abi.functions().values()) {
        for (int round = 0; round < 30; round++) {
          byte[] words = new byte[32 * random.nextInt(14)];
          for (int at = 31; at < words.length; at += 32) {
            words[at] =
                (byte) (random.nextInt(3) == 0 ? 32 * random.nextInt(8) : random.nextInt(4));
          }
          Bytes input = Bytes.concatenate(Bytes.wrap(function.selector()), Bytes.wrap(words));
          MemoryHost.Snapshot before = network.host.snapshot();
          Outcome outcome = network.call(ALICE, abi.name(), ZERO, GAS, input);
          network.host.restore(before);
          if (outcome instanceof Outcome.Revert revert) {
            reverts++;
            assertThat(declared(abi, revert.data()))
                .as("seed %d: %s %s", seed, function.getName(), revert.data())
                .isTrue();
          }
        }
      }
    }
    assertThat(reverts).isGreaterThan(1_000);
  }

  private static boolean declared(ContractAbi abi, Bytes data) {
    for (AbiError error : abi.errors()) {
      if (data.size() >= 4 && error.selector().equals(data.slice(0, 4))) {
        Object[] values = error.decode(data).toArray();
        for (int i = 0; i < values.length; i++) {
          values[i] = values[i] instanceof Long it ? new AbiValues.Narrow(it) : values[i];
        }
        return error.encode(values).equals(data);
      }
    }
    return false;
  }
}
