package org.openledger.precompile.gas;

/**
 * Gas of protocol version 1. Storage and logs cost what the EVM charges for the same (EIP-2929,
 * EIP-2200 without refunds); the rest is measured work. The schedule belongs to the protocol
 * version: a change takes a new version.
 */
public final class GasSchedule {

  /** Every call. */
  public static final long CALL = 200;

  /** Decoding, for each started word of calldata. */
  public static final long INPUT_WORD = 6;

  /** First touch of a storage word in a call. */
  public static final long COLD_LOAD = 2_100;

  /** Each further touch, and each write that changes no clean word. */
  public static final long WARM_LOAD = 100;

  /** Writing a word that was zero before the call, besides its touch. */
  public static final long STORE_SET = 20_000;

  /** Writing a word that was not zero before the call, besides its touch. */
  public static final long STORE_RESET = 2_900;

  /** A log, besides topics and data. */
  public static final long LOG = 375;

  /** Each topic of a log. */
  public static final long LOG_TOPIC = 375;

  /** Each byte of a log's data. */
  public static final long LOG_BYTE = 8;

  /** Recovering a signer. */
  public static final long RECOVER = 3_000;

  /** Hashing, besides the words hashed (as KECCAK256). */
  public static final long HASH = 30;

  /** Hashing, for each started word. */
  public static final long HASH_WORD = 6;

  /** Hashing a struct that is signed (EIP-712), its domain included. */
  public static final long TYPED_DATA = 300;

  /** Counting and unpacking an answer, for each token. */
  public static final long OUTPUT_TOKEN = 2;

  /** Paying coins out. */
  public static final long TRANSFER = 9_000;

  /** Paying coins out to an account that holds none. */
  public static final long NEW_ACCOUNT = 25_000;

  /** Reading a balance. */
  public static final long BALANCE = 2_600;

  /** Parsing and hashing a contribution's content, for each byte. */
  public static final long CONTENT_BYTE = 4;

  /** Hashing one contribution into a segment root. */
  public static final long SEAL_LEAF = 300;

  /** An attribution, whatever its size. */
  public static final long ATTRIBUTION = 2_000;

  /** Each token of an answer, in each segment. */
  public static final long ATTRIBUTION_TOKEN = 350;

  /** Each token of each window that is looked up, in each segment. */
  public static final long ATTRIBUTION_WINDOW_TOKEN = 17;

  /** Hashing one node of a Merkle path of SHA-256. */
  public static final long PATH_NODE = 150;

  private GasSchedule() {}
}
