package org.openledger.corpus;

import java.io.IOException;
import java.util.List;
import org.openledger.attribution.collection.CollectionBuild;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.progress.Progress;
import org.openledger.attribution.tokenizer.Tokenizer;

/**
 * Brings a corpus into an index: documents are read, tokenized and hashed on many threads, join the
 * index in their order, and the segments that are full are sorted and written meanwhile.
 */
public final class Ingest {
  /** Bytes of memory that a token takes while its segment is made. */
  private static final long BYTES_A_TOKEN = 24;

  private Ingest() {}

  /**
   * How many segments to sort at the same time beside the reading: none with one thread, else as
   * many as half the memory has room for, at least one and at most one a thread.
   */
  public static int writers(int threads, long maxTokens) {
    long room = Runtime.getRuntime().maxMemory() / 2 / BYTES_A_TOKEN / maxTokens;
    return threads == 1 ? 0 : (int) Math.max(1, Math.min(threads, room));
  }

  /**
   * Adds all documents of a corpus, each a contribution; nobody sees them before the commit.
   *
   * @param threads to read, tokenize and hash on; any number gives the same index
   * @param progress told how many bytes are read
   * @return how many documents there were
   */
  public static long into(
      CollectionBuild build, Corpus corpus, Tokenizer tokenizer, int threads, Progress progress)
      throws IOException {
    record Hashed(CorpusDocument document, Content content) {}
    long bytes = corpus.bytes();
    long[] documents = new long[1];
    corpus.<Hashed>read(
        tokenizer,
        threads,
        document ->
            new Hashed(
                document, Content.of(List.of(document.tokens()), tokenizer.vocabularySize())),
        hashed -> {
          CorpusDocument document = hashed.document();
          build.add(document.contributor(), document.name(), hashed.content());
          documents[0]++;
        },
        done -> progress.report("reading", Math.clamp(done, 0, Math.max(0, bytes - 1)), bytes));
    progress.report("reading", bytes, bytes); // Once; what ends a document is a byte too.
    return documents[0];
  }
}
