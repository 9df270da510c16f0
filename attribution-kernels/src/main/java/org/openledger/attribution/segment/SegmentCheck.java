package org.openledger.attribution.segment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.Arrays;
import org.openledger.attribution.content.ContentHasher;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.attribution.content.Sha256;
import org.openledger.attribution.progress.Progress;

/** Verifies a segment before anybody reads from it. */
final class SegmentCheck {
  private static final String STEP = "verifying";
  private static final long DIGEST_STEP = 1 << 24;
  private static final int PARTS = 10;

  private final SegmentImage image;
  private final Progress progress;

  private SegmentCheck(SegmentImage image, Progress progress) {
    this.image = image;
    this.progress = progress;
  }

  /**
   * The segment in this memory, of which header, tables and footer are verified; of the columns
   * nothing is.
   *
   * @throws SegmentFormatException if anything about these is wrong
   */
  static SegmentImage opened(MemorySegment memory) throws SegmentFormatException {
    require(
        memory.byteSize() >= SegmentLayout.HEADER + SegmentLayout.FOOTER,
        "too short for a segment");
    SegmentImage image = new SegmentImage(memory, layout(memory));
    SegmentCheck check = new SegmentCheck(image, Progress.NONE);
    check.footer();
    check.header();
    check.contributions();
    check.documents();
    return image;
  }

  /**
   * The segment in this memory, of which every byte is verified.
   *
   * @throws SegmentFormatException if anything about it is wrong
   */
  static SegmentImage verified(MemorySegment memory) throws SegmentFormatException {
    SegmentImage image = opened(memory);
    columns(image, Progress.NONE);
    return image;
  }

  /**
   * Verifies the columns of what {@link #opened} gave, and with them the rest of the file.
   *
   * @param progress told about the parts; what it throws ends the work
   * @throws SegmentFormatException if anything about them is wrong
   */
  static void columns(SegmentImage image, Progress progress) throws SegmentFormatException {
    SegmentCheck check = new SegmentCheck(image, progress);
    check.fileDigest();
    check.done(3);
    check.text();
    check.done(4);
    check.suffixes();
    check.done(5);
    check.derived();
    check.done(7);
    check.padding();
    check.roots();
    check.done(8);
    check.indexDigest();
    check.done(PARTS);
  }

  private void done(int parts) {
    progress.report(STEP, parts, PARTS);
  }

  private static SegmentLayout layout(MemorySegment memory) throws SegmentFormatException {
    byte[] magic = memory.asSlice(0, 8).toArray(ValueLayout.JAVA_BYTE);
    require(Arrays.equals(magic, SegmentLayout.MAGIC), "no segment: the magic is missing");
    int version = SegmentImage.version(memory);
    require(
        version == SegmentLayout.VERSION,
        "a segment of version " + version + ", not " + SegmentLayout.VERSION);
    SegmentLayout layout = SegmentImage.layout(memory);
    require(
        layout.vocabularySize() > 0
            && layout.vocabularySize() < Integer.MAX_VALUE
            && layout.contributions() >= 0
            && layout.documents() >= 0
            && layout.tokens() >= 0
            && layout.tokens() <= SegmentLayout.MAX_TEXT
            && layout.symbols() <= SegmentLayout.MAX_TEXT,
        "the header's counts are out of range");
    require(
        layout.length() == memory.byteSize(),
        "truncated or extended: " + memory.byteSize() + " bytes instead of " + layout.length());
    return layout;
  }

  private void footer() throws SegmentFormatException {
    require(image.footerLength() == image.layout().length(), "the footer's length is wrong");
    require(image.hasEndMagic(), "the footer's magic is missing");
    require(
        Arrays.equals(image.computedTablesDigest(), image.tablesDigest()),
        "damaged: the digest of header, tables and footer does not match");
  }

  private void fileDigest() throws SegmentFormatException {
    long footerAt = image.layout().footerAt();
    MessageDigest digest = Sha256.digest();
    for (long at = 0; at < footerAt; at += DIGEST_STEP) {
      long length = Math.min(DIGEST_STEP, footerAt - at);
      digest.update(image.memory().asSlice(at, length).asByteBuffer());
      done((int) (3 * at / footerAt));
    }
    require(
        Arrays.equals(digest.digest(), image.fileDigest()), "damaged: the digest does not match");
  }

  private void indexDigest() throws SegmentFormatException {
    require(
        Arrays.equals(IndexDigest.of(image), image.indexDigest()), "the index digest is another");
  }

  private void header() throws SegmentFormatException {
    int length = image.bytes(64, 1)[0];
    byte[] id = image.bytes(65, SegmentLayout.MAX_TOKENIZER_ID);
    require(length > 0 && length <= id.length, "the tokenizer's id is missing");
    for (int i = 0; i < id.length; i++) {
      require(i < length ? id[i] > 0 : id[i] == 0, "the tokenizer's id is malformed");
    }
  }

