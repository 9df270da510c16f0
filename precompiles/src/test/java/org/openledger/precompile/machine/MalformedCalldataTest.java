package org.openledger.precompile.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.MemoryHost;

/** INV-CALL-04, for each function of each interface, whichever they are. */
class MalformedCalldataTest {

  private static final String[] FAR = {
    "0x1f",
    "0x20",
    "0x7fffffff",
    "0x80000000",
    "0xffffffe0",
    "0x7fffffffffffffff",
    "0xffffffffffffffff",
    "0x" + "ff".repeat(32),
    "0x80" + "00".repeat(31)
  };

  private final Machine machine = new Machine();
  private final TestNetwork network = machine.network;
  private final Random random = new Random(Long.getLong("openledger.seed", 81L));
  private int calls;

  /** A call of one function. */
  @FunctionalInterface
  private interface Check {
    void of(String contract, Function function, Bytes input);
  }

  @BeforeEach
  void someState() {
    new Random(5).longs(400).forEach(seed -> machine.step(new Step(seed)));
  }

  private void each(Check check) {
    Machine.FUNCTIONS.forEach(
        (contract, functions) ->
            functions.forEach(
                (name, function) -> {
                  Object[] arguments =
                      new Arguments(machine, random, contract).of(function.getInputs());
                  Bytes input = Bytes.wrap(function.encodeCall(AbiValues.tuple(arguments)).array());
                  check.of(contract, function, input);
                }));
  }

  /** The outcome, which is undone. */
  private Outcome outcome(String contract, Bytes input) {
    calls++;
    MemoryHost.Snapshot before = network.host.snapshot();
    try {
      return network.call(TestNetwork.OWNER, contract, BigInteger.ZERO, TestNetwork.GAS, input);
    } catch (RuntimeException e) {
      throw new AssertionError(contract + " " + input, e);
    } finally {
      network.host.restore(before);
    }
  }

  private void malformed(String contract, Bytes input, String how) {
    Outcome outcome = outcome(contract, input);
    Bytes expected =
        Bytes.concatenate(
            ContractAbi.of(contract).error("MalformedCalldata").selector(), input.slice(0, 4));
    assertThat(outcome).as(how).isInstanceOf(Outcome.Revert.class);
    assertThat(((Outcome.Revert) outcome).data().slice(0, 8)).as(how).isEqualTo(expected);
  }

  @Test
  void calldataThatIsCutAnywhereIsMalformed() {
    each(
        (contract, function, input) -> {
          for (int size = 4; size < input.size(); size += size % 32 == 5 ? 30 : 1) {
            malformed(contract, input.slice(0, size), function.getName() + " cut to " + size);
          }
        });
    assertThat(calls).isGreaterThan(500);
  }

  @Test
  void calldataThatIsLongerThanItsArgumentsIsMalformed() {
    each(
        (contract, function, input) -> {
          for (int more : new int[] {1, 31, 32, 33, 1_000}) {
            Bytes padded = Bytes.concatenate(input, Bytes.wrap(new byte[more]));
            malformed(contract, padded, function.getName() + " and " + more + " bytes more");
          }
        });
  }

  @Test
  void bitsAboveATypesWidthAreMalformed() {
    SortedSet<String> types = new TreeSet<>();
    each(
        (contract, function, input) -> {
          TupleType<?> inputs = function.getInputs();
          int at = 4;
          for (int i = 0; i < inputs.size() && !(inputs.get(i) instanceof TupleType<?>); i++) {
            String type = inputs.get(i).getCanonicalType();
            if (type.equals("address") || type.equals("bool") || type.equals("uint8")) {
              types.add(type);
              for (int bit : new int[] {0, type.equals("address") ? 95 : 247}) {
                byte[] dirty = input.toArray();
                dirty[at + bit / 8] |= (byte) (0x80 >>> bit % 8);
                malformed(contract, Bytes.wrap(dirty), function.getName() + " argument " + i);
              }
            }
            at += 32;
          }
        });
    assertThat(types).contains("address");
  }

  /** Offsets and lengths that point far away, into the head or onto each other; huge numbers. */
  @Test
  void whateverStandsInAWordTheCallEndsInATypedRevertOrSucceeds() {
    each(
        (contract, function, input) -> {
          SortedSet<Bytes> errors =
              ContractAbi.of(contract).errors().stream()
                  .map(AbiError::selector)
                  .collect(Collectors.toCollection(TreeSet::new));
          int words = (input.size() - 4) / 32;
          for (int word = 0; word < words; word++) {
            for (String far : FAR) {
              typed(contract, errors, with(input, word, UInt256.fromHexString(far)));
            }
            // Two arrays in one place: this word says what another one says.
            int other = random.nextInt(words);
            UInt256 theirs = UInt256.fromBytes(input.slice(4 + 32 * other, 32));
            typed(contract, errors, with(input, word, theirs));
          }
        });
    assertThat(calls).isGreaterThan(3_000);
  }

  private static Bytes with(Bytes input, int word, UInt256 value) {
    byte[] bent = input.toArray();
    System.arraycopy(value.toArray(), 0, bent, 4 + 32 * word, 32);
    return Bytes.wrap(bent);
  }

  private void typed(String contract, SortedSet<Bytes> errors, Bytes input) {
    Outcome outcome = outcome(contract, input);
    boolean fine =
        outcome instanceof Outcome.Success
            || outcome instanceof Outcome.Revert revert
                && errors.contains(revert.data().slice(0, 4));
    assertThat(fine).as(() -> contract + " " + input + " " + outcome).isTrue();
  }
}
