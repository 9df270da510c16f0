// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Proposals, votes and the network's treasury, at 0x…a106
/// @notice OpenZeppelin's Governor (5.x) by names, order of states, ids, events and errors, with counting, votes, quorum
///         and timelock of its own; time is the block number. Votes are gOPEN's at the proposal's snapshot (IStaking).
///
///         propose → votingDelay → vote for votingPeriod → queue → timelock → execute, within grace blocks.
///
///         All that a proposal's way depends on is fixed when it is proposed: delay, period, timelock, grace and the
///         quorum's share. A change of these parameters holds for later proposals.
///
///         Actions are calls of native contracts, without coins, in this contract's name, one after another; if one fails,
///         all are undone and its error is execute's. What they may do follows from the roles that System gives to this
///         address. Of this contract they may call `spend` only, so that no vote can execute within an execution.
///
///         The treasury is this address's credit in InferenceFees, which `spend` moves; the parameter `treasury` may name it.
///         What is signed to vote is EIP-712: domain `OpenLedger Governance`, version `1`, this chain's id, this contract.
///         Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)
interface IGovernance is INativeContract {
    enum ProposalState {
        Pending,
        Active,
        Canceled,
        Defeated,
        Succeeded,
        Queued,
        Expired,
        Executed
    }

    /// @notice A proposal and the rules that it goes by.
    /// @param number from 1, in the order of proposing
    /// @param voteStart the snapshot: votes are counted as they were at the end of this block, and cast after it
    /// @param voteEnd last block in which votes are cast
    /// @param timelock blocks between queueing and execution
    /// @param grace blocks in which it must be queued after the vote, and executed after the timelock
    /// @param quorum share of all votes that must be for it or abstain, in parts per 10,000
    /// @param eta first block in which it can be executed; 0: not queued
    struct Proposal {
        uint256 number;
        address proposer;
        uint256 voteStart;
        uint256 voteEnd;
        uint256 timelock;
        uint256 grace;
        uint256 quorum;
        uint256 eta;
        uint256 againstVotes;
        uint256 forVotes;
        uint256 abstainVotes;
        ProposalState state;
    }

