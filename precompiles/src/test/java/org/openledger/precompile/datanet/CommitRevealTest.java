package org.openledger.precompile.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.datanet.DatanetWorld.ALICE;
import static org.openledger.precompile.datanet.DatanetWorld.BOB;
import static org.openledger.precompile.datanet.DatanetWorld.LOCK;
import static org.openledger.precompile.datanet.DatanetWorld.SALT;
import static org.openledger.precompile.datanet.DatanetWorld.WINDOW;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;

class CommitRevealTest {

  private final DatanetWorld world = new DatanetWorld();
  private final TestNetwork network = world.network;

  @Test
  void aCommitmentTakesAPlaceInTheOrderAndIsRevealedLater() {
    long hidden = world.commit(ALICE, world.closed, "abc", "de");
    long later = world.contribute(BOB, world.closed, "other");
    assertThat(later).isEqualTo(hidden + 1);
    assertThat(world.status(hidden)).isEqualTo(Status.COMMITTED);
    assertThat(world.contribution(hidden).<BigInteger>get(4)).isZero();
    assertThat(world.deadline(hidden)).isEqualTo(1_000 + WINDOW);
    world.skip(WINDOW); // the last block in which it can be
    world.reveal(ALICE, hidden, "abc", "de");
    assertThat(world.contribution(hidden))
        .isEqualTo(
            AbiValues.tuple(
                world.closed,
                ALICE,
                DatanetWorld.root("abc", "de"),
                5L,
                2L,
                Status.PENDING.code(),
                0L,
                Standing.PAID.code(),
                0L,
                0L,
                15L,
                BondState.HELD.code(),
                0L));
  }

  @Test
  void theEventsTellCommitmentThenContribution() {
    long id = world.commit(ALICE, world.closed, "abcde");
    assertThat(last("Committed", 2))
        .isEqualTo(
            AbiValues.tuple(
                world.closed,
                id,
                ALICE,
                DatanetWorld.commitment(world.closed, ALICE, "abcde"),
                5L,
                1_000 + WINDOW));
    assertThat(last("BondPosted", 1)).isEqualTo(AbiValues.tuple(id, ALICE, 15L));
    byte[] content = TestNetwork.content("abcde");
    network.send(ALICE, "Datanets", "revealInline", id, SALT, "here", content);
    Bytes32 root = DatanetWorld.root("abcde");
    assertThat(last("Contributed", 2))
        .isEqualTo(AbiValues.tuple(world.closed, id, ALICE, root, 5L, 1L, "here"));
    Tuple published = last("ContentPublished", 1);
    assertThat(published.<byte[]>get(2)).isEqualTo(content);
  }

  private Tuple last(String name, int fromEnd) {
    AbiEvent event = ContractAbi.of("Datanets").event(name);
    MemoryHost.Emitted log = network.host.logs().get(network.host.logs().size() - fromEnd);
    assertThat(log.topics().getFirst()).as(name).isEqualTo(event.signature());
    assertThat(log.emitter()).isEqualTo(NativeAddress.DATANETS.address());
    return event.decode(log.topics(), log.data());
  }

  /** Complaint: whoever orders transactions registers another's text first. */
  @Test
  void aFrontRunnerWhoCopiesWhatIsRevealedComesLaterAndCannotRevealItAsHisOwn() {
    long honest = world.commit(ALICE, world.open, "the secret text of Alice");
    Bytes32 root = DatanetWorld.root("the secret text of Alice");
    // Bob copies the commitment itself: it opens for nobody but Alice.
    long copied =
        network
            .send(
                BOB,
                "Datanets",
                "commit",
                world.open,
                DatanetWorld.commitment(world.open, ALICE, "the secret text of Alice"),
                24L)
            .<BigInteger>get(0)
            .longValueExact();
    network.refuse("CommitmentMismatch", BOB, "Datanets", "reveal", copied, root, 1L, SALT, "mine");
    network.refuse("NotContributor", BOB, "Datanets", "reveal", honest, root, 1L, SALT, "mine");
    // Bob sees the reveal in the pool and gets a copy recorded before it: its order is later.
    long direct = world.contribute(BOB, world.open, "the secret text of Alice");
    world.reveal(ALICE, honest, "the secret text of Alice");
    assertThat(honest).isLessThan(copied).isLessThan(direct);
    world.accept(honest);
    world.accept(direct);
    network.refuse(
        "NotEarlier",
        TestNetwork.REVIEWER,
        "Datanets",
        "markDuplicate",
        world.contribute(BOB, world.open, "x"),
        copied,
        1L,
        Bytes32.ZERO);
  }

  @Test
  void theCopyOfAFrontRunnerEarnsNothing() {
    String text = "the secret text of Alice, long enough to be attributed to her alone";
    long datanet = network.createDatanet();
    Bytes32 commitment = DatanetWorld.commitment(datanet, ALICE, text);
    long tokens = text.length();
    long honest =
        network
            .send(ALICE, "Datanets", "commit", datanet, commitment, tokens)
            .<BigInteger>get(0)
            .longValueExact();
    long copy = network.accepted(BOB, datanet, text);
    network.revealInline(ALICE, honest, SALT, text);
    network.send(TestNetwork.REVIEWER, "Datanets", "accept", honest);
    long version = network.seal(datanet, honest, copy);
    network.attest(datanet, version);
    long model = network.deploy(network.terms(BigInteger.TEN.pow(18), 8, 8), datanet, version);
    network.settle(model, 1, text);
    assertThat(network.creditOf(ALICE)).isPositive();
    assertThat(network.creditOf(BOB)).isZero();
  }

