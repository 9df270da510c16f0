package org.openledger.node.evidence;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;

/**
 * What evidence needs of a block's header.
 *
 * @param hash of the block: Keccak-256 of the header's RLP
 * @param number of the block
 * @param timestamp seconds since 1970
 * @param stateRoot root of the state after the block
 * @param receiptsRoot root of the trie of its receipts
 */
record Header(Bytes32 hash, long number, long timestamp, Bytes32 stateRoot, Bytes32 receiptsRoot) {

  /** Fields of a header before EIP-1559; later forks add to them. */
  private static final int LEAST_FIELDS = 15;

  private static final int STATE_ROOT = 3;
  private static final int RECEIPTS_ROOT = 5;
  private static final int NUMBER = 8;
  private static final int TIMESTAMP = 11;

  static Header parse(Bytes rlp) throws EvidenceException {
    List<Rlp.Item> fields = Rlp.list(rlp, Fault.HEADER);
    EvidenceException.require(
        fields.size() >= LEAST_FIELDS, Fault.HEADER, "a header of " + fields.size() + " fields");
    return new Header(
        Keccak256.hash(rlp),
        fields.get(NUMBER).number(Fault.HEADER),
        fields.get(TIMESTAMP).number(Fault.HEADER),
        root(fields.get(STATE_ROOT)),
        root(fields.get(RECEIPTS_ROOT)));
  }

  private static Bytes32 root(Rlp.Item field) throws EvidenceException {
    Bytes bytes = field.string(Fault.HEADER);
    EvidenceException.require(
        bytes.size() == Bytes32.SIZE, Fault.HEADER, "a root in the header has not 32 bytes");
    return Bytes32.wrap(bytes);
  }
}
