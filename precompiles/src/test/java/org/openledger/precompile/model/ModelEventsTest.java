package org.openledger.precompile.model;

import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.account;
import static org.openledger.precompile.Told.told;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.Told;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.ShippedTables;

/** Each call tells what it changed, in events alone: all arguments, in order. */
class ModelEventsTest {

  private static final Address ALICE = account(20);

  private final TestNetwork network = new TestNetwork();

  /** Makes a call and compares all its events. */
  private void tells(Address sender, String function, Object[] arguments, Told... expected) {
    Told.tells(network, sender, BigInteger.ZERO, "Models", function, arguments, expected);
  }

  private static Object[] with(Object... arguments) {
    return arguments;
  }

  @Test
  void everyChangeIsToldRightAfterIt() {
    long datanet = network.createDatanet();
    network.seal(datanet, network.accepted(ALICE, datanet, "abcdefgh"));
    network.attest(datanet, 1);
    network.host.setBlockNumber(50);
    Tuple terms = network.terms(BigInteger.TEN, 4, 1);
    Address key = network.servingKey.address();
    byte[] table = ShippedTables.VERSION_1.numbered(1).hash().toArray();
    tells(
        CREATOR,
        "propose",
        with("m", 0L, key, terms),
        told("ModelProposed", 1L, CREATOR, 0L, "m", terms, table),
        told("StageChanged", 1L, 0, 1),
        told("ServingKeyAdded", 1L, key));
    tells(GOVERNOR, "advance", with(1L), told("StageChanged", 1L, 1, 2));
    tells(CREATOR, "advance", with(1L), told("StageChanged", 1L, 2, 3));
    tells(CREATOR, "link", with(1L, datanet, 1L), told("ModelLinked", 1L, datanet, 1L));
    for (int stage = 3; stage < 6; stage++) {
      tells(CREATOR, "advance", with(1L), told("StageChanged", 1L, stage, stage + 1));
    }
    tells(
        CREATOR,
        "propose",
        with("child", 1L, key, terms),
        told("ModelProposed", 2L, CREATOR, 1L, "child", terms, table),
        told("StageChanged", 2L, 0, 1),
        told("ServingKeyAdded", 2L, key),
        told("ModelLinked", 2L, datanet, 1L));
    Tuple[] links = {AbiValues.tuple(datanet, 1L)};
    tells(
        CREATOR,
        "proposeVersion",
        with(1L, terms, links),
        told("VersionProposed", 1L, 2L, terms, table, links));
    Tuple prices = AbiValues.tuple(0L, 10L, 7_000L, 1_000L, 2_000L);
    tells(
        GOVERNOR,
        "approveVersion",
        with(1L, 2L, 7_250L),
        told("VersionScheduled", 1L, 2L, 7_250L, 2L, prices));
    tells(CREATOR, "withdrawVersion", with(1L, 2L), told("VersionWithdrawn", 1L, 2L));
    Tuple dearer = AbiValues.tuple(1L, 20L, 7_000L, 1_000L, 2_000L);
    tells(
        CREATOR,
        "schedulePricing",
        with(1L, dearer, 7_300L),
        told("VersionScheduled", 1L, 3L, 7_300L, 1L, dearer));
    tells(CREATOR, "addServingKey", with(1L, ALICE), told("ServingKeyAdded", 1L, ALICE));
    tells(CREATOR, "revokeServingKey", with(1L, key), told("ServingKeyRevoked", 1L, key));
    tells(
        CREATOR,
        "transferModel",
        with(1L, ALICE),
        told("ModelTransferStarted", 1L, CREATOR, ALICE));
    tells(ALICE, "acceptModel", with(1L), told("ModelTransferred", 1L, CREATOR, ALICE));
    tells(ALICE, "retire", with(1L), told("StageChanged", 1L, 6, 7));
  }
}
