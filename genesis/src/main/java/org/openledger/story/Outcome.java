package org.openledger.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the full story has to show.
 *
 * @param rpc URL of the node
 * @param client its name and version
 * @param chainId the chain
 * @param firstBlock the last block before the story
 * @param lastBlock the story's last one
 * @param datanet the Datanet's id
 * @param model the model's id
 * @param sections chapters
 * @param accounts everybody's balance, explained
 * @param pools what is nobody's yet
 * @param gas wei that all gas cost
 * @param conservation the node's recount of all contracts
 */
record Outcome(
    String rpc,
    String client,
    long chainId,
    long firstBlock,
    long lastBlock,
    long datanet,
    long model,
    List<Section> sections,
    List<Explained> accounts,
    List<Explained> pools,
    BigInteger gas,
    JsonNode conservation) {

  /** Whether the node finds an owner for every wei of every contract. */
  boolean conserved() {
    return conservation.path("conserved").asBoolean();
  }

  /** What does not add up, one line each. */
  List<String> mismatches() {
    List<String> mismatches = new ArrayList<>();
    for (List<Explained> some : List.of(accounts, pools)) {
      for (Explained it : some) {
        if (!it.exact()) {
          mismatches.add(
              "%s %s ought to have %s wei and has %s: %s"
                  .formatted(it.name(), it.address(), it.end(), it.has(), it.found()));
        }
      }
    }
    if (change().add(gas).signum() != 0) {
      mismatches.add("all together lost " + change().negate() + " wei, gas cost " + gas);
    }
    if (!conserved()) {
      mismatches.add("the node's recount: " + conservation);
    }
    return mismatches;
  }

  /** What all have together, less what they had. */
  private BigInteger change() {
    BigInteger sum = BigInteger.ZERO;
    for (List<Explained> some : List.of(accounts, pools)) {
      for (Explained it : some) {
        sum = sum.add(it.has()).subtract(it.start());
      }
    }
    return sum;
  }

  /** Transactions of all chapters. */
  int transactions() {
    return sections.stream().mapToInt(section -> section.rows().size()).sum();
  }
}
