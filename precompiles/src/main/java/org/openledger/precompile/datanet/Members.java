package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.storage.AddressSet;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** Who reviews, how many of them decide, and who may contribute. */
final class Members {

  private static final AbiEvent REVIEWER_APPOINTED = Guards.ABI.event("ReviewerAppointed");
  private static final AbiEvent REVIEWER_DISMISSED = Guards.ABI.event("ReviewerDismissed");
  private static final AbiEvent QUORUM_CHANGED = Guards.ABI.event("QuorumChanged");
  private static final AbiEvent CONTRIBUTOR_ALLOWED = Guards.ABI.event("ContributorAllowed");
  private static final AbiEvent CONTRIBUTOR_DISALLOWED = Guards.ABI.event("ContributorDisallowed");
  private static final AbiError TOO_MANY_REVIEWERS = Guards.ABI.error("TooManyReviewers");

  private Members() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("setQuorum", call -> setQuorum(call, Guards.owned(call), call.number(1)))
        .mutateVoid("appointReviewer", call -> appoint(call, Guards.owned(call), call.address(1)))
        .mutateVoid("dismissReviewer", Members::dismissReviewer)
        .mutateVoid("allowContributor", call -> setListed(call, true))
        .mutateVoid("disallowContributor", call -> setListed(call, false))
        .view("reviewers", Members::reviewers)
        .view("isReviewer", Members::isReviewer)
        .view("isAllowed", Members::isAllowed)
        .view("quotaUsed", Members::quotaUsed);
  }

  private static DatanetStorage datanets(Call call) {
    return new DatanetStorage(call.storage());
  }

  static void appoint(Call call, long datanet, com.esaulpaugh.headlong.abi.Address[] accounts) {
    for (com.esaulpaugh.headlong.abi.Address account : accounts) {
      appoint(call, datanet, AbiValues.address(account));
    }
  }

  private static void appoint(Call call, long datanet, Address account) {
    Guards.notZero(account);
    AddressSet reviewers = datanets(call).reviewers(datanet);
    if (!reviewers.contains(account)) {
      long limit = new SystemStorage(call.storage()).parameterLong(Parameter.MAX_REVIEWERS);
      long count = reviewers.size() + 1;
      Call.require(count <= limit, TOO_MANY_REVIEWERS, count, limit);
      reviewers.add(account);
      call.emit(REVIEWER_APPOINTED, datanet, account);
    }
  }

  private static void dismissReviewer(Call call) {
    long datanet = Guards.owned(call);
    Address account = call.address(1);
    Guards.notZero(account);
    AddressSet reviewers = datanets(call).reviewers(datanet);
    if (reviewers.contains(account)) {
      // INV-DAT-05: the quorum can always be reached.
      bounded(datanets(call).quorum(datanet), reviewers.size() - 1);
      reviewers.remove(account);
      call.emit(REVIEWER_DISMISSED, datanet, account);
    }
  }

  static void setQuorum(Call call, long datanet, BigInteger quorum) {
    long count = datanets(call).reviewers(datanet).size();
    long checked = Guards.counted("quorum", quorum, count);
    datanets(call).setQuorum(datanet, checked);
    call.emit(QUORUM_CHANGED, datanet, checked);
  }

  private static void bounded(long quorum, long reviewers) {
    Guards.counted("quorum", BigInteger.valueOf(quorum), reviewers);
  }

  private static void setListed(Call call, boolean listed) {
    long datanet = Guards.owned(call);
    Address account = call.address(1);
    Guards.notZero(account);
    if (datanets(call).isListed(datanet, account) != listed) {
      datanets(call).setListed(datanet, account, listed);
      call.emit(listed ? CONTRIBUTOR_ALLOWED : CONTRIBUTOR_DISALLOWED, datanet, account);
    }
  }

  private static Tuple reviewers(Call call) {
    AddressSet reviewers = datanets(call).reviewers(Guards.datanet(call, 0));
    com.esaulpaugh.headlong.abi.Address[] accounts =
        new com.esaulpaugh.headlong.abi.Address[Math.toIntExact(reviewers.size())];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = AbiValues.address(reviewers.get(i));
    }
    return AbiValues.tuple((Object) accounts);
  }

  private static Tuple isReviewer(Call call) {
    long datanet = Guards.datanet(call, 0);
    return AbiValues.tuple(datanets(call).reviewers(datanet).contains(call.address(1)));
  }

  private static Tuple isAllowed(Call call) {
    long datanet = Guards.datanet(call, 0);
    boolean allowed =
        datanets(call).policy(datanet).open() || datanets(call).isListed(datanet, call.address(1));
    return AbiValues.tuple(allowed);
  }

  private static Tuple quotaUsed(Call call) {
    long datanet = Guards.datanet(call, 0);
    return AbiValues.tuple(datanets(call).quotaUsed(datanet, call.address(1)));
  }
}
