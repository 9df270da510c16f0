package org.openledger.devnet.execution;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;

/**
 * What the devnet's chain charges and allows.
 *
 * @param chainId the chain id of EIP-155
 * @param baseFeePerGas wei, burned; the same in every block
 * @param minGasPrice wei, the least effective gas price that is accepted
 * @param coinbase who receives priority fees
 * @param blockGasLimit gas of a block
 */
public record ChainRules(
    long chainId,
    BigInteger baseFeePerGas,
    BigInteger minGasPrice,
    Address coinbase,
    long blockGasLimit) {

  /** The least that a unit of gas has to pay, in wei: the gas price that wallets are told. */
  public BigInteger gasPrice() {
    return baseFeePerGas.max(minGasPrice);
  }

  /** The least priority fee, in wei, with which a transaction reaches {@link #gasPrice}. */
  public BigInteger priorityFee() {
    return gasPrice().subtract(baseFeePerGas);
  }
}
