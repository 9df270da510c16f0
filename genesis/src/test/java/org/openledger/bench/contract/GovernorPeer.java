package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Properties;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * OpenZeppelin's Governor with its Votes and TimelockController (Governors.sol) on Besu's EVM.
 * Block numbers and times are the same, so that its timelock counts blocks too.
 */
final class GovernorPeer {

  static final Address TOKEN = BenchNetwork.account(70_001);
  static final Address TIMELOCK = BenchNetwork.account(70_002);
  static final Address PARAMETERS = BenchNetwork.account(70_003);
  static final Address GOVERNOR = BenchNetwork.account(70_004);
  private static final Address DEPLOYER = BenchNetwork.account(70_005);

  private final BesuEvm evm;
  private final Bytes token;
  private final Bytes governor;

  GovernorPeer(BesuEvm evm, long delay, long period, long timelock, long quorum, long threshold)
      throws IOException {
    this.evm = evm;
    Properties code = new Properties();
    try (InputStream in = GovernorPeer.class.getResourceAsStream("governors.properties")) {
      code.load(Objects.requireNonNull(in));
    }
    evm.at(1);
    evm.fund(DEPLOYER, BigInteger.ONE);
    token = evm.deploy(DEPLOYER, TOKEN, creation(code, "PeerToken", "()"));
    Bytes locked =
        evm.deploy(
            DEPLOYER,
            TIMELOCK,
            creation(code, "PeerTimelock", "(uint256)", BigInteger.valueOf(timelock)));
    evm.deploy(
        DEPLOYER,
        PARAMETERS,
        creation(code, "PeerParameters", "(address)", AbiValues.address(TIMELOCK)));
    governor =
        evm.deploy(
            DEPLOYER,
            GOVERNOR,
            creation(
                code,
                "PeerGovernor",
                "(address,address,uint48,uint32,uint256,uint256)",
                AbiValues.address(TOKEN),
                AbiValues.address(TIMELOCK),
                delay,
                period,
                BigInteger.valueOf(threshold),
                BigInteger.valueOf(quorum)));
    for (String role : new String[] {"PROPOSER_ROLE", "CANCELLER_ROLE"}) {
      grant(locked, role, GOVERNOR);
    }
    grant(locked, "EXECUTOR_ROLE", Address.ZERO);
  }

  private void grant(Bytes locked, String role, Address to) {
    Bytes32 id = Keccak256.hash(role);
    Bytes input = encode("grantRole(bytes32,address)", id.toArray(), AbiValues.address(to));
    if (!evm.attempt(DEPLOYER, TIMELOCK, locked, input).success()) {
      throw new IllegalStateException("the peer's timelock takes no roles");
    }
  }

  private static Bytes creation(Properties code, String name, String types, Object... arguments) {
    TupleType<Tuple> type = TupleType.parse(types);
    return Bytes.concatenate(
        Bytes.fromHexString(code.getProperty(name)),
        Bytes.wrap(type.encode(Tuple.from(arguments)).array()));
  }

  static Bytes encode(String signature, Object... arguments) {
    return Bytes.wrap(Function.parse(signature).encodeCall(Tuple.from(arguments)).array());
  }

  void at(long block) {
    evm.at(block);
  }

  BesuEvm.End token(Address from, Bytes input) {
    return evm.attempt(from, TOKEN, token, input);
  }

  BesuEvm.End governor(Address from, Bytes input) {
    return evm.attempt(from, GOVERNOR, governor, input);
  }

  /** The only number that a view returns. */
  BigInteger number(String signature, Object... arguments) {
    BesuEvm.End end = governor(DEPLOYER, encode(signature, arguments));
    if (!end.success()) {
      throw new IllegalStateException(signature + " ended in " + end.output());
    }
    return end.output().slice(0, 32).toUnsignedBigInteger();
  }
}
