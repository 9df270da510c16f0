package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** As {@link StorageLayoutTest}, of Staking. */
class StakingLayoutTest extends NetworkInUse {

  @Test
  void stakingIsLaidOutAsSolcDoesIt() throws IOException {
    network.host.setBlockNumber(1_000);
    for (Address account : new Address[] {ALICE, BOB}) {
      network.pay(account, BigInteger.valueOf(1_000), "Staking", "deposit");
      network.send(account, "Staking", "delegate", BOB);
      for (long pool = 0; pool <= model; pool++) {
        network.send(account, "Staking", "stake", pool, 300L);
        network.send(account, "Staking", "unstake", pool, 90L);
      }
    }
    network.send(ALICE, "Staking", "approve", CAROL, 77L);
    Bytes32 evidence = Bytes32.repeat((byte) 1);
    network.send(TestNetwork.GOVERNOR, "Staking", "slashModel", model, 1_000L, evidence);
    network.send(TestNetwork.GOVERNOR, "Staking", "slashAccount", BOB, model, 500L, evidence);
    network.settle(model, 5, "abcdefgh");
    assertThat(layout(NativeAddress.MODELS).value("models", model, "stakersShare")).isEqualTo(50);
    assertThat(layout(NativeAddress.INFERENCE_FEES).value("models", model, "stakers"))
        .isEqualTo(network.send(ALICE, "InferenceFees", "accrued", model).<BigInteger>get(2))
        .isPositive();
    network.send(ALICE, "Staking", "claim", model);
    SolidityLayout layout = layout(NativeAddress.STAKING);
    assertThat(layout.value("totalSupply"))
        .isEqualTo(network.<BigInteger>read("Staking", "totalSupply"));
    for (Address account : new Address[] {ALICE, BOB, NativeAddress.STAKING.address()}) {
      assertThat(layout.value("accounts", account, "balance"))
          .isEqualTo(network.<BigInteger>read("Staking", "balanceOf", account))
          .isPositive();
    }
    assertThat(layout.value("accounts", ALICE, "delegatee")).isEqualTo(number(BOB));
    assertThat(layout.value("allowances", ALICE, CAROL)).isEqualTo(77);
    assertThat(layout.value("nonces", ALICE)).isZero();
    assertThat(layout.value("supplies")).isEqualTo(1);
    assertThat(layout.value("supplies", 0, "key")).isEqualTo(1_000);
    assertThat(layout.value("supplies", 0, "value")).isEqualTo(2 * (1_000 - 90 - 300));
    assertThat(layout.value("votes", BOB)).isEqualTo(1);
    assertThat(layout.value("votes", BOB, 0, "key")).isEqualTo(1_000);
    assertThat(layout.value("votes", BOB, 0, "value"))
        .isEqualTo(network.<BigInteger>read("Staking", "getVotes", BOB));
    poolsAreLaidOut(layout);
    for (Address account : new Address[] {ALICE, BOB}) {
      assertThat(layout.value("positionCounts", account)).isEqualTo(2);
    }
    explainsEverything(layout, NativeAddress.STAKING);
  }

  private void poolsAreLaidOut(SolidityLayout layout) {
    String[] members = {
      "staked", "shares", "cooling", "coolingShares", "rewardPerShare", "remainder", "rewards"
    };
    for (long pool = 0; pool <= model; pool++) {
      Tuple is = network.read("Staking", "pool", pool);
      for (int i = 0; i < members.length; i++) {
        assertThat(layout.value("pools", pool, members[i]))
            .as(members[i])
            .isEqualTo(is.<BigInteger>get(i));
      }
      assertThat(layout.value("pools", pool, "slashedBlock")).isEqualTo(pool == 0 ? 0 : 1_000);
      for (Address account : new Address[] {ALICE, BOB}) {
        boolean slashed = pool == model && account.equals(BOB);
        assertThat(layout.value("positions", pool, account, "shares"))
            .isEqualTo(slashed ? 200 : 210);
        assertThat(layout.value("positions", pool, account, "coolingShares"))
            .isEqualTo(slashed ? 86 : 90);
        assertThat(layout.value("positions", pool, account, "unlockBlock")).isEqualTo(101_800);
        assertThat(layout.value("positions", pool, account, "slashedBlock"))
            .isEqualTo(slashed ? 1_000 : 0);
        layout.value("positions", pool, account, "fraction");
        layout.value("positions", pool, account, "rewardPerShare");
      }
    }
    assertThat(layout.value("positions", model, ALICE, "rewardPerShare"))
        .isEqualTo(layout.value("pools", model, "rewardPerShare"))
        .isPositive();
  }
}
