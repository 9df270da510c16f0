package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.GOVERNOR;
import static org.openledger.bench.contract.BenchNetwork.OPERATOR;
import static org.openledger.bench.contract.BenchNetwork.OWNER;
import static org.openledger.bench.contract.BenchNetwork.REVIEWER;
import static org.openledger.bench.contract.BenchNetwork.policy;
import static org.openledger.bench.contract.BenchNetwork.settings;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.content.Content;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;

/** Every function of {@code Datanets}: of one that is open, and of one with bonds and a list. */
final class DatanetsStory extends Story {

  private static final Bytes32 WORD = Bytes32.repeat((byte) 0x51);
  private static final Content CONTENT = Content.of(List.of(new int[] {1, 2, 3, 4, 5}), 256);
  private static final BigInteger BOND = BigInteger.valueOf(15);
  private static final TupleType<Tuple> COMMITMENT =
      TupleType.parse("(uint256,uint256,address,bytes32,uint256,uint256,bytes32)");

  private long open;
  private long closed;

  DatanetsStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>()), visitor);
  }

  @Override
  void tell() {
    Tuple free = settings(policy(true, 0, 0), 1, REVIEWER);
    open = idOf(OWNER, DATANETS, "createDatanet", "open", free);
    Tuple strict = settings(policy(false, 3, 5), 2, REVIEWER, BOB, CAROL);
    closed = idOf(OWNER, DATANETS, "createDatanet", "closed", strict);
    members();
    contributions();
    judgements();
    versions();
    access();
    network.host().setBalance(NativeAddress.DATANETS.address(), UInt256.valueOf(1_000_000));
    send(CAROL, DATANETS, "sweepSurplus");
    views();
  }

  private void members() {
    send(OWNER, DATANETS, "setPolicy", closed, policy(false, 3, 5));
    send(OWNER, DATANETS, "setTreasury", open, ALICE);
    send(OWNER, DATANETS, "setQuorum", closed, 3L);
    send(OWNER, DATANETS, "setQuorum", closed, 2L);
    send(OWNER, DATANETS, "appointReviewer", closed, OPERATOR);
    send(OWNER, DATANETS, "dismissReviewer", closed, OPERATOR);
    send(OWNER, DATANETS, "allowContributor", closed, ALICE);
    send(OWNER, DATANETS, "allowContributor", closed, CAROL);
    send(OWNER, DATANETS, "disallowContributor", closed, CAROL);
    send(OWNER, DATANETS, "transferOwnership", open, ALICE);
    send(ALICE, DATANETS, "acceptOwnership", open);
    send(ALICE, DATANETS, "transferOwnership", open, OWNER);
    send(OWNER, DATANETS, "acceptOwnership", open);
  }

  private Bytes32 commitment() {
    Tuple values =
        AbiValues.tuple(
            network.read(SYSTEM, "chainId"),
            closed,
            ALICE,
            Bytes32.wrap(CONTENT.root()),
            5L,
            1L,
            WORD);
    return Keccak256.hash(Bytes.wrap(COMMITMENT.encode(values).array()));
  }

  private long commit() {
    return BenchNetwork.id(pay(ALICE, BOND, DATANETS, "commit", closed, commitment(), 5L));
  }

  private void contributions() {
    send(ALICE, DATANETS, "reveal", commit(), Bytes32.wrap(CONTENT.root()), 1L, WORD, "uri");
    send(ALICE, DATANETS, "revealInline", commit(), WORD, "uri", CONTENT.encoded());
    pay(ALICE, BOND, DATANETS, "contribute", closed, WORD, 5L, 1L, "uri");
    pay(ALICE, BOND, DATANETS, "contributeInline", closed, "uri", CONTENT.encoded());
    long lapsing = commit();
    send(CAROL, DATANETS, "isLapsed", lapsing);
    skip(200_000);
    send(ALICE, DATANETS, "releaseBond", lapsing);
  }

  private long contribute(Address contributor, long datanet) {
    BigInteger bond = datanet == open ? BigInteger.ZERO : BOND;
    return BenchNetwork.id(
        pay(contributor, bond, DATANETS, "contributeInline", datanet, "", CONTENT.encoded()));
  }

  private void judgements() {
    long one = contribute(ALICE, closed);
    send(REVIEWER, DATANETS, "accept", one);
    send(CAROL, DATANETS, "vote", one, REVIEWER);
    send(BOB, DATANETS, "accept", one);
    send(GOVERNOR, DATANETS, "slash", one, CAROL, WORD);
    send(REVIEWER, DATANETS, "acceptAsCommons", contribute(ALICE, open), WORD);
    long two = contribute(ALICE, closed);
    send(REVIEWER, DATANETS, "reject", two, WORD);
    send(BOB, DATANETS, "reject", two, WORD);
    long first = contribute(ALICE, open);
    send(REVIEWER, DATANETS, "markDuplicate", contribute(BOB, open), first, 10_000L, WORD);
    send(REVIEWER, DATANETS, "accept", first);
    send(GOVERNOR, DATANETS, "markCommons", first, WORD);
    send(ALICE, DATANETS, "takeDown", contribute(ALICE, closed), WORD);
  }

  private void versions() {
    for (int i = 0; i < 2; i++) {
      Address operator = BenchNetwork.account(30 + i);
      network.send(BenchNetwork.ADMIN, SYSTEM, "grantRole", Role.OPERATOR.id(), operator);
    }
    long id = contribute(ALICE, open);
    send(REVIEWER, DATANETS, "accept", id);
    send(OWNER, DATANETS, "seal", open, new BigInteger[] {BigInteger.valueOf(id)});
    send(BenchNetwork.account(30), DATANETS, "attest", open, 1L, WORD);
    send(BenchNetwork.account(31), DATANETS, "attest", open, 1L, WORD);
    send(CAROL, DATANETS, "version", open, 1L);
    send(CAROL, DATANETS, "attestation", open, 1L, BenchNetwork.account(30));
    send(CAROL, DATANETS, "attesting", open, 1L, WORD);
    skip(7_200);
    send(CAROL, DATANETS, "activate", open, 1L);
  }

  private long request() {
    BigInteger price = BigInteger.valueOf(50);
    return BenchNetwork.id(pay(CAROL, price, DATANETS, "requestAccess", closed, WORD, 10L));
  }

  private void access() {
    send(OWNER, DATANETS, "denyAccess", request());
    send(CAROL, DATANETS, "cancelRequest", request());
    long request = request();
    send(CAROL, DATANETS, "request", request);
    send(OWNER, DATANETS, "grantAccess", request);
    skip(4);
    // What is left of the ten blocks, back to who paid for it.
    pay(OWNER, BigInteger.valueOf(33), DATANETS, "revokeAccess", closed, CAROL);
    long until = network.host().blockNumber() + 1_000;
    send(OWNER, DATANETS, "giveAccess", closed, CAROL, WORD, until);
  }

  private void views() {
    for (String view : List.of("datanetCount", "contributionCount", "requestCount")) {
      send(CAROL, DATANETS, view);
    }
    for (String view : List.of("liabilities", "surplus")) {
      send(CAROL, DATANETS, view);
    }
    for (String view : List.of("datanet", "reviewers", "pendingOwner", "contribution")) {
      send(CAROL, DATANETS, view, 1L);
    }
    send(CAROL, DATANETS, "reviewers", closed);
    for (String view : List.of("isReviewer", "isAllowed", "quotaUsed", "hasAccess", "access")) {
      send(CAROL, DATANETS, view, closed, CAROL);
    }
  }
}
