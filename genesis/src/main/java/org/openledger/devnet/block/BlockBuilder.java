package org.openledger.devnet.block;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.openledger.devnet.state.Keccak;
import org.openledger.devnet.state.Log;
import org.openledger.devnet.state.PatriciaTrie;
import org.openledger.devnet.state.WorldState;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.precompile.host.Address;

/**
 * Seals blocks: fills headers in and computes their roots.
 *
 * @param coinbase the account of every header
 * @param gasLimit the gas limit of every header
 * @param baseFeePerGas the base fee of every header, in wei
 */
public record BlockBuilder(Address coinbase, long gasLimit, BigInteger baseFeePerGas) {

  private static final Bytes32 NO_OMMERS = Keccak.hash(RLP.encodeList(list -> {}));

  // SHA-256 of nothing: the hash of an empty list of requests (EIP-7685).
  private static final Bytes32 NO_REQUESTS =
      Bytes32.fromHexString("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  private static final Bytes EXTRA_DATA = Bytes.wrap("openledger-devnet".getBytes(US_ASCII));

  /** Block 0. */
  public SealedBlock genesis(WorldState state, long timestamp) {
    return seal(Bytes32.ZERO, 0, timestamp, state, List.of(), List.of());
  }

  /** The block after {@code parent}. */
  public SealedBlock next(
      SealedBlock parent,
      long timestamp,
      WorldState state,
      List<SignedTransaction> transactions,
      List<Receipt> receipts) {
    return seal(parent.hash(), parent.number() + 1, timestamp, state, transactions, receipts);
  }

  private SealedBlock seal(
      Bytes32 parentHash,
      long number,
      long timestamp,
      WorldState state,
      List<SignedTransaction> transactions,
      List<Receipt> receipts) {
    List<Log> logs = receipts.stream().flatMap(receipt -> receipt.logs().stream()).toList();
    BlockHeader header =
        new BlockHeader(
            parentHash,
            NO_OMMERS,
            coinbase,
            state.root(),
            OrderedRoot.of(transactions.stream().map(SignedTransaction::raw).toList()),
            OrderedRoot.of(receipts.stream().map(Receipt::encode).toList()),
            LogBloom.of(logs),
            BigInteger.ZERO,
            number,
            gasLimit,
            receipts.stream().mapToLong(Receipt::gasUsed).sum(),
            timestamp,
            EXTRA_DATA,
            Bytes32.ZERO,
            Bytes.wrap(new byte[8]),
            baseFeePerGas,
            PatriciaTrie.EMPTY_ROOT,
            0,
            0,
            Bytes32.ZERO,
            NO_REQUESTS);
    return SealedBlock.of(header, transactions, receipts);
  }
}
