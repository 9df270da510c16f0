package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.RevertedException;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * Calls of one contract that fit the state that it is in, so that most succeed, and what they leave
 * gets deeper: what is open is accepted, what is accepted delivered, and so on.
 */
abstract class FittingCalls {

  static final int ADMIN = 0;
  static final int CREATOR = 9;
  static final Bytes32 HASH = Bytes32.repeat((byte) 6);
  static final BigInteger NOTHING = BigInteger.ZERO;

  /** Accounts of the mnemonic that take part: the funded ones, and some that only sign. */
  static final int KEYS = 40;

  /** How many of the newest jobs, proposals and so on are looked at. */
  static final int RECENT = 10;

  private static final Map<Address, Integer> INDEX = new HashMap<>();

  static {
    for (int i = 0; i < KEYS; i++) {
      INDEX.put(DevAccounts.of(i).address(), i);
    }
  }

  final Knowledge known;
  final Random random;
  private final NativeAddress contract;

  FittingCalls(NativeAddress contract, Knowledge known, Random random) {
    this.contract = contract;
    this.known = known;
    this.random = random;
  }

  /** Looks at the state anew. */
  abstract void refresh();

  /** A call; none where the state allows nothing that this draw is for. */
  abstract Optional<Draft> next();

  final Optional<Draft> call(int sender, String function, Object... arguments) {
    return pay(sender, NOTHING, function, arguments);
  }

  final Optional<Draft> pay(int sender, BigInteger value, String function, Object... arguments) {
    return Optional.of(draft(contract, sender, value, function, arguments));
  }

  /** A call of any contract. */
  static Draft draft(
      NativeAddress contract, int sender, BigInteger value, String function, Object... arguments) {
    Bytes input = Abis.encoded(contract, function, arguments);
    String what = contract.contract() + "." + function;
    return new Draft(what, "fitting", sender, contract.address(), value, input);
  }

  /** What a view returns now. */
  final Tuple ask(String function, Object... arguments) {
    return known.ask(contract, function, arguments);
  }

  /** The same; empty where it reverts. */
  final Optional<Tuple> look(String function, Object... arguments) {
    try {
      return Optional.of(ask(function, arguments));
    } catch (RevertedException e) {
      return Optional.empty();
    }
  }

  final long count(String function, Object... arguments) {
    return number(ask(function, arguments), 0);
  }

  final BigInteger wei(int bound) {
    return BigInteger.valueOf(1L + random.nextInt(bound));
  }

  final <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Now and then another account than the one that may. */
  final int mostly(int sender) {
    return random.nextInt(10) == 0 ? random.nextInt(DevAccounts.FUNDED) : sender;
  }

  static long number(Tuple from, int place) {
    return from.get(place) instanceof Integer small
        ? small
        : from.<BigInteger>get(place).longValueExact();
  }

  /** Which of the accounts an address is; empty where it is another one. */
  static Optional<Integer> index(Tuple from, int place) {
    com.esaulpaugh.headlong.abi.Address address = from.get(place);
    return Optional.ofNullable(INDEX.get(AbiValues.address(address)));
  }

  /** Which of the funded accounts, or any where it is none of them. */
  final int sender(Tuple from, int place) {
    return index(from, place)
        .filter(it -> it < DevAccounts.FUNDED)
        .orElseGet(() -> random.nextInt(DevAccounts.FUNDED));
  }

  static Wallet wallet(int index) {
    return Wallet.of(DevAccounts.of(index).privateKey());
  }
}
