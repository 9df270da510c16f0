package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.SegmentRoot;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/** Versions: sealed by the owner, active once enough operators hold their index. */
final class Versions {

  private static final AbiEvent VERSION_SEALED = Guards.ABI.event("VersionSealed");
  private static final AbiEvent VERSION_ATTESTED = Guards.ABI.event("VersionAttested");
  private static final AbiEvent VERSION_SCHEDULED = Guards.ABI.event("VersionScheduled");
  private static final AbiEvent VERSION_ACTIVATED = Guards.ABI.event("VersionActivated");
  private static final AbiError EMPTY_LIST = Guards.ABI.error("EmptyList");
  private static final AbiError NOT_ASCENDING = Guards.ABI.error("NotAscending");
  private static final AbiError FOREIGN_CONTRIBUTION = Guards.ABI.error("ForeignContribution");
  private static final AbiError TOO_MANY_CONTRIBUTIONS = Guards.ABI.error("TooManyContributions");
  private static final AbiError TOO_MANY_TOKENS = Guards.ABI.error("TooManyTokens");
  private static final AbiError ZERO_DIGEST = Guards.ABI.error("ZeroDigest");
  private static final AbiError ALREADY_ATTESTED = Guards.ABI.error("AlreadyAttested");
  private static final AbiError DIGEST_MISMATCH = Guards.ABI.error("DigestMismatch");
  private static final AbiError ALREADY_ACTIVE = Guards.ABI.error("AlreadyActive");
  private static final AbiError NOT_SCHEDULED = Guards.ABI.error("NotScheduled");
  private static final AbiError TOO_EARLY = Guards.ABI.error("TooEarly");
  private static final AbiError NOT_ENOUGH = Guards.ABI.error("NotEnoughAttestations");

  /** How many operators attest a digest, of how many. */
  private record Tally(long count, long operators) {

    boolean isUnanimous() {
      return count == operators;
    }

    /** Two thirds, rounded up; one at least: no operators are nobody who holds the index. */
    long needed() {
      return Math.max(1, (2 * operators + 2) / 3);
    }

    boolean suffices() {
      return count >= needed();
    }
  }

