package org.openledger.genesis.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.devnet.state.GenesisAccount;
import org.openledger.genesis.settings.Blocks;
import org.openledger.genesis.settings.Gas;
import org.openledger.genesis.settings.Json;
import org.openledger.genesis.settings.NetworkSettings;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.GenesisState;

/** The genesis file of Besu for a network: QBFT, coins, and the accounts of the contracts. */
public final class GenesisFile {

  /** Mix hash that tells Besu's BFT headers apart: "Istanbul" Byzantine fault tolerance. */
  private static final String BFT_MIX_HASH =
      "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

  private GenesisFile() {}

  /** The accounts of block 0: coins, and those of the native contracts. */
  public static SortedMap<Address, GenesisAccount> alloc(NetworkSettings settings) {
    SortedMap<Address, GenesisAccount> alloc = new TreeMap<>();
    settings.balances().forEach((who, wei) -> alloc.put(who, GenesisAccount.funded(wei)));
    GenesisState.storage(settings.contracts())
        .forEach((address, words) -> alloc.put(address, GenesisAccount.nativeContract(words)));
    return alloc;
  }

  /** The file's content; every validator has its key. */
  public static String text(NetworkSettings settings) {
    return Json.pretty(json(settings));
  }

  static ObjectNode json(NetworkSettings settings) {
    ObjectNode genesis = Json.object();
    genesis.set("config", config(settings));
    genesis.put("nonce", "0x0");
    genesis.put("timestamp", "0x0");
    genesis.put("gasLimit", hex(BigInteger.valueOf(settings.blocks().gasLimit())));
    genesis.put("difficulty", "0x1");
    if (settings.gas().mode() == Gas.Mode.BURNED_BASE_FEE) {
      genesis.put("baseFeePerGas", hex(settings.gas().baseFee()));
    }
    genesis.put("mixHash", BFT_MIX_HASH);
    genesis.put("coinbase", Address.ZERO.toString());
    ExtraData extra = ExtraData.of(settings.hash(), settings.validatorAddresses());
    genesis.put("extraData", extra.encoded().toHexString());
    ObjectNode alloc = genesis.putObject("alloc");
    alloc(settings).forEach((who, account) -> alloc.set(digits(who), account(account)));
    return genesis;
  }

  private static ObjectNode config(NetworkSettings settings) {
    ObjectNode config = Json.object();
    config.put("chainId", settings.chainId());
    config.put("londonBlock", 0);
    settings.forks().forEach((fork, time) -> config.put(fork.genesisKey(), time));
    if (settings.gas().mode() != Gas.Mode.BURNED_BASE_FEE) {
      config.put("zeroBaseFee", true);
    }
    Blocks blocks = settings.blocks();
    ObjectNode qbft = config.putObject("qbft");
    qbft.put("blockperiodseconds", blocks.periodSeconds());
    qbft.put("epochlength", blocks.epochLength());
    qbft.put("requesttimeoutseconds", blocks.requestTimeoutSeconds());
    settings.gas().beneficiary().ifPresent(who -> qbft.put("miningbeneficiary", who.toString()));
    return config;
  }

  private static ObjectNode account(GenesisAccount account) {
    ObjectNode json = Json.object().put("balance", hex(account.balance()));
    if (!account.code().isEmpty()) {
      json.put("nonce", "0x" + Long.toHexString(account.nonce()));
      json.put("code", account.code().toHexString());
      ObjectNode storage = json.putObject("storage");
      account
          .storage()
          .forEach((key, word) -> storage.put(key.toBytes().toHexString(), word.toHexString()));
    }
    return json;
  }

  private static String hex(BigInteger number) {
    return "0x" + number.toString(16);
  }

  private static String digits(Address address) {
    return address.bytes().toUnprefixedHexString();
  }
}
