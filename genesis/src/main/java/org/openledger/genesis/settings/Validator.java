package org.openledger.genesis.settings;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * A node that makes blocks.
 *
 * @param name its name, and its directory's
 * @param organisation who runs it
 * @param publicKey 64 bytes of secp256k1; empty: not made yet
 * @param host where other nodes reach it
 * @param p2pPort the port for them; empty: not chosen yet
 * @param storage how it keeps state
 * @param operator whose key signs its requests for contents; empty: it neither serves nor fetches
 * @param rpcUrl where the other operators' nodes reach its JSON-RPC; empty: they do not
 */
public record Validator(
    String name,
    Optional<String> organisation,
    Optional<Bytes> publicKey,
    String host,
    Optional<Integer> p2pPort,
    StorageProfile storage,
    Optional<Address> operator,
    Optional<String> rpcUrl) {

  /** The address that it signs blocks with. */
  public Address address() {
    return address(publicKey.orElseThrow());
  }

  /** The address of a public key: the last 20 bytes of its hash. */
  public static Address address(Bytes publicKey) {
    return new Address(Keccak256.hash(publicKey).slice(32 - Address.SIZE).copy());
  }

  /** One on this machine whose key is still to be made. */
  public static Validator local(String name) {
    return new Validator(
        name,
        Optional.empty(),
        Optional.empty(),
        "127.0.0.1",
        Optional.empty(),
        StorageProfile.FOREST,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether others reach it on this machine only. */
  public boolean isLocal() {
    return host.startsWith("127.") || host.equals("::1");
  }

  /** The validator with another storage. */
  public Validator with(StorageProfile other) {
    return new Validator(name, organisation, publicKey, host, p2pPort, other, operator, rpcUrl);
  }

  /** The validator with the key and the port that were chosen for it. */
  public Validator with(Bytes madeKey, int chosenPort) {
    return new Validator(
        name,
        organisation,
        Optional.of(madeKey),
        host,
        Optional.of(chosenPort),
        storage,
        operator,
        rpcUrl);
  }
}
