package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;

/** Reads one JSON object strictly: each field is there, of its type, and no other is. */
final class JsonFields {

  private final String name;
  private final Map<?, ?> fields;
  private final Set<String> read = new HashSet<>();

  /**
   * @param name of the object, for messages
   */
  JsonFields(String name, Object value) throws EvidenceException {
    this.name = name;
    if (!(value instanceof Map<?, ?> map)) {
      throw malformed(name + " is no object");
    }
    fields = map;
  }

  Object value(String field) throws EvidenceException {
    read.add(field);
    Object value = fields.get(field);
    if (value == null) {
      throw malformed(name + " has no " + field);
    }
    return value;
  }

  String text(String field) throws EvidenceException {
    if (value(field) instanceof String text) {
      return text;
    }
    throw malformed(name + "." + field + " is no text");
  }

  /** A number ≥ 0. */
  long number(String field) throws EvidenceException {
    Object value = value(field);
    boolean whole = value instanceof Integer || value instanceof Long;
    long number = whole ? ((Number) value).longValue() : -1;
    EvidenceException.require(
        number >= 0, Fault.MALFORMED, name + "." + field + " is no number ≥ 0");
    return number;
  }

  /** A number from 0 to 2^31 − 1. */
  int small(String field) throws EvidenceException {
    long number = number(field);
    EvidenceException.require(
        number <= Integer.MAX_VALUE, Fault.MALFORMED, name + "." + field + " is too large");
    return (int) number;
  }

  Bytes bytes(String field) throws EvidenceException {
    return bytes(name + "." + field, value(field));
  }

  /** Bytes of a known number. */
  Bytes bytes(String field, int size) throws EvidenceException {
    Bytes bytes = bytes(field);
    EvidenceException.require(
        bytes.size() == size, Fault.MALFORMED, name + "." + field + " has not " + size + " bytes");
    return bytes;
  }

  List<Bytes> byteList(String field) throws EvidenceException {
    List<Bytes> list = new ArrayList<>();
    for (Object value : list(field)) {
      list.add(bytes(name + "." + field, value));
    }
    return list;
  }

  List<?> list(String field) throws EvidenceException {
    if (value(field) instanceof List<?> list) {
      return list;
    }
    throw malformed(name + "." + field + " is no list");
  }

  /** Refuses fields that nobody asked for. */
  void done() throws EvidenceException {
    for (Object field : fields.keySet()) {
      if (!read.contains(field)) {
        throw malformed(name + " has a field too many: " + field);
      }
    }
  }

  private static Bytes bytes(String name, Object value) throws EvidenceException {
    if (value instanceof String text && text.startsWith("0x") && text.length() % 2 == 0) {
      try {
        return Bytes.fromHexString(text);
      } catch (IllegalArgumentException e) {
        throw malformed(name + " is not hexadecimal");
      }
    }
    throw malformed(name + " is not hexadecimal");
  }

  private static EvidenceException malformed(String what) {
    return new EvidenceException(Fault.MALFORMED, what);
  }
}
