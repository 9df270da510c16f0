package org.openledger.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.Sha256;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.UnbrokenTextException;

/** Makes something of texts: of identical ones the first is kept, and what is none is counted. */
final class TextReading {

  /** What was made of a text, or why there is none. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Result<T>(@Nullable T made, byte[] hash, @Nullable Skipped problem) {}

  private final Set<ByteBuffer> seen = new HashSet<>();
  private final Map<Skipped, Integer> skipped = new EnumMap<>(Skipped.class);
  private int duplicates;

  /** Tokenizes a text and makes something of it; in any thread. */
  static <T> Result<T> result(
      TextFile file,
      String contributor,
      String name,
      Tokenizer tokenizer,
      Function<CorpusDocument, T> work) {
    String text = file.text();
    if (text == null) {
      return new Result<>(null, new byte[0], file.problem());
    }
    byte[] hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    try {
      int[] tokens = tokenizer.encode(text);
      return new Result<>(work.apply(new CorpusDocument(contributor, name, tokens)), hash, null);
    } catch (UnbrokenTextException e) {
      return new Result<>(null, hash, Skipped.UNBROKEN);
    }
  }

  /** Passes a result on, or counts it. */
  <T> void take(Result<T> result, Corpus.Sink<T> sink) throws IOException {
    T made = result.made();
    if (made == null) {
      Skipped problem = result.problem();
      skip(problem == null ? Skipped.UNREADABLE : problem);
    } else if (seen.add(ByteBuffer.wrap(result.hash()))) {
      sink.accept(made);
    } else {
      duplicates++;
    }
  }

  void skip(Skipped why) {
    skipped.merge(why, 1, Integer::sum);
  }

  /** What was left out, for people. */
  String left() {
    String reasons =
        skipped.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().words())
            .collect(Collectors.joining(", "));
    return " ("
        + duplicates
        + " duplicates"
        + (reasons.isEmpty() ? "" : ", skipped: " + reasons)
        + ")";
  }
}
