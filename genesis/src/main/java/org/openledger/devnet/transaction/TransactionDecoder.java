package org.openledger.devnet.transaction;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPException;
import org.apache.tuweni.rlp.RLPWriter;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.state.Keccak;
import org.openledger.precompile.host.Address;

/** Reads raw transactions of types 0, 1 and 2 and recovers their senders. */
public final class TransactionDecoder {

  private static final int FIRST_LIST_BYTE = 0xc0;
  private static final BigInteger V_EVEN = BigInteger.valueOf(27);
  private static final BigInteger V_ODD = BigInteger.valueOf(28);
  private static final BigInteger EIP155_BASE = BigInteger.valueOf(35);

  private TransactionDecoder() {}

  /**
   * Decodes a transaction as {@code eth_sendRawTransaction} takes it.
   *
   * @throws RefusedException where it is malformed, of another type, or has no valid signature with
   *     low s
   */
  public static SignedTransaction decode(Bytes raw) throws RefusedException {
    if (raw.isEmpty()) {
      throw new RefusedException(Refusal.MALFORMED, "the transaction is empty");
    }
    int first = raw.get(0) & 0xff;
    try {
      return switch (first) {
        case 1 -> typed(raw, TransactionType.ACCESS_LIST);
        case 2 -> typed(raw, TransactionType.FEE_MARKET);
        case 3 -> throw unsupported("blob transactions (type 3) need Besu");
        case 4 -> throw unsupported("code delegations (type 4, EIP-7702) need Besu");
        default -> {
          if (first < FIRST_LIST_BYTE) {
            throw new RefusedException(Refusal.MALFORMED, "type " + first + " is not 0, 1 or 2");
          }
          yield legacy(raw);
        }
      };
    } catch (RLPException | IllegalArgumentException e) {
      throw new RefusedException(Refusal.MALFORMED, "not a transaction: " + e.getMessage());
    }
  }

  private static SignedTransaction legacy(Bytes raw) throws RefusedException {
    TransactionFields fields = TransactionFields.readLegacy(raw);
    BigInteger v = fields.v();
    boolean unprotected = v.equals(V_EVEN) || v.equals(V_ODD);
    if (!unprotected && v.compareTo(EIP155_BASE) < 0) {
      throw new RefusedException(
          Refusal.INVALID_SIGNATURE, "v is " + v + ", not 27, 28 or that of EIP-155");
    }
    BigInteger chainId = unprotected ? null : v.subtract(EIP155_BASE).shiftRight(1);
    int parity = v.testBit(0) ? 0 : 1;
    Bytes signed = RLP.encodeList(list -> writeLegacy(list, fields, chainId));
    return recovered(fields, TransactionType.LEGACY, chainId, parity, signed, raw);
  }

  private static void writeLegacy(
      RLPWriter list, TransactionFields fields, @Nullable BigInteger chainId) {
    fields.writeCall(list, TransactionType.LEGACY);
    if (chainId != null) {
      list.writeBigInteger(chainId);
      list.writeBigInteger(BigInteger.ZERO);
      list.writeBigInteger(BigInteger.ZERO);
    }
  }

  private static SignedTransaction typed(Bytes raw, TransactionType type) throws RefusedException {
    TransactionFields fields = TransactionFields.readTyped(raw.slice(1), type);
    if (fields.v().bitLength() > 1) {
      throw new RefusedException(
          Refusal.INVALID_SIGNATURE, "the y parity is " + fields.v() + ", not 0 or 1");
    }
    Bytes payload =
        RLP.encodeList(
            list -> {
              list.writeBigInteger(fields.chainId());
              fields.writeCall(list, type);
            });
    Bytes signed = Bytes.concatenate(Bytes.of(type.number()), payload);
    return recovered(fields, type, fields.chainId(), fields.v().intValue(), signed, raw);
  }

  private static SignedTransaction recovered(
      TransactionFields fields,
      TransactionType type,
      @Nullable BigInteger chainId,
      int parity,
      Bytes signed,
      Bytes raw)
      throws RefusedException {
    if (fields.s().compareTo(Secp256k1.HALF_N) > 0) {
      throw new RefusedException(
          Refusal.INVALID_SIGNATURE, "s is in the upper half of the group's order (EIP-2)");
    }
    Bytes32 digest = Keccak.hash(signed);
    Address sender =
        Secp256k1.recover(digest, parity, fields.r(), fields.s())
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.INVALID_SIGNATURE,
                        "sender could not be extracted from transaction signature"));
    return new SignedTransaction(
        type,
        chainId,
        fields.nonce().longValue(),
        fields.maxPriorityFee(),
        fields.maxFee(),
        fields.gasLimit().longValueExact(),
        fields.to().isEmpty() ? null : new Address(fields.to()),
        UInt256.valueOf(fields.value()),
        fields.input(),
        fields.accessList(),
        fields.v(),
        fields.r(),
        fields.s(),
        sender,
        Keccak.hash(raw),
        raw);
  }

  private static RefusedException unsupported(String detail) {
    return new RefusedException(Refusal.UNSUPPORTED_TYPE, detail);
  }
}
