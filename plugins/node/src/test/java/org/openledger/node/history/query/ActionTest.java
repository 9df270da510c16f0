package org.openledger.node.history.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

class ActionTest {

  private static final Address SYSTEM = NativeAddress.SYSTEM.address();
  private static final Function SET_PARAMETER =
      ContractAbi.of(NativeAddress.SYSTEM.contract()).function("setParameter");

  private static byte[] setParameter() {
    return SET_PARAMETER.encodeCall(AbiValues.tuple(Parameter.QUORUM.key(), 7L)).array();
  }

  private static Action action(Address target, byte[] calldata) {
    return Action.of(target, BigInteger.ZERO, calldata);
  }

  @Test
  void aCallIsDecodedByTheNamesOfItsContract() {
    Action action = action(SYSTEM, setParameter());
    assertThat(action.contract()).contains(NativeAddress.SYSTEM);
    Action.Decoded call = action.call().orElseThrow();
    assertThat(call.function().getName()).isEqualTo("setParameter");
    assertThat(call.arguments().<BigInteger>get(1)).isEqualTo(7);
    assertThat(action.calldata().toArray()).isEqualTo(setParameter());
  }

  @Test
  void whatAContractWouldRefuseIsShownAsBytesOnly() {
    byte[] calldata = setParameter();
    byte[] unknown = calldata.clone();
    unknown[0] ^= 1;
    for (byte[] wrong :
        new byte[][] {
          {}, {1, 2, 3}, Arrays.copyOf(calldata, 4), Arrays.copyOf(calldata, 67), unknown
        }) {
      Action action = action(SYSTEM, wrong);
      assertThat(action.call()).isEmpty();
      assertThat(action.contract()).contains(NativeAddress.SYSTEM);
      assertThat(action.calldata().toArray()).isEqualTo(wrong);
    }
  }

  @Test
  void anAddressThatIsNoNativeContractsHasNoName() {
    Action action = action(Address.ZERO, setParameter());
    assertThat(action.contract()).isEmpty();
    assertThat(action.call()).isEmpty();
  }

  /**
   * Each element of the outer array is the same large one: a megabyte would decode to terabytes.
   */
  @Test
  void calldataThatDecodesToMuchMoreIsNotDecoded() {
    Function propose = ContractAbi.of(NativeAddress.GOVERNANCE.contract()).function("propose");
    int count = 16_000;
    ByteBuffer bomb = ByteBuffer.allocate(4 + 32 * (4 + 1 + count + 1) + 32 * count);
    bomb.put(propose.selector());
    for (int i = 0; i < 4; i++) {
      bomb.put(word(4 * 32));
    }
    bomb.put(word(count));
    for (int i = 0; i < count; i++) {
      bomb.put(word(32L * count));
    }
    bomb.put(word(32L * count));
    assertThat(action(NativeAddress.GOVERNANCE.address(), bomb.array()).call()).isEmpty();
  }

  private static byte[] word(long number) {
    Bytes32 word = UInt256.valueOf(number).toBytes();
    return Bytes.wrap(word).toArrayUnsafe();
  }
}
