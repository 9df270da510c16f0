package org.openledger.precompile.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.governance.GovernanceFixture.ALICE;
import static org.openledger.precompile.governance.GovernanceFixture.BOB;
import static org.openledger.precompile.governance.GovernanceFixture.CONTRACT;
import static org.openledger.precompile.governance.GovernanceFixture.DAVE;
import static org.openledger.precompile.governance.GovernanceFixture.SELF;
import static org.openledger.precompile.governance.GovernanceFixture.hashed;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.governance.GovernanceFixture.Action;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** INV-GOV-06. */
class TreasuryTest {

  private final GovernanceFixture it = new GovernanceFixture();
  private final TestNetwork network = it.network;

  @Test
  void theTreasuryIsACreditThatOnlyAVoteSpends() {
    it.decide(
        "treasury",
        Action.of("System", "setParameter", Parameter.TREASURY.key(), SELF.toBigInteger()));
    network.host.setBalance(SELF, UInt256.valueOf(500));
    assertThat(it.<BigInteger>read("surplus")).isEqualTo(500);
    BigInteger owed = network.read("InferenceFees", "liabilities");
    assertThat(it.send(DAVE, "sweepSurplus")).isEqualTo(tuple(500L));
    assertThat(it.send(DAVE, "sweepSurplus")).isEqualTo(tuple(0L));
    assertThat(it.<BigInteger>read("treasury")).isEqualTo(500);
    for (Address other : new Address[] {ALICE, TestNetwork.ADMIN, TestNetwork.TREASURY}) {
      assertThat(it.refuse("GovernorOnlyExecutor", other, "spend", BOB, 1L))
          .isEqualTo(tuple(other));
    }
    it.decide("spend", Action.of(CONTRACT, "spend", BOB, 200L));
    assertThat(it.<BigInteger>read("treasury")).isEqualTo(300);
    assertThat(network.creditOf(BOB)).isEqualTo(200);
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities").subtract(owed))
        .isEqualTo(500);
    BigInteger before = network.host.balance(BOB).toUnsignedBigInteger();
    network.send(BOB, "InferenceFees", "withdraw");
    assertThat(network.host.balance(BOB).toUnsignedBigInteger().subtract(before)).isEqualTo(200);
    assertThat(refusedAction("InsufficientTreasury", Action.of(CONTRACT, "spend", BOB, 301L)))
        .isEqualTo(tuple(300L, 301L));
    assertThat(refusedAction("NotPayable", Action.of(CONTRACT, "spend", SELF, 1L)))
        .isEqualTo(tuple(SELF));
    refusedAction("ZeroAddress", Action.of(CONTRACT, "spend", Address.ZERO, 1L));
  }

  private Tuple refusedAction(String error, Action action) {
    it.pass(error, action);
    return it.refuse(error, DAVE, "execute", hashed(error, action));
  }

  @Test
  void noMoreCoinsAreSweptThanCanBeOwed() {
    network.host.setBalance(SELF, UInt256.ONE.shiftLeft(112));
    it.refuse("TooManyCoins", DAVE, "sweepSurplus");
  }

  @Test
  void noOtherNativeContractMayBeTheTreasury() {
    for (Parameter account : new Parameter[] {Parameter.PLATFORM_ACCOUNT, Parameter.TREASURY}) {
      for (var contract : NativeAddress.values()) {
        Object[] arguments = {account.key(), contract.address().toBigInteger()};
        if (account == Parameter.TREASURY && contract.address().equals(SELF)) {
          network.send(TestNetwork.ADMIN, "System", "setParameter", arguments);
        } else {
          network.refuse("NotPayable", TestNetwork.ADMIN, "System", "setParameter", arguments);
        }
      }
    }
  }
}
