package org.openledger.genesis.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.precompile.system.Role;

/**
 * A network's configuration, sound and complete.
 *
 * @param name what people call it
 * @param chainId EIP-155 chain id
 * @param protocolVersion of the native contracts
 * @param blocks how blocks are made
 * @param forks seconds since 1970 by fork; a fork that never holds is absent
 * @param gas what gas costs
 * @param validators the nodes that make blocks; empty: still to be made
 * @param roles members by role
 * @param parameters the value of every parameter
 * @param tokenizers names of the vocabularies
 * @param accounts the accounts that have names, in the file's order
 */
public record NetworkSettings(
    String name,
    long chainId,
    long protocolVersion,
    Blocks blocks,
    SortedMap<Fork, Long> forks,
    Gas gas,
    List<Validator> validators,
    SortedMap<Role, SortedSet<Address>> roles,
    SortedMap<Parameter, BigInteger> parameters,
    SortedSet<String> tokenizers,
    List<FundedAccount> accounts) {

  public NetworkSettings {
    validators = List.copyOf(validators);
    accounts = List.copyOf(accounts);
  }

  /** The settings with these validators. */
  public NetworkSettings withValidators(List<Validator> made) {
    return new NetworkSettings(
        name,
        chainId,
        protocolVersion,
        blocks,
        forks,
        gas,
        made,
        roles,
        parameters,
        tokenizers,
        accounts);
  }

  /** What the native contracts start with. */
  public NetworkConfiguration contracts() {
    SortedMap<Bytes32, RegisteredTokenizer> registered = new TreeMap<>();
    NetworkConfiguration.shippedTokenizers()
        .forEach(
            (id, tokenizer) -> {
              if (tokenizers.contains(AbiValues.text(id))) {
                registered.put(id, tokenizer);
              }
            });
    return new NetworkConfiguration(protocolVersion, chainId, parameters, roles, registered);
  }

  /** Who holds a role. */
  public SortedSet<Address> members(Role role) {
    return roles.getOrDefault(role, new TreeSet<>());
  }

  /** A parameter's value. */
  public BigInteger parameter(Parameter parameter) {
    return parameters.getOrDefault(parameter, parameter.standard());
  }

  /** Coins of block 0, by address. */
  public SortedMap<Address, BigInteger> balances() {
    SortedMap<Address, BigInteger> balances = new TreeMap<>();
    accounts.stream()
        .filter(account -> account.balance().signum() > 0)
        .forEach(account -> balances.merge(account.address(), account.balance(), BigInteger::add));
    return balances;
  }

  /** Addresses of the validators, ascending. */
  public SortedSet<Address> validatorAddresses() {
    SortedSet<Address> addresses = new TreeSet<>();
    validators.forEach(validator -> addresses.add(validator.address()));
    return addresses;
  }

  /** The settings as a file, with every default written out. */
  public String text() {
    return Json.pretty(SettingsJson.file(this));
  }

  /**
   * The name of what the first block fixes: keccak256 of the canonical JSON of everything here but
   * names, hosts, ports, storage and the least gas price, which a node may change by itself.
   *
   * @throws java.util.NoSuchElementException while a validator has no key
   */
  public Bytes32 hash() {
    return SettingsJson.hash(this);
  }

  /** The canonical JSON that {@link #hash} is the hash of: sorted keys, no blanks, ASCII. */
  public String canonical() {
    return SettingsJson.canonical(this);
  }

  /** The file's JSON. */
  ObjectNode json() {
    return SettingsJson.file(this);
  }
}