  private void contributions() throws SegmentFormatException {
    long previousOrder = -1;
    int nextDocument = 0;
    int documents = image.layout().documents();
    for (int c = 0; c < image.layout().contributions(); c++) {
      require(image.order(c) > previousOrder, "the orders do not ascend");
      previousOrder = image.order(c);
      int count = image.documentsOf(c);
      require(
          image.firstDocument(c) == nextDocument && count > 0 && count <= documents - nextDocument,
          "the contributions do not share out the documents");
      for (int d = nextDocument; d < nextDocument + count; d++) {
        require(image.contributionOf(d) == c, "a document of the wrong contribution");
      }
      nextDocument += count;
    }
    require(nextDocument == documents, "documents of no contribution");
  }

  /** No document begins outside the text, or before another ends. */
  private void documents() throws SegmentFormatException {
    int next = 0;
    for (int d = 0; d < image.layout().documents(); d++) {
      int start = image.start(d);
      require(
          (d == 0 ? start == 0 : start >= next) && start < image.layout().symbols(),
          "the document table does not ascend");
      next = start + 1;
    }
  }

  private void text() throws SegmentFormatException {
    int symbols = image.text().size();
    int place = 0;
    for (int d = 0; d < image.layout().documents(); d++) {
      require(image.start(d) == place, "the document table does not fit the text");
      int symbol = -1;
      while (place < symbols && (symbol = image.text().get(place++)) != SegmentLayout.SEPARATOR) {
        require(symbol <= image.vocabularySize(), "an id outside the vocabulary");
      }
      require(symbol == SegmentLayout.SEPARATOR, "a document without an end");
    }
    require(place == symbols, "text outside of documents");
  }

  /** As many different places as there are tokens, none of them a separator's. */
  private void suffixes() throws SegmentFormatException {
    int symbols = image.text().size();
    long[] seen = new long[(symbols >>> 6) + 1];
    for (int rank = 0; rank < image.suffixes().size(); rank++) {
      int place = image.suffixes().get(rank);
      require(place < symbols, "a suffix outside the text");
      require(image.text().get(place) != SegmentLayout.SEPARATOR, "a suffix of no token");
      long bit = 1L << (place & 63);
      require((seen[place >>> 6] & bit) == 0, "a suffix stands twice");
      seen[place >>> 6] |= bit;
    }
  }

  private void derived() throws SegmentFormatException {
    requireSound(DerivedColumns.firstWrongBranch(image), "a branch");
    requireSound(DerivedColumns.firstWrongKey(image, image.heads(), 0), "a head");
    requireSound(DerivedColumns.firstWrongKey(image, image.tails(), 1), "a tail");
    requireSound(DerivedColumns.firstWrongFence(image), "a fence");
    for (int level = 0; level < image.minima().size(); level++) {
      requireSound(DerivedColumns.firstWrongMinimum(image, level), "a minimum");
    }
  }

  private static void requireSound(int firstWrong, String what) throws SegmentFormatException {
    require(firstWrong == DerivedColumns.SOUND, what + " that does not follow from the text");
  }

  private void padding() throws SegmentFormatException {
    require(
        image.text().paddedWithZeros()
            && image.suffixes().paddedWithZeros()
            && image.branches().paddedWithZeros()
            && image.heads().paddedWithZeros()
            && image.tails().paddedWithZeros()
            && image.fences().paddedWithZeros()
            && image.minima().stream().allMatch(PackedColumn::paddedWithZeros),
        "padding that is not zero");
  }

  private void roots() throws SegmentFormatException {
    int contributions = image.layout().contributions();
    long[] orders = new long[contributions];
    byte[][] roots = new byte[contributions][];
    for (int c = 0; c < contributions; c++) {
      orders[c] = image.order(c);
      roots[c] = image.contentRoot(c);
      require(Arrays.equals(contentRoot(c), roots[c]), "a text that has not its content root");
    }
    require(Arrays.equals(SegmentRoot.of(orders, roots), image.root()), "another segment root");
  }

  private byte[] contentRoot(int contribution) {
    ContentHasher hasher = new ContentHasher(image.vocabularySize());
    int first = image.firstDocument(contribution);
    for (int d = first; d < first + image.documentsOf(contribution); d++) {
      for (int place = image.start(d); place < image.end(d); place++) {
        hasher.id(image.text().get(place) - 1);
      }
      hasher.mark();
    }
    return hasher.root();
  }

  private static void require(boolean holds, String otherwise) throws SegmentFormatException {
    if (!holds) {
      throw new SegmentFormatException(otherwise);
    }
  }
}
