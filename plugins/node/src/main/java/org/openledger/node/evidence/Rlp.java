package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/**
 * Recursive-length prefixes (Yellow Paper, appendix B) with the bytes that each item was read from,
 * which a trie's nodes need and libraries do not give.
 */
final class Rlp {

  private static final int SHORT = 55;
  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;

  /**
   * An item.
   *
   * @param raw its encoding
   * @param list whether it is a list, or a string of bytes
   * @param payload the string, or the encodings of a list's items one after the other
   */
  record Item(Bytes raw, boolean list, Bytes payload) {

    /** The items of a list. */
    List<Item> items(Fault fault) throws EvidenceException {
      EvidenceException.require(list, fault, "RLP has a string in the place of a list");
      List<Item> items = new ArrayList<>();
      for (int at = 0; at < payload.size(); ) {
        Item item = read(payload, at, fault);
        items.add(item);
        at += item.raw.size();
      }
      return items;
    }

    /** The string. */
    Bytes string(Fault fault) throws EvidenceException {
      EvidenceException.require(!list, fault, "RLP has a list in the place of a string");
      return payload;
    }

    /** A number of at most 8 bytes, below 2^63. */
    long number(Fault fault) throws EvidenceException {
      Bytes bytes = string(fault);
      boolean sound = bytes.size() <= Long.BYTES && (bytes.isEmpty() || bytes.get(0) != 0);
      long number = sound ? bytes.toLong() : -1;
      EvidenceException.require(number >= 0, fault, "RLP has no number where one belongs");
      return number;
    }
  }

  private Rlp() {}

  /** The item that some bytes are. */
  static Item item(Bytes encoded, Fault fault) throws EvidenceException {
    Item item = read(encoded, 0, fault);
    EvidenceException.require(
        item.raw.size() == encoded.size(), fault, "RLP has bytes left over at its end");
    return item;
  }

  /** The items of the list that some bytes are. */
  static List<Item> list(Bytes encoded, Fault fault) throws EvidenceException {
    return item(encoded, fault).items(fault);
  }

  /** The encoding of a string of bytes. */
  static Bytes string(Bytes payload) {
    boolean itself = payload.size() == 1 && (payload.get(0) & 0xff) < STRING;
    return itself ? payload : join(List.of(prefix(STRING, payload.size()), payload));
  }

  /** The encoding of a list of encoded items. */
  static Bytes list(List<Bytes> items) {
    Bytes payload = join(items);
    return join(List.of(prefix(LIST, payload.size()), payload));
  }

  /**
   * Some bytes after others, in one array: slices of what {@link Bytes#concatenate} gives cannot be
   * copied in Tuweni 2.7.2.
   */
  static Bytes join(List<Bytes> parts) {
    int size = 0;
    for (Bytes part : parts) {
      size += part.size();
    }
    byte[] joined = new byte[size];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.toArrayUnsafe(), 0, joined, at, part.size());
      at += part.size();
    }
    return Bytes.wrap(joined);
  }

  private static Bytes prefix(int base, int size) {
    if (size <= SHORT) {
      return Bytes.of(base + size);
    }
    Bytes length = Bytes.minimalBytes(size);
    return join(List.of(Bytes.of(base + SHORT + length.size()), length));
  }

  private static Item read(Bytes from, int at, Fault fault) throws EvidenceException {
    int left = from.size() - at;
    EvidenceException.require(left > 0, fault, "RLP is cut off");
    int first = from.get(at) & 0xff;
    if (first < STRING) {
      return new Item(from.slice(at, 1), false, from.slice(at, 1));
    }
    boolean list = first >= LIST;
    int head = first - (list ? LIST : STRING);
    int lengthBytes = Math.max(0, head - SHORT);
    long size = head;
    if (lengthBytes > 0) {
      EvidenceException.require(lengthBytes < Math.min(left, 4), fault, "RLP is cut off");
      size = from.slice(at + 1, lengthBytes).toLong();
      EvidenceException.require(
          size > SHORT && from.get(at + 1) != 0, fault, "RLP has a length in a longer form");
    }
    int begin = 1 + lengthBytes;
    EvidenceException.require(size <= left - begin, fault, "RLP is cut off");
    Item item =
        new Item(from.slice(at, begin + (int) size), list, from.slice(at + begin, (int) size));
    boolean itself = !list && size == 1 && (item.payload.get(0) & 0xff) < STRING;
    EvidenceException.require(!itself, fault, "RLP has a byte in a longer form");
    return item;
  }
}
