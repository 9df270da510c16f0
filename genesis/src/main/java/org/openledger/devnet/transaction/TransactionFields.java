package org.openledger.devnet.transaction;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPReader;
import org.apache.tuweni.rlp.RLPWriter;
import org.openledger.precompile.host.Address;

/** The fields of a transaction as its RLP holds them; readers throw IllegalArgumentException. */
record TransactionFields(
    BigInteger chainId,
    BigInteger nonce,
    BigInteger maxPriorityFee,
    BigInteger maxFee,
    BigInteger gasLimit,
    Bytes to,
    BigInteger value,
    Bytes input,
    List<AccessEntry> accessList,
    BigInteger v,
    BigInteger r,
    BigInteger s) {

  private static final int WORD = 32;
  private static final int LONG = 8;

  TransactionFields {
    if (!to.isEmpty() && to.size() != Address.SIZE) {
      throw new IllegalArgumentException("the recipient has " + to.size() + " bytes, not 20");
    }
    if (gasLimit.bitLength() > 63) {
      throw new IllegalArgumentException("the gas limit exceeds 2^63 - 1");
    }
  }

  static TransactionFields readLegacy(Bytes rlp) {
    return list(
        rlp,
        fields -> {
          BigInteger nonce = number(fields, LONG, "nonce");
          BigInteger price = number(fields, WORD, "gas price");
          return new TransactionFields(
              BigInteger.ZERO,
              nonce,
              price,
              price,
              number(fields, LONG, "gas limit"),
              fields.readValue(),
              number(fields, WORD, "value"),
              fields.readValue(),
              List.of(),
              number(fields, WORD, "v"),
              number(fields, WORD, "r"),
              number(fields, WORD, "s"));
        });
  }

  static TransactionFields readTyped(Bytes rlp, TransactionType type) {
    return list(
        rlp,
        fields -> {
          BigInteger chainId = number(fields, WORD, "chain id");
          BigInteger nonce = number(fields, LONG, "nonce");
          BigInteger first = number(fields, WORD, "fee per gas");
          BigInteger second =
              type == TransactionType.FEE_MARKET ? number(fields, WORD, "max fee per gas") : first;
          return new TransactionFields(
              chainId,
              nonce,
              first,
              second,
              number(fields, LONG, "gas limit"),
              fields.readValue(),
              number(fields, WORD, "value"),
              fields.readValue(),
              fields.readListContents(TransactionFields::accessEntry),
              number(fields, LONG, "y parity"),
              number(fields, WORD, "r"),
              number(fields, WORD, "s"));
        });
  }

  /** Writes the fields from the nonce to the input or access list, in the order of {@code type}. */
  void writeCall(RLPWriter list, TransactionType type) {
    list.writeBigInteger(nonce);
    list.writeBigInteger(maxPriorityFee);
    if (type == TransactionType.FEE_MARKET) {
      list.writeBigInteger(maxFee);
    }
    list.writeBigInteger(gasLimit);
    list.writeValue(to);
    list.writeBigInteger(value);
    list.writeValue(input);
    if (type != TransactionType.LEGACY) {
      list.writeList(accessList, TransactionFields::writeEntry);
    }
  }

  private static void writeEntry(RLPWriter list, AccessEntry entry) {
    list.writeList(
        item -> {
          item.writeValue(entry.address().bytes());
          item.writeList(entry.storageKeys(), RLPWriter::writeValue);
        });
  }

  private static AccessEntry accessEntry(RLPReader reader) {
    return reader.readList(
        entry -> {
          AccessEntry read =
              new AccessEntry(
                  new Address(entry.readValue()),
                  entry.readListContents(TransactionFields::storageKey));
          requireEnd(entry);
          return read;
        });
  }

  private static Bytes32 storageKey(RLPReader reader) {
    Bytes key = reader.readValue();
    if (key.size() != Bytes32.SIZE) {
      throw new IllegalArgumentException("a storage key has 32 bytes, not " + key.size());
    }
    return Bytes32.wrap(key);
  }

  private static TransactionFields list(Bytes rlp, Function<RLPReader, TransactionFields> read) {
    return RLP.decode(
        rlp,
        outer -> {
          TransactionFields fields =
              outer.readList(
                  inner -> {
                    TransactionFields all = read.apply(inner);
                    requireEnd(inner);
                    return all;
                  });
          requireEnd(outer);
          return fields;
        });
  }

  private static void requireEnd(RLPReader reader) {
    if (!reader.isComplete()) {
      throw new IllegalArgumentException("there are bytes after the last field");
    }
  }

  private static BigInteger number(RLPReader reader, int maxBytes, String name) {
    Bytes bytes = reader.readValue();
    if (bytes.size() > maxBytes) {
      throw new IllegalArgumentException("the " + name + " has more than " + maxBytes + " bytes");
    }
    if (!bytes.isEmpty() && bytes.get(0) == 0) {
      throw new IllegalArgumentException("the " + name + " has a leading zero byte");
    }
    return bytes.toUnsignedBigInteger();
  }
}
