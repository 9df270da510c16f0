package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Function;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.SegmentSource;

/**
 * The page of all functions: from the ABI, the interfaces' comments, the compiled code, the gas of
 * {@link EveryFunction} and the outcomes of {@link BentCalls}.
 */
final class ContractsPage {

  /** What the wrapper of every call raises, before the function runs. */
  static final SortedSet<String> OF_EVERY_CALL =
      new TreeSet<>(
          List.of(
              "DelegateCallNotAllowed",
              "MalformedCalldata",
              "StaticCallNotAllowed",
              "UnknownSelector",
              "ValueNotAllowed"));

  private static final String HEAD =
      """
      # Native contracts

      Generated: `ContractsPageTest` fails where this page is stale, and writes it anew with `-Dpage.write=true`.

      - **Function**: as its [interface](../precompiles/src/main/solidity) declares it, its selector, whether it is a view
        or takes coins, and what its comment says. Parameters, units and structs are explained in the interfaces.
      - **Who may call**: from the interface, checked by calls of a stranger. Views are anyone's.
      - **Gas**: least · typical (the median) · most of the recorded calls of [every function](../genesis/src/main/java/org/openledger/bench/contract),
        one figure where all are equal; without the transaction's own gas. What it grows with: [performance](performance.md).
      - **Events, errors**: all that the compiled code of the function can come to. Upright: a recorded call emitted or
        raised it. *Italic*: the code has the guard, and no recorded call has met it.
      - Besides its own, **every function** raises `UnknownSelector` (no such function), `MalformedCalldata`,
        `DelegateCallNotAllowed`; unless payable `ValueNotAllowed`; unless a view `StaticCallNotAllowed`.
      """;

  private final Reach reach;
  private final BentCalls calls;
  private final SortedMap<String, List<Long>> gas = new TreeMap<>();

  ContractsPage(Reach reach, BentCalls calls) {
    this.reach = reach;
    this.calls = calls;
  }

  /** The page, in Markdown. */
  String text() throws IOException {
    EveryFunction.tell(
        (network, call) -> {
          network.make(call, BenchNetwork.PLENTY);
          gas.computeIfAbsent(call.name(), name -> new ArrayList<>()).add(network.gasUsed());
          network.host().rewind();
        });
    StringBuilder page = new StringBuilder(HEAD);
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      section(page, contract);
    }
    return page.toString();
  }

  private void section(StringBuilder page, NativeContract contract) throws IOException {
    ContractAbi abi = ContractAbi.of(contract.name());
    SortedMap<String, NatSpec> comments = NatSpec.of(contract.name());
    page.append("\n## ").append(abi.name()).append("\n\n`").append(contract.address());
    page.append(
        "`\n\n| function | who may call | gas | events | errors |\n|---|---|---:|---|---|\n");
    for (Function function : abi.functions().values()) {
      String name = abi.name() + "." + function.getName();
      NatSpec comment = comments.get(function.getName());
      if (comment == null) {
        throw new IllegalStateException(name + " is not in the interface");
      }
      page.append("| `").append(comment.signature()).append("`<br>`");
      page.append(Bytes.wrap(function.selector()).toHexString()).append("` ");
      page.append(function.getStateMutability()).append("<br>").append(comment.notice());
      page.append(" | ").append(comment.caller().isEmpty() ? "anyone" : comment.caller());
      page.append(" | ").append(spread(name));
      page.append(" | ").append(names(reach.events(name), calls.events(name)));
      page.append(" | ").append(names(reach.errors(name), calls.errors(name))).append(" |\n");
    }
  }

  private String spread(String function) {
    List<Long> sorted = new ArrayList<>(gas.getOrDefault(function, List.of()));
    Collections.sort(sorted);
    Stream<Long> figures =
        Stream.of(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
    if (sorted.getFirst().equals(sorted.getLast())) {
      figures = Stream.of(sorted.getFirst());
    }
    return figures
        .map(it -> String.format(Locale.ROOT, "%,d", it))
        .collect(Collectors.joining(" · "));
  }

  private static String names(SortedSet<String> all, SortedSet<String> witnessed) {
    return all.stream()
        .map(it -> witnessed.contains(it) ? "`" + it + "`" : "*`" + it + "`*")
        .collect(Collectors.joining("<br>"));
  }
}
