package org.openledger.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Role;

/**
 * Who plays which part, all by accounts of the mnemonic that development chains share.
 *
 * @param principals accounts 0 to 9
 * @param operators those of them that attest indexes
 * @param governor the one that approves models
 * @param contributors accounts 10 and on, in the order of the contributors
 */
public record Cast(
    List<Wallet> principals, List<Wallet> operators, Wallet governor, List<Wallet> contributors) {

  private static final int OWNER = 1;
  private static final int REVIEWER = 2;
  private static final int TREASURY = 3;
  private static final int CREATOR = 4;
  private static final int PAYER = 5;
  private static final int SERVING_KEY = 6;
  private static final int PRINCIPALS = 10;

  /**
   * Casts the parts on a network.
   *
   * @throws DemoException where a role is held by somebody else
   */
  public static Cast on(Network network, int contributors) {
    List<Wallet> principals = IntStream.range(0, PRINCIPALS).mapToObj(Cast::wallet).toList();
    List<Wallet> operators = holders(network, Role.OPERATOR, principals);
    long all = network.roleMembers(Role.OPERATOR);
    if (operators.isEmpty()) {
      throw missing("operator", "attests indexes", principals.getFirst());
    }
    if (operators.size() < all) {
      throw new DemoException(
          "a version becomes active when all "
              + all
              + " operators have attested it; accounts of the test mnemonic are "
              + operators.size()
              + " of them");
    }
    List<Wallet> governors = holders(network, Role.GOVERNOR, principals);
    if (governors.isEmpty()) {
      throw missing("governor", "approves models", principals.getFirst());
    }
    List<Wallet> others =
        IntStream.range(PRINCIPALS, PRINCIPALS + contributors).mapToObj(Cast::wallet).toList();
    return new Cast(principals, operators, governors.getFirst(), others);
  }

  /** Funds those who lack coins. */
  public Wallet banker() {
    return principals.getFirst();
  }

  /** Owns the Datanet. */
  Wallet owner() {
    return principals.get(OWNER);
  }

  /** Judges contributions. */
  Wallet reviewer() {
    return principals.get(REVIEWER);
  }

  /** Is the Datanet's treasury: the sink. */
  Wallet treasury() {
    return principals.get(TREASURY);
  }

  /** Proposes and prices the model. */
  Wallet creator() {
    return principals.get(CREATOR);
  }

  /** Asks the model and pays. */
  Wallet payer() {
    return principals.get(PAYER);
  }

  /** Signs receipts for the model. */
  Wallet servingKey() {
    return principals.get(SERVING_KEY);
  }

  /** All accounts whose key is known, by address. */
  Map<Address, Wallet> wallets() {
    Map<Address, Wallet> wallets = new TreeMap<>();
    List<Wallet> all = new ArrayList<>(principals);
    all.addAll(contributors);
    all.forEach(wallet -> wallets.put(wallet.address(), wallet));
    return wallets;
  }

  private static Wallet wallet(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }

  private static List<Wallet> holders(Network network, Role role, List<Wallet> wallets) {
    return wallets.stream().filter(wallet -> network.hasRole(role, wallet.address())).toList();
  }

  private static DemoException missing(String role, String purpose, Wallet first) {
    return new DemoException(
        "the "
            + role
            + " role ("
            + purpose
            + ") is held by none of the test mnemonic's accounts 0 to 9: grant it to account 0, "
            + first.address());
  }
}
