package org.openledger.devnet;

import java.math.BigInteger;
import java.time.InstantSource;
import org.openledger.devnet.execution.ChainRules;
import org.openledger.precompile.host.Address;

/**
 * How a devnet runs.
 *
 * @param host the address to listen on
 * @param port the port; 0 for any free one
 * @param chainId from 1 to 2^63 - 1
 * @param baseFeePerGas wei, burned; the same in every block
 * @param minGasPrice wei, the least effective gas price that is accepted
 * @param coinbase who receives what is paid above the base fee
 * @param blockGasLimit gas of a block; a transaction may use at most 16,777,216 of it (EIP-7825)
 * @param genesisTimestamp seconds since 1970 of block 0
 * @param clock the time of further blocks
 * @param maxRequestBytes the longest JSON-RPC request
 */
public record DevnetOptions(
    String host,
    int port,
    long chainId,
    BigInteger baseFeePerGas,
    BigInteger minGasPrice,
    Address coinbase,
    long blockGasLimit,
    long genesisTimestamp,
    InstantSource clock,
    int maxRequestBytes) {

  /** The chain id of a devnet that is told no other. */
  public static final long CHAIN_ID = 1_612_001;

  private static final int MEBIBYTE = 1 << 20;

  public DevnetOptions {
    require(port >= 0 && port <= 65_535, "a port is from 0 to 65535, not " + port);
    require(chainId > 0, "a chain id is from 1 to 2^63 - 1, not " + chainId);
    require(
        baseFeePerGas.signum() >= 0 && baseFeePerGas.bitLength() <= 128,
        "a base fee is from 0 to 2^128 - 1 wei");
    require(
        minGasPrice.signum() >= 0 && minGasPrice.bitLength() <= 128,
        "a gas price is from 0 to 2^128 - 1 wei");
    require(blockGasLimit >= 21_000, "a block has at least 21000 gas, not " + blockGasLimit);
    require(genesisTimestamp >= 0, "a timestamp is not negative");
    require(maxRequestBytes > 0, "a request has at least one byte");
  }

  /**
   * The defaults: 127.0.0.1:8545, a base fee of 7 wei, at least 1000 wei for a unit of gas, 60
   * million gas a block. The base fee is not zero because ethers takes zero for "no EIP-1559" and
   * then offers nothing for gas in transactions of type 2.
   */
  public static DevnetOptions defaults() {
    return new DevnetOptions(
        "127.0.0.1",
        8545,
        CHAIN_ID,
        BigInteger.valueOf(7),
        BigInteger.valueOf(1_000),
        Address.fromHex("0xc01bba5e00000000000000000000000000000000"),
        60_000_000,
        1_767_225_600,
        InstantSource.system(),
        32 * MEBIBYTE);
  }

  public DevnetOptions withHost(String other) {
    return new DevnetOptions(
        other,
        port,
        chainId,
        baseFeePerGas,
        minGasPrice,
        coinbase,
        blockGasLimit,
        genesisTimestamp,
        clock,
        maxRequestBytes);
  }

  public DevnetOptions withPort(int other) {
    return new DevnetOptions(
        host,
        other,
        chainId,
        baseFeePerGas,
        minGasPrice,
        coinbase,
        blockGasLimit,
        genesisTimestamp,
        clock,
        maxRequestBytes);
  }

  public DevnetOptions withChainId(long other) {
    return new DevnetOptions(
        host,
        port,
        other,
        baseFeePerGas,
        minGasPrice,
        coinbase,
        blockGasLimit,
        genesisTimestamp,
        clock,
        maxRequestBytes);
  }

  /** The options with other prices of gas, in wei. */
  public DevnetOptions withFees(BigInteger baseFee, BigInteger minimum) {
    return new DevnetOptions(
        host,
        port,
        chainId,
        baseFee,
        minimum,
        coinbase,
        blockGasLimit,
        genesisTimestamp,
        clock,
        maxRequestBytes);
  }

  public DevnetOptions withBlockGasLimit(long other) {
    return new DevnetOptions(
        host,
        port,
        chainId,
        baseFeePerGas,
        minGasPrice,
        coinbase,
        other,
        genesisTimestamp,
        clock,
        maxRequestBytes);
  }

  public DevnetOptions withClock(InstantSource other) {
    return new DevnetOptions(
        host,
        port,
        chainId,
        baseFeePerGas,
        minGasPrice,
        coinbase,
        blockGasLimit,
        genesisTimestamp,
        other,
        maxRequestBytes);
  }

  public DevnetOptions withMaxRequestBytes(int other) {
    return new DevnetOptions(
        host,
        port,
        chainId,
        baseFeePerGas,
        minGasPrice,
        coinbase,
        blockGasLimit,
        genesisTimestamp,
        clock,
        other);
  }

  ChainRules rules() {
    return new ChainRules(chainId, baseFeePerGas, minGasPrice, coinbase, blockGasLimit);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
