package org.openledger.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.openledger.attribution.tokenizer.Tokenizer;

/**
 * A directory whose first-level folders are the contributors, and the UTF-8 text files below these
 * the documents: by the names of the folders, then by the files' paths. Of identical texts the
 * first is kept.
 */
public final class FolderCorpus implements Corpus {

  private record Member(String contributor, String name, Path file, long bytes) {}

  private final List<Member> members = new ArrayList<>();
  private final TextReading texts = new TextReading();

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
          corpus.add(name(entry), entry.relativize(file).toString(), file);
        }
      } else {
        corpus.texts.skip(Skipped.OUTSIDE);
      }
    }
    return corpus;
  }

  /** A document, or all below a folder, of nobody. */
  public static FolderCorpus ofDocuments(Path path) throws IOException {
    FolderCorpus corpus = new FolderCorpus();
    boolean folder = Files.isDirectory(path);
    for (Path file : folder ? Folders.files(path) : List.of(path)) {
      corpus.add("", folder ? path.relativize(file).toString() : path.toString(), file);
    }
    return corpus;
  }

  @Override
  public long bytes() {
    return members.stream().mapToLong(Member::bytes).sum();
  }

  @Override
  public <T> void read(
      Tokenizer tokenizer,
      int threads,
      Function<CorpusDocument, T> work,
      Sink<T> sink,
      LongConsumer progress)
      throws IOException {
    Iterator<Member> left = members.iterator();
    InOrder.<TextReading.Result<T>>run(
        () -> left.hasNext() ? task(left.next(), tokenizer, work) : null,
        threads,
        result -> texts.take(result, sink),
        progress);
  }

  @Override
  public String left() {
    return texts.left();
  }

  private static <T> InOrder.Task<TextReading.Result<T>> task(
      Member member, Tokenizer tokenizer, Function<CorpusDocument, T> work) {
    return new InOrder.Task<>(
        member.file().toString(),
        member.bytes(),
        () ->
            TextReading.result(
                TextFile.read(member.file()),
                member.contributor(),
                member.name(),
                tokenizer,
                work));
  }

  private void add(String contributor, String name, Path file) {
    long bytes;
    try {
      bytes = Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      bytes = 0; // It is counted as unreadable when it is read.
    }
    members.add(new Member(contributor, name, file, bytes));
  }

  private static String name(Path folder) {
    Path name = folder.getFileName();
    return name == null ? folder.toString() : name.toString();
  }
}
