package org.openledger.genesis.files;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.openledger.precompile.host.Address;

/**
 * The extra data of a QBFT chain's first block: RLP of [32 bytes of the author's choice,
 * validators, votes, round, seals]. The 32 bytes hold the configuration's hash, so that every node
 * can tell by which configuration its chain was made.
 *
 * @param configuration hash of the configuration
 * @param validators addresses, ascending
 */
public record ExtraData(Bytes32 configuration, List<Address> validators) {

  public ExtraData {
    validators = List.copyOf(validators);
  }

  /** Of a configuration and its validators. */
  static ExtraData of(Bytes32 configuration, SortedSet<Address> validators) {
    return new ExtraData(configuration, List.copyOf(validators));
  }

  /** As the header holds it: no votes, round 0, no seals. */
  Bytes encoded() {
    return RLP.encodeList(
        writer -> {
          writer.writeValue(configuration);
          writer.writeList(validators, (inner, address) -> inner.writeValue(address.bytes()));
          writer.writeList(nothing -> {});
          writer.writeInt(0);
          writer.writeList(nothing -> {});
        });
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where it is none of a QBFT chain
   */
  public static ExtraData decode(Bytes encoded) {
    try {
      return RLP.decodeList(
          encoded,
          reader -> {
            Bytes vanity = reader.readValue();
            if (vanity.size() != Bytes32.SIZE) {
              throw new IllegalArgumentException("the first item has " + vanity.size() + " bytes");
            }
            List<Address> validators = new ArrayList<>();
            reader.readList(
                inner -> {
                  while (!inner.isComplete()) {
                    validators.add(new Address(inner.readValue()));
                  }
                  return validators;
                });
            while (!reader.isComplete()) {
              reader.skipNext();
            }
            return new ExtraData(Bytes32.wrap(vanity), validators);
          });
    } catch (org.apache.tuweni.rlp.RLPException e) {
      throw new IllegalArgumentException("no extra data of QBFT: " + e.getMessage(), e);
    }
  }
}
