package org.openledger.integration.differential;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** How the transactions have ended: what never succeeds, or never fails, compares little. */
final class Tally {

  /** Transactions to a contract: its writing functions and its views by their ends. */
  private static final class Row {
    private int writes;
    private int views;
    private int reverts;
    private int halts;
  }

  private final Set<String> writers;
  private final Set<String> called = new HashSet<>();
  private final Set<String> succeeded = new TreeSet<>();
  private final SortedMap<String, Integer> kinds = new TreeMap<>();
  private final Set<String> reasons = new TreeSet<>();
  private final Map<NativeAddress, Row> rows = new EnumMap<>(NativeAddress.class);
  private int made;

  /**
   * @param writers functions that write, as {@code Contract.function}
   */
  Tally(List<String> writers) {
    this.writers = Set.copyOf(writers);
    for (NativeAddress contract : NativeAddress.values()) {
      rows.put(contract, new Row());
    }
  }

  /** Adds transactions with their receipts. */
  void add(List<Sent> round, List<JsonNode> receipts) {
    for (int i = 0; i < round.size(); i++) {
      add(round.get(i), receipts.get(i));
    }
  }

  private void add(Sent it, JsonNode receipt) {
    boolean success = receipt.get("status").asText().equals("0x1");
    boolean burned = Long.decode(receipt.get("gasUsed").asText()) == it.gas();
    String ending = success ? "success" : burned ? "halt" : "revert";
    kinds.merge(it.kind() + " " + ending, 1, Integer::sum);
    called.add(it.what());
    made++;
    if (success) {
      succeeded.add(it.what());
    }
    if (receipt.has("revertReason")) {
      reasons.add(error(it.to(), Bytes.fromHexString(receipt.get("revertReason").asText())));
    }
    rows.forEach(
        (contract, row) -> {
          if (!contract.address().equals(it.to())) {
            return;
          }
          if (!success) {
            row.reverts += burned ? 0 : 1;
            row.halts += burned ? 1 : 0;
          } else if (writers.contains(it.what().split(", ")[0])) {
            row.writes++;
          } else {
            row.views++;
          }
        });
  }

  private static String error(Address to, Bytes reason) {
    for (NativeAddress contract : NativeAddress.values()) {
      if (contract.address().equals(to) && reason.size() >= 4) {
        for (AbiError error : Abis.of(contract).errors()) {
          if (error.selector().equals(reason.slice(0, 4))) {
            return contract.contract() + "." + error.name();
          }
        }
      }
    }
    return "no error of " + to;
  }

  /** The errors that calls reverted with, as {@code Contract.Error}. */
  Set<String> reasons() {
    return reasons;
  }

  /** How many transactions there were. */
  int made() {
    return made;
  }

  /** What was called, as {@code Contract.function}, and more. */
  Set<String> called() {
    return called;
  }

  /** How many transactions of a kind ended in a way. */
  int of(String kind) {
    return kinds.getOrDefault(kind, 0);
  }

  /** How many calls of a contract's writing functions succeeded. */
  int writes(NativeAddress contract) {
    return rows.get(contract).writes;
  }

  /** How many of its views were called by a transaction that succeeded. */
  int views(NativeAddress contract) {
    return rows.get(contract).views;
  }

  /** How many calls of a contract failed. */
  int failures(NativeAddress contract) {
    return rows.get(contract).reverts + rows.get(contract).halts;
  }

  /** How many writing functions have succeeded once at least. */
  int succeeded() {
    return writers.size() - neverSucceeded().size();
  }

  private Set<String> neverSucceeded() {
    Set<String> never = new TreeSet<>(writers);
    never.removeAll(succeeded);
    return never;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(made + " transactions: " + kinds + "\n");
    text.append(
        String.format(
            "%-22s %7s %6s %8s %6s%n", "contract", "writes", "views", "reverts", "halts"));
    rows.forEach(
        (contract, row) ->
            text.append(
                String.format(
                    "%-22s %7d %6d %8d %6d%n",
                    contract.contract(), row.writes, row.views, row.reverts, row.halts)));
    text.append("reverted with " + reasons.size() + " different errors; ");
    text.append(succeeded() + " of " + writers.size() + " writing functions succeeded, not ");
    return text.append(neverSucceeded()).append('\n').toString();
  }
}
