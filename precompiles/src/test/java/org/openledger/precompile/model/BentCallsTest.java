package org.openledger.precompile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GAS;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.account;
import static org.openledger.precompile.TestNetwork.encode;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;

/** INV-CALL-04 in the model registry: valid calls with a few words replaced end in an outcome. */
class BentCallsTest {

  private record Valid(Address sender, Bytes input) {}

  private final TestNetwork network = new TestNetwork();

  @Test
  void bentCallsOfModelsNeverEscapeTheWrapper() {
    long seed = Long.getLong("openledger.seed", 31L);
    Random random = new Random(seed);
    long datanet = network.createDatanet();
    network.seal(datanet, network.accepted(account(20), datanet, "abcdefgh"));
    network.attest(datanet, 1);
    Tuple terms = network.terms(BigInteger.TEN, 4, 1);
    Tuple[] links = {AbiValues.tuple(datanet, 1L)};
    long model = network.deploy(terms, datanet, 1);
    network.send(CREATOR, "Models", "proposeVersion", model, terms, links);
    network.send(CREATOR, "Models", "transferModel", model, CREATOR);
    Tuple prices = AbiValues.tuple(0L, 1L, 7_000L, 1_000L, 2_000L);
    Address key = network.servingKey.address();
    List<Valid> calls =
        List.of(
            new Valid(CREATOR, encode("Models", "propose", "m", model, key, terms)),
            new Valid(CREATOR, encode("Models", "proposeVersion", model, terms, links)),
            new Valid(GOVERNOR, encode("Models", "approveVersion", model, 2L, 7_200L)),
            new Valid(CREATOR, encode("Models", "schedulePricing", model, prices, 7_200L)),
            new Valid(CREATOR, encode("Models", "withdrawVersion", model, 2L)),
            new Valid(CREATOR, encode("Models", "addServingKey", model, account(30))),
            new Valid(CREATOR, encode("Models", "revokeServingKey", model, key)),
            new Valid(CREATOR, encode("Models", "transferModel", model, account(30))),
            new Valid(CREATOR, encode("Models", "acceptModel", model)),
            new Valid(CREATOR, encode("Models", "version", model, 2L)));
    int succeeded = 0;
    for (int round = 0; round < 1_500; round++) {
      Valid call = calls.get(random.nextInt(calls.size()));
      byte[] bent = call.input().toArray();
      int words = (bent.length - 4) / 32;
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        byte[] word = word(random).toArray();
        System.arraycopy(word, 0, bent, 4 + 32 * random.nextInt(words), 32);
      }
      MemoryHost.Snapshot before = network.host.snapshot();
      try {
        Outcome outcome =
            network.call(call.sender(), "Models", BigInteger.ZERO, GAS, Bytes.wrap(bent));
        succeeded += outcome instanceof Outcome.Success ? 1 : 0;
        sound(model);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + Bytes.wrap(bent), e);
      }
      network.host.restore(before);
    }
    assertThat(succeeded).isBetween(450, 1_350);
  }

  private static UInt256 word(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> UInt256.valueOf(random.nextInt(300));
      case 1 -> UInt256.ONE.shiftLeft(random.nextInt(256));
      case 2 -> UInt256.MAX_VALUE.shiftRight(random.nextInt(256));
      default -> UInt256.valueOf(new BigInteger(256, random));
    };
  }

  /** What holds of a deployed model whatever is called in one block: nothing of it changes. */
  private void sound(long model) {
    Tuple terms = network.read("Models", "terms", model);
    assertThat(terms).isEqualTo(network.terms(BigInteger.TEN, 4, 1));
    assertThat(network.<BigInteger>read("Models", "currentVersion", model)).isEqualTo(1);
  }
}
