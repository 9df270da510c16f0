package org.openledger.attack.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** A scene, and calls that write, each of which succeeds in it. */
final class Recorded {

  /** A call that succeeds. */
  record Write(String name, String contract, Address sender, BigInteger value, Bytes input) {}

  private static final BigInteger NONE = BigInteger.ZERO;

  private final Scene scene = new Scene();
  private final List<Write> writes = new ArrayList<>();
  private MemoryHost.Snapshot start;

  Recorded() {
    Twin twin = scene.twin();
    twin.settle(scene.payer(), scene.model(), 1, Scene.output(scene.alices()), Scene.TOKENS);
    BigInteger reserved = scene.gross(50);
    twin.pay(scene.payer(), reserved, Scene.FEES, "reserve", scene.model(), 2L, 0L, 50L);
    long datanet = twin.createDatanet();
    long pending = twin.contribute(Scene.ALICE, datanet, "to be judged");
    long accepted = twin.accepted(Scene.BOB, datanet, "to be sealed");
    datanets(datanet, pending, accepted);
    models();
    fees();
    write("System", Twin.ADMIN, NONE, "setParameter", Parameter.MAX_OUTPUT.key(), 999L);
    write("System", Twin.ADMIN, NONE, "grantRole", Role.GOVERNOR.id(), Scene.ALICE);
    start = twin.host().snapshot();
    for (Write write : writes) {
      Object before = trace();
      Outcome outcome =
          twin.call(write.sender(), write.contract(), write.value(), Twin.GAS, write.input());
      if (!(outcome instanceof Outcome.Success) || trace().equals(before)) {
        throw new IllegalStateException(write.name() + " writes nothing: " + outcome);
      }
      reset();
    }
  }

  private void datanets(long datanet, long pending, long accepted) {
    Tuple policy = AbiValues.tuple(false, true, true, true, false, 0L, 0L, 0L);
    byte[] content = Twin.content("some words").encoded();
    write("Datanets", Scene.ALICE, NONE, "contributeInline", datanet, "", content);
    write("Datanets", Scene.ALICE, NONE, "commit", datanet, Bytes32.repeat((byte) 1), 9L);
    write("Datanets", Twin.REVIEWER, NONE, "accept", pending);
    BigInteger[] ids = {BigInteger.valueOf(accepted)};
    write("Datanets", Twin.OWNER, NONE, "seal", datanet, ids);
    write("Datanets", Twin.OWNER, NONE, "setPolicy", datanet, policy);
    write("Datanets", Twin.OWNER, NONE, "setTreasury", datanet, Scene.ALICE);
    write("Datanets", Twin.OWNER, NONE, "appointReviewer", datanet, Scene.ALICE);
    write("Datanets", Twin.OWNER, NONE, "transferOwnership", datanet, Scene.ALICE);
  }

  private void models() {
    long[] shares = {7_000, 1_000, 2_000};
    Tuple terms = Twin.terms(Twin.OPEN, shares, 0, Address.ZERO);
    Address key = scene.twin().servingAddress();
    write("Models", Twin.CREATOR, NONE, "propose", "m", 0L, key, terms);
    write("Models", Twin.CREATOR, NONE, "retire", scene.model());
    write("Models", Twin.CREATOR, NONE, "transferModel", scene.model(), Scene.ALICE);
    write("Models", Twin.CREATOR, NONE, "addServingKey", scene.model(), Scene.ALICE);
  }

  private void fees() {
    Twin twin = scene.twin();
    long model = scene.model();
    Bytes output = Scene.output(scene.alices());
    BigInteger gross = scene.gross(Scene.TOKENS);
    Tuple receipt = twin.receipt(model, scene.payer(), 9, output, Bytes32.ZERO);
    Bytes few = Scene.output(scene.bobs().substring(0, 50));
    Tuple reserved = twin.receipt(model, scene.payer(), 2, few, Bytes32.ZERO);
    Tuple permit = scene.permit(gross, 10_000, 1);
    write(Scene.FEES, scene.payer(), gross, "settle", model, 9L, output, receipt);
    write(
        Scene.FEES,
        Scene.GATEWAY,
        NONE,
        "settleBatch",
        scene.batch(permit, List.of(Scene.item(7, output)), true));
    write(
        Scene.FEES, Scene.GATEWAY, NONE, "settleReserved", scene.payer(), model, 2L, few, reserved);
    write(Scene.FEES, Twin.CREATOR, NONE, "decline", scene.payer(), model, 2L);
    write(Scene.FEES, scene.payer(), NONE, "reserve", model, 3L, 0L, 50L);
    write(Scene.FEES, Scene.ALICE, BigInteger.TEN, "deposit");
    write(Scene.FEES, Scene.ALICE, BigInteger.TEN, "depositFor", Scene.BOB);
    write(Scene.FEES, scene.payer(), NONE, "startWithdrawal", 10L);
    write(Scene.FEES, scene.payer(), NONE, "revokePermit", model, 77L);
    write(Scene.FEES, scene.payer(), BigInteger.TEN, "depositPledge", model);
    write(Scene.FEES, Scene.ALICE, NONE, "withdraw");
    write(Scene.FEES, Scene.ALICE, NONE, "withdrawTo", Scene.BOB);
    write(Scene.FEES, Scene.GATEWAY, NONE, "collect", model);
    write(Scene.FEES, Scene.GATEWAY, BigInteger.TEN, "depositServingBond", model);
    write(Scene.FEES, Twin.CREATOR, NONE, "startBondWithdrawal", model, 10L);
  }

  private void write(
      String contract, Address sender, BigInteger value, String function, Object... arguments) {
    Bytes input = Twin.encode(contract, function, arguments);
    writes.add(new Write(contract + "." + function, contract, sender, value, input));
  }

  List<Write> writes() {
    return List.copyOf(writes);
  }

  Twin twin() {
    return scene.twin();
  }

  /** As it was when the calls were recorded. */
  void reset() {
    scene.twin().host().restore(start);
    start = scene.twin().host().snapshot();
  }

  /** Everything that a call could have changed. */
  Object trace() {
    MemoryHost host = scene.twin().host();
    return Arrays.asList(host.world(), host.logs());
  }

  /** Puts a context around a call as the dispatch sees it, without moving coins. */
  void context(Write write, Address recipient, boolean isStatic) {
    MemoryHost host = scene.twin().host();
    host.setSender(write.sender());
    host.setRecipient(recipient);
    host.setValue(UInt256.ZERO);
    host.setGas(Twin.GAS);
    host.setStatic(isStatic);
  }
}
