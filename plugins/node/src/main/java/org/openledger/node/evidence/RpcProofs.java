package org.openledger.node.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.node.chain.AccountProof;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainProofs;
import org.openledger.node.chain.ProofsException;
import org.openledger.node.chain.ProofsException.Reason;
import org.openledger.node.chain.StorageProof;
import org.openledger.precompile.host.Address;

/**
 * Proofs out of an Ethereum node's standard methods: {@code eth_getBlockByHash}, {@code
 * eth_getBlockReceipts}, {@code eth_getProof}. Nothing is taken on trust: each answer is checked
 * against the hash of the block that was asked for.
 */
public final class RpcProofs implements ChainProofs {

  /** How nodes say that they no longer keep a state. */
  private static final List<String> PRUNED =
      List.of("world state unavailable", "missing trie node", "pruned");

  private final ProofSource source;

  public RpcProofs(ProofSource source) {
    this.source = source;
  }

  @Override
  public Optional<Bytes> header(BlockRef block) {
    JsonNode found = ask("eth_getBlockByHash", block.hash().toHexString(), false);
    if (!found.isObject()) {
      return Optional.empty();
    }
    for (Bytes form : HeaderForms.of(new RpcObject(found))) {
      if (hashes(form, block.hash())) {
        return Optional.of(form);
      }
    }
    throw wrong("no form of the header has the hash of block " + block.number());
  }

  private static boolean hashes(Bytes form, Bytes32 hash) {
    try {
      return Header.parse(form).hash().equals(hash);
    } catch (EvidenceException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<List<Bytes>> receipts(BlockRef block) {
    Optional<Bytes> header = header(block);
    JsonNode found = ask("eth_getBlockReceipts", block.hash().toHexString());
    if (header.isEmpty() || !found.isArray()) {
      return Optional.empty();
    }
    List<Bytes> receipts = new ArrayList<>();
    found.forEach(receipt -> receipts.add(receipt(new RpcObject(receipt))));
    if (!ReceiptTrie.root(receipts).equals(receiptsRoot(header.get()))) {
      throw wrong("the receipts are not those of block " + block.number());
    }
    return Optional.of(receipts);
  }

  private static Bytes32 receiptsRoot(Bytes header) {
    try {
      return Header.parse(header).receiptsRoot();
    } catch (EvidenceException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** A receipt as the trie holds it (EIP-2718): its type, if it has one, and its list. */
  private static Bytes receipt(RpcObject receipt) {
    List<Bytes> logs = new ArrayList<>();
    for (RpcObject log : receipt.objects("logs")) {
      logs.add(
          Rlp.list(
              List.of(
                  Rlp.string(log.data("address", Address.SIZE)),
                  Rlp.list(log.words("topics").stream().map(word -> Rlp.string(word)).toList()),
                  Rlp.string(log.data("data")))));
    }
    Bytes outcome =
        receipt.has("status") ? receipt.scalar("status") : receipt.data("root", Bytes32.SIZE);
    Bytes list =
        Rlp.list(
            List.of(
                Rlp.string(outcome),
                Rlp.string(receipt.scalar("cumulativeGasUsed")),
                Rlp.string(receipt.data("logsBloom")),
                Rlp.list(logs)));
    Bytes type = receipt.has("type") ? receipt.scalar("type") : Bytes.EMPTY;
    return Rlp.join(List.of(type, list));
  }

  @Override
  public Optional<AccountProof> account(BlockRef block, Address account, List<UInt256> keys) {
    JsonNode found;
    try {
      found =
          source.call(
              "eth_getProof",
              account.toString(),
              keys.stream().map(key -> key.toBytes().toHexString()).toList(),
              block.hash().toHexString());
    } catch (ProofSource.RefusedException e) {
      if (PRUNED.stream()
          .anyMatch(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)::contains)) {
        return Optional.empty();
      }
      throw refused(e);
    }
    if (!found.isObject()) {
      return Optional.empty();
    }
    RpcObject answer = new RpcObject(found);
    AccountProof proof =
        new AccountProof(account, answer.list("accountProof"), words(answer, keys));
    try {
      ProvenState.check(block.stateRoot(), proof);
    } catch (EvidenceException e) {
      throw wrong(e.getMessage() + ", in block " + block.number());
    }
    return Optional.of(proof);
  }

  /** The words in the order of their keys; nodes answer in an order of their own. */
  private static List<StorageProof> words(RpcObject answer, List<UInt256> keys) {
    Map<UInt256, StorageProof> words = new HashMap<>();
    for (RpcObject word : answer.objects("storageProof")) {
      UInt256 key = word.word("key");
      words.put(key, new StorageProof(key, word.word("value"), word.list("proof")));
    }
    List<StorageProof> ordered = new ArrayList<>();
    for (UInt256 key : keys) {
      StorageProof word = words.get(key);
      if (word == null) {
        throw wrong("no proof of storage word " + key.toHexString());
      }
      ordered.add(word);
    }
    return ordered;
  }

  private JsonNode ask(String method, Object... params) {
    try {
      return source.call(method, params);
    } catch (ProofSource.RefusedException e) {
      throw refused(e);
    }
  }

  private static ProofsException refused(ProofSource.RefusedException e) {
    return new ProofsException(
        Reason.NO_ANSWER, "The endpoint of proofs refuses " + e.getMessage());
  }

  /** An answer that proves nothing. */
  static ProofsException wrong(String why) {
    return new ProofsException(
        Reason.WRONG_ANSWER, "The endpoint of proofs gave a wrong answer: " + why);
  }
}
