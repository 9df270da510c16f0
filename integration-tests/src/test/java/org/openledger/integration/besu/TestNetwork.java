package org.openledger.integration.besu;

import com.esaulpaugh.headlong.abi.Function;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** The chain that these tests configure: accounts with keys, roles, calldata. */
final class TestNetwork {

  static final long CHAIN_ID = 1612001;
  static final BigInteger COINS = BigInteger.TEN.pow(24);

  final TestAccount admin = new TestAccount(0xa11ce1, CHAIN_ID);
  final TestAccount owner = new TestAccount(0xa11ce2, CHAIN_ID);
  final TestAccount treasury = new TestAccount(0xa11ce3, CHAIN_ID);
  final TestAccount stranger = new TestAccount(0xa11ce4, CHAIN_ID);

  List<TestAccount> accounts() {
    return List.of(admin, owner, treasury, stranger);
  }

  NetworkConfiguration configuration() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.PLATFORM_ACCOUNT, stranger.address().toBigInteger());
    parameters.put(Parameter.TREASURY, treasury.address().toBigInteger());
    SortedMap<Role, SortedSet<Address>> members = new TreeMap<>();
    members.put(Role.ADMIN, new TreeSet<>(List.of(admin.address())));
    members.put(Role.OPERATOR, new TreeSet<>(List.of(admin.address())));
    members.put(Role.GOVERNOR, new TreeSet<>(List.of(admin.address())));
    return new NetworkConfiguration(
        1, CHAIN_ID, parameters, members, NetworkConfiguration.shippedTokenizers());
  }

  /** A genesis with the accounts' coins, but without the native contracts. */
  QbftGenesis plainGenesis() {
    QbftGenesis genesis = new QbftGenesis(CHAIN_ID);
    accounts().forEach(account -> genesis.balance(account.address(), COINS));
    return genesis;
  }

  /** Calldata of a native contract's function. */
  static Bytes encode(String contract, String function, Object... arguments) {
    Function it = ContractAbi.of(contract).function(function);
    return Bytes.wrap(it.encodeCall(AbiValues.tuple(arguments)).array());
  }
}
