package org.openledger.devnet.state;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.host.Address;

/**
 * All accounts after one block; immutable.
 *
 * @param accounts accounts by the hash of their address
 */
public record WorldState(PatriciaTrie<Account> accounts) {

  /** The state that a genesis allocation describes; its empty accounts stay, as on Besu. */
  public static WorldState of(Map<Address, GenesisAccount> alloc) {
    PatriciaTrie<Account> trie = PatriciaTrie.empty(Account::encode);
    BigInteger supply = BigInteger.ZERO;
    for (Map.Entry<Address, GenesisAccount> entry : alloc.entrySet()) {
      GenesisAccount genesis = entry.getValue();
      supply = supply.add(genesis.balance());
      Account account =
          new Account(
              genesis.nonce(),
              UInt256.valueOf(genesis.balance()),
              genesis.code(),
              Account.EMPTY.storage());
      for (Map.Entry<UInt256, UInt256> word : genesis.storage().entrySet()) {
        account = account.withWord(word.getKey(), word.getValue());
      }
      trie = trie.put(path(entry.getKey()), account);
    }
    // With a supply that fits, no credit can ever overflow: coins are only burned.
    if (supply.bitLength() > 256) {
      throw new IllegalArgumentException("the balances of the allocation exceed 2^256 - 1 wei");
    }
    return new WorldState(trie);
  }

  /** The account at {@code address}, {@link Account#EMPTY} where there is none. */
  public Account account(Address address) {
    return accounts.get(path(address)).orElse(Account.EMPTY);
  }

  /** The nodes that prove the account, or that there is none, from the state root on. */
  public List<Bytes> proof(Address address) {
    return accounts.proof(path(address));
  }

  /** The state root. */
  public Bytes32 root() {
    return accounts.rootHash();
  }

  static Bytes32 path(Address address) {
    return Keccak.hash(address.bytes());
  }
}
