package org.openledger.precompile.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.SegmentSource;

/** The interfaces and the code name the same functions, events and errors, in both directions. */
class InterfaceTest {

  /** Code to interface fails when classes load; interface to code is this test. */
  @Test
  void everyEventAndErrorOfAnInterfaceIsUsedByItsContract() throws IOException {
    for (NativeAddress address : NativeAddress.values()) {
      ContractAbi abi = ContractAbi.of(address.contract());
      SortedSet<String> constants = new TreeSet<>();
      for (String directory : List.of(packageOf(abi.name()), "dispatch")) {
        constants.addAll(
            stringConstants(Path.of("target/classes/org/openledger/precompile", directory)));
      }
      assertThat(abi.errors()).extracting(AbiError::name).allMatch(constants::contains);
      assertThat(abi.events()).extracting(AbiEvent::name).allMatch(constants::contains);
    }
  }

  @Test
  void everyFunctionIsBoundAndEveryContractHasItsAddress() {
    List<NativeContract> contracts = Contracts.all(SegmentSource.none());
    assertThat(contracts).hasSameSizeAs(NativeAddress.values());
    for (NativeAddress address : NativeAddress.values()) {
      assertThat(contracts)
          .filteredOn(contract -> contract.name().equals(address.contract()))
          .singleElement()
          .extracting(NativeContract::address)
          .isEqualTo(address.address());
    }
    assertThat(NativeAddress.SYSTEM.address())
        .hasToString("0x000000000000000000000000000000000000a100");
    assertThat(NativeAddress.TOKEN_ATTRIBUTION.address())
        .hasToString("0x000000000000000000000000000000000000a104");
    assertThat(NativeAddress.STAKING.address())
        .hasToString("0x000000000000000000000000000000000000a105");
    assertThat(NativeAddress.GOVERNANCE.address())
        .hasToString("0x000000000000000000000000000000000000a106");
    assertThat(NativeAddress.SERVICES.address())
        .hasToString("0x000000000000000000000000000000000000a107");
    assertThat(NativeAddress.FEEDBACK.address())
        .hasToString("0x000000000000000000000000000000000000a108");
    assertThat(NativeAddress.AGENTS.address())
        .hasToString("0x000000000000000000000000000000000000a109");
  }

  @Test
  void noInterfaceHasTwoErrorsOfOneSelector() {
    for (NativeAddress address : NativeAddress.values()) {
      List<AbiError> errors = ContractAbi.of(address.contract()).errors();
      assertThat(errors).extracting(AbiError::selector).doesNotHaveDuplicates();
    }
  }

  private static String packageOf(String contract) {
    return switch (contract) {
      case "System" -> "system";
      case "Datanets" -> "datanet";
      case "Models" -> "model";
      case "InferenceFees" -> "fee";
      case "TokenAttribution" -> "attribution";
      case "Staking" -> "stake";
      case "Governance" -> "governance";
      case "Services" -> "service";
      case "Feedback" -> "feedback";
      case "Agents" -> "agent";
      case "InfluenceAttestations" -> "influence";
      default -> throw new IllegalArgumentException(contract);
    };
  }

  private static SortedSet<String> stringConstants(Path directory) throws IOException {
    SortedSet<String> constants = new TreeSet<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
          if (entry instanceof StringEntry text) {
            constants.add(text.stringValue());
          }
        }
      }
    }
    return constants;
  }
}
