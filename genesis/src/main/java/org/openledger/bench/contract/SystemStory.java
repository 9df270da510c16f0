package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ADMIN;
import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.GOVERNOR;
import static org.openledger.bench.contract.BenchNetwork.OPERATOR;
import static org.openledger.bench.contract.BenchNetwork.UTF8;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.system.NetworkConfiguration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.ShippedTables;

/** Every function of {@code System}. */
final class SystemStory extends Story {

  private static final Bytes32 CL100K = AbiValues.name("cl100k_base");

  SystemStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>(), onlyBytes()), visitor);
  }

  @Override
  void tell() {
    Bytes32 operator = Role.OPERATOR.id();
    for (String view : List.of("protocolVersion", "chainId")) {
      send(ALICE, SYSTEM, view);
    }
    for (Parameter parameter : Parameter.values()) {
      send(ALICE, SYSTEM, "parameter", parameter.key());
      send(ADMIN, SYSTEM, "setParameter", parameter.key(), parameter.maximum());
    }
    Bytes32 table = ShippedTables.VERSION_1.numbered(2).hash();
    send(ADMIN, SYSTEM, "registerTokenizer", CL100K, table);
    send(GOVERNOR, SYSTEM, "setWeightTable", UTF8, ShippedTables.VERSION_1.numbered(1).hash());
    send(ALICE, SYSTEM, "tokenizer", CL100K);
    send(ADMIN, SYSTEM, "grantRole", operator, ALICE);
    send(ALICE, SYSTEM, "hasRole", operator, ALICE);
    send(ALICE, SYSTEM, "getRoleMemberCount", operator);
    send(ALICE, SYSTEM, "getRoleMember", operator, BigInteger.ONE);
    send(ADMIN, SYSTEM, "revokeRole", operator, OPERATOR);
    send(ADMIN, SYSTEM, "scheduleProtocol", BigInteger.TWO, BigInteger.ONE.shiftLeft(25));
    send(ALICE, SYSTEM, "scheduledProtocol");
    send(ADMIN, SYSTEM, "cancelProtocol");
  }

  /** The other shipped tokenizers are to be registered in the story. */
  private static SortedMap<Bytes32, RegisteredTokenizer> onlyBytes() {
    SortedMap<Bytes32, RegisteredTokenizer> tokenizers = NetworkConfiguration.shippedTokenizers();
    tokenizers.keySet().retainAll(List.of(UTF8));
    return tokenizers;
  }
}
