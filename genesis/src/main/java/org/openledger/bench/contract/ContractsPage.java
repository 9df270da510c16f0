package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Function;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.SegmentSource;

/** The page of all functions: from the ABI and the gas of {@link EveryFunction}. */
public final class ContractsPage {

  private static final String HEAD =
      """
      # Native contracts

      Generated from the ABI and from recorded calls: `ContractsPageTest` fails where it is stale,
      and writes it anew with `-Dpage.write=true`. What each function does, and who may call it, is
      in the interfaces (`precompiles/src/main/solidity`). Gas is what the recorded calls used,
      without the transaction's own: least and most.
      """;

  private ContractsPage() {}

  /** The page, in Markdown. */
  public static String text() {
    SortedMap<String, LongSummaryStatistics> gas = new TreeMap<>();
    EveryFunction.tell(
        (network, call) -> {
          network.make(call, BenchNetwork.PLENTY);
          gas.computeIfAbsent(call.name(), name -> new LongSummaryStatistics())
              .accept(network.gasUsed());
          network.host().rewind();
        });
    StringBuilder page = new StringBuilder(HEAD);
    for (NativeContract contract : Contracts.all(SegmentSource.none())) {
      section(page, contract, gas);
    }
    return page.toString();
  }

  private static void section(
      StringBuilder page, NativeContract contract, SortedMap<String, LongSummaryStatistics> gas) {
    ContractAbi abi = ContractAbi.of(contract.name());
    page.append("\n## ").append(abi.name()).append("\n\n`").append(contract.address());
    page.append("`\n\n| function | selector | | gas |\n|---|---|---|---:|\n");
    for (Function function : abi.functions().values()) {
      LongSummaryStatistics used = gas.get(abi.name() + "." + function.getName());
      if (used == null) {
        throw new IllegalStateException(abi.name() + "." + function.getName() + " is not recorded");
      }
      page.append("| `").append(function.getCanonicalSignature()).append("` | `");
      page.append(Bytes.wrap(function.selector()).toHexString()).append("` | ");
      page.append(function.getStateMutability()).append(" | ");
      page.append(number(used.getMin()));
      if (used.getMax() > used.getMin()) {
        page.append(" – ").append(number(used.getMax()));
      }
      page.append(" |\n");
    }
    names(page, "Events", abi.events().stream().map(AbiEvent::name).toList());
    names(page, "Errors", abi.errors().stream().map(AbiError::name).toList());
  }

  private static void names(StringBuilder page, String title, List<String> names) {
    if (!names.isEmpty()) {
      String all = names.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
      page.append('\n').append(title).append(": ").append(all).append(".\n");
    }
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
