package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.datanet.Status;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;

/** As {@link StorageLayoutTest}, of Datanets. */
class DatanetLayoutTest extends NetworkInUse {

  @Test
  void datanetsAreLaidOutAsSolcDoesIt() throws IOException {
    SolidityLayout layout = layout(NativeAddress.DATANETS);
    assertThat(layout.value("datanetCount")).isEqualTo(2);
    assertThat(layout.value("contributionCount")).isEqualTo(2);
    for (long id = 1; id <= 2; id++) {
      assertThat(layout.value("datanets", id, "owner")).isEqualTo(number(TestNetwork.OWNER));
      assertThat(layout.value("datanets", id, "quorum")).isEqualTo(1);
      assertThat(layout.value("datanets", id, "treasury"))
          .isEqualTo(number(TestNetwork.DATANET_TREASURY));
      assertThat(layout.value("datanets", id, "tokenizer")).isEqualTo(number(TestNetwork.UTF8));
      assertThat(layout.value("datanets", id, "licence"))
          .isEqualTo(number(AbiValues.name("CC0-1.0")));
      assertThat(layout.value("datanets", id, "domain")).isEqualTo(number(AbiValues.name("tests")));
      assertThat(layout.value("datanets", id, "schema"))
          .isEqualTo(number(Bytes32.repeat((byte) 5)));
      assertThat(layout.value("datanets", id, "versions")).isEqualTo(id - 1);
      for (String flag : new String[] {"direct", "inlineContent", "open", "openAccess"}) {
        assertThat(layout.value("datanets", id, "policy", flag)).as(flag).isEqualTo(1);
      }
      isMember(layout, id, 0, TestNetwork.REVIEWER);
      Tuple contribution = network.read("Datanets", "contribution", id);
      assertThat(layout.value("contributions", id, "contributor"))
          .isEqualTo(number(id == 1 ? ALICE : BOB));
      assertThat(layout.value("contributions", id, "status"))
          .isEqualTo((id == 1 ? Status.ACCEPTED : Status.PENDING).code());
      assertThat(layout.value("contributions", id, "sealedIn")).isEqualTo(2 - id);
      assertThat(layout.value("contributions", id, "documents")).isEqualTo(3 - id);
      assertThat(layout.value("contributions", id, "datanet")).isEqualTo(2);
      assertThat(layout.value("contributions", id, "tokens"))
          .isEqualTo(contribution.<BigInteger>get(3));
      assertThat(layout.value("contributions", id, "deadline"))
          .isEqualTo(contribution.<BigInteger>get(9));
      assertThat(layout.value("contributions", id, "root"))
          .isEqualTo(new BigInteger(1, contribution.<byte[]>get(2)));
    }
    Tuple version = network.read("Datanets", "version", 2L, 1L);
    BigInteger digest = new BigInteger(1, version.<byte[]>get(3));
    assertThat(layout.value("versions", 2L, 1L, "segmentRoot"))
        .isEqualTo(new BigInteger(1, version.<byte[]>get(0)));
    assertThat(layout.value("versions", 2L, 1L, "indexDigest")).isEqualTo(digest);
    assertThat(layout.value("versions", 2L, 1L, "contributions")).isEqualTo(1);
    assertThat(layout.value("versions", 2L, 1L, "tokens")).isEqualTo(24);
    assertThat(layout.value("versions", 2L, 1L, "active")).isEqualTo(1);
    assertThat(layout.value("attestations", 2L, 1L, TestNetwork.OPERATOR)).isEqualTo(digest);
    // 1 and 2 are the platform's and the treasury's, since genesis.
    assertThat(layout.value("payees", 1L)).isEqualTo(3);
    assertThat(layout.value("payees", 2L)).isEqualTo(4);
    explainsEverything(layout, NativeAddress.DATANETS);
  }

