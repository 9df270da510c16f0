package org.openledger.corpus;

import java.io.IOException;

/** Takes the documents of a corpus, one after the other. */
@FunctionalInterface
public interface DocumentSink {

  /** The next document. */
  void accept(CorpusDocument document) throws IOException;
}
