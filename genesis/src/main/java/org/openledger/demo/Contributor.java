package org.openledger.demo;

import java.util.List;

/**
 * Who brings texts into the corpus.
 *
 * @param name name of the folder
 * @param documents texts that no contributor before brought
 * @param duplicates files left out because somebody, or the contributor, brought the same text
 *     before
 * @param skipped files left out because they are no text
 */
record Contributor(String name, List<Document> documents, int duplicates, int skipped) {

  long tokens() {
    return documents.stream().mapToLong(document -> document.tokens().length).sum();
  }
}
