package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.GOVERNOR;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.receipt;
import static org.openledger.bench.contract.BenchNetwork.signature;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Every function of {@code InfluenceAttestations}. */
final class InfluenceStory extends Story {

  private static final int[] TEXT = new SplittableRandom(1).ints(40, 0, 256).toArray();
  private static final Bytes OUTPUT = BenchNetwork.answer(Arrays.copyOfRange(TEXT, 4, 36));
  private static final BigInteger BOND = Parameter.MIN_ATTESTER_BOND.standard();
  private static final BigInteger CHALLENGE = Parameter.CHALLENGE_BOND.standard();
  private static final Bytes32 EVIDENCE = Bytes32.repeat((byte) 1);
  private static final Bytes32 METHOD = Bytes32.repeat((byte) 2);
  private static final int ATTESTERS = 5;

  private long model;
  private long request;

  InfluenceStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>()), visitor);
  }

  @Override
  void tell() {
    model =
        network.deploy(
            BenchNetwork.influenceTerms(1_000_000_007L),
            network.datanet(List.of(ALICE, BOB), List.of(TEXT, new int[] {1, 2, 3, 4})));
    for (int i = 0; i < ATTESTERS; i++) {
      send(BenchNetwork.account(1), SYSTEM, "grantRole", Role.ATTESTER.id(), attester(i));
      pay(attester(i), BOND, ATTESTATIONS, "register");
    }
    pay(attester(0), BigInteger.ONE, ATTESTATIONS, "register");
    skip(1);
    paid();
    rerun();
    overturned();
    views();
    ends();
  }

  private static Address attester(int number) {
    return BenchNetwork.account(30 + number);
  }

  /** Signatures of the first attesters. */
  private static Bytes signatures(int count) {
    Bytes[] all = new Bytes[count];
    Arrays.setAll(all, i -> signature(attester(i)));
    return Bytes.concatenate(all);
  }

  private static Bytes weights(int first, int second) {
    ByteBuffer to = ByteBuffer.allocate(20);
    to.putShort((short) 0).putInt(1).putInt(first).putShort((short) 0).putInt(2).putInt(second);
    return Bytes.wrap(to.array());
  }

  private void epoch(long number) {
    settle();
    settle();
    skip(Parameter.INFLUENCE_EPOCH.standard().longValueExact());
    send(CAROL, ATTESTATIONS, "openEpoch", model);
    submit(number);
  }

  private void settle() {
    BigInteger gross = network.send(ALICE, FEES, "quote", model, 0L, 32L).<Tuple>get(0).get(0);
    pay(PAYER, gross, FEES, "settle", model, ++request, OUTPUT, receipt(Bytes32.ZERO));
  }

  private void submit(long epoch) {
    send(
        CAROL,
        ATTESTATIONS,
        "submit",
        model,
        epoch,
        EVIDENCE,
        METHOD,
        weights(600_000_000, 300_000_000),
        signatures(3));
  }

  private void paid() {
    epoch(1);
    send(
        CAROL,
        ATTESTATIONS,
        "cosign",
        model,
        1L,
        EVIDENCE,
        EVIDENCE,
        METHOD,
        signature(attester(3)));
    skip(Parameter.CHALLENGE_WINDOW.standard().longValueExact() + 1);
    pay(1, weights(600_000_000, 300_000_000));
  }

  private void pay(long epoch, Bytes weights) {
    send(CAROL, ATTESTATIONS, "pay", model, epoch, weights);
  }

  private void challenge(long epoch) {
    pay(BOB, CHALLENGE, ATTESTATIONS, "challenge", model, epoch, EVIDENCE);
  }

  private void rerun() {
    epoch(2);
    challenge(2);
    send(
        CAROL,
        ATTESTATIONS,
        "rerun",
        model,
        2L,
        EVIDENCE,
        METHOD,
        weights(600_000_000, 300_000_000),
        signatures(4));
    skip(200_000);
    send(CAROL, ATTESTATIONS, "close", model, 2L);
    pay(2, weights(600_000_000, 300_000_000));
  }

  private void overturned() {
    epoch(3);
    challenge(3);
    send(GOVERNOR, ATTESTATIONS, "resolve", model, 3L, false, EVIDENCE);
    skip(Parameter.RESULT_WINDOW.standard().longValueExact() + 1);
    send(CAROL, ATTESTATIONS, "forfeit", model, 3L);
    send(
        BOB,
        ATTESTATIONS,
        "proveContradiction",
        model,
        3L,
        1L,
        statement(weights(1, 2)),
        statement(weights(2, 1)));
  }

  private static Tuple statement(Bytes weights) {
    return AbiValues.tuple(Keccak256.hash(weights), EVIDENCE, METHOD, signature(attester(4)));
  }

  private void views() {
    for (String view : List.of("attesters", "liabilities", "surplus")) {
      send(CAROL, ATTESTATIONS, view);
    }
    for (String view : List.of("heldOf", "epochCount", "openEpoch")) {
      send(CAROL, ATTESTATIONS, view, model);
    }
    send(CAROL, ATTESTATIONS, "attesterOf", attester(0));
    send(CAROL, ATTESTATIONS, "attesterAt", 1L);
    send(CAROL, ATTESTATIONS, "quorumOf", (long) ATTESTERS);
    send(CAROL, ATTESTATIONS, "epochOf", model, 1L);
    send(CAROL, ATTESTATIONS, "attestationDigest", model, 1L, 0L, EVIDENCE, EVIDENCE, METHOD);
  }

  private void ends() {
    pay(attester(0), BOND, ATTESTATIONS, "register");
    send(BenchNetwork.account(1), SYSTEM, "revokeRole", Role.ATTESTER.id(), attester(0));
    send(CAROL, ATTESTATIONS, "suspend", attester(0));
    send(attester(0), ATTESTATIONS, "leave");
    skip(1_000_000);
    send(attester(0), ATTESTATIONS, "withdrawBond");
    UInt256 held = network.host().balance(NativeAddress.INFLUENCE_ATTESTATIONS.address());
    network.host().setBalance(NativeAddress.INFLUENCE_ATTESTATIONS.address(), held.add(7));
    send(CAROL, ATTESTATIONS, "sweepSurplus");
  }
}