  private Versions() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("seal", Versions::seal)
        .mutateVoid("attest", Versions::attest)
        .mutateVoid("activate", Versions::activate)
        .view("version", Versions::version)
        .view("attestation", Versions::attestation)
        .view("attesting", Versions::attesting);
  }

  private static VersionStorage versions(Call call) {
    return new VersionStorage(call.storage());
  }

  private static SystemStorage system(Call call) {
    return new SystemStorage(call.storage());
  }

  private static Tuple seal(Call call) {
    long datanet = Guards.owned(call);
    BigInteger[] ids = call.numbers(1);
    long limit = system(call).parameterLong(Parameter.MAX_SEALED);
    Call.require(ids.length > 0, EMPTY_LIST);
    Call.require(ids.length <= limit, TOO_MANY_CONTRIBUTIONS, (long) ids.length, limit);
    call.gas().charge(ids.length, GasSchedule.SEAL_LEAF);
    long number = new DatanetStorage(call.storage()).versionCount(datanet) + 1;
    long[] orders = new long[ids.length];
    byte[][] roots = new byte[ids.length][];
    long tokens = 0;
    for (int i = 0; i < ids.length; i++) {
      long id = Guards.contribution(call, ids[i]);
      Call.require(i == 0 || id > orders[i - 1], NOT_ASCENDING, id);
      Contribution it = sealable(call, datanet, id);
      new ContributionStorage(call.storage()).set(id, it.sealed(number));
      orders[i] = id;
      roots[i] = it.root().toArray();
      tokens += it.tokens();
    }
    long mostTokens = system(call).parameterLong(Parameter.MAX_VERSION_TOKENS);
    Call.require(tokens <= mostTokens, TOO_MANY_TOKENS, tokens, mostTokens);
    Bytes32 segmentRoot = Bytes32.wrap(SegmentRoot.of(orders, roots));
    versions(call).add(datanet, segmentRoot, ids.length, tokens);
    call.emit(VERSION_SEALED, datanet, number, segmentRoot, ids);
    return AbiValues.tuple(number, segmentRoot);
  }

  /** INV-DAT-02: accepted, in no version yet, and neither taken down nor slashed. */
  private static Contribution sealable(Call call, long datanet, long id) {
    Contribution it = new ContributionStorage(call.storage()).contribution(id);
    Call.require(it.datanet() == datanet, FOREIGN_CONTRIBUTION, id, datanet);
    Call.require(
        it.status() == Status.ACCEPTED && it.sealedIn() == 0,
        Guards.WRONG_STATUS,
        id,
        it.status().code());
    Call.require(
        it.standing().code() <= Standing.COMMONS.code(),
        Guards.WRONG_STANDING,
        id,
        it.standing().code());
    return it;
  }

  private static void attest(Call call) {
    long datanet = Guards.datanet(call, 0);
    long number = Guards.version(call, datanet);
    Bytes32 digest = call.word(2);
    Guards.only(call, Role.OPERATOR);
    Call.require(!digest.isZero(), ZERO_DIGEST);
    Version version = versions(call).version(datanet, number);
    Call.require(
        !version.active() || version.indexDigest().equals(digest),
        DIGEST_MISMATCH,
        digest,
        version.indexDigest());
    boolean news = !versions(call).attestation(datanet, number, call.sender()).equals(digest);
    if (news) {
      versions(call).setAttestation(datanet, number, call.sender(), digest);
      call.emit(VERSION_ATTESTED, datanet, number, call.sender(), digest);
    }
    boolean advances = !version.active() && advance(call, datanet, number, version, digest);
    // Attesting the same again does something only where whoever disagreed has lost the role.
    Call.require(news || advances, ALREADY_ATTESTED, datanet, number, call.sender());
  }

  /** Activates or schedules a version where attestations suffice; gives whether it did. */
  private static boolean advance(
      Call call, long datanet, long number, Version version, Bytes32 digest) {
    Tally tally = tally(call, datanet, number, digest);
    if (tally.isUnanimous()) {
      activate(call, datanet, number, digest);
      return true;
    }
    boolean scheduled = version.activationBlock() != 0 && version.indexDigest().equals(digest);
    if (!tally.suffices() || scheduled) {
      return false;
    }
    long block = call.blockNumber() + system(call).parameterLong(Parameter.ACTIVATION_DELAY);
    versions(call).schedule(datanet, number, digest, block);
    call.emit(VERSION_SCHEDULED, datanet, number, digest, block);
    return true;
  }

  private static void activate(Call call) {
    long datanet = Guards.datanet(call, 0);
    long number = Guards.version(call, datanet);
    Version version = versions(call).version(datanet, number);
    Call.require(!version.active(), ALREADY_ACTIVE, datanet, number);
    long block = version.activationBlock();
    Call.require(block != 0, NOT_SCHEDULED, datanet, number);
    Call.require(call.blockNumber() >= block, TOO_EARLY, call.blockNumber(), block);
    Tally tally = tally(call, datanet, number, version.indexDigest());
    Call.require(tally.suffices(), NOT_ENOUGH, tally.count(), tally.needed());
    activate(call, datanet, number, version.indexDigest());
  }

  private static void activate(Call call, long datanet, long number, Bytes32 digest) {
    versions(call).activate(datanet, number, digest);
    call.emit(VERSION_ACTIVATED, datanet, number, digest);
  }

  /** INV-DAT-04: counts present operators only; their number is bounded by the System. */
  private static Tally tally(Call call, long datanet, long number, Bytes32 digest) {
    Bytes32 role = Role.OPERATOR.id();
    long operators = system(call).memberCount(role);
    long count = 0;
    for (long i = 0; i < operators; i++) {
      Address operator = system(call).member(role, i);
      if (versions(call).attestation(datanet, number, operator).equals(digest)) {
        count++;
      }
    }
    return new Tally(count, operators);
  }

  private static Tuple version(Call call) {
    long datanet = Guards.datanet(call, 0);
    Version it = versions(call).version(datanet, Guards.version(call, datanet));
    return AbiValues.tuple(
        AbiValues.tuple(
            it.segmentRoot(),
            it.contributions(),
            it.tokens(),
            it.indexDigest(),
            it.active(),
            it.activationBlock()));
  }

  private static Tuple attestation(Call call) {
    long datanet = Guards.datanet(call, 0);
    long number = Guards.version(call, datanet);
    return AbiValues.tuple(versions(call).attestation(datanet, number, call.address(2)));
  }

  private static Tuple attesting(Call call) {
    long datanet = Guards.datanet(call, 0);
    Tally tally = tally(call, datanet, Guards.version(call, datanet), call.word(2));
    return AbiValues.tuple(tally.count(), tally.operators());
  }
}