  @Test
  void whatLapsesNeverBecomesAContributionAndItsBondComesBack() {
    long id = world.commit(ALICE, world.closed, "abc");
    assertThat(isLapsed(id)).isFalse();
    world.skip(WINDOW);
    assertThat(isLapsed(id)).isFalse();
    world.skip(1);
    assertThat(isLapsed(id)).isTrue();
    Bytes32 root = DatanetWorld.root("abc");
    network.refuse("CommitmentLapsed", ALICE, "Datanets", "reveal", id, root, 1L, SALT, "");
    network.refuse("WrongStatus", TestNetwork.REVIEWER, "Datanets", "accept", id);
    BigInteger[] ids = {BigInteger.valueOf(id)};
    network.refuse("WrongStatus", OWNER, "Datanets", "seal", world.closed, ids);
    world.skip(LOCK - 1);
    network.refuse("BondLocked", ALICE, "Datanets", "releaseBond", id);
    world.skip(1);
    network.send(ALICE, "Datanets", "releaseBond", id);
    assertThat(world.credit(ALICE)).isEqualTo(9);
    assertThat(world.bondState(id)).isEqualTo(BondState.RELEASED);
    network.refuse("BondNotHeld", ALICE, "Datanets", "releaseBond", id);
  }

  private boolean isLapsed(long id) {
    return network.read("Datanets", "isLapsed", id);
  }

  @Test
  void aCommitmentOfOneDatanetOrSizeOpensNoOther() {
    Bytes32 elsewhere = DatanetWorld.commitment(world.closed, ALICE, "abc");
    long id =
        network
            .send(ALICE, "Datanets", "commit", world.open, elsewhere, 3L)
            .<BigInteger>get(0)
            .longValueExact();
    Bytes32 root = DatanetWorld.root("abc");
    network.refuse("CommitmentMismatch", ALICE, "Datanets", "reveal", id, root, 1L, SALT, "");
    // A bond for fewer tokens than the commitment says.
    long cheap =
        network
            .pay(ALICE, BigInteger.valueOf(3), "Datanets", "commit", world.closed, elsewhere, 1L)
            .<BigInteger>get(0)
            .longValueExact();
    network.refuse("CommitmentMismatch", ALICE, "Datanets", "reveal", cheap, root, 1L, SALT, "");
    network.refuse(
        "CommitmentMismatch",
        ALICE,
        "Datanets",
        "revealInline",
        cheap,
        SALT,
        "",
        TestNetwork.content("abc"));
  }

  @Test
  void whoeverIsTakenOffTheListStillRevealsWhatHeCommitted() {
    long id = world.commit(ALICE, world.closed, "abc");
    network.send(OWNER, "Datanets", "disallowContributor", world.closed, ALICE);
    assertThat(network.<Boolean>read("Datanets", "isAllowed", world.closed, ALICE)).isFalse();
    world.reveal(ALICE, id, "abc");
    assertThat(world.status(id)).isEqualTo(Status.PENDING);
    network.refuse(
        "ContributorNotAllowed",
        ALICE,
        BigInteger.valueOf(3),
        "Datanets",
        "commit",
        world.closed,
        SALT,
        1L);
  }

  @Test
  void aNewPolicyLeavesBondsAsTheyWere() {
    long id = world.commit(ALICE, world.closed, "abc");
    Tuple policy = TestNetwork.policy(true, true, true, true, false, 1_000, 0, 0);
    network.send(OWNER, "Datanets", "setPolicy", world.closed, policy);
    world.reveal(ALICE, id, "abc");
    assertThat(world.contribution(id).<BigInteger>get(10)).isEqualTo(BigInteger.valueOf(9));
    network.pay(BOB, BigInteger.valueOf(1_000), "Datanets", "commit", world.closed, SALT, 1L);
    assertThat(world.liabilities()).isEqualTo(1_009);
  }

  /** The formula of the documentation, written out byte by byte. */
  @Test
  void theCommitmentIsTheHashOfSevenWords() {
    Bytes32 root = DatanetWorld.root("abc");
    byte[] words = new byte[7 * 32];
    put(words, 0, Bytes.ofUnsignedLong(TestNetwork.CHAIN_ID));
    put(words, 1, Bytes.ofUnsignedLong(world.open));
    put(words, 2, ALICE.bytes());
    put(words, 3, root);
    put(words, 4, Bytes.ofUnsignedLong(3));
    put(words, 5, Bytes.ofUnsignedLong(1));
    put(words, 6, SALT);
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(words, 0, words.length);
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    long id =
        network
            .send(ALICE, "Datanets", "commit", world.open, Bytes.wrap(hash), 3L)
            .<BigInteger>get(0)
            .longValueExact();
    world.reveal(ALICE, id, "abc");
    assertThat(world.status(id)).isEqualTo(Status.PENDING);
  }

  private static void put(byte[] words, int index, Bytes value) {
    byte[] bytes = value.toArray();
    System.arraycopy(bytes, 0, words, 32 * (index + 1) - bytes.length, bytes.length);
  }
}
