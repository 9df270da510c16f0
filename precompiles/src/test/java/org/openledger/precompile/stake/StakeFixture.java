package org.openledger.precompile.stake;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.ContractFixture;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** A network with a deployed model on which can be staked; a settlement of 8 tokens earns 64. */
final class StakeFixture extends ContractFixture {

  static final String CONTRACT = "Staking";
  static final Address SELF = NativeAddress.STAKING.address();
  static final Address ALICE = TestNetwork.account(20);
  static final Address BOB = TestNetwork.account(21);
  static final Address CAROL = TestNetwork.account(22);
  static final Bytes32 EVIDENCE = Bytes32.repeat((byte) 9);
  static final long COOLDOWN = 100;

  final long model;
  private long request;

  private static SortedMap<Parameter, BigInteger> completed(
      SortedMap<Parameter, BigInteger> parameters) {
    SortedMap<Parameter, BigInteger> all = new TreeMap<>(parameters);
    all.putIfAbsent(Parameter.STAKE_COOLDOWN, wei(COOLDOWN));
    all.putIfAbsent(Parameter.MAX_SLASH, wei(5_000));
    return all;
  }

  StakeFixture() {
    this(new TreeMap<>());
  }

  StakeFixture(SortedMap<Parameter, BigInteger> parameters) {
    super(CONTRACT, completed(parameters));
    network.host.setBlockNumber(1_000);
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(CAROL, datanet, "abcdefgh"));
    network.attest(datanet, version);
    // 8 tokens cost 640 wei; γ is a tenth of it.
    model = network.deploy(network.terms(wei(80_000), 4, 1), datanet, version);
  }

  /** Settles so many inferences, each of which earns 64 wei for stakers. */
  void settle(int count) {
    for (int i = 0; i < count; i++) {
      network.settle(model, ++request, "abcdefgh");
    }
  }

  void deposit(Address account, long amount) {
    network.pay(account, wei(amount), CONTRACT, "deposit");
  }

  /** Deposits and stakes. */
  void stake(Address account, long pool, long amount) {
    deposit(account, amount);
    send(account, "stake", pool, amount);
  }

  /** staked, cooling, unlockBlock, reward, slashedBlock. */
  Tuple stakeOf(Address account, long pool) {
    return network.read(CONTRACT, "stakeOf", account, pool);
  }

  /** staked, shares, cooling, coolingShares, …, rewards, accrued, poolShare, slashedBlock. */
  Tuple pool(long pool) {
    return network.read(CONTRACT, "pool", pool);
  }

  BigInteger coins(Address account) {
    return network.host.balance(account).toUnsignedBigInteger();
  }
}
