package org.openledger.precompile.dispatch;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.TupleType;
import org.apache.tuweni.bytes.Bytes;

/**
 * Finds calldata that decodes to more than it holds. Offsets of the ABI may lead to the same bytes
 * again and again: a few kilobytes, paid for by the word, would decode to gigabytes. What a walk
 * along the offsets reads is summed up instead, and no more of it than the calldata has.
 */
final class DecodedSize {

  private static final int WORD = 32;

  /** Longest array, in elements: that of the ABI library, held here in case it allows more. */
  private static final int MAX_LENGTH = (1 << 21) - 1;

  private final Bytes encoded;
  private long left;

  private DecodedSize(Bytes encoded) {
    this.encoded = encoded;
    this.left = encoded.size();
  }

  /**
   * Ends the decoding of arguments that hold any byte twice.
   *
   * @param encoded the arguments, without the selector
   * @throws IllegalArgumentException where they do, or an offset or a length leads outside
   */
  static void check(TupleType<?> type, Bytes encoded) {
    new DecodedSize(encoded).tuple(type, 0);
  }

  private void tuple(TupleType<?> type, long start) {
    long at = start;
    for (int i = 0; i < type.size(); i++) {
      at = element(type.get(i), start, at);
    }
  }

  private void array(ArrayType<?, ?, ?> type, long start) {
    long head = start;
    long length = type.getLength();
    if (length == ArrayType.DYNAMIC_LENGTH) {
      take(WORD);
      length = number(start);
      if (length > MAX_LENGTH) {
        throw new IllegalArgumentException("an array of " + length + " elements");
      }
      head += WORD;
    }
    ABIType<?> element = type.getElementType();
    if (element.typeCode() == ABIType.TYPE_CODE_BYTE) {
      take(words(length));
    } else {
      long at = head;
      for (long i = 0; i < length; i++) {
        at = element(element, head, at);
      }
    }
  }

  /** Takes an element whose head stands at some place; gives where the next one's does. */
  private long element(ABIType<?> type, long start, long at) {
    if (!type.isDynamic()) {
      long size = size(type);
      take(size);
      return at + size;
    }
    take(WORD);
    long target = start + number(at);
    if (type instanceof TupleType<?> tuple) {
      tuple(tuple, target);
    } else {
      array((ArrayType<?, ?, ?>) type, target);
    }
    return at + WORD;
  }

  private static long size(ABIType<?> type) {
    if (type instanceof TupleType<?> tuple) {
      long sum = 0;
      for (int i = 0; i < tuple.size(); i++) {
        sum += size(tuple.get(i));
      }
      return sum;
    }
    if (type instanceof ArrayType<?, ?, ?> array) {
      ABIType<?> element = array.getElementType();
      return element.typeCode() == ABIType.TYPE_CODE_BYTE
          ? words(array.getLength())
          : array.getLength() * size(element);
    }
    return WORD;
  }

  private static long words(long bytes) {
    return (bytes + WORD - 1) / WORD * WORD;
  }

  private void take(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new IllegalArgumentException("decodes to more than its " + encoded.size() + " bytes");
    }
  }

  /** An offset or a length: no larger than the calldata. */
  private long number(long at) {
    if (at + WORD > encoded.size()) {
      throw new IllegalArgumentException("no word at " + at);
    }
    Bytes word = encoded.slice((int) at, WORD);
    if (word.numberOfLeadingZeroBytes() < WORD - 4 || word.getInt(WORD - 4) < 0) {
      throw new IllegalArgumentException("no such offset or length: " + word);
    }
    return word.getInt(WORD - 4);
  }
}
