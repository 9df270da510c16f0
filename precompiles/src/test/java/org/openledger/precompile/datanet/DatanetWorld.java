package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.Content;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;

/**
 * A network with two Datanets. {@link #open}: everything is allowed and free, one reviewer. {@link
 * #closed}: a list of contributors with Alice and Bob on it, a quota of 100 tokens, a bond of 3 wei
 * a token, access for 5 wei a block, three reviewers of whom two decide.
 */
final class DatanetWorld {

  static final Address ALICE = TestNetwork.account(20);
  static final Address BOB = TestNetwork.account(21);
  static final Address CAROL = TestNetwork.account(22);
  static final Address SECOND = TestNetwork.account(23);
  static final Address THIRD = TestNetwork.account(24);
  static final Address OPERATOR_2 = TestNetwork.account(30);
  static final Address OPERATOR_3 = TestNetwork.account(31);

  static final long BOND = 3;
  static final long PRICE = 5;
  static final long QUOTA = 100;
  static final long WINDOW = 7_200;
  static final long LOCK = 100_800;
  static final Bytes32 SALT = Bytes32.repeat((byte) 0x51);
  static final Bytes32 EVIDENCE = Bytes32.repeat((byte) 0xe0);
  static final Bytes32 PURPOSE = AbiValues.name("training");
  static final Bytes32 DIGEST = Bytes32.repeat((byte) 0xd1);

  private static final TupleType<Tuple> COMMITMENT =
      TupleType.parse("(uint256,uint256,address,bytes32,uint256,uint256,bytes32)");

  final TestNetwork network = new TestNetwork();
  final long open;
  final long closed;

  DatanetWorld() {
    network.host.setBlockNumber(1_000);
    open = network.createDatanet();
    closed =
        network.createDatanet(
            TestNetwork.settings(policy(false), 2, TestNetwork.REVIEWER, SECOND, THIRD));
    network.send(TestNetwork.OWNER, "Datanets", "allowContributor", closed, ALICE);
    network.send(TestNetwork.OWNER, "Datanets", "allowContributor", closed, BOB);
  }

  static Tuple policy(boolean autoGrant) {
    return TestNetwork.policy(true, true, false, false, autoGrant, BOND, PRICE, QUOTA);
  }

  long block() {
    return network.host.blockNumber();
  }

  void skip(long blocks) {
    network.host.setBlockNumber(block() + blocks);
  }

  static Content content(String... documents) {
    return Content.parse(TestNetwork.content(documents), 256);
  }

  static Bytes32 root(String... documents) {
    return Bytes32.wrap(content(documents).root());
  }

  static Bytes32 commitment(long datanet, Address contributor, String... documents) {
    Content it = content(documents);
    return commitment(
        datanet, contributor, Bytes32.wrap(it.root()), it.tokenCount(), it.documentCount());
  }

  static Bytes32 commitment(
      long datanet, Address contributor, Bytes32 root, long tokens, long documents) {
    Tuple values =
        AbiValues.tuple(TestNetwork.CHAIN_ID, datanet, contributor, root, tokens, documents, SALT);
    return Keccak256.hash(Bytes.wrap(COMMITMENT.encode(values).array()));
  }

  private static long bond(long datanet, long tokens) {
    return datanet == 1 ? 0 : BOND * tokens;
  }

  /** Commits to documents in either Datanet. */
  long commit(Address contributor, long datanet, String... documents) {
    long tokens = content(documents).tokenCount();
    return id(
        network.pay(
            contributor,
            BigInteger.valueOf(bond(datanet, tokens)),
            "Datanets",
            "commit",
            datanet,
            commitment(datanet, contributor, documents),
            tokens));
  }

  void reveal(Address contributor, long id, String... documents) {
    long count = content(documents).documentCount();
    network.send(contributor, "Datanets", "reveal", id, root(documents), count, SALT, "uri");
  }

  /** Contributes in clear to either Datanet. */
  long contribute(Address contributor, long datanet, String... documents) {
    long tokens = content(documents).tokenCount();
    return id(
        network.pay(
            contributor,
            BigInteger.valueOf(bond(datanet, tokens)),
            "Datanets",
            "contributeInline",
            datanet,
            "uri",
            TestNetwork.content(documents)));
  }

  long accepted(Address contributor, long datanet, String... documents) {
    long id = contribute(contributor, datanet, documents);
    accept(id);
    return id;
  }

  void accept(long id) {
    network.send(TestNetwork.REVIEWER, "Datanets", "accept", id);
    if (contribution(id).<BigInteger>get(0).longValue() == closed) {
      network.send(SECOND, "Datanets", "accept", id);
    }
  }

  void seal(long datanet, long... ids) {
    BigInteger[] numbers = new BigInteger[ids.length];
    for (int i = 0; i < ids.length; i++) {
      numbers[i] = BigInteger.valueOf(ids[i]);
    }
    network.send(TestNetwork.OWNER, "Datanets", "seal", datanet, numbers);
  }

  /** Makes three operators of one. */
  void moreOperators() {
    for (Address operator : new Address[] {OPERATOR_2, OPERATOR_3}) {
      network.send(TestNetwork.ADMIN, "System", "grantRole", Role.OPERATOR.id(), operator);
    }
  }

  void attest(Address operator, long datanet, Bytes32 digest) {
    network.send(operator, "Datanets", "attest", datanet, 1L, digest);
  }

  /** A version that two of three operators attest. */
  void scheduled() {
    moreOperators();
    seal(open, accepted(ALICE, open, "abc"));
    attest(OPERATOR_2, open, DIGEST);
    attest(OPERATOR_3, open, DIGEST);
  }

  long request(Address account, long datanet, long blocks) {
    return id(
        network.pay(
            account,
            BigInteger.valueOf(PRICE * blocks),
            "Datanets",
            "requestAccess",
            datanet,
            PURPOSE,
            blocks));
  }

  Tuple contribution(long id) {
    return network.read("Datanets", "contribution", id);
  }

  Status status(long id) {
    return Status.of(contribution(id).<Integer>get(5));
  }

  Standing standing(long id) {
    return Standing.of(contribution(id).<Integer>get(7));
  }

  BondState bondState(long id) {
    return BondState.of(contribution(id).<Integer>get(11));
  }

  long deadline(long id) {
    return contribution(id).<BigInteger>get(9).longValueExact();
  }

  long releaseBlock(long id) {
    return contribution(id).<BigInteger>get(12).longValueExact();
  }

  long credit(Address account) {
    return network.creditOf(account).longValueExact();
  }

  long liabilities() {
    return network.<BigInteger>read("Datanets", "liabilities").longValueExact();
  }

  long balance(NativeAddress contract) {
    return network.host.balance(contract.address()).toLong();
  }

  boolean hasAccess(long datanet, Address account) {
    return network.read("Datanets", "hasAccess", datanet, account);
  }

  private static long id(Tuple returned) {
    return returned.<BigInteger>get(0).longValueExact();
  }
}
