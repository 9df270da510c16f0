package org.openledger.precompile.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;

/**
 * Reads a contract's storage by solc's layout of its reference contract; knows nothing of how the
 * native contract finds its words.
 */
final class SolidityLayout {

  private record Place(BigInteger slot, int offset, String type) {}

  private final MemoryHost host;
  private final Address account;
  private final JsonNode layout;
  private final SortedSet<UInt256> read = new TreeSet<>();

  SolidityLayout(String contract, Address account, MemoryHost host) throws IOException {
    this.host = host;
    this.account = account;
    try (InputStream in =
        SolidityLayout.class.getResourceAsStream("/layout/" + contract + ".json")) {
      this.layout = new ObjectMapper().readTree(in);
    }
  }

  /**
   * A value.
   *
   * @param path a state variable's name, then names of members, keys of mappings ({@link Long},
   *     {@link Bytes32}, {@link Address}), indexes of arrays ({@link Integer})
   */
  BigInteger value(Object... path) {
    Place place = variable((String) path[0]);
    for (int i = 1; i < path.length; i++) {
      place = step(place, path[i]);
    }
    UInt256 key = UInt256.valueOf(place.slot());
    read.add(key);
    int bytes = Integer.parseInt(type(place.type()).get("numberOfBytes").asText());
    return host.storage(account, key)
        .toUnsignedBigInteger()
        .shiftRight(8 * place.offset())
        .mod(BigInteger.ONE.shiftLeft(8 * bytes));
  }

  /** All words that were read. */
  SortedSet<UInt256> read() {
    return read;
  }

  private Place variable(String name) {
    for (JsonNode variable : layout.get("storage")) {
      if (variable.get("label").asText().equals(name)) {
        return place(BigInteger.ZERO, variable);
      }
    }
    throw new IllegalArgumentException("no state variable " + name);
  }

  private Place step(Place place, Object step) {
    JsonNode type = type(place.type());
    return switch (type.get("encoding").asText()) {
      case "mapping" -> {
        Bytes key =
            switch (step) {
              case Long number -> UInt256.valueOf(number);
              case BigInteger number -> UInt256.valueOf(number);
              case Address address -> Bytes32.leftPad(address.bytes());
              case Bytes32 word -> word;
              default -> throw new IllegalArgumentException("a key of " + step.getClass());
            };
        BigInteger slot = keccak(Bytes.concatenate(key, UInt256.valueOf(place.slot())));
        yield new Place(slot, 0, type.get("value").asText());
      }
      case "dynamic_array" -> {
        // All arrays here have elements of one word.
        BigInteger first = keccak(UInt256.valueOf(place.slot()));
        BigInteger slot = first.add(BigInteger.valueOf((Integer) step));
        yield new Place(slot, 0, type.get("base").asText());
      }
      default -> {
        if (type.has("base")) {
          yield element(place, type.get("base").asText(), ((Number) step).longValue());
        }
        for (JsonNode member : type.get("members")) {
          if (member.get("label").asText().equals(step)) {
            yield place(place.slot(), member);
          }
        }
        throw new IllegalArgumentException(place.type() + " has no " + step);
      }
    };
  }

  /** An element of a fixed array: as many to a word as fit. */
  private Place element(Place place, String base, long index) {
    int bytes = Integer.parseInt(type(base).get("numberOfBytes").asText());
    int perWord = 32 / bytes;
    BigInteger slot = place.slot().add(BigInteger.valueOf(index / perWord));
    return new Place(slot, (int) (index % perWord) * bytes, base);
  }

  private JsonNode type(String name) {
    return layout.get("types").get(name);
  }

  private static Place place(BigInteger base, JsonNode variable) {
    return new Place(
        base.add(new BigInteger(variable.get("slot").asText())),
        variable.get("offset").asInt(),
        variable.get("type").asText());
  }

  private static BigInteger keccak(Bytes data) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(data.toArray(), 0, data.size());
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    return new BigInteger(1, hash);
  }
}
