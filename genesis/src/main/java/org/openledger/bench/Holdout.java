package org.openledger.bench;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.tokenizer.Tokenizer;

/**
 * A corpus in two: every twentieth document is held out of the index.
 *
 * @param indexed token ids of the documents that are indexed
 * @param heldOut those of the others, none empty
 */
record Holdout(List<int[]> indexed, List<int[]> heldOut) {
  private static final int EVERY = 20;
  private static final int DOCUMENTS_A_CONTRIBUTION = 256;

  static Holdout of(List<int[]> documents) throws CorpusException {
    List<int[]> heldOut = new ArrayList<>();
    List<int[]> indexed = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      boolean out = i % EVERY == EVERY - 1 && documents.get(i).length > 0;
      (out ? heldOut : indexed).add(documents.get(i));
    }
    if (heldOut.isEmpty()) {
      throw new CorpusException(
          "the corpus has too few documents to hold any out: at least " + EVERY);
    }
    return new Holdout(indexed, heldOut);
  }

  /** The same, with the documents that are indexed in a random order. */
  Holdout shuffled(long seed) {
    List<int[]> documents = new ArrayList<>(indexed);
    Collections.shuffle(documents, new Random(seed));
    return new Holdout(documents, heldOut);
  }

  /** Tokens of the documents that are indexed. */
  long tokens() {
    return indexed.stream().mapToLong(ids -> ids.length).sum();
  }

  /** The first documents with so many tokens together; the last of them is cut off there. */
  Holdout first(long tokens) {
    List<int[]> documents = new ArrayList<>();
    long left = tokens;
    for (int[] ids : indexed) {
      if (left <= 0) {
        break;
      }
      documents.add(ids.length <= left ? ids : Arrays.copyOf(ids, (int) left));
      left -= ids.length;
    }
    return new Holdout(documents, heldOut);
  }

  /** So many parts of about as many tokens each; fewer if there are too few documents. */
  List<List<int[]>> parts(int count) {
    List<List<int[]>> parts = new ArrayList<>();
    List<int[]> part = new ArrayList<>();
    long tokens = tokens();
    long before = 0;
    for (int[] ids : indexed) {
      part.add(ids);
      before += ids.length;
      if (before * count >= tokens * (parts.size() + 1L)) {
        parts.add(part);
        part = new ArrayList<>();
      }
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  /** The symbols of the index: ids plus one, and 0 behind each document. */
  int[] text() {
    int[] text = new int[Math.toIntExact(tokens() + indexed.size())];
    int place = 0;
    for (int[] ids : indexed) {
      for (int id : ids) {
        text[place++] = id + 1;
      }
      text[place++] = 0;
    }
    return text;
  }

  /** The first bytes of the indexed text, 0 behind each document. */
  byte[] bytes(Tokenizer tokenizer, int most) {
    byte[][] known = new byte[tokenizer.vocabularySize()][];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int[] ids : indexed) {
      for (int id : ids) {
        if (known[id] == null) {
          known[id] = tokenizer.decode(id);
        }
        bytes.writeBytes(known[id]);
      }
      bytes.write(0);
      if (bytes.size() >= most) {
        break;
      }
    }
    byte[] all = bytes.toByteArray();
    return all.length <= most ? all : Arrays.copyOf(all, most);
  }

  /** Contributions of 256 documents each, of orders from 1 on. */
  static List<Contribution> contributions(
      List<int[]> documents, long firstOrder, Tokenizer tokenizer) {
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < documents.size(); i += DOCUMENTS_A_CONTRIBUTION) {
      int end = Math.min(documents.size(), i + DOCUMENTS_A_CONTRIBUTION);
      Content content = Content.of(documents.subList(i, end), tokenizer.vocabularySize());
      contributions.add(Contribution.of(firstOrder + contributions.size(), content));
    }
    return contributions;
  }
}
