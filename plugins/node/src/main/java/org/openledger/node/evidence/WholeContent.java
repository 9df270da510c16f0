package org.openledger.node.evidence;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.rule.CountingWindows;
import org.openledger.attribution.segment.Contribution;
import org.openledger.attribution.segment.Segment;

/** The whole content of one contribution, read from its chunks. */
final class WholeContent {

  private static final int HEADER = 9;

  private final Content content;

  WholeContent(ContributionPart part, int vocabularySize) throws EvidenceException {
    ByteArrayOutputStream ids = new ByteArrayOutputStream();
    for (byte[] chunk : part.chunks().values()) {
      EvidenceException.require(
          chunk.length > HEADER, Fault.MEMBERSHIP, "a chunk of content is no chunk");
      ids.write(chunk, HEADER, chunk.length - HEADER);
    }
    content = Content.parse(ids.toByteArray(), vocabularySize);
    EvidenceException.require(
        Arrays.equals(content.root(), part.contentRoot()),
        Fault.MEMBERSHIP,
        "the chunks are not the whole content");
  }

  /** Where the first window of the answer begins that the content holds; -1: it holds none. */
  int firstHeld(long contribution, int[] output, CountingWindows windows) {
    if (windows.size() == 0 || content.tokenCount() == 0) {
      return -1;
    }
    int[] begins = new int[windows.size()];
    int[] ends = new int[windows.size()];
    for (int w = 0; w < begins.length; w++) {
      begins[w] = windows.begin(w);
      ends[w] = windows.end(w);
    }
    // The id of the tokenizer is of no account to a look-up.
    try (Segment segment =
        Segment.of(
            "absent", content.vocabularySize(), List.of(Contribution.of(contribution, content)))) {
      boolean[] found = segment.query(output).occur(begins, ends);
      for (int w = 0; w < found.length; w++) {
        if (found[w]) {
          return begins[w];
        }
      }
      return -1;
    }
  }
}
