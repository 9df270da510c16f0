package org.openledger.precompile.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.OPERATOR;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.TestNetwork.account;
import static org.openledger.precompile.Told.told;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.Told;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;

/** Each call tells what it changed, in events alone, and only who may makes it. */
class SystemEventsTest {

  private static final Address ALICE = account(20);
  private static final Address BOB = account(21);

  private final TestNetwork network = new TestNetwork();

  private void tells(String function, Object[] arguments, Told... expected) {
    Told.tells(network, ADMIN, BigInteger.ZERO, "System", function, arguments, expected);
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }

  @Test
  void everyChangeOfAParameterIsToldWithWhatWasBefore() {
    Parameter parameter = Parameter.PLATFORM_FEE;
    Object[] five = with(parameter.key(), 5L);
    BigInteger standard = parameter.standard();
    tells("setParameter", five, told("ParameterChanged", parameter.key(), standard, 5L));
    tells("setParameter", five, told("ParameterChanged", parameter.key(), 5L, 5L));
  }

  /** INV-FEE-10. */
  @Test
  void whoLosesAnOfficeIsPaidWhatItHasEarnedAndNoMore() {
    long datanet = network.createDatanet();
    String text = "The quick brown fox jumps over the lazy dog.";
    network.seal(datanet, network.accepted(ALICE, datanet, text));
    network.attest(datanet, 1);
    long model = network.deploy(network.terms(TestNetwork.OPEN, 8, 8), datanet, 1);
    network.settle(model, 1, text);
    BigInteger platform = network.read("InferenceFees", "accruedPlatform");
    BigInteger treasury = network.read("InferenceFees", "accruedStakers");
    assertThat(platform.min(treasury)).isPositive();
    office(Parameter.PLATFORM_ACCOUNT, PLATFORM, platform);
    office(Parameter.TREASURY, TREASURY, treasury);
  }

  private void office(Parameter parameter, Address holder, BigInteger earned) {
    Bytes32 key = parameter.key();
    BigInteger before = network.creditOf(holder);
    tells(
        "setParameter",
        with(key, BOB.toBigInteger()),
        told("AccrualPaid", holder, earned),
        told("ParameterChanged", key, holder.toBigInteger(), BOB.toBigInteger()));
    assertThat(network.creditOf(holder)).isEqualTo(before.add(earned));
    // Nothing has accrued since: nothing is paid, and no payment is told.
    tells(
        "setParameter",
        with(key, holder.toBigInteger()),
        told("ParameterChanged", key, BOB.toBigInteger(), holder.toBigInteger()));
    assertThat(network.creditOf(BOB)).isZero();
  }

  @Test
  void rolesAreGivenAndTakenByTheAdminAloneAndToldOnce() {
    Bytes32 role = Role.OPERATOR.id();
    tells("grantRole", with(role, ALICE), told("RoleGranted", role, ALICE, ADMIN));
    tells("grantRole", with(role, ALICE));
    for (Address other : new Address[] {ALICE, OPERATOR, TestNetwork.GOVERNOR}) {
      assertThat(
              network.refuse(
                  "AccessControlUnauthorizedAccount", other, "System", "revokeRole", role, ALICE))
          .isEqualTo(AbiValues.tuple(other, Role.ADMIN.id()));
    }
    tells("revokeRole", with(role, ALICE), told("RoleRevoked", role, ALICE, ADMIN));
    tells("revokeRole", with(role, ALICE));
  }
}
