package org.openledger.node.evidence;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.content.ContentHasher;
import org.openledger.attribution.content.TokenPacking;

/** What some chunks of one contribution say: pieces of its documents, by place. */
final class Passages {

  private static final int HEADER = 9;

  /**
   * Ids of one document in a row.
   *
   * @param chunk which of the chunks they are in
   * @param at byte of the chunk where they begin
   * @param length ids
   */
  private record Piece(int chunk, int at, int document, int offset, int length) {

    boolean holds(int place, int inDocument) {
      return document == inDocument && place >= offset && place - offset < length;
    }
  }

  private final int width;
  private final List<byte[]> chunks;
  private final List<Piece> pieces = new ArrayList<>();
  private final boolean[] used;

  Passages(ContributionPart part, int width) throws EvidenceException {
    this.width = width;
    chunks = List.copyOf(part.chunks().values());
    used = new boolean[chunks.size()];
    for (int i = 0; i < used.length; i++) {
      read(i);
    }
  }

  private void read(int index) throws EvidenceException {
    byte[] chunk = chunks.get(index);
    int body = chunk.length - HEADER;
    boolean sound = body > 0 && body % width == 0 && body <= ContentHasher.CHUNK_IDS * width;
    EvidenceException.require(
        sound && chunk[HEADER - 1] == width, Fault.MEMBERSHIP, "a chunk of content is no chunk");
    int document = ByteBuffer.wrap(chunk).getInt(0);
    int offset = ByteBuffer.wrap(chunk).getInt(4);
    int begin = HEADER;
    for (int at = HEADER; at <= chunk.length; at += width) {
      if (at == chunk.length || TokenPacking.get(chunk, at, width) == TokenPacking.REDACTED) {
        int length = (at - begin) / width;
        if (length > 0) {
          pieces.add(new Piece(index, begin, document, offset, length));
        }
        document++;
        offset = 0;
        begin = at + width;
      }
    }
  }

  /** Whether ids of the answer stand at the window's place. */
  boolean hold(HeldWindow window, int[] output) {
    int place = window.offset();
    for (int i = window.begin(); i < window.end(); ) {
      Piece piece = null;
      for (Piece candidate : pieces) {
        if (candidate.holds(place, window.document())) {
          piece = candidate;
          break;
        }
      }
      if (piece == null) {
        return false;
      }
      used[piece.chunk] = true;
      byte[] chunk = chunks.get(piece.chunk);
      for (; i < window.end() && piece.holds(place, window.document()); i++, place++) {
        int id = TokenPacking.get(chunk, piece.at + (place - piece.offset) * width, width);
        if (id != output[i]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether every chunk holds a part of a window. */
  boolean areNeeded() {
    boolean all = true;
    for (boolean one : used) {
      all &= one;
    }
    return all;
  }
}
