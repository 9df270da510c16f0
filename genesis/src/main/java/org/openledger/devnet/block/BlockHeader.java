package org.openledger.devnet.block;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.openledger.devnet.state.Keccak;
import org.openledger.precompile.host.Address;

/**
 * A block header as of Prague and Osaka: all 21 fields, in the order of their RLP.
 *
 * @param logsBloom 256 bytes
 * @param timestamp seconds since 1970
 * @param nonce 8 bytes
 * @param baseFeePerGas wei
 */
public record BlockHeader(
    Bytes32 parentHash,
    Bytes32 ommersHash,
    Address coinbase,
    Bytes32 stateRoot,
    Bytes32 transactionsRoot,
    Bytes32 receiptsRoot,
    Bytes logsBloom,
    BigInteger difficulty,
    long number,
    long gasLimit,
    long gasUsed,
    long timestamp,
    Bytes extraData,
    Bytes32 mixHash,
    Bytes nonce,
    BigInteger baseFeePerGas,
    Bytes32 withdrawalsRoot,
    long blobGasUsed,
    long excessBlobGas,
    Bytes32 parentBeaconBlockRoot,
    Bytes32 requestsHash) {

  /** The header's RLP. */
  public Bytes encode() {
    return RLP.encodeList(
        list -> {
          list.writeValue(parentHash);
          list.writeValue(ommersHash);
          list.writeValue(coinbase.bytes());
          list.writeValue(stateRoot);
          list.writeValue(transactionsRoot);
          list.writeValue(receiptsRoot);
          list.writeValue(logsBloom);
          list.writeBigInteger(difficulty);
          list.writeLong(number);
          list.writeLong(gasLimit);
          list.writeLong(gasUsed);
          list.writeLong(timestamp);
          list.writeValue(extraData);
          list.writeValue(mixHash);
          list.writeValue(nonce);
          list.writeBigInteger(baseFeePerGas);
          list.writeValue(withdrawalsRoot);
          list.writeLong(blobGasUsed);
          list.writeLong(excessBlobGas);
          list.writeValue(parentBeaconBlockRoot);
          list.writeValue(requestsHash);
        });
  }

  /** The block hash: Keccak-256 of the RLP. */
  public Bytes32 hash() {
    return Keccak.hash(encode());
  }
}
