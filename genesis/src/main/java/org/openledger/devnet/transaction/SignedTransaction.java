package org.openledger.devnet.transaction;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;
import org.openledger.precompile.host.Address;

/**
 * A transaction whose sender is known.
 *
 * @param type its envelope
 * @param chainId the chain that it is meant for; null for legacy ones before EIP-155
 * @param nonce unsigned
 * @param maxPriorityFeePerGas wei; the gas price of types 0 and 1
 * @param maxFeePerGas wei; the gas price of types 0 and 1
 * @param gasLimit unsigned
 * @param to null for a contract creation
 * @param value wei
 * @param input calldata
 * @param accessList empty for type 0
 * @param v as signed: 27, 28 or EIP-155 for type 0, the y parity for others
 * @param r the signature's r
 * @param s the signature's s
 * @param sender who signed
 * @param hash Keccak-256 of {@code raw}
 * @param raw the transaction as it came
 */
public record SignedTransaction(
    TransactionType type,
    @Nullable BigInteger chainId,
    long nonce,
    BigInteger maxPriorityFeePerGas,
    BigInteger maxFeePerGas,
    long gasLimit,
    @Nullable Address to,
    UInt256 value,
    Bytes input,
    List<AccessEntry> accessList,
    BigInteger v,
    BigInteger r,
    BigInteger s,
    Address sender,
    Bytes32 hash,
    Bytes raw) {

  public SignedTransaction {
    accessList = List.copyOf(accessList);
  }

  /** The called account; empty for a contract creation. */
  public Optional<Address> recipient() {
    return Optional.ofNullable(to);
  }

  /** What a unit of gas costs over {@code baseFee}, in wei (EIP-1559). */
  public BigInteger effectiveGasPrice(BigInteger baseFee) {
    return type == TransactionType.FEE_MARKET
        ? maxFeePerGas.min(baseFee.add(maxPriorityFeePerGas))
        : maxFeePerGas;
  }

  /** The most that the sender can have to pay, in wei: all gas at the highest price, and value. */
  public BigInteger upfrontCost() {
    return new BigInteger(Long.toUnsignedString(gasLimit))
        .multiply(maxFeePerGas)
        .add(value.toUnsignedBigInteger());
  }
}
