package org.openledger.precompile.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.OPERATOR;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

class SystemContractTest {

  private static final Address ALICE = account(20);

  private final TestNetwork network = new TestNetwork();

  @Test
  void genesisStorageAnswers() {
    assertThat(network.<BigInteger>read("System", "protocolVersion")).isEqualTo(BigInteger.ONE);
    assertThat(network.<BigInteger>read("System", "chainId"))
        .isEqualTo(BigInteger.valueOf(TestNetwork.CHAIN_ID));
    for (Parameter parameter : Parameter.values()) {
      if (parameter != Parameter.PLATFORM_ACCOUNT && parameter != Parameter.TREASURY) {
        assertThat(network.<BigInteger>read("System", "parameter", parameter.key()))
            .as(parameter.label())
            .isEqualTo(parameter.standard());
      }
    }
    Tuple tokenizer = network.read("System", "tokenizer", AbiValues.name("cl100k_base"));
    assertThat(tokenizer.<byte[]>get(0)).isEqualTo(Tokenizers.byId("cl100k_base").hash());
    assertThat(tokenizer.<BigInteger>get(1)).isEqualTo(BigInteger.valueOf(100_256));
    Tuple none = network.read("System", "tokenizer", AbiValues.name("no-such"));
    assertThat(none.<BigInteger>get(1)).isZero();
  }

  @Test
  void onlyTheAdminChangesParametersAndOnlyWithinTheirBounds() {
    Bytes32 fee = Parameter.PLATFORM_FEE.key();
    network.refuse("AccessControlUnauthorizedAccount", ALICE, "System", "setParameter", fee, 1L);
    network.send(ADMIN, "System", "setParameter", fee, 1L);
    assertThat(network.<BigInteger>read("System", "parameter", fee)).isEqualTo(BigInteger.ONE);
    Tuple details =
        network.refuse(
            "ParameterOutOfBounds",
            ADMIN,
            "System",
            "setParameter",
            Parameter.MAX_OUTPUT.key(),
            65_536L);
    assertThat(details.<BigInteger>get(3)).isEqualTo(BigInteger.valueOf(65_535));
    network.refuse(
        "ParameterOutOfBounds", ADMIN, "System", "setParameter", Parameter.TREASURY.key(), 0L);
    network.refuse(
        "NotPayable",
        ADMIN,
        "System",
        "setParameter",
        Parameter.TREASURY.key(),
        NativeAddress.SYSTEM.address().toBigInteger());
    network.refuse("UnknownParameter", ADMIN, "System", "setParameter", Bytes32.ZERO, 0L);
    network.refuse("UnknownParameter", ALICE, "System", "parameter", AbiValues.name("fee"));
  }

  @Test
  void rolesAreGrantedCountedAndRevoked() {
    Bytes32 role = Role.OPERATOR.id();
    network.refuse(
        "AccessControlUnauthorizedAccount", OPERATOR, "System", "grantRole", role, ALICE);
    network.refuse("ZeroAddress", ADMIN, "System", "grantRole", role, Address.ZERO);
    network.send(ADMIN, "System", "grantRole", role, ALICE);
    network.send(ADMIN, "System", "grantRole", role, ALICE);
    assertThat(network.<BigInteger>read("System", "getRoleMemberCount", role))
        .isEqualTo(BigInteger.TWO);
    assertThat(member(role, 0)).isEqualTo(OPERATOR);
    assertThat(member(role, 1)).isEqualTo(ALICE);
    network.refuse("NoSuchMember", ALICE, "System", "getRoleMember", role, 2L);
    network.send(ADMIN, "System", "revokeRole", role, OPERATOR);
    network.send(ADMIN, "System", "revokeRole", role, OPERATOR);
    assertThat(member(role, 0)).isEqualTo(ALICE);
    assertThat(network.<Boolean>read("System", "hasRole", role, OPERATOR)).isFalse();
    assertThat(network.<BigInteger>read("System", "getRoleMemberCount", role))
        .isEqualTo(BigInteger.ONE);
    for (int i = 1; i < 256; i++) {
      network.send(ADMIN, "System", "grantRole", role, account(1_000 + i));
    }
    network.refuse("TooManyMembers", ADMIN, "System", "grantRole", role, account(2_000));
    network.refuse("LastAdmin", ADMIN, "System", "revokeRole", Role.ADMIN.id(), ADMIN);
    assertThat(Role.OPERATOR.id())
        .isEqualTo(
            Bytes.fromHexString(
                "0x97667070c54ef182b0f5858b034beac1b6f3089aa2d3188bb1e8929f4fa9b929"));
  }

  private Address member(Bytes32 role, long index) {
    com.esaulpaugh.headlong.abi.Address account =
        network.read("System", "getRoleMember", role, index);
    return AbiValues.address(account);
  }

  @Test
  void aConfigurationSaysAllThatIsWrongWithItAtOnce() {
    SortedMap<Parameter, BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.MAX_OUTPUT, BigInteger.ZERO);
    assertThatThrownBy(
            () ->
                new NetworkConfiguration(1L << 32, 0, parameters, new TreeMap<>(), new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "protocol version 4294967296",
            "chain id 0",
            "maxOutput = 0 is not within 1 … 65535",
            "platformAccount and treasury",
            "an admin",
            "a tokenizer");
  }
}
