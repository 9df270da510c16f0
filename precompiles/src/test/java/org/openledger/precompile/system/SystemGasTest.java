package org.openledger.precompile.system;

import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.UTF8;
import static org.openledger.precompile.TestNetwork.account;

import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.ExactGas;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.Storage;

class SystemGasTest {

  private static final Address ALICE = account(20);
  private static final Bytes32 CL100K = AbiValues.name("cl100k_base");

  private final TestNetwork network = new TestNetwork();

  @Test
  void exactGasPassesAndOneLessChangesNothingInEveryFunction() {
    network.host.setGas(TestNetwork.GAS);
    new SystemStorage(new Storage(network.host, new GasMeter(network.host)))
        .setTokenizer(CL100K, new RegisteredTokenizer(Bytes32.ZERO, 0, Bytes32.ZERO));
    ExactGas gas = new ExactGas(network, "System");
    Bytes32 operator = Role.OPERATOR.id();
    gas.call(ALICE, "protocolVersion");
    gas.call(ALICE, "chainId");
    for (Parameter parameter : Parameter.values()) {
      gas.call(ALICE, "parameter", parameter.key());
      gas.call(ADMIN, "setParameter", parameter.key(), parameter.maximum());
    }
    gas.call(ADMIN, "registerTokenizer", CL100K, ShippedTables.VERSION_1.numbered(2).hash());
    gas.call(GOVERNOR, "setWeightTable", UTF8, ShippedTables.VERSION_1.numbered(1).hash());
    gas.call(ALICE, "tokenizer", CL100K);
    gas.call(ADMIN, "grantRole", operator, ALICE);
    gas.call(ALICE, "hasRole", operator, ALICE);
    gas.call(ALICE, "getRoleMemberCount", operator);
    gas.call(ALICE, "getRoleMember", operator, 1L);
    gas.call(ADMIN, "revokeRole", operator, TestNetwork.OPERATOR);
    gas.call(ADMIN, "scheduleProtocol", 2L, 1L << 25);
    gas.call(ALICE, "scheduledProtocol");
    gas.call(ADMIN, "cancelProtocol");
    gas.coversTheInterface();
  }
}