    event ProposalCreated(uint256 proposalId, address proposer, address[] targets, uint256[] values, string[] signatures, bytes[] calldatas, uint256 voteStart, uint256 voteEnd, string description);
    /// @param etaSeconds first block in which it can be executed (the name is OpenZeppelin's)
    event ProposalQueued(uint256 proposalId, uint256 etaSeconds);
    event ProposalExecuted(uint256 proposalId);
    event ProposalCanceled(uint256 proposalId);
    event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason);
    /// @notice Wei of the treasury's credit became an account's.
    event TreasurySpent(address indexed to, uint256 amount);
    event SurplusSwept(address indexed treasury, uint256 amount);

    error GovernorInvalidProposalLength(uint256 targets, uint256 calldatas, uint256 values);
    error GovernorAlreadyCastVote(address voter);
    /// @notice Only an executed proposal may do this.
    error GovernorOnlyExecutor(address account);
    error GovernorNonexistentProposal(uint256 proposalId);
    /// @param expectedStates one bit for each state in which it can be done; 0: it exists already
    error GovernorUnexpectedProposalState(uint256 proposalId, ProposalState current, bytes32 expectedStates);
    error GovernorInsufficientProposerVotes(address proposer, uint256 votes, uint256 threshold);
    /// @notice The description ends in another proposer's address.
    error GovernorRestrictedProposer(address proposer);
    error GovernorInvalidVoteType();
    error GovernorInvalidSignature(address voter);
    /// @notice Only its proposer cancels a proposal, and only while it is pending.
    error GovernorUnableToCancel(uint256 proposalId, address account);
    /// @notice The timelock has not passed.
    error GovernorUnmetDelay(uint256 proposalId, uint256 neededTimestamp);
    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);
    error TooManyActions(uint256 count, uint256 limit);
    /// @notice Actions call native contracts only.
    error ActionNotNative(uint256 index, address target);
    /// @notice Of this contract, actions call `spend` only.
    error ActionNotAllowed(uint256 index, bytes4 selector);
    /// @notice Actions send no coins: `spend` pays.
    error ActionWithValue(uint256 index, uint256 value);
    error InsufficientTreasury(uint256 balance, uint256 needed);
    error ZeroAddress();
    /// @notice Nothing is ever owed to a native contract.
    error NotPayable(address account);
    /// @notice More coins than InferenceFees can count.
    error TooManyCoins(uint256 amount, uint256 limit);

    /// @notice OpenLedger Governance.
    function name() external view returns (string memory);

    /// @notice 1.
    function version() external view returns (string memory);

    /// @notice support=bravo&quorum=for,abstain
    function COUNTING_MODE() external view returns (string memory);

    /// @notice The current block (ERC-6372).
    function clock() external view returns (uint48);

    /// @notice mode=blocknumber&from=default
    function CLOCK_MODE() external view returns (string memory);

    /// @notice The contract whose votes count: Staking.
    function token() external view returns (address);

    /// @notice Blocks between a proposal and its snapshot, for the next proposal.
    function votingDelay() external view returns (uint256);

    /// @notice Blocks in which votes are cast, for the next proposal.
    function votingPeriod() external view returns (uint256);

    /// @notice Votes that a proposer must have had one block ago.
    function proposalThreshold() external view returns (uint256);

    /// @notice Share of all votes that must take part, for the next proposal, in parts of quorumDenominator.
    function quorumNumerator() external view returns (uint256);

    /// @notice 10,000.
    function quorumDenominator() external view returns (uint256);

    /// @notice Votes that must be for a proposal or abstain, by the present share, of all at the end of a past block.
    function quorum(uint256 timepoint) external view returns (uint256);

    /// @notice An account's votes at the end of a past block.
    function getVotes(address account, uint256 timepoint) external view returns (uint256);

    /// @notice keccak256(abi.encode(targets, values, calldatas, descriptionHash)).
    function hashProposal(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external view returns (uint256);

    /// @notice As hashProposal.
    function getProposalId(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external view returns (uint256);

    /// @notice How many proposals there have been.
    function proposalCount() external view returns (uint256);

    /// @notice A proposal, its rules and its votes.
    function proposal(uint256 proposalId) external view returns (Proposal memory);

    /// @notice Where a proposal stands in this block.
    function state(uint256 proposalId) external view returns (ProposalState);

    /// @notice The block at whose end votes are counted; 0 where there is no such proposal.
    function proposalSnapshot(uint256 proposalId) external view returns (uint256);

    /// @notice Last block in which votes are cast; 0 where there is no such proposal.
    function proposalDeadline(uint256 proposalId) external view returns (uint256);

    /// @notice Who proposed; zero where there is no such proposal.
    function proposalProposer(uint256 proposalId) external view returns (address);

    /// @notice First block in which it can be executed; 0: not queued.
    function proposalEta(uint256 proposalId) external view returns (uint256);

    /// @notice True: nothing is executed that was not queued.
    function proposalNeedsQueuing(uint256 proposalId) external view returns (bool);

    /// @notice Votes cast so far, in wei of gOPEN.
    function proposalVotes(uint256 proposalId) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);

    /// @notice Whether an account has voted on a proposal.
    function hasVoted(uint256 proposalId, address account) external view returns (bool);

    /// @notice The number that an account's next signed vote carries.
    function nonces(address owner) external view returns (uint256);

    /// @notice The digest that a voter signs.
    function ballotDigest(uint256 proposalId, uint8 support, address voter, uint256 nonce) external view returns (bytes32);

    /// @notice Proposes actions. A description that ends in `#proposer=0x…` can be proposed by that account only.
    /// @param values all 0
    /// @return proposalId as hashProposal of the description's hash
    /// @custom:caller anyone with proposalThreshold votes one block ago
    function propose(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, string calldata description) external returns (uint256 proposalId);

    /// @notice Lets the timelock of a proposal that succeeded begin.
    /// @custom:caller anyone
    function queue(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external returns (uint256 proposalId);

    /// @notice Does what was proposed. The actions share execute's gas; no part of it is held back (EIP-150 holds for calls
    ///         by EVM code only). Each is priced as a call of its own.
    /// @custom:caller anyone
    function execute(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external returns (uint256 proposalId);

    /// @notice Takes a proposal back before its vote.
    /// @custom:caller its proposer
    function cancel(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external returns (uint256 proposalId);

    /// @notice Votes, once, with all that the caller's votes were at the snapshot.
    /// @param support 0: against, 1: for, 2: abstain
    /// @return weight votes cast
    /// @custom:caller anyone, for himself
    function castVote(uint256 proposalId, uint8 support) external returns (uint256 weight);

    /// @notice As castVote; the reason is told in the event.
    /// @custom:caller anyone, for himself
    function castVoteWithReason(uint256 proposalId, uint8 support, string calldata reason) external returns (uint256 weight);

    /// @notice As castVote, for who signed it with his next nonce.
    /// @param signature r ‖ s ‖ v, of an account with a key
    /// @custom:caller anyone, with the voter's signature
    function castVoteBySig(uint256 proposalId, uint8 support, address voter, bytes calldata signature) external returns (uint256 weight);

    /// @notice Wei of the treasury: this contract's credit in InferenceFees.
    function treasury() external view returns (uint256);

    /// @notice Moves wei of the treasury to an account's credit in InferenceFees.
    /// @custom:caller this contract, as an action of a proposal
    function spend(address to, uint256 amount) external;

    /// @notice Wei that this contract holds: it takes none, so all of it arrived by accident.
    function surplus() external view returns (uint256);

    /// @notice Sends them to the credit of the network's treasury.
    /// @custom:caller anyone
    function sweepSurplus() external returns (uint256 amount);
}
