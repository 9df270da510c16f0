package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;

/** As {@link StorageLayoutTest}, of Governance. */
class GovernanceLayoutTest extends NetworkInUse {

  @Test
  void governanceIsLaidOutAsSolcDoesIt() throws IOException {
    network.host.setBlockNumber(1_000);
    TestKey key = TestKey.of(5);
    network.pay(ALICE, TestNetwork.OPEN.multiply(BigInteger.valueOf(10_000)), "Staking", "deposit");
    network.send(ALICE, "Staking", "delegate", ALICE);
    network.pay(BOB, BigInteger.valueOf(77), "Staking", "deposit");
    network.send(BOB, "Staking", "delegate", BOB);
    network.pay(CAROL, BigInteger.valueOf(88), "Staking", "deposit");
    network.send(CAROL, "Staking", "delegate", key.address());
    network.host.setBlockNumber(1_001);
    BigInteger first = proposed("first");
    BigInteger second = proposed("second");
    network.host.setBlockNumber(1_001 + 7_201);
    for (BigInteger id : new BigInteger[] {first, second}) {
      network.send(ALICE, "Governance", "castVote", id, 1);
      network.send(BOB, "Governance", "castVote", id, 0);
    }
    byte[] digest = network.read("Governance", "ballotDigest", second, 2, key.address(), 0L);
    network.send(
        CAROL,
        "Governance",
        "castVoteBySig",
        second,
        2,
        key.address(),
        key.sign(Bytes32.wrap(digest)));
    network.host.setBlockNumber(1_001 + 7_201 + 50_400);
    network.send(CAROL, "Governance", "queue", proposal(Keccak256.hash("second")));
    network.host.setBlockNumber(1_001 + 7_201 + 2 * 50_400);
    network.send(CAROL, "Governance", "execute", proposal(Keccak256.hash("second")));
    SolidityLayout layout = layout(NativeAddress.GOVERNANCE);
    assertThat(layout.value("proposalCount")).isEqualTo(2);
    for (BigInteger id : new BigInteger[] {first, second}) {
      boolean ended = id.equals(second);
      Object[][] expected = {
        {"proposer", number(ALICE)},
        {"voteStart", BigInteger.valueOf(8_201)},
        {"votingPeriod", BigInteger.valueOf(50_400)},
        {"number", BigInteger.valueOf(ended ? 2 : 1)},
        {"end", BigInteger.valueOf(ended ? 2 : 0)},
        {"forVotes", TestNetwork.OPEN.multiply(BigInteger.valueOf(10_000))},
        {"againstVotes", BigInteger.valueOf(77)},
        {"abstainVotes", BigInteger.valueOf(ended ? 88 : 0)},
        {"eta", BigInteger.valueOf(ended ? 1_001 + 7_201 + 2 * 50_400 : 0)},
      };
      for (Object[] member : expected) {
        assertThat(layout.value("proposals", id, member[0]))
            .as((String) member[0])
            .isEqualTo((BigInteger) member[1]);
      }
    }
    for (int number = 1; number <= 2; number++) {
      assertThat(layout.value("rules", number))
          .isEqualTo((500L << 48) + (100_800L << 24) + 50_400L);
    }
    assertThat(layout.value("voted", ALICE, 0L)).isEqualTo(0b110);
    assertThat(layout.value("voted", BOB, 0L)).isEqualTo(0b110);
    assertThat(layout.value("voted", key.address(), 0L)).isEqualTo(0b100);
    assertThat(layout.value("nonces", key.address())).isEqualTo(1);
    explainsEverything(layout, NativeAddress.GOVERNANCE);
  }

  private BigInteger proposed(String description) {
    return network.send(ALICE, "Governance", "propose", proposal(description)).get(0);
  }

  /** An action without effect, as arguments of propose or, with the description's hash, others. */
  private static Object[] proposal(Object description) {
    byte[] data = TestNetwork.encode("Governance", "spend", ALICE, 0L).toArray();
    return new Object[] {
      new com.esaulpaugh.headlong.abi.Address[] {
        AbiValues.address(NativeAddress.GOVERNANCE.address())
      },
      new BigInteger[] {BigInteger.ZERO},
      new byte[][] {data},
      description
    };
  }
}
