package org.openledger.demo;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.attribution.rule.Owners;
import org.openledger.precompile.host.Address;

/**
 * All that the demo has to show.
 *
 * @param rpc URL of the node
 * @param client the node's name and version
 * @param chainId the chain
 * @param corpus the texts
 * @param uploads how they were contributed
 * @param limits bytes of content in one transaction
 * @param sealed the Datanet
 * @param prompt what was asked
 * @param tokens the answer; not to be changed
 * @param own its attribution, computed here
 * @param settlement what the chain did
 * @param parts accounts by the part that they play
 * @param books balances before and after
 * @param differences between the chain and what was computed here
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Outcome(
    String rpc,
    String client,
    long chainId,
    Corpus corpus,
    Uploads uploads,
    long limits,
    SealedCorpus sealed,
    Answer prompt,
    int[] tokens,
    LocalAttribution own,
    Settlement settlement,
    Map<String, Address> parts,
    Books books,
    List<String> differences) {

  /** Whether every wei of the fee is somebody's, and every balance reconciles. */
  boolean conserved() {
    return settlement.addsUp() && books.mismatches().isEmpty();
  }

  /** Whether there is nothing to complain about. */
  boolean sound() {
    return conserved() && differences.isEmpty();
  }

  /** Names of the contributors in the answer, numbered by their first token. */
  Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (long owner : own.owners()) {
      if (owner != Owners.NONE) {
        numbers.putIfAbsent(sealed.contribution(owner).contributor(), numbers.size());
      }
    }
    return numbers;
  }

  /** The number of each token's contributor, or -1. */
  int[] marks() {
    Map<String, Integer> numbers = numbers();
    int[] marks = new int[tokens.length];
    for (int i = 0; i < marks.length; i++) {
      long owner = own.owners()[i];
      marks[i] =
          owner == Owners.NONE
              ? -1
              : numbers.getOrDefault(sealed.contribution(owner).contributor(), -1);
    }
    return marks;
  }

  /** Everything that a payout, the sink and the other parts add up to. */
  BigInteger sum() {
    return settlement
        .fee()
        .platform()
        .add(settlement.fee().creator())
        .add(settlement.fee().stakers())
        .add(settlement.paid())
        .add(settlement.sink());
  }
}
