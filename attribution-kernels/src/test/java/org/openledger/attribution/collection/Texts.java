package org.openledger.attribution.collection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.progress.Progress;

/** Small random indexes. */
final class Texts {
  static final String TOKENIZER = "test";
  static final int V = 4;

  private Texts() {}

  /** Documents of ids that repeat a lot. */
  static List<int[]> documents(SplittableRandom random, int count) {
    List<int[]> documents = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      documents.add(random.ints(random.nextInt(40), 0, V).toArray());
    }
    return documents;
  }

  /** Replaces or adds to what the index holds. */
  static Manifest build(
      Path directory, Disk disk, List<int[]> documents, long maxTokens, boolean append)
      throws IOException {
    return build(directory, disk, documents, maxTokens, append, 0);
  }

  /** The same with so many threads that write segments. */
  static Manifest build(
      Path directory, Disk disk, List<int[]> documents, long maxTokens, boolean append, int writers)
      throws IOException {
    try (CollectionWriter writer = CollectionWriter.create(directory, TOKENIZER, V, disk);
        CollectionBuild build =
            append
                ? writer.append(maxTokens, writers, Progress.NONE)
                : writer.replace(maxTokens, writers, Progress.NONE)) {
      for (int d = 0; d < documents.size(); d++) {
        build.add("contributor " + d % 3, "document " + d, content(documents.get(d)));
      }
      return build.commit();
    }
  }

  static int merge(Path directory, Disk disk, long maxTokens) throws IOException {
    try (CollectionWriter writer = CollectionWriter.open(directory, disk)) {
      return writer.merge(maxTokens, Progress.NONE);
    }
  }

  static Content content(int[] document) {
    return Content.of(List.of(document), V);
  }

  /** All contributions' documents by ascending order, whatever segments they are in. */
  static List<int[]> documents(SegmentCollection collection) {
    List<int[]> documents = new ArrayList<>();
    collection
        .segments()
        .forEach(
            segment -> {
              for (int d = 0; d < segment.documents(); d++) {
                documents.add(segment.document(d));
              }
            });
    return documents;
  }
}
