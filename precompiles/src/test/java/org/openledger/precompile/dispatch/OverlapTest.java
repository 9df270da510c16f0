package org.openledger.precompile.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.system.Parameter;

/** Calldata whose offsets lead to the same bytes again and again. */
class OverlapTest {

  private static final int ITEMS = 64;
  private static final Tuple PERMIT = AbiValues.tuple(TestNetwork.CREATOR, 1L, 2L, 3L, 4L);

  private final TestNetwork network = new TestNetwork();

  @Test
  void calldataThatDecodesToMoreThanItHoldsIsMalformed() {
    Tuple item = AbiValues.tuple(1L, 2L, new byte[32 * 1024], Bytes32.ZERO);
    byte[] one =
        TestNetwork.encode("InferenceFees", "batchDigest", PERMIT, 1L, true, new Tuple[] {item})
            .toArray();
    // Selector, eight words of head, the array's length, then its offsets.
    int offsets = 4 + 9 * 32;
    byte[] bomb = new byte[one.length + 32 * (ITEMS - 1)];
    System.arraycopy(one, 0, bomb, 0, offsets);
    bomb[offsets - 1] = ITEMS;
    byte[] offset = Bytes32.leftPad(Bytes.ofUnsignedInt(32 * ITEMS)).toArray();
    for (int i = 0; i < ITEMS; i++) {
      System.arraycopy(offset, 0, bomb, offsets + 32 * i, 32);
    }
    System.arraycopy(one, offsets + 32, bomb, offsets + 32 * ITEMS, one.length - offsets - 32);
    Outcome outcome =
        network.call(
            TestNetwork.CREATOR,
            "InferenceFees",
            BigInteger.ZERO,
            TestNetwork.GAS,
            Bytes.wrap(bomb));
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Revert(
                ContractAbi.of("InferenceFees")
                    .error("MalformedCalldata")
                    .encode((Object) Arrays.copyOf(bomb, 4))));
  }

  /** Each byte of any encoding that a client makes stands for itself. */
  @Test
  void sharedEmptyTailsAreMalformedToo() {
    Bytes once =
        TestNetwork.encode(
            "InferenceFees",
            "batchDigest",
            PERMIT,
            1L,
            true,
            new Tuple[] {
              AbiValues.tuple(1L, 2L, new byte[0], Bytes32.ZERO),
              AbiValues.tuple(3L, 4L, new byte[33], Bytes32.ZERO)
            });
    TestNetwork.reverted(
        "UnknownModel",
        "InferenceFees",
        network.call(TestNetwork.CREATOR, "InferenceFees", BigInteger.ZERO, TestNetwork.GAS, once));
    byte[] shared = once.toArray();
    System.arraycopy(shared, 4 + 10 * 32, shared, 4 + 9 * 32, 32);
    TestNetwork.reverted(
        "MalformedCalldata",
        "InferenceFees",
        network.call(
            TestNetwork.CREATOR,
            "InferenceFees",
            BigInteger.ZERO,
            TestNetwork.GAS,
            Bytes.wrap(shared)));
  }

  /** The most that maxContent may be raised to is the most that calldata can bring. */
  @Test
  void theLongestArgumentIsTheLargestContent() {
    BigInteger limit = Parameter.MAX_CONTENT.maximum();
    TestNetwork wide = new TestNetwork(new TreeMap<>(Map.of(Parameter.MAX_CONTENT, limit)));
    long datanet = wide.createDatanet();
    int longest = limit.intValueExact();
    // Ids of two bytes: an odd number of them is no content, and is looked at.
    assertThat(contribute(wide, datanet, longest)).isEqualTo("MalformedContent");
    assertThat(contribute(wide, datanet, longest + 1)).isEqualTo("MalformedCalldata");
    byte[] encoded = TestNetwork.content("x".repeat((longest - 3) / 2));
    assertThat(encoded).hasSize(longest - 1);
    wide.send(TestNetwork.CREATOR, "Datanets", "contributeInline", datanet, "", encoded);
    assertThat(contribute(network, network.createDatanet(), 1 << 21))
        .isEqualTo("MalformedCalldata");
    assertThat(contribute(network, 1, (1 << 20) + 1)).isEqualTo("ContentTooLarge");
  }

  private static String contribute(TestNetwork where, long datanet, int bytes) {
    Bytes input = TestNetwork.encode("Datanets", "contributeInline", datanet, "", new byte[bytes]);
    Outcome outcome =
        where.call(TestNetwork.CREATOR, "Datanets", BigInteger.ZERO, 10 * TestNetwork.GAS, input);
    Bytes selector = ((Outcome.Revert) outcome).data().slice(0, 4);
    return ContractAbi.of("Datanets").errors().stream()
        .filter(error -> error.selector().equals(selector))
        .findAny()
        .orElseThrow()
        .name();
  }
}
