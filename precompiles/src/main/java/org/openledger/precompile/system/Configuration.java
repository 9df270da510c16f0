package org.openledger.precompile.system;

import java.math.BigInteger;

/**
 * What every settlement needs of the network's configuration: one word of storage.
 *
 * @param platformFee wei off the top of each inference's fee
 * @param platformAccount number in the ledger of the account that earns it
 * @param treasury number in the ledger of the network's treasury
 * @param maxInput largest count of input tokens
 * @param maxOutput longest answer, in tokens
 * @param chainId EIP-155 chain id
 */
public record Configuration(
    BigInteger platformFee,
    long platformAccount,
    long treasury,
    long maxInput,
    int maxOutput,
    long chainId) {}
