package org.openledger.attribution.content;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proves that ids stand consecutively in a document of the content with a given root.
 *
 * <p>It holds exactly the chunks that the span touches, each with its Merkle path. The claim
 * (document, offset, ids) is part of it: whoever verifies compares the claim with what he wants to
 * know.
 *
 * @param document index in the content
 * @param offset of the first id in the document
 * @param ids what stands there, at least one
 * @param firstChunk index of the first chunk in the Merkle tree
 * @param chunks leaf data of consecutive chunks (see {@link ContentHasher})
 * @param paths a path for each chunk
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by encoded() where it matters.
public record SpanProof(
    int document,
    int offset,
    int[] ids,
    int firstChunk,
    List<byte[]> chunks,
    List<List<byte[]>> paths) {

  /** Keeps its own lists. */
  public SpanProof {
    ids = ids.clone();
    chunks = List.copyOf(chunks);
    paths = List.copyOf(paths);
  }

  @Override
  public int[] ids() {
    return ids.clone();
  }

  /**
   * Whether the claim holds.
   *
   * @param root of the content
   * @param treeSize leaves of its tree, from a trusted source: {@link Content#treeSize(long, int)}
   *     of the token and document counts that were committed with the root
   * @param vocabularySize V of the tokenizer
   */
  public boolean verify(byte[] root, int treeSize, int vocabularySize) {
    int width = TokenPacking.width(vocabularySize);
    if (ids.length == 0 || offset < 0 || chunks.isEmpty() || chunks.size() != paths.size()) {
      return false;
    }
    for (int i = 0; i < chunks.size(); i++) {
      int index = firstChunk + i;
      if (!wellFormed(chunks.get(i), width, index == treeSize - 1)
          || !new MerkleProof(index, treeSize, paths.get(i)).verify(chunks.get(i), root)) {
        return false;
      }
    }
    return spanStands(width, vocabularySize);
  }

  /** Walks the ids of the chunks, and finds the claimed ones from the claimed place on. */
  private boolean spanStands(int width, int vocabularySize) {
    int found = 0;
    int atDocument = ByteBuffer.wrap(chunks.getFirst()).getInt(0);
    int atOffset = ByteBuffer.wrap(chunks.getFirst()).getInt(4);
    for (int i = 0; i < chunks.size(); i++) {
      byte[] chunk = chunks.get(i);
      ByteBuffer header = ByteBuffer.wrap(chunk);
      if (header.getInt(0) != atDocument || header.getInt(4) != atOffset) {
        return false;
      }
      int foundBefore = found;
      for (int at = ContentHasher.LEAF_HEADER; at < chunk.length; at += width) {
        int id = TokenPacking.get(chunk, at, width);
        boolean inSpan =
            atDocument == document && atOffset >= offset && atOffset - offset < ids.length;
        if (inSpan) {
          if (id != ids[atOffset - offset] || id < 0 || id >= vocabularySize) {
            return false;
          }
          found++;
        }
        if (id == TokenPacking.REDACTED) {
          atDocument++;
          atOffset = 0;
        } else {
          atOffset++;
        }
      }
      if (found == foundBefore) {
        return false; // A chunk that the span does not touch has no place in its proof.
      }
    }
    return found == ids.length;
  }

  private static boolean wellFormed(byte[] chunk, int width, boolean last) {
    int body = chunk.length - ContentHasher.LEAF_HEADER;
    int full = ContentHasher.CHUNK_IDS * width;
    return body > 0
        && body % width == 0
        && (last ? body <= full : body == full)
        && chunk[ContentHasher.LEAF_HEADER - 1] == width;
  }

  /**
   * As bytes: u32 document, u32 offset, u32 ids, the ids as u32, u32 first chunk, u32 chunks; for
   * each chunk u32 length, bytes, u8 hashes of its path, the hashes. Big endian.
   */
  public byte[] encoded() {
    int size = 20 + 4 * ids.length;
    for (int i = 0; i < chunks.size(); i++) {
      size += 5 + chunks.get(i).length + Sha256.LENGTH * paths.get(i).size();
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(document).putInt(offset).putInt(ids.length);
    for (int id : ids) {
      out.putInt(id);
    }
    out.putInt(firstChunk).putInt(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      out.putInt(chunks.get(i).length).put(chunks.get(i)).put((byte) paths.get(i).size());
      paths.get(i).forEach(out::put);
    }
    return out.array();
  }

  /**
   * Reads what {@link #encoded()} wrote.
   *
   * @throws MalformedContentException if bytes lack or are left over
   */
  public static SpanProof parse(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    try {
      int document = in.getInt();
      int offset = in.getInt();
      int[] ids = new int[count(in, 4)];
      Arrays.setAll(ids, i -> in.getInt());
      int firstChunk = in.getInt();
      int chunkCount = count(in, 5);
      List<byte[]> chunks = new ArrayList<>();
      List<List<byte[]>> paths = new ArrayList<>();
      for (int i = 0; i < chunkCount; i++) {
        chunks.add(bytes(in, count(in, 1)));
        int hashes = in.get() & 0xFF;
        List<byte[]> path = new ArrayList<>();
        for (int h = 0; h < hashes; h++) {
          path.add(bytes(in, Sha256.LENGTH));
        }
        paths.add(path);
      }
      if (in.hasRemaining()) {
        throw new MalformedContentException(
            MalformedContentException.Flaw.WRONG_PROOF,
            "a proof with " + in.remaining() + " bytes too many");
      }
      return new SpanProof(document, offset, ids, firstChunk, chunks, paths);
    } catch (BufferUnderflowException e) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.WRONG_PROOF, "a truncated proof");
    }
  }

  /** A count of things of at least so many bytes: never more than the rest can hold. */
  private static int count(ByteBuffer in, int bytesEach) {
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / bytesEach) {
      throw new MalformedContentException(
          MalformedContentException.Flaw.WRONG_PROOF, "a truncated proof");
    }
    return count;
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
