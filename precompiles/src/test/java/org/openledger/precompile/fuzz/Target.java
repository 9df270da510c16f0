package org.openledger.precompile.fuzz;

import java.util.Arrays;
import org.openledger.attribution.collection.CollectionException;
import org.openledger.attribution.collection.Manifest;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.attribution.segment.Segment;
import org.openledger.attribution.segment.SegmentFormatException;
import org.openledger.attribution.weight.MalformedTableException;
import org.openledger.attribution.weight.WeightTable;

/** What reads bytes of strangers. */
enum Target {
  /** Packed answers with runs of redacted tokens: what unpacks packs to the same bytes. */
  ANSWERS {
    @Override
    boolean read(byte[] input) throws MalformedContentException {
      int vocabulary = vocabulary(input);
      long tokens = AnswerPacking.count(input, vocabulary);
      if (tokens > 1 << 16) {
        return true; // A contract refuses it before there is room made.
      }
      int[] ids = AnswerPacking.unpack(input, vocabulary, (int) tokens);
      require(Arrays.equals(AnswerPacking.pack(ids, vocabulary), input), "packs otherwise");
      return true;
    }
  },

  /** Packed tokens: what unpacks packs to the same bytes. */
  TOKENS {
    @Override
    boolean read(byte[] input) throws MalformedContentException {
      int vocabulary = vocabulary(input);
      int[] ids = TokenPacking.unpack(input, vocabulary);
      require(Arrays.equals(TokenPacking.pack(ids, vocabulary), input), "packs otherwise");
      return true;
    }
  },

  /** Contributed documents. */
  CONTENT {
    @Override
    boolean read(byte[] input) throws MalformedContentException {
      Content content = Content.parse(input, vocabulary(input));
      require(Arrays.equals(content.encoded(), input), "encodes otherwise");
      require(content.root().length == 32, "has no root");
      return true;
    }
  },

  /** Files of weights. */
  WEIGHT_TABLES {
    @Override
    boolean read(byte[] input) throws MalformedTableException {
      return WeightTable.parse(input) != null;
    }
  },

  /** Segment files. */
  SEGMENTS {
    @Override
    boolean read(byte[] input) throws SegmentFormatException {
      return Segment.parse(input).root().length == 32;
    }
  },

  /** Manifests of collections. */
  MANIFESTS {
    @Override
    boolean read(byte[] input) throws CollectionException {
      return Manifest.parse(input) != null;
    }
  },

  /** Calls of all contracts, receipts and permits among them. */
  CALLS {
    @Override
    boolean read(byte[] input) {
      return Calls.run(input);
    }
  };

  private static final int[] VOCABULARIES = {256, 100_277, 1 << 20};

  /**
   * Reads some bytes.
   *
   * @return whether they are sound
   * @throws Exception the reader's own where they are not
   */
  abstract boolean read(byte[] input) throws Exception;

  /**
   * Reads some bytes, which may be malformed.
   *
   * @return whether they are sound
   */
  boolean accepts(byte[] input) {
    try {
      return read(input);
    } catch (MalformedContentException
        | MalformedTableException
        | SegmentFormatException
        | CollectionException e) {
      return false;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int vocabulary(byte[] input) {
    return VOCABULARIES[Math.floorMod(input.length == 0 ? 0 : input[0], VOCABULARIES.length)];
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }
}
