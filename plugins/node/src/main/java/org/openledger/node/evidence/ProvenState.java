package org.openledger.node.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.chain.AccountProof;
import org.openledger.node.chain.StateView;
import org.openledger.node.chain.StorageProof;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Slot;

/** The storage words that evidence proves, checked against a state root. */
final class ProvenState implements StateView {

  private static final int ACCOUNT_FIELDS = 4;
  private static final int STORAGE_ROOT = 2;

  /** A word was asked for that is not proved. */
  static final class UnprovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnprovedException(String message) {
      super(message, null, false, false);
    }
  }

  private final Map<Slot, UInt256> words = new TreeMap<>();
  private final Set<Slot> used = new HashSet<>();

  /** Checks the proofs. */
  ProvenState(Bytes32 stateRoot, List<AccountProof> accounts) throws EvidenceException {
    TrieProof state = new TrieProof(Fault.STATE);
    List<Slot> order = new ArrayList<>();
    for (AccountProof account : accounts) {
      EvidenceException.require(
          !account.storage().isEmpty(), Fault.STATE, "an account is proved that is not needed");
      check(state, stateRoot, account);
      for (StorageProof word : account.storage()) {
        Slot slot = new Slot(account.account(), word.key());
        words.put(slot, word.value());
        order.add(slot);
      }
    }
    for (int i = 1; i < order.size(); i++) {
      EvidenceException.require(
          order.get(i - 1).compareTo(order.get(i)) < 0,
          Fault.MALFORMED,
          "storage words are not in ascending order");
    }
  }

  /** Checks the proofs of one account and its words, whatever their order. */
  static void check(Bytes32 stateRoot, AccountProof account) throws EvidenceException {
    check(new TrieProof(Fault.STATE), stateRoot, account);
  }

  private static void check(TrieProof state, Bytes32 stateRoot, AccountProof account)
      throws EvidenceException {
    Bytes32 root = storageRoot(state, stateRoot, account);
    TrieProof storage = new TrieProof(Fault.STATE);
    for (StorageProof word : account.storage()) {
      Bytes key = Keccak256.hash(word.key().toBytes());
      Optional<Bytes> value = storage.value(root, key, word.proof());
      EvidenceException.require(
          value(value).equals(word.value()), Fault.STATE, "a storage word has another value");
    }
  }

  @Override
  public UInt256 storage(Address account, UInt256 key) {
    Slot slot = new Slot(account, key);
    UInt256 word = words.get(slot);
    if (word == null) {
      throw new UnprovedException("storage word " + key.toHexString() + " of " + account);
    }
    used.add(slot);
    return word;
  }

  @Override
  public UInt256 balance(Address account) {
    throw new UnprovedException("the balance of " + account);
  }

  /** Refuses words that nothing needed. */
  void requireAllUsed() throws EvidenceException {
    EvidenceException.require(
        used.size() == words.size(), Fault.STATE, "a storage word is proved that is not needed");
  }

  /** The word that a proof of a storage trie leads to, whatever the trie. */
  static UInt256 word(Bytes key, List<Bytes> proof) throws EvidenceException {
    return proof.isEmpty()
        ? UInt256.ZERO
        : value(new TrieProof(Fault.MALFORMED).value(Keccak256.hash(proof.getFirst()), key, proof));
  }

  private static Bytes32 storageRoot(TrieProof state, Bytes32 root, AccountProof account)
      throws EvidenceException {
    Bytes key = Keccak256.hash(account.account().bytes());
    Optional<Bytes> leaf = state.value(root, key, account.proof());
    EvidenceException.require(leaf.isPresent(), Fault.STATE, "there is no " + account.account());
    List<Rlp.Item> fields = Rlp.list(leaf.get(), Fault.STATE);
    EvidenceException.require(
        fields.size() == ACCOUNT_FIELDS, Fault.STATE, "an account is no account");
    Bytes hash = fields.get(STORAGE_ROOT).string(Fault.STATE);
    EvidenceException.require(
        hash.size() == Bytes32.SIZE, Fault.STATE, "a storage root has not 32 bytes");
    return Bytes32.wrap(hash);
  }

  private static UInt256 value(Optional<Bytes> leaf) throws EvidenceException {
    if (leaf.isEmpty()) {
      return UInt256.ZERO;
    }
    Rlp.Item item = Rlp.item(leaf.get(), Fault.STATE);
    Bytes bytes = item.string(Fault.STATE);
    EvidenceException.require(
        bytes.size() <= Bytes32.SIZE && !bytes.isEmpty() && bytes.get(0) != 0,
        Fault.STATE,
        "a storage word is no word");
    return UInt256.fromBytes(Bytes32.leftPad(bytes));
  }
}
