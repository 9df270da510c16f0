package org.openledger.attack.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.openledger.attack.text.Sentences;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.attribution.weight.WeightTable;

/** Text of several authors, tokenized and indexed, and text that nobody has filed. */
final class Corpus {
  private static final int AUTHORS = 8;
  private static final int DOCUMENT = 300;
  private static final int DOCUMENTS = 3;

  private final String name;
  private final int vocabularySize;
  private final WeightTable table;
  private final List<Filing> filings = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<int[]> unfiled = new ArrayList<>();

  private Corpus(String name, Tokenizer tokenizer, List<String> texts) {
    this.name = name;
    this.vocabularySize = tokenizer.vocabularySize();
    this.table = WeightTable.shipped(tokenizer.id()).orElseThrow();
    for (String text : texts) {
      List<int[]> documents = documents(tokenizer.encode(text));
      if (filings.size() < AUTHORS) {
        int author = filings.size();
        Filing filing = new Filing(World.APART * (author + 1), author, documents);
        filings.add(filing);
        segments.add(World.segment(vocabularySize, List.of(filing)));
      } else {
        unfiled.addAll(documents);
      }
    }
  }

  /**
   * The licence texts of this JDK in cl100k_base, one author each; they quote one another. Empty
   * where the JDK came without them.
   */
  static Optional<Corpus> licences() {
    Path legal = Path.of(System.getProperty("java.home"), "legal");
    List<String> texts = Files.isDirectory(legal) ? licenceTexts(legal) : List.of();
    return texts.size() <= AUTHORS
        ? Optional.empty()
        : Optional.of(new Corpus("licences", Tokenizers.byId("cl100k_base"), texts));
  }

  /** Generated sentences in utf8-bytes: few common words, many rare ones, set phrases. */
  static Corpus sentences() {
    List<String> texts = new ArrayList<>();
    for (int author = 0; author < 2 * AUTHORS; author++) {
      texts.add(Sentences.text(new SplittableRandom(author), 3 * DOCUMENT));
    }
    return new Corpus("sentences", Tokenizers.byId("utf8-bytes"), texts);
  }

  Ground with(Parameters parameters) {
    World world = new World(vocabularySize, table::weight, parameters, filings, segments, unfiled);
    String label =
        String.join(
            " ",
            name,
            parameters.unit().toString(),
            parameters.minSpan() + "/" + parameters.minRarityBits());
    return new Ground() {
      @Override
      public String name() {
        return label;
      }

      @Override
      public World world(SplittableRandom random) {
        return world;
      }
    };
  }

  private static List<int[]> documents(int[] ids) {
    List<int[]> documents = new ArrayList<>();
    for (int at = 0; at < ids.length && documents.size() < DOCUMENTS; at += DOCUMENT) {
      documents.add(Arrays.copyOfRange(ids, at, Math.min(ids.length, at + DOCUMENT)));
    }
    return documents;
  }

  private static List<String> licenceTexts(Path legal) {
    Set<String> texts = new LinkedHashSet<>();
    try (Stream<Path> files = Files.walk(legal)) {
      for (Path file : files.filter(Corpus::isText).sorted().toList()) {
        texts.add(Files.readString(file, StandardCharsets.UTF_8));
      }
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("a licence text of this JDK is not UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the licence texts of this JDK", e);
    }
    return List.copyOf(texts);
  }

  /** Some installations leave links to files that they do not bring. */
  private static boolean isText(Path file) {
    return file.toString().endsWith(".md") && Files.isRegularFile(file);
  }
}
