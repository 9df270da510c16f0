package org.openledger.demo;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.generate.InfinityGram;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.corpus.Skipped;
import org.openledger.corpus.TextFile;

/**
 * Where the answer comes from: a file, or the infinity-gram model of the sealed corpus.
 *
 * @param prompt what the model is asked
 * @param promptTokens its token ids; not to be changed
 * @param given token ids of the file, or null; not to be changed
 * @param length tokens of the answer
 * @param seed of the generated one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Answer(String prompt, int[] promptTokens, int @Nullable [] given, int length, long seed) {

  /** The prompt of a demo that is told none: 40 tokens of cl100k_base. */
  static final String PROMPT =
      "Under which conditions may I use, copy, change and pass on this software, with or without"
          + " source code, what do I have to tell those who get it from me, and who is liable?";

  /** An answer that the model will generate. */
  static Answer generated(String prompt, int tokens, long seed, Tokenizer tokenizer) {
    return new Answer(prompt, tokenizer.encode(prompt), null, tokens, seed);
  }

  /**
   * An answer in a file.
   *
   * @throws DemoException where it holds no text
   */
  static Answer fromFile(String prompt, Path file, Tokenizer tokenizer) {
    TextFile content = TextFile.read(file);
    String text = content.text();
    Skipped problem = content.problem();
    if (text == null) {
      String why = problem == null ? "unreadable" : problem.words();
      throw new DemoException("answer file " + file + " is " + why + ": it must hold UTF-8 text");
    }
    int[] tokens = tokenizer.encode(text);
    return new Answer(prompt, tokenizer.encode(prompt), tokens, tokens.length, 0);
  }

  /** Whether the model generates it. */
  boolean isGenerated() {
    return given == null;
  }

  /** Its token ids. */
  int[] tokens(List<Segment> corpus) {
    int[] file = given;
    return file == null ? new InfinityGram(corpus, seed).generate(promptTokens, length) : file;
  }
}
