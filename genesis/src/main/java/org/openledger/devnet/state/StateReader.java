package org.openledger.devnet.state;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateWriter} wrote. That it is the state of a block, only the block's state
 * root tells.
 */
public final class StateReader {

  private static final int STEPS = 16;
  private static final int MAX_CODE = 1 << 20;

  private final DataInputStream in;

  /** Nodes by number; of each number one list has the node, the other null. */
  private final List<@Nullable TrieNode<Account>> accounts = new ArrayList<>();

  private final List<@Nullable TrieNode<UInt256>> words = new ArrayList<>();

  public StateReader(DataInputStream in) {
    this.in = in;
    number(null, null);
  }

  /**
   * Reads the next state.
   *
   * @throws IOException where the stream ends, or holds something else
   */
  public WorldState read() throws IOException {
    for (int kind = in.readByte(); kind != StateWriter.ROOT; kind = in.readByte()) {
      switch (kind) {
        case StateWriter.BRANCH -> branch();
        case StateWriter.EXTENSION -> extension();
        case StateWriter.WORD -> number(null, new TrieNode.Leaf<>(path(), word()));
        case StateWriter.ACCOUNT -> number(account(), null);
        default -> throw new IOException("there is no node of kind " + kind);
      }
    }
    return new WorldState(
        PatriciaTrie.<Account>empty(Account::encode).withRoot(child(accounts, in.readInt())));
  }

  private void branch() throws IOException {
    int mask = in.readUnsignedShort();
    TrieNode.Branch<Account> ofAccounts = TrieEdit.emptyBranch();
    TrieNode.Branch<UInt256> ofWords = TrieEdit.emptyBranch();
    boolean anyWord = false;
    for (int step = 0; step < STEPS; step++) {
      if ((mask & 1 << step) != 0) {
        int number = in.readInt();
        anyWord |= isWord(number);
        // A branch that mixes both is caught by child.
        if (anyWord) {
          ofWords.children[step] = child(words, number);
        } else {
          ofAccounts.children[step] = child(accounts, number);
        }
      }
    }
    if (anyWord) {
      number(null, ofWords);
    } else {
      number(ofAccounts, null);
    }
  }

  private void extension() throws IOException {
    byte[] path = path();
    int number = in.readInt();
    if (isWord(number)) {
      number(null, new TrieNode.Extension<>(path, present(child(words, number))));
    } else {
      number(new TrieNode.Extension<>(path, present(child(accounts, number))), null);
    }
  }

  private TrieNode<Account> account() throws IOException {
    byte[] path = path();
    long nonce = in.readLong();
    UInt256 balance = word();
    int size = in.readInt();
    if (size < 0 || size > MAX_CODE) {
      throw new IOException("code has no " + size + " bytes");
    }
    Bytes code = Bytes.wrap(in.readNBytes(size));
    PatriciaTrie<UInt256> storage = Account.EMPTY.storage().withRoot(child(words, in.readInt()));
    return new TrieNode.Leaf<>(path, new Account(nonce, balance, code, storage));
  }

  private byte[] path() throws IOException {
    byte[] path = in.readNBytes(in.readUnsignedByte());
    for (byte step : path) {
      if (step < 0 || step >= STEPS) {
        throw new IOException("there is no step " + step);
      }
    }
    return path;
  }

  private UInt256 word() throws IOException {
    int size = in.readUnsignedByte();
    if (size > UInt256.SIZE) {
      throw new IOException("a word has no " + size + " bytes");
    }
    return UInt256.fromBytes(Bytes.wrap(in.readNBytes(size)));
  }

  private void number(@Nullable TrieNode<Account> account, @Nullable TrieNode<UInt256> word) {
    accounts.add(account);
    words.add(word);
  }

  private boolean isWord(int number) {
    return number > 0 && number < words.size() && words.get(number) != null;
  }

  private static <V> @Nullable TrieNode<V> child(List<@Nullable TrieNode<V>> nodes, int number)
      throws IOException {
    if (number < 0 || number >= nodes.size() || (number > 0 && nodes.get(number) == null)) {
      throw new IOException("node " + number + " is not there, or of the other trie");
    }
    return nodes.get(number);
  }

  private static <V> TrieNode<V> present(@Nullable TrieNode<V> node) throws IOException {
    if (node == null) {
      throw new IOException("an extension leads nowhere");
    }
    return node;
  }
}
