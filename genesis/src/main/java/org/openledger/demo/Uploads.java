package org.openledger.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.TokenPacking;

/**
 * A corpus cut into transactions that the network takes.
 *
 * @param list in the order in which they are sent
 * @param cut names of documents too large for one transaction, contributed in parts
 */
record Uploads(List<Upload> list, List<String> cut) {

  /** Bytes of content in one transaction: what transaction pools commonly take, with room. */
  static final long USUAL_BYTES = 120_000;

  /** Gas of a byte of content: above the floor of 40 (EIP-7623), and above 16 plus our work. */
  static final long GAS_PER_BYTE = 44;

  /** Gas of a contribution besides its bytes. */
  static final long GAS = 400_000;

  /** How much content one transaction may carry on a network, in bytes. */
  static long limit(long transactionGas, long maxContent) {
    return Math.min(Math.min(USUAL_BYTES, maxContent), (transactionGas - GAS) / GAS_PER_BYTE);
  }

  /**
   * Cuts contributors' documents into as few transactions as their order allows.
   *
   * @param limit bytes of content in one transaction
   */
  static Uploads of(List<Contributor> contributors, int vocabularySize, long limit) {
    // Each document takes the place of one more id: its end mark.
    int places = (int) Math.min(Integer.MAX_VALUE, limit / TokenPacking.width(vocabularySize));
    if (places < 2) {
      throw new DemoException(
          "this network's transactions cannot carry content: " + limit + " bytes");
    }
    List<Upload> uploads = new ArrayList<>();
    List<String> cut = new ArrayList<>();
    for (int c = 0; c < contributors.size(); c++) {
      List<Document> pieces = new ArrayList<>();
      for (Document document : contributors.get(c).documents()) {
        List<Document> parts = parts(document, places - 1);
        if (parts.size() > 1) {
          cut.add(contributors.get(c).name() + "/" + document.name());
        }
        pieces.addAll(parts);
      }
      int from = 0;
      while (from < pieces.size()) {
        int to = from;
        long used = 0;
        while (to < pieces.size() && used + pieces.get(to).tokens().length + 1 <= places) {
          used += pieces.get(to).tokens().length + 1;
          to++;
        }
        uploads.add(upload(c, pieces.subList(from, to), vocabularySize));
        from = to;
      }
    }
    return new Uploads(uploads, cut);
  }

  private static Upload upload(int contributor, List<Document> documents, int vocabularySize) {
    return new Upload(
        contributor,
        documents.stream().map(Document::name).toList(),
        Content.of(documents.stream().map(Document::tokens).toList(), vocabularySize));
  }

  private static List<Document> parts(Document document, int most) {
    int[] tokens = document.tokens();
    if (tokens.length <= most) {
      return List.of(document);
    }
    int count = (tokens.length + most - 1) / most;
    List<Document> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int to = Math.min(tokens.length, (i + 1) * most);
      parts.add(
          new Document(
              document.name() + " (part " + (i + 1) + " of " + count + ")",
              Arrays.copyOfRange(tokens, i * most, to)));
    }
    return parts;
  }
}
