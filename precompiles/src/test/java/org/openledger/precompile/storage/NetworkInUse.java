package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeEach;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** A network whose contracts hold something, and where solc has them hold it. */
abstract class NetworkInUse {

  static final Address ALICE = TestNetwork.account(20);
  static final Address BOB = TestNetwork.account(21);
  static final Address CAROL = TestNetwork.account(22);

  final TestNetwork network = new TestNetwork();
  long model;

  @BeforeEach
  void aNetworkInUse() {
    long first = network.createDatanet();
    long datanet = network.createDatanet();
    assertThat(first).isEqualTo(1);
    long a = network.accepted(ALICE, datanet, "abcdefgh", "another document");
    network.contribute(BOB, datanet, "pending");
    long version = network.seal(datanet, a);
    network.attest(datanet, version);
    Object[] terms = network.terms(BigInteger.valueOf(1_234_567), 5, 6).toArray();
    terms[0] = Bytes32.repeat((byte) 1).toArray();
    terms[1] = Bytes32.repeat((byte) 2).toArray();
    terms[3] = Bytes32.repeat((byte) 3).toArray();
    terms[4] = BigInteger.valueOf(7_654_321);
    terms[12] = 1;
    terms[13] = AbiValues.address(BOB);
    model = network.deploy(Tuple.from(terms), datanet, version);
    network.settle(model, 259, "abcdefgh");
  }

  SolidityLayout layout(NativeAddress contract) throws IOException {
    return new SolidityLayout(contract.contract(), contract.address(), network.host);
  }

  void explainsEverything(SolidityLayout layout, NativeAddress contract) {
    assertThat(layout.read()).containsAll(network.host.storageOf(contract.address()).keySet());
  }

  static BigInteger number(Bytes bytes) {
    return bytes.toUnsignedBigInteger();
  }

  static BigInteger number(Address address) {
    return address.toBigInteger();
  }
}
