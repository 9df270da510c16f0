package org.openledger.corpus;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.openledger.attribution.tokenizer.Tokenizer;

/** Documents in an order that everybody gets, whatever the number of threads. */
public interface Corpus {

  /** Takes what was made of the documents, one after the other, in the thread that reads. */
  @FunctionalInterface
  interface Sink<T> {

    /** What was made of the next document. */
    void accept(T made) throws IOException;
  }

  /** Bytes to read in all. */
  long bytes();

  /**
   * Reads and tokenizes all documents. Few of them are in memory at a time.
   *
   * @param threads how many to work on; 1: the caller's
   * @param work what else to do with each document, in any of the threads
   * @param sink takes the results in order
   * @param progress told how many bytes are done
   * @throws CorpusException if something about a document is wrong; the message names the file
   */
  <T> void read(
      Tokenizer tokenizer,
      int threads,
      Function<CorpusDocument, T> work,
      Sink<T> sink,
      LongConsumer progress)
      throws IOException;

  /** What was left out, for people; known once all has been read. */
  String left();
}
