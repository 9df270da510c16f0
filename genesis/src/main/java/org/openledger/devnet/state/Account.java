package org.openledger.devnet.state;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * An account in the state trie.
 *
 * @param nonce transactions sent, unsigned
 * @param balance wei
 * @param code the account's code
 * @param storage words other than zero, by the hash of their key
 */
public record Account(long nonce, UInt256 balance, Bytes code, PatriciaTrie<UInt256> storage) {

  private static final Bytes32 EMPTY_CODE_HASH = Keccak.hash(Bytes.EMPTY);

  /** An account without anything. */
  public static final Account EMPTY =
      new Account(0, UInt256.ZERO, Bytes.EMPTY, PatriciaTrie.empty(Account::encodeWord));

  /** Whether EIP-161 calls the account empty: such accounts leave the state when touched. */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && code.isEmpty();
  }

  /** The storage word under {@code key}. */
  public UInt256 word(UInt256 key) {
    return storage.isEmpty()
        ? UInt256.ZERO
        : storage.get(Keccak.hash(key.toBytes())).orElse(UInt256.ZERO);
  }

  /** The account with another storage word; zero removes the entry. */
  Account withWord(UInt256 key, UInt256 value) {
    Bytes32 path = Keccak.hash(key.toBytes());
    return new Account(
        nonce, balance, code, value.isZero() ? storage.remove(path) : storage.put(path, value));
  }

  /** Keccak-256 of the code. */
  public Bytes32 codeHash() {
    return code.isEmpty() ? EMPTY_CODE_HASH : Keccak.hash(code);
  }

  /** The nodes that prove the storage word under {@code key}, from the storage root on. */
  public List<Bytes> proof(UInt256 key) {
    return storage.proof(Keccak.hash(key.toBytes()));
  }

  /** RLP of nonce, balance, storage root and code hash (Yellow Paper, 4.1). */
  public Bytes encode() {
    return RLP.encodeList(
        list -> {
          list.writeValue(Bytes.ofUnsignedLong(nonce).trimLeadingZeros());
          list.writeValue(balance.toMinimalBytes());
          list.writeValue(storage.rootHash());
          list.writeValue(codeHash());
        });
  }

  private static Bytes encodeWord(UInt256 word) {
    return RLP.encodeValue(word.toMinimalBytes());
  }
}
