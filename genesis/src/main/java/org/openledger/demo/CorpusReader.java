package org.openledger.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.corpus.Folders;
import org.openledger.corpus.Skipped;
import org.openledger.corpus.TextFile;
import org.openledger.progress.Steps;

/**
 * Reads folders of text files. Links are followed; hidden files and folders are passed over. Of
 * identical texts the first is kept, in the order of the folders' and files' names.
 */
final class CorpusReader {

  private static final String COMMON_LICENSES = "common-licenses";

  private final Tokenizer tokenizer;
  private final Steps steps;
  private final Set<String> seen = new HashSet<>();
  private final List<Contributor> folders = new ArrayList<>();
  private final Map<Skipped, Integer> skipped = new EnumMap<>(Skipped.class);

  private CorpusReader(Tokenizer tokenizer, Steps steps) {
    this.tokenizer = tokenizer;
    this.steps = steps;
  }

  /**
   * The licence and notice files of a Java runtime, one contributor for each component, and
   * Debian's common licence texts where they are installed.
   *
   * @param javaHome home of the runtime
   * @param commonLicenses where the common licences would be
   */
  static Corpus licences(Path javaHome, Path commonLicenses, Tokenizer tokenizer, Steps steps) {
    CorpusReader reader = new CorpusReader(tokenizer, steps);
    List<Path> directories = new ArrayList<>();
    Path legal = javaHome.resolve("legal");
    if (Files.isDirectory(legal)) {
      directories.addAll(list(legal).stream().filter(Files::isDirectory).toList());
    }
    String source = "licence and notice files of Java " + Runtime.version();
    if (Files.isDirectory(commonLicenses)) {
      directories.add(commonLicenses);
      source += ", and " + commonLicenses;
    }
    reader.readAll(directories);
    return reader.corpus(
        source,
        "neither " + legal + " nor " + commonLicenses + " holds a text: name a corpus by --corpus");
  }

  /** A directory whose first-level folders are the contributors. */
  static Corpus directory(Path directory, Tokenizer tokenizer, Steps steps) {
    if (!Files.isDirectory(directory)) {
      throw new DemoException(
          "corpus "
              + directory
              + (Files.exists(directory) ? " is no directory" : " does not exist"));
    }
    CorpusReader reader = new CorpusReader(tokenizer, steps);
    List<Path> directories = new ArrayList<>();
    for (Path entry : list(directory)) {
      if (Files.isDirectory(entry)) {
        directories.add(entry);
      } else {
        reader.skipped.merge(Skipped.OUTSIDE, 1, Integer::sum);
      }
    }
    reader.readAll(directories);
    return reader.corpus(
        directory.toString(),
        "corpus "
            + directory
            + " holds no usable text; its first-level folders are the contributors, their UTF-8"
            + " text files the documents");
  }

  private Corpus corpus(String source, String complaint) {
    Corpus corpus = new Corpus(source, List.copyOf(folders), skipped);
    if (corpus.documents() == 0) {
      String words = corpus.skippedWords();
      throw new DemoException(complaint + (words.isEmpty() ? "" : " (skipped: " + words + ")"));
    }
    return corpus;
  }

  private void readAll(List<Path> directories) {
    try (Steps.Step step = steps.begin("reading", directories.size())) {
      for (Path directory : directories) {
        folders.add(read(directory));
        step.advance(1);
      }
    }
  }

  private Contributor read(Path directory) {
    List<Document> documents = new ArrayList<>();
    int duplicates = 0;
    int left = 0;
    for (Path file : files(directory)) {
      TextFile content = TextFile.read(file);
      String text = content.text();
      if (text == null) {
        skipped.merge(
            content.problem() == null ? Skipped.UNREADABLE : content.problem(), 1, Integer::sum);
        left++;
      } else if (seen.add(text)) {
        documents.add(new Document(directory.relativize(file).toString(), tokenizer.encode(text)));
      } else {
        duplicates++;
      }
    }
    Path name = directory.getFileName();
    return new Contributor(
        name == null ? COMMON_LICENSES : name.toString(), documents, duplicates, left);
  }

  /** What a directory holds, by name; an unreadable one ends the demo. */
  private static List<Path> list(Path directory) {
    try {
      return Folders.list(directory);
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** All files below a directory, by name; what cannot be read is in the list too. */
  private static List<Path> files(Path directory) {
    try {
      return Folders.files(directory);
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static DemoException unreadable(Path directory, IOException failure) {
    return new DemoException(
        "corpus " + directory + " cannot be read: " + failure.getMessage(), failure);
  }
}
