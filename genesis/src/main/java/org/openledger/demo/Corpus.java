package org.openledger.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openledger.corpus.Skipped;

/**
 * The texts that a Datanet is made of.
 *
 * @param source where they are from, for people
 * @param folders all contributors' folders in the order in which they contribute
 * @param skipped how many files were left out, by reason
 */
record Corpus(String source, List<Contributor> folders, Map<Skipped, Integer> skipped) {

  /** Those who have something to contribute. */
  List<Contributor> contributors() {
    return folders.stream().filter(folder -> !folder.documents().isEmpty()).toList();
  }

  int documents() {
    return folders.stream().mapToInt(folder -> folder.documents().size()).sum();
  }

  long tokens() {
    return folders.stream().mapToLong(Contributor::tokens).sum();
  }

  int duplicates() {
    return folders.stream().mapToInt(Contributor::duplicates).sum();
  }

  /** What was skipped, in words; empty where nothing was. */
  String skippedWords() {
    return skipped.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", "));
  }
}
