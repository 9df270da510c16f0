package org.openledger.precompile.governance;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.fee.Signatures;
import org.openledger.precompile.fee.TypedData;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.stake.VotingPower;
import org.openledger.precompile.system.SystemStorage;

/**
 * Votes. INV-GOV-02: each account votes at most once on a proposal, with what its votes were at the
 * end of the snapshot's block; so no gOPEN is counted twice, however it moves or is delegated.
 */
final class Ballots {

  private static final Bytes32 BALLOT =
      Keccak256.hash("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
  private static final int AGAINST = 0;
  private static final int FOR = 1;
  private static final int ABSTAIN = 2;

  private Ballots() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("castVote", call -> cast(call, call.sender(), ""))
        .mutate("castVoteWithReason", call -> cast(call, call.sender(), call.text(2)))
        .mutate("castVoteBySig", Ballots::castBySignature)
        .view(
            "ballotDigest", call -> AbiValues.tuple(digest(call, call.address(2), call.number(3))))
        .view("nonces", call -> AbiValues.tuple(Guards.storage(call).nonce(call.address(0))))
        .view("hasVoted", Ballots::hasVoted);
  }

  private static Tuple cast(Call call, Address voter, String reason) {
    BigInteger id = call.number(0);
    int support = call.smallNumber(1);
    Proposal proposal = Guards.known(call, id);
    if (!proposal.isActive(call.blockNumber())) {
      Guards.inState(call, id, proposal, ProposalState.ACTIVE);
    }
    GovernanceStorage storage = Guards.storage(call);
    Call.require(!storage.hasVoted(proposal, voter), GovernanceAbi.ALREADY_CAST, voter);
    Call.require(support <= ABSTAIN, GovernanceAbi.INVALID_VOTE_TYPE);
    BigInteger weight = new VotingPower(call.storage()).of(voter, proposal.voteStart());
    storage.setVoted(proposal, voter);
    switch (support) {
      case AGAINST -> storage.setTally(id, storage.tally(id).plusAgainst(weight));
      case FOR -> storage.setTally(id, storage.tally(id).plusFor(weight));
      default -> storage.setAbstainVotes(id, storage.abstainVotes(id).add(weight));
    }
    call.emit(GovernanceAbi.VOTE_CAST, voter, id, support, weight, reason);
    return AbiValues.tuple(weight);
  }

  private static Tuple castBySignature(Call call) {
    Address voter = call.address(2);
    BigInteger nonce = Guards.storage(call).nonce(voter);
    boolean signed =
        Signatures.recover(call, digest(call, voter, nonce), Bytes.wrap(call.bytes(3)))
            .filter(voter::equals)
            .isPresent();
    Call.require(signed, GovernanceAbi.INVALID_SIGNATURE, voter);
    Guards.storage(call).setNonce(voter, nonce.add(BigInteger.ONE));
    return cast(call, voter, "");
  }

  private static Bytes32 digest(Call call, Address voter, BigInteger nonce) {
    call.gas().charge(GasSchedule.TYPED_DATA);
    Bytes32 struct = TypedData.struct(BALLOT, call.number(0), call.smallNumber(1), voter, nonce);
    long chainId = new SystemStorage(call.storage()).configuration().chainId();
    return TypedData.digest(Governance.NAME, chainId, GovernanceStorage.ACCOUNT, struct);
  }

  private static Tuple hasVoted(Call call) {
    GovernanceStorage storage = Guards.storage(call);
    Proposal proposal = storage.proposal(call.number(0));
    boolean voted = proposal.exists() && storage.hasVoted(proposal, call.address(1));
    return AbiValues.tuple(voted);
  }
}
