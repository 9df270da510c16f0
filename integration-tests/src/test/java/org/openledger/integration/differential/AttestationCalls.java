package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;

/** Epochs of the second model, which pays by influence, and those who attest them. */
final class AttestationCalls extends FittingCalls {

  private static final long MODEL = 2;
  private static final int AWAITING = 1;
  private static final int PENDING = 2;
  private static final int CHALLENGED = 3;
  private static final int UPHELD = 4;

  private record Epoch(long number, Tuple it) {

    int state() {
      return it.get(0);
    }

    long round() {
      return FittingCalls.number(it, 6);
    }

    boolean isPast(int place, long block) {
      return block >= FittingCalls.number(it, place);
    }
  }

  private List<Epoch> epochs = List.of();
  private List<Integer> active = List.of();

  AttestationCalls(Knowledge known, Random random) {
    super(NativeAddress.INFLUENCE_ATTESTATIONS, known, random);
  }

  @Override
  void refresh() {
    active = new ArrayList<>();
    for (int attester : Setting.ATTESTERS) {
      Tuple it = ask("attesterOf", Senders.address(attester)).get(0);
      if (number(it, 0) == 1) {
        active.add(attester);
      }
    }
    epochs = new ArrayList<>();
    long count = count("epochCount", MODEL);
    for (long epoch = Math.max(1, count - RECENT + 1); epoch <= count; epoch++) {
      long number = epoch;
      look("epochOf", MODEL, number)
          .map(it -> new Epoch(number, it.get(0)))
          .filter(it -> it.state() >= AWAITING && it.state() <= UPHELD)
          .ifPresent(epochs::add);
    }
  }

  @Override
  Optional<Draft> next() {
    if (epochs.isEmpty() || random.nextInt(6) == 0) {
      return attester();
    }
    Epoch it = one(epochs);
    long number = it.number();
    int anybody = random.nextInt(DevAccounts.FUNDED);
    long block = known.block();
    return switch (it.state()) {
      case AWAITING ->
          it.isPast(4, block) ? call(anybody, "forfeit", MODEL, number) : submit(it, anybody);
      case PENDING ->
          it.isPast(10, block)
              ? call(anybody, "pay", MODEL, number, weights(it, it.round()))
              : random.nextInt(3) == 0
                  ? pay(anybody, Setting.CHALLENGE_BOND, "challenge", MODEL, number, HASH)
                  : cosign(it, anybody);
      case CHALLENGED ->
          it.isPast(11, block)
              ? call(anybody, "close", MODEL, number)
              : random.nextBoolean()
                  ? call(mostly(ADMIN), "resolve", MODEL, number, random.nextInt(3) == 0, HASH)
                  : rerun(it, anybody);
      default -> call(anybody, "pay", MODEL, number, standing(it));
    };
  }

  private Optional<Draft> submit(Epoch it, int anybody) {
    int quorum = (int) number(ask("quorumOf", it.it().<BigInteger>get(5)), 0);
    Bytes weights = weights(it, it.round());
    Bytes signatures = signatures(it, it.round(), weights, 0, some(quorum));
    return call(anybody, "submit", MODEL, it.number(), HASH, HASH, weights, signatures);
  }

  private Optional<Draft> cosign(Epoch it, int anybody) {
    boolean agrees = random.nextInt(3) != 0;
    Bytes weights = weights(it, it.round() + (agrees ? 0 : 5));
    int from = random.nextInt(Math.max(1, active.size()));
    Bytes signature = signatures(it, it.round(), weights, from, from + 1);
    return call(
        anybody, "cosign", MODEL, it.number(), Keccak256.hash(weights), HASH, HASH, signature);
  }

  private Optional<Draft> rerun(Epoch it, int anybody) {
    int quorum = (int) number(ask("quorumOf", it.it().<BigInteger>get(5)), 1);
    long round = it.round() + 1;
    // Every other finds what was found before.
    Bytes weights = weights(it, it.number() % 2 == 0 ? round : it.round());
    Bytes signatures = signatures(it, round, weights, 0, some(quorum));
    return call(anybody, "rerun", MODEL, it.number(), HASH, HASH, weights, signatures);
  }

  private int some(int quorum) {
    return random.nextInt(12) == 0 ? quorum - 1 : quorum + random.nextInt(2);
  }

  /** The weights whose hash stands. */
  private Bytes standing(Epoch it) {
    Bytes32 hash = Bytes32.wrap(it.it().<byte[]>get(7));
    for (long round = 0; round <= it.round(); round++) {
      Bytes weights = weights(it, round);
      if (Keccak256.hash(weights).equals(hash)) {
        return weights;
      }
    }
    return weights(it, it.round());
  }

  private Optional<Draft> attester() {
    int attester = one(Setting.ATTESTERS);
    int leaver = Setting.ATTESTERS.getLast();
    return switch (random.nextInt(9)) {
      case 0, 1 -> pay(attester, Setting.ATTESTER_BOND, "register");
      case 2 -> call(leaver, "leave");
      case 3, 4 -> call(leaver, "withdrawBond");
      case 5 -> role("grantRole", leaver);
      case 6 -> role("revokeRole", leaver);
      case 7 -> call(attester, "suspend", Senders.address(leaver));
      default -> contradiction(attester);
    };
  }

  private Optional<Draft> role(String function, int attester) {
    Object[] arguments = {Role.ATTESTER.id(), Senders.address(attester)};
    return Optional.of(draft(NativeAddress.SYSTEM, ADMIN, NOTHING, function, arguments));
  }

  /** Of an attester who has signed two lists of weights for one epoch. */
  private Optional<Draft> contradiction(int attester) {
    if (epochs.isEmpty()) {
      return Optional.empty();
    }
    Epoch it = one(epochs);
    return call(
        random.nextInt(DevAccounts.FUNDED),
        "proveContradiction",
        MODEL,
        it.number(),
        it.round(),
        statement(it, attester, 1),
        statement(it, attester, random.nextInt(6) == 0 ? 1 : 2));
  }

  private Tuple statement(Epoch it, int attester, long version) {
    Bytes32 hash = Keccak256.hash(weights(it, version));
    return AbiValues.tuple(hash, HASH, HASH, signature(it, it.round(), hash, attester));
  }

  /** Of those of the active attesters who stand from one place up to another. */
  private Bytes signatures(Epoch it, long round, Bytes weights, int from, int to) {
    Bytes32 hash = Keccak256.hash(weights);
    List<Bytes> all = new ArrayList<>();
    for (int i = from; i < Math.min(to, active.size()); i++) {
      all.add(signature(it, round, hash, active.get(i)));
    }
    return Bytes.concatenate(all.toArray(Bytes[]::new));
  }

  private Bytes signature(Epoch it, long round, Bytes32 hash, int attester) {
    Tuple digest = ask("attestationDigest", MODEL, it.number(), round, hash, HASH, HASH);
    return wallet(attester).sign(Bytes32.wrap(digest.<byte[]>get(0)));
  }

  /** Always the same of a round of an epoch: what is paid later was signed. */
  private static Bytes weights(Epoch it, long round) {
    ByteBuffer to = ByteBuffer.allocate(20);
    int first = 400_000_000 + (int) (it.number() % 100) * 1_000 + (int) round;
    to.putShort((short) 0).putInt(1).putInt(first);
    to.putShort((short) 0).putInt(2).putInt(500_000_000);
    return Bytes.wrap(to.array());
  }
}
