package org.openledger.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.content.Sha256;
import org.openledger.attribution.tokenizer.Tokenizer;

/**
 * A directory whose first-level folders are the contributors, and the UTF-8 text files below these
 * the documents: by the names of the folders, then by the files' paths. Of identical texts the
 * first is kept. Any number of threads gives the same documents in the same order.
 */
public final class FolderCorpus {

  private record Member(String contributor, String name, Path file) {}

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Result(
      Member member, int @Nullable [] tokens, byte[] hash, @Nullable Skipped problem) {}

  private final List<Member> members = new ArrayList<>();
  private final Map<Skipped, Integer> skipped = new EnumMap<>(Skipped.class);
  private int duplicates;

  private FolderCorpus() {}

  /**
   * Lists a corpus.
   *
   * @throws IOException if the directory or a folder in it cannot be listed
   */
  public static FolderCorpus of(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException("the corpus " + directory + " is not a directory");
    }
    FolderCorpus corpus = new FolderCorpus();
    for (Path entry : Folders.list(directory)) {
      if (Files.isDirectory(entry)) {
        for (Path file : Folders.files(entry)) {
          corpus.members.add(new Member(name(entry), entry.relativize(file).toString(), file));
        }
      } else {
        corpus.skipped.merge(Skipped.OUTSIDE, 1, Integer::sum);
      }
    }
    return corpus;
  }

  /** A document, or all below a folder, of nobody. */
  public static FolderCorpus ofDocuments(Path path) throws IOException {
    FolderCorpus corpus = new FolderCorpus();
    boolean folder = Files.isDirectory(path);
    for (Path file : folder ? Folders.files(path) : List.of(path)) {
      corpus.members.add(
          new Member("", folder ? path.relativize(file).toString() : path.toString(), file));
    }
    return corpus;
  }

  /** How many files there are. */
  public int files() {
    return members.size();
  }

  /** How many files were no texts, by reason; known once all have been read. */
  public Map<Skipped, Integer> skipped() {
    return skipped;
  }

  /** How many files held a text that another one before held; known once all have been read. */
  public int duplicates() {
    return duplicates;
  }

  /**
   * Reads and tokenizes all files.
   *
   * @param threads how many to work on
   * @param sink takes the documents in order
   * @param progress told how many files are done
   */
  public void tokenize(Tokenizer tokenizer, int threads, DocumentSink sink, IntConsumer progress)
      throws IOException {
    Set<ByteBuffer> seen = new HashSet<>();
    int[] done = new int[1];
    InOrder.run(
        members.stream().map(member -> work(member, tokenizer)).iterator(),
        threads,
        result -> {
          int[] tokens = result.tokens();
          if (tokens == null) {
            Skipped problem = result.problem();
            skipped.merge(problem == null ? Skipped.UNREADABLE : problem, 1, Integer::sum);
          } else if (seen.add(ByteBuffer.wrap(result.hash()))) {
            Member member = result.member();
            sink.accept(new CorpusDocument(member.contributor(), member.name(), tokens));
          } else {
            duplicates++;
          }
          progress.accept(++done[0]);
        });
  }

  private static Callable<Result> work(Member member, Tokenizer tokenizer) {
    return () -> {
      TextFile file = TextFile.read(member.file());
      String text = file.text();
      return text == null
          ? new Result(member, null, new byte[0], file.problem())
          : new Result(
              member,
              tokenizer.encode(text),
              Sha256.of(text.getBytes(StandardCharsets.UTF_8)),
              null);
    };
  }

  private static String name(Path folder) {
    Path name = folder.getFileName();
    return name == null ? folder.toString() : name.toString();
  }
}