  /** A third Datanet with all that the first two lack; every word in use is explained. */
  @Test
  void bondsVotesAccessAndSchedulesAreLaidOutAsSolcDoesIt() throws IOException {
    network.host.setBlockNumber(1_000);
    Tuple policy = TestNetwork.policy(true, true, false, false, true, 11, 13, 17);
    long datanet =
        network.createDatanet(TestNetwork.settings(policy, 2, TestNetwork.REVIEWER, CAROL));
    network.send(TestNetwork.OWNER, "Datanets", "allowContributor", datanet, ALICE);
    network.send(TestNetwork.OWNER, "Datanets", "transferOwnership", datanet, BOB);
    Bytes32 commitment = Bytes32.repeat((byte) 9);
    network.pay(ALICE, BigInteger.valueOf(55), "Datanets", "commit", datanet, commitment, 5L);
    network.pay(
        ALICE,
        BigInteger.valueOf(22),
        "Datanets",
        "contributeInline",
        datanet,
        "",
        TestNetwork.content("ab"));
    network.send(CAROL, "Datanets", "markDuplicate", 4L, 2L, 9_999L, Bytes32.repeat((byte) 1));
    network.pay(
        CAROL,
        BigInteger.valueOf(39),
        "Datanets",
        "requestAccess",
        datanet,
        AbiValues.name("training"),
        3L);
    SolidityLayout layout = layout(NativeAddress.DATANETS);
    assertThat(layout.value("datanets", datanet, "quorum")).isEqualTo(2);
    assertThat(layout.value("datanets", datanet, "pendingOwner")).isEqualTo(number(BOB));
    assertThat(layout.value("datanets", datanet, "policy", "open")).isZero();
    assertThat(layout.value("datanets", datanet, "policy", "autoGrant")).isEqualTo(1);
    assertThat(layout.value("datanets", datanet, "policy", "bondPerToken")).isEqualTo(11);
    assertThat(layout.value("datanets", datanet, "policy", "accessPrice")).isEqualTo(13);
    assertThat(layout.value("datanets", datanet, "policy", "quota")).isEqualTo(17);
    isMember(layout, datanet, 0, TestNetwork.REVIEWER);
    isMember(layout, datanet, 1, CAROL);
    assertThat(layout.value("allowed", datanet, ALICE)).isEqualTo(1);
    assertThat(layout.value("quotaUsed", datanet, ALICE)).isEqualTo(7);
    assertThat(layout.value("contributions", 3L, "status")).isEqualTo(Status.COMMITTED.code());
    assertThat(layout.value("contributions", 3L, "root")).isEqualTo(number(commitment));
    assertThat(layout.value("contributions", 3L, "deadline")).isEqualTo(8_200);
    assertThat(layout.value("contributions", 3L, "releaseBlock")).isEqualTo(109_001);
    assertThat(layout.value("contributions", 3L, "bond")).isEqualTo(55);
    assertThat(layout.value("contributions", 4L, "bondState")).isEqualTo(1);
    assertThat(layout.value("contributions", 4L, "bond")).isEqualTo(22);
    assertThat(layout.value("votes", 4L, CAROL, "verdict")).isEqualTo(4);
    assertThat(layout.value("votes", 4L, CAROL, "overlap")).isEqualTo(9_999);
    assertThat(layout.value("votes", 4L, CAROL, "duplicateOf")).isEqualTo(2);
    assertThat(layout.value("requestCount")).isEqualTo(1);
    assertThat(layout.value("requests", 1L, "requester")).isEqualTo(number(CAROL));
    assertThat(layout.value("requests", 1L, "status")).isEqualTo(2);
    assertThat(layout.value("requests", 1L, "blocks")).isEqualTo(3);
    assertThat(layout.value("requests", 1L, "price")).isEqualTo(39);
    assertThat(layout.value("requests", 1L, "datanet")).isEqualTo(datanet);
    assertThat(layout.value("requests", 1L, "purpose"))
        .isEqualTo(number(AbiValues.name("training")));
    assertThat(layout.value("accesses", datanet, CAROL, "expiry")).isEqualTo(1_003);
    assertThat(layout.value("accesses", datanet, CAROL, "start")).isEqualTo(1_000);
    assertThat(layout.value("accesses", datanet, CAROL, "paidUntil")).isEqualTo(1_003);
    assertThat(layout.value("accesses", datanet, CAROL, "paid")).isEqualTo(39);
    assertThat(layout.value("accesses", datanet, CAROL, "purpose"))
        .isEqualTo(number(AbiValues.name("training")));
    assertThat(layout.value("liabilities")).isEqualTo(77);

    network.send(TestNetwork.REVIEWER, "Datanets", "markDuplicate", 4L, 2L, 1L, commitment);
    assertThat(layout.value("contributions", 4L, "duplicateOf")).isEqualTo(2);
    network.send(TestNetwork.GOVERNOR, "Datanets", "slash", 4L, BOB, commitment);
    assertThat(layout.value("contributions", 4L, "standing")).isEqualTo(3);
    assertThat(layout.value("payees", 4L)).isZero();
    schedules(layout);
  }

  private void schedules(SolidityLayout layout) {
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.OPERATOR.id(), ALICE);
    network.send(TestNetwork.ADMIN, "System", "grantRole", Role.OPERATOR.id(), BOB);
    long version = network.seal(1, network.accepted(ALICE, 1, "more"));
    Bytes32 digest = Bytes32.repeat((byte) 3);
    network.send(ALICE, "Datanets", "attest", 1L, version, digest);
    network.send(BOB, "Datanets", "attest", 1L, version, digest);
    assertThat(layout.value("versions", 1L, version, "activationBlock")).isEqualTo(8_200);
    assertThat(layout.value("versions", 1L, version, "indexDigest")).isEqualTo(number(digest));
    assertThat(layout.value("versions", 1L, version, "active")).isZero();
  }

  private static void isMember(SolidityLayout layout, long datanet, int index, Address account) {
    assertThat(layout.value("reviewers", datanet, "values"))
        .isEqualTo(index == 0 && datanet < 3 ? 1 : 2);
    assertThat(layout.value("reviewers", datanet, "values", index)).isEqualTo(number(account));
    assertThat(layout.value("reviewers", datanet, "positions", account)).isEqualTo(index + 1);
  }
}
