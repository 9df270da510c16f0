package org.openledger.precompile.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The addresses of the native contracts: 0xa100 + n. Code, genesis and docs share this table. */
public enum NativeAddress {
  SYSTEM("System", 0),
  DATANETS("Datanets", 1),
  MODELS("Models", 2),
  INFERENCE_FEES("InferenceFees", 3),
  TOKEN_ATTRIBUTION("TokenAttribution", 4),
  STAKING("Staking", 5),
  GOVERNANCE("Governance", 6),
  SERVICES("Services", 7),
  FEEDBACK("Feedback", 8),
  AGENTS("Agents", 9),
  INFLUENCE_ATTESTATIONS("InfluenceAttestations", 10);

  private static final int BASE = 0xa100;

  /** How many addresses are kept for native contracts, those of later versions included. */
  private static final int RESERVED = 32;

  private final String contract;
  private final int number;

  NativeAddress(String contract, int n) {
    this.contract = contract;
    this.number = BASE + n;
  }

  /** Whether an address is a native contract's. */
  public static boolean contains(Address address) {
    for (NativeAddress contract : values()) {
      if (contract.address().equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** The contract's name in its Solidity interface, without the leading I. */
  public String contract() {
    return contract;
  }

  /** Where the contract lives. */
  public Address address() {
    return address(number);
  }

  /** Addresses that are kept for contracts of later versions of the protocol, ascending. */
  public static List<Address> reserved() {
    List<Address> reserved = new ArrayList<>();
    for (int i = 0; i < RESERVED; i++) {
      Address address = address(BASE + i);
      if (!contains(address)) {
        reserved.add(address);
      }
    }
    return List.copyOf(reserved);
  }

  private static Address address(int number) {
    return Address.fromHex(String.format(Locale.ROOT, "%040x", number));
  }
}
