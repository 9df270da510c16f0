package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.SegmentSource;

/** The page of all functions, what it claims, and that no declared error is unreachable. */
class ContractsPageTest {

  private static final Path PAGE = Path.of("../docs/contracts.md");
  private static final Path TESTS =
      Path.of("../precompiles/src/test/java/org/openledger/precompile");

  /** What tells a caller that he is the wrong one. */
  private static final SortedSet<String> ACCESS =
      new TreeSet<>(
          List.of(
              "AccessControlUnauthorizedAccount",
              "ContributorNotAllowed",
              "GovernorOnlyExecutor",
              "GovernorUnableToCancel",
              "NotClient",
              "NotContributor",
              "NotCreator",
              "NotCreatorNorPayer",
              "NotOwner",
              "NotPendingCreator",
              "NotPendingOwner",
              "NotProvider",
              "NotRequester",
              "NotReviewer",
              "NotWallet",
              "TakeDownNotAllowed",
              "UnknownProvider",
              "WrongAttesterState"));

  private static Reach reach;
  private static BentCalls calls;

  @BeforeAll
  static void makeCalls() {
    reach = Reach.read();
    calls = BentCalls.make();
  }

  @Test
  void thePageSaysWhatTheContractsAre() throws IOException {
    String page = new ContractsPage(reach, calls).text();
    if (Boolean.getBoolean("page.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("stale: write it with -Dpage.write=true").isEqualTo(page);
  }

  private static void eachFunction(BiConsumer<String, Function> visitor) {
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      ContractAbi.of(contract.name())
          .functions()
          .forEach((name, it) -> visitor.accept(contract.name() + "." + name, it));
    }
  }

  @Test
  void noRecordedCallRaisesOrEmitsWhatIsNotOnThePage() {
    eachFunction(
        (name, function) -> {
          SortedSet<String> errors = new TreeSet<>(reach.errors(name));
          errors.addAll(ContractsPage.OF_EVERY_CALL);
          SortedSet<String> events = new TreeSet<>(reach.events(name));
          if (name.equals("Governance.execute")) {
            // Of Governance itself a proposal's action may be this one.
            errors.addAll(reach.errors("Governance.spend"));
            events.addAll(reach.events("Governance.spend"));
          }
          assertThat(errors).as(name).containsAll(calls.errors(name));
          assertThat(events).as(name).containsAll(calls.events(name));
        });
  }

  @Test
  void whatTheInterfacesDeclareIsOnThePage() {
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      ContractAbi abi = ContractAbi.of(contract.name());
      SortedSet<String> errors = new TreeSet<>(ContractsPage.OF_EVERY_CALL);
      SortedSet<String> events = new TreeSet<>();
      for (String function : abi.functions().keySet()) {
        errors.addAll(reach.errors(abi.name() + "." + function));
        events.addAll(reach.events(abi.name() + "." + function));
      }
      assertThat(abi.errors().stream().map(AbiError::name)).as(abi.name()).isSubsetOf(errors);
      assertThat(abi.events().stream().map(AbiEvent::name)).as(abi.name()).isSubsetOf(events);
    }
  }

  @Test
  void viewsEmitNothing() {
    eachFunction(
        (name, function) -> {
          if ("view".equals(function.getStateMutability())) {
            assertThat(reach.events(name)).as(name).isEmpty();
          }
        });
  }

  @Test
  void everyFunctionSaysWhatItDoesAndWhoMayCallIt() throws IOException {
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      var comments = NatSpec.of(contract.name());
      ContractAbi abi = ContractAbi.of(contract.name());
      assertThat(comments.keySet()).isEqualTo(abi.functions().keySet());
      abi.functions()
          .forEach(
              (name, function) -> {
                String what = contract.name() + "." + name;
                assertThat(comments.get(name).notice()).as(what).isNotEmpty();
                if (!"view".equals(function.getStateMutability())) {
                  assertThat(comments.get(name).caller()).as(what).isNotEmpty();
                }
              });
    }
  }

  @Test
  void aStrangerIsRefusedWhereTheInterfaceSaysSoAndNowhereElse() throws IOException {
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      var comments = NatSpec.of(contract.name());
      for (var comment : comments.entrySet()) {
        String name = contract.name() + "." + comment.getKey();
        String caller = comment.getValue().caller();
        SortedSet<String> refusals = new TreeSet<>(calls.errorsOfStrangers(name));
        refusals.retainAll(ACCESS);
        if (caller.isEmpty() || caller.startsWith("anyone")) {
          assertThat(refusals).as(name).isEmpty();
        } else {
          assertThat(refusals).as(name + ": " + caller).isNotEmpty();
        }
      }
    }
  }

  /** By one of {@link BentCalls}, or by the test that {@link RaisedElsewhere} names. */
  @Test
  void everyDeclaredErrorIsRaisedByACall() {
    SortedSet<String> unseen = new TreeSet<>();
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      ContractAbi abi = ContractAbi.of(contract.name());
      for (AbiError error : abi.errors()) {
        unseen.add(contract.name() + "." + error.name());
      }
      for (String function : abi.functions().keySet()) {
        for (String error : calls.errors(contract.name() + "." + function)) {
          unseen.remove(contract.name() + "." + error);
        }
      }
    }
    assertThat(unseen).isEqualTo(RaisedElsewhere.tests().keySet());
  }

  /** Tests refuse by name: one that no longer raises an error no longer names it. */
  @Test
  void theTestsOfOtherErrorsNameThem() throws IOException {
    for (var raised : RaisedElsewhere.tests().entrySet()) {
      String source = Files.readString(TESTS.resolve(raised.getValue() + ".java"));
      String name = raised.getKey().substring(raised.getKey().indexOf('.') + 1);
      assertThat(source).as(raised.getKey()).contains('"' + name + '"');
    }
  }
}
