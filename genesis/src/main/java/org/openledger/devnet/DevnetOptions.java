package org.openledger.devnet;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.execution.BlockPeriod;
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
 * @param blockTime seconds between blocks; 0 for a block for each transaction
 * @param genesisTimestamp seconds since 1970 of block 0
 * @param clock the time of further blocks
 * @param maxRequestBytes the longest JSON-RPC request
 * @param stateFile where the chain is loaded from at the start, and saved to at the end; null for a
 *     chain that nobody keeps
 */
public record DevnetOptions(
    String host,
    int port,
    long chainId,
    BigInteger baseFeePerGas,
    BigInteger minGasPrice,
    Address coinbase,
    long blockGasLimit,
    long blockTime,
    long genesisTimestamp,
    InstantSource clock,
    int maxRequestBytes,
    @Nullable Path stateFile) {

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
    require(
        blockTime >= 0 && blockTime <= BlockPeriod.MAX_SECONDS,
        "a block time is from 0 to " + BlockPeriod.MAX_SECONDS + " seconds, not " + blockTime);
    require(genesisTimestamp >= 0, "a timestamp is not negative");
    require(maxRequestBytes > 0, "a request has at least one byte");
  }

  /**
   * The defaults: 127.0.0.1:8545, a base fee of 7 wei, at least 1000 wei for a unit of gas, 60
   * million gas a block, a block for each transaction. The base fee is not zero because ethers
   * takes zero for "no EIP-1559" and then offers nothing for gas in transactions of type 2.
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
        0,
        1_767_225_600,
        InstantSource.system(),
        32 * MEBIBYTE,
        null);
  }

  public DevnetOptions withHost(String other) {
    Draft draft = new Draft(this);
    draft.host = other;
    return draft.options();
  }

  public DevnetOptions withPort(int other) {
    Draft draft = new Draft(this);
    draft.port = other;
    return draft.options();
  }

  public DevnetOptions withChainId(long other) {
    Draft draft = new Draft(this);
    draft.chainId = other;
    return draft.options();
  }

  /** The options with other prices of gas, in wei. */
  public DevnetOptions withFees(BigInteger baseFee, BigInteger minimum) {
    Draft draft = new Draft(this);
    draft.baseFeePerGas = baseFee;
    draft.minGasPrice = minimum;
    return draft.options();
  }

  public DevnetOptions withBlockGasLimit(long other) {
    Draft draft = new Draft(this);
    draft.blockGasLimit = other;
    return draft.options();
  }

  public DevnetOptions withBlockTime(long other) {
    Draft draft = new Draft(this);
    draft.blockTime = other;
    return draft.options();
  }

  public DevnetOptions withClock(InstantSource other) {
    Draft draft = new Draft(this);
    draft.clock = other;
    return draft.options();
  }

  public DevnetOptions withMaxRequestBytes(int other) {
    Draft draft = new Draft(this);
    draft.maxRequestBytes = other;
    return draft.options();
  }

  public DevnetOptions withStateFile(@Nullable Path other) {
    Draft draft = new Draft(this);
    draft.stateFile = other;
    return draft.options();
  }

  ChainRules rules() {
    return new ChainRules(chainId, baseFeePerGas, minGasPrice, coinbase, blockGasLimit);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The options with fields that can be changed. */
  private static final class Draft {
    String host;
    int port;
    long chainId;
    BigInteger baseFeePerGas;
    BigInteger minGasPrice;
    final Address coinbase;
    long blockGasLimit;
    long blockTime;
    final long genesisTimestamp;
    InstantSource clock;
    int maxRequestBytes;
    @Nullable Path stateFile;

    Draft(DevnetOptions options) {
      host = options.host;
      port = options.port;
      chainId = options.chainId;
      baseFeePerGas = options.baseFeePerGas;
      minGasPrice = options.minGasPrice;
      coinbase = options.coinbase;
      blockGasLimit = options.blockGasLimit;
      blockTime = options.blockTime;
      genesisTimestamp = options.genesisTimestamp;
      clock = options.clock;
      maxRequestBytes = options.maxRequestBytes;
      stateFile = options.stateFile;
    }

    DevnetOptions options() {
      return new DevnetOptions(
          host,
          port,
          chainId,
          baseFeePerGas,
          minGasPrice,
          coinbase,
          blockGasLimit,
          blockTime,
          genesisTimestamp,
          clock,
          maxRequestBytes,
          stateFile);
    }
  }
}
