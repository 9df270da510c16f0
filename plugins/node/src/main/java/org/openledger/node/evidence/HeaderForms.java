package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/** The RLP of a block's header out of what {@code eth_getBlockByHash} says of it. */
final class HeaderForms {

  private static final int NONCE = 8;
  private static final int BLOOM = 256;

  /** Parts of QBFT's extra data: vanity, validators, vote, round, commit seals. */
  private static final int QBFT_PARTS = 5;

  private static final Bytes ROUND_0 = Rlp.string(Bytes.EMPTY);
  private static final Bytes NO_SEALS = Rlp.list(List.of());

  /** What a fork added to the header; where a member is absent, so are all later ones. */
  private record Added(String name, boolean scalar) {

    Bytes encoded(RpcObject block) {
      return Rlp.string(scalar ? block.scalar(name) : block.data(name, Bytes32.SIZE));
    }
  }

  private static final List<Added> ADDED =
      List.of(
          new Added("baseFeePerGas", true),
          new Added("withdrawalsRoot", false),
          new Added("blobGasUsed", true),
          new Added("excessBlobGas", true),
          new Added("parentBeaconBlockRoot", false),
          new Added("requestsHash", false),
          new Added("blockAccessListHash", false),
          new Added("slotNumber", true));

  private HeaderForms() {}

  /**
   * Its possible forms: as it is, and, where its extra data is QBFT's, as QBFT hashes it: without
   * commit seals and in round 0, because each validator may hold a block with others (EEA QBFT
   * specification, block hash).
   */
  static List<Bytes> of(RpcObject block) {
    Bytes extra = block.data("extraData");
    List<Bytes> forms = new ArrayList<>();
    forms.add(header(block, extra));
    try {
      List<Rlp.Item> parts = Rlp.list(extra, Fault.HEADER);
      if (parts.size() == QBFT_PARTS) {
        forms.add(header(block, withoutSeals(parts)));
      }
    } catch (EvidenceException e) {
      // The extra data of another consensus need not be RLP: it has the one form.
      return forms;
    }
    return forms;
  }

  private static Bytes withoutSeals(List<Rlp.Item> parts) {
    List<Bytes> kept = new ArrayList<>();
    for (Rlp.Item part : parts.subList(0, QBFT_PARTS - 2)) {
      kept.add(part.raw());
    }
    kept.add(ROUND_0);
    kept.add(NO_SEALS);
    return Rlp.list(kept);
  }

  private static Bytes header(RpcObject block, Bytes extraData) {
    List<Bytes> fields = new ArrayList<>();
    fields.add(block.data("parentHash", Bytes32.SIZE));
    fields.add(block.data("sha3Uncles", Bytes32.SIZE));
    fields.add(block.data("miner", Address.SIZE));
    fields.add(block.data("stateRoot", Bytes32.SIZE));
    fields.add(block.data("transactionsRoot", Bytes32.SIZE));
    fields.add(block.data("receiptsRoot", Bytes32.SIZE));
    fields.add(block.data("logsBloom", BLOOM));
    fields.add(block.scalar("difficulty"));
    fields.add(block.scalar("number"));
    fields.add(block.scalar("gasLimit"));
    fields.add(block.scalar("gasUsed"));
    fields.add(block.scalar("timestamp"));
    fields.add(extraData);
    fields.add(block.data("mixHash", Bytes32.SIZE));
    fields.add(block.data("nonce", NONCE));
    List<Bytes> encoded = new ArrayList<>(fields.stream().map(Rlp::string).toList());
    for (Added added : ADDED) {
      if (!block.has(added.name)) {
        break;
      }
      encoded.add(added.encoded(block));
    }
    return Rlp.list(encoded);
  }
}
