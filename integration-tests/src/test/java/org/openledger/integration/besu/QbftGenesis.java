package org.openledger.integration.besu;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.GenesisState;
import org.openledger.precompile.system.NetworkConfiguration;

/** The genesis file of a QBFT chain with one validator, all forks through Osaka from block 0. */
public final class QbftGenesis {

  /** Gas limit of a block, as the devnet's. */
  public static final long GAS_LIMIT = 60_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Mix hash that tells the host's BFT headers apart: "Istanbul" Byzantine fault tolerance. */
  private static final String BFT_MIX_HASH =
      "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

  private final long chainId;
  private final SortedMap<Address, ObjectNode> accounts = new TreeMap<>();
  private final SortedMap<String, Long> laterForks = new TreeMap<>();
  private Optional<Address> beneficiary = Optional.empty();
  private OptionalInt period = OptionalInt.empty();
  private OptionalInt pause = OptionalInt.empty();

  public QbftGenesis(long chainId) {
    this.chainId = chainId;
  }

  /** Adds the accounts of the native contracts. */
  public QbftGenesis natives(NetworkConfiguration configuration) {
    GenesisState.storage(configuration)
        .forEach(
            (address, words) -> {
              ObjectNode account = account(address);
              account.put("balance", "0x0");
              account.put("nonce", "0x" + Long.toHexString(GenesisState.NONCE));
              account.put("code", GenesisState.CODE.toHexString());
              ObjectNode storage = account.putObject("storage");
              words.forEach(
                  (key, word) -> storage.put(key.toBytes().toHexString(), word.toHexString()));
            });
    return this;
  }

  /** Adds coins. */
  public QbftGenesis balance(Address address, BigInteger wei) {
    account(address).put("balance", "0x" + wei.toString(16));
    return this;
  }

  /** Adds a contract in EVM code. */
  public QbftGenesis code(Address address, Bytes code) {
    ObjectNode account = account(address);
    account.put("nonce", "0x1");
    account.put("code", code.toHexString());
    if (!account.has("balance")) {
      account.put("balance", "0x0");
    }
    return this;
  }

  /** Overwrites a word of storage. */
  public QbftGenesis word(Address address, UInt256 key, UInt256 value) {
    account(address)
        .withObjectProperty("storage")
        .put(key.toBytes().toHexString(), value.toHexString());
    return this;
  }

  /**
   * Adds a fork after Osaka.
   *
   * @param key its name in a genesis file's configuration
   * @param time seconds since 1970
   */
  public QbftGenesis fork(String key, long time) {
    laterForks.put(key, time);
    return this;
  }

  /** Says who earns what is paid for gas; else the validator that proposes a block. */
  public QbftGenesis beneficiary(Address account) {
    beneficiary = Optional.of(account);
    return this;
  }

  /**
   * Has blocks made more often than every second, by an option of Besu for tests.
   *
   * @param milliseconds between them
   */
  public QbftGenesis blocksEvery(int milliseconds) {
    period = OptionalInt.of(milliseconds);
    return this;
  }

  /**
   * Has blocks without transactions made so seldom: how many blocks a test needs depends less on
   * how fast the machine is.
   *
   * @param seconds between them
   */
  public QbftGenesis emptyBlocksEvery(int seconds) {
    pause = OptionalInt.of(seconds);
    return this;
  }

  /** The file's content. */
  public String json(Address validator) {
    ObjectNode genesis = JSON.createObjectNode();
    ObjectNode config = genesis.putObject("config");
    config.put("chainId", chainId);
    config.put("londonBlock", 0);
    config.put("shanghaiTime", 0);
    config.put("cancunTime", 0);
    config.put("pragueTime", 0);
    config.put("osakaTime", 0);
    laterForks.forEach(config::put);
    config.put("zeroBaseFee", true);
    ObjectNode qbft = config.putObject("qbft");
    qbft.put("blockperiodseconds", 1);
    qbft.put("epochlength", 30_000);
    qbft.put("requesttimeoutseconds", 4);
    period.ifPresent(milliseconds -> qbft.put("xblockperiodmilliseconds", milliseconds));
    pause.ifPresent(seconds -> qbft.put("xemptyblockperiodseconds", seconds));
    beneficiary.ifPresent(account -> qbft.put("miningbeneficiary", account.toString()));
    genesis.put("nonce", "0x0");
    genesis.put("timestamp", "0x0");
    genesis.put("gasLimit", "0x" + Long.toHexString(GAS_LIMIT));
    genesis.put("difficulty", "0x1");
    genesis.put("mixHash", BFT_MIX_HASH);
    genesis.put("coinbase", Address.ZERO.toString());
    ObjectNode alloc = genesis.putObject("alloc");
    accounts.forEach(
        (address, account) -> alloc.set(address.bytes().toUnprefixedHexString(), account));
    genesis.put("extraData", extraData(validator).toHexString());
    return genesis.toPrettyString();
  }

  /** RLP of [32 bytes of vanity, [validator], [] votes, round 0, [] seals]. */
  static Bytes extraData(Address validator) {
    Bytes vanity = Bytes.concatenate(Bytes.of(0x80 + 32), Bytes.wrap(new byte[32]));
    Bytes item = Bytes.concatenate(Bytes.of(0x80 + Address.SIZE), validator.bytes());
    Bytes validators = Bytes.concatenate(Bytes.of(0xc0 + item.size()), item);
    Bytes payload = Bytes.concatenate(vanity, validators, Bytes.of(0xc0, 0x80, 0xc0));
    if (payload.size() < 56 || payload.size() > 255) {
      throw new IllegalStateException("this encoder knows lists of 56 to 255 bytes only");
    }
    return Bytes.concatenate(Bytes.of(0xf8, payload.size()), payload);
  }

  private ObjectNode account(Address address) {
    return accounts.computeIfAbsent(address, a -> JSON.createObjectNode());
  }
}
