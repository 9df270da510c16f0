package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.storage.AddressSet;
import org.openledger.precompile.system.Parameter;

/**
 * Reviews: each reviewer has one vote on a pending contribution, and may change it until as many
 * equal votes as the quorum decide. INV-DAT-07: only votes of those who are reviewers at that
 * moment count, so they are counted then, over at most {@link Parameter#MAX_REVIEWERS}.
 */
final class Reviews {

  /** All of a contribution, in parts per 10,000. */
  private static final long WHOLE = 10_000;

  private static final AbiEvent VOTED = Guards.ABI.event("Voted");
  private static final AbiEvent REVIEWED = Guards.ABI.event("Reviewed");
  private static final AbiError NOT_REVIEWER = Guards.ABI.error("NotReviewer");
  private static final AbiError OWN_CONTRIBUTION = Guards.ABI.error("OwnContribution");
  private static final AbiError NOT_EARLIER = Guards.ABI.error("NotEarlier");
  private static final AbiError ALREADY_VOTED = Guards.ABI.error("AlreadyVoted");

  private Reviews() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("accept", call -> vote(call, Verdict.ACCEPT, Bytes32.ZERO))
        .mutateVoid("acceptAsCommons", call -> vote(call, Verdict.ACCEPT_AS_COMMONS, call.word(1)))
        .mutateVoid("reject", call -> vote(call, Verdict.REJECT, call.word(1)))
        .mutateVoid("markDuplicate", Reviews::markDuplicate)
        .view("vote", Reviews::vote);
  }

  private static ContributionStorage contributions(Call call) {
    return new ContributionStorage(call.storage());
  }

  private static void vote(Call call, Verdict verdict, Bytes32 evidence) {
    long id = Guards.contribution(call);
    cast(call, id, judged(call, id), Vote.of(verdict), evidence);
  }

  private static void markDuplicate(Call call) {
    long id = Guards.contribution(call);
    Contribution it = judged(call, id);
    BigInteger of = call.number(1);
    Call.require(of.signum() > 0 && of.compareTo(BigInteger.valueOf(id)) < 0, NOT_EARLIER, id, of);
    long earlier = of.longValueExact();
    // What a commitment hides cannot be repeated knowingly, and may never be revealed.
    boolean revealed = contributions(call).contribution(earlier).status() != Status.COMMITTED;
    Call.require(revealed, NOT_EARLIER, id, of);
    long overlap = Guards.counted("overlap", call.number(2), WHOLE);
    cast(call, id, it, new Vote(Verdict.DUPLICATE, earlier, overlap), call.word(3));
  }

  /** The contribution that the call judges: pending, and judged by another than its author. */
  private static Contribution judged(Call call, long id) {
    Contribution it = contributions(call).contribution(id);
    Call.require(
        reviewers(call, it.datanet()).contains(call.sender()),
        NOT_REVIEWER,
        it.datanet(),
        call.sender());
    Call.require(!it.contributor().equals(call.sender()), OWN_CONTRIBUTION, id);
    Call.require(it.status() == Status.PENDING, Guards.WRONG_STATUS, id, it.status().code());
    Call.require(it.standing() == Standing.PAID, Guards.WRONG_STANDING, id, it.standing().code());
    return it;
  }

  private static AddressSet reviewers(Call call, long datanet) {
    return new DatanetStorage(call.storage()).reviewers(datanet);
  }

  private static void cast(Call call, long id, Contribution it, Vote vote, Bytes32 evidence) {
    long quorum = new DatanetStorage(call.storage()).quorum(it.datanet());
    boolean news = true;
    boolean decides = true;
    if (quorum > 1) {
      news = !contributions(call).vote(id, call.sender()).equals(vote);
      if (news) {
        contributions(call).setVote(id, call.sender(), vote);
      }
      decides = agreeing(call, id, it.datanet(), vote) >= quorum;
    }
    // The same vote again does something only where the quorum has become smaller.
    Call.require(news || decides, ALREADY_VOTED, id, call.sender());
    if (news) {
      call.emit(
          VOTED,
          id,
          call.sender(),
          vote.verdict().code(),
          vote.duplicateOf(),
          vote.overlap(),
          evidence);
    }
    if (decides) {
      decide(call, id, it, vote, evidence);
    }
  }

  private static long agreeing(Call call, long id, long datanet, Vote vote) {
    AddressSet reviewers = reviewers(call, datanet);
    long size = reviewers.size();
    long agreeing = 0;
    for (long i = 0; i < size; i++) {
      if (contributions(call).vote(id, reviewers.get(i)).agrees(vote)) {
        agreeing++;
      }
    }
    return agreeing;
  }

  private static void decide(Call call, long id, Contribution it, Vote vote, Bytes32 evidence) {
    Status status =
        switch (vote.verdict()) {
          case ACCEPT, ACCEPT_AS_COMMONS -> Status.ACCEPTED;
          case REJECT -> Status.REJECTED;
          case DUPLICATE -> Status.DUPLICATE;
          case NONE -> throw new IllegalStateException("nobody can vote for nothing");
        };
    boolean commons = vote.verdict() == Verdict.ACCEPT_AS_COMMONS;
    Standing standing = commons ? Standing.COMMONS : Standing.PAID;
    long release = Redress.releaseBlock(call, it);
    contributions(call).set(id, it.judged(status, standing, vote.duplicateOf(), release));
    if (commons) {
      new DatanetStorage(call.storage()).setPayee(id, DatanetStorage.NOBODY);
    }
    call.emit(
        REVIEWED,
        id,
        call.sender(),
        status.code(),
        standing.code(),
        vote.duplicateOf(),
        vote.overlap(),
        evidence);
  }

  private static Tuple vote(Call call) {
    Vote it = contributions(call).vote(Guards.contribution(call), call.address(1));
    return AbiValues.tuple(AbiValues.tuple(it.verdict().code(), it.duplicateOf(), it.overlap()));
  }
}
