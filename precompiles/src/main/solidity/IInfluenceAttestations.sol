// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Attested influence: what contributors to INFLUENCE models are paid by, at 0x…a10a
/// @notice A version of a model whose unit is Influence pays its contributors by influence scores. They are computed in
///         floating point, so off chain, and attested. Each inference's contributors' share is added to the pool of the
///         model's open epoch: influenceEpoch blocks from its first inference on, all by one version. Then
///         result: within the result window somebody brings the signatures of k attesters, k = n·attesterQuorum/100
///         rounded down, plus 1, over one list of weights; n are the attesters that were active when the epoch opened,
///         and only those may sign. Others of them can add theirs;
///         challenge: within challengeWindow blocks anybody can challenge it for challengeBond. Until resolutionWindow
///         blocks after that window a governor decides. Where none does: a re-run, signed by more than two thirds of n;
///         without one the result stands;
///         payment: payee p receives floor(pool · weight(p) / 10^9), the rest goes to the version's sink.
///         A second overturned result, or none by the deadline: the pool goes to the treasuries of the linked Datanets,
///         never to a sink that the creator chose.
///
///         Weights travel packed: 10 bytes for each contribution, by ascending id: uint48 contribution, uint32 weight,
///         1 … 10^9, in parts of 10^9 of the pool; together at most 10^9. Each contribution is of a linked Datanet version.
///         weight = floor(10^9 · Σ poolᵢ·wᵢ / Σ poolᵢ) over the epoch's inferences i, wᵢ its quantised influence on answer i.
///
///         What is signed is EIP-712: domain `OpenLedger InfluenceAttestations`, version `1`, this chain's id, this contract.
///         Attestation(uint256 model,uint256 version,uint256 epoch,uint256 round,bytes32 weightsHash,bytes32 evidence,bytes32 method)
///         with round = results overturned before, one more for a re-run; weightsHash = keccak256 of the packed weights;
///         evidence = what the weights were computed from (training state, index, scores of each inference); method = how,
///         quantisation included.
interface IInfluenceAttestations is INativeContract {
    /// @notice Where an attester stands: Suspended where its bond is below minAttesterBond, or its role was revoked.
    enum AttesterState {
        None,
        Active,
        Suspended,
        Leaving
    }

    /// @notice Where a closed epoch stands.
    enum EpochState {
        None,
        Awaiting,
        Pending,
        Challenged,
        Upheld,
        Paid,
        Forfeited
    }

    /// @notice An attester.
    /// @param since block since which it has been active: it signs for epochs that opened later
    /// @param unlockBlock first block in which the bond of one that leaves can be withdrawn
    /// @param seat its bit in sets of attesters, 1 … 64; 0: none
    /// @param agreed results that it signed and that were paid
    /// @param disagreed epochs of which another result than it signed was paid
    /// @param absent epochs that were paid, and of which it signed nothing
    /// @param slashed how often it was slashed
    struct Attester {
        AttesterState state;
        uint256 bond;
        uint256 since;
        uint256 unlockBlock;
        uint256 seat;
        uint256 agreed;
        uint256 disagreed;
        uint256 absent;
        uint256 slashed;
    }

    /// @notice The epoch that settlements add to.
    /// @param number 0: there is none
    /// @param end first block that is not of it
    struct OpenEpoch {
        uint256 number;
        uint256 version;
        uint256 opened;
        uint256 end;
        uint256 pool;
        uint256 attesters;
    }

    /// @notice A closed epoch.
    /// @param deadline last block in which a result can come
    /// @param attesters n
    /// @param round how many results were overturned
    /// @param weightsHash of the result that stands; zero: none
    /// @param agreed seats of those who signed it, a bit each
    /// @param disagreed seats of those who signed another one
    /// @param challengeUntil last block of the challenge window
    /// @param resolveUntil last block in which a challenge can be decided
    /// @param challenger zero: nobody
    /// @param rerunWeightsHash what a re-run found; zero: there was none
    struct Epoch {
        EpochState state;
        uint256 version;
        uint256 pool;
        uint256 opened;
        uint256 deadline;
        uint256 attesters;
        uint256 round;
        bytes32 weightsHash;
        uint256 agreed;
        uint256 disagreed;
        uint256 challengeUntil;
        uint256 resolveUntil;
        address challenger;
        uint256 challengeBond;
        bytes32 rerunWeightsHash;
        uint256 rerunSeats;
    }

    /// @notice What an attester states about an epoch, besides model, version and epoch.
    struct Statement {
        bytes32 weightsHash;
        bytes32 evidence;
        bytes32 method;
        bytes signature;
    }

    event AttesterBondDeposited(address indexed attester, uint256 amount, uint256 bond);
    /// @notice Its signatures count, for epochs that open later.
    event AttesterActivated(address indexed attester, uint256 seat);
    event AttesterSuspended(address indexed attester);
    event AttesterLeft(address indexed attester, uint256 unlockBlock);
    event AttesterBondWithdrawn(address indexed attester, uint256 amount);
    /// @notice By rule: half, rounded down, to the one who showed it, the rest to the treasury.
    event AttesterSlashed(address indexed attester, uint256 indexed model, uint256 indexed epoch, uint256 amount, address to);
    /// @notice An epoch has a result.
    /// @param seats of the signers, a bit each
    /// @param weights packed
    event ResultSubmitted(uint256 indexed model, uint256 indexed epoch, uint256 round, bytes32 weightsHash, bytes32 evidence, bytes32 method, uint256 seats, bytes weights);
    /// @notice Further attesters signed this statement about a pending epoch.
    event ResultCosigned(uint256 indexed model, uint256 indexed epoch, bytes32 weightsHash, uint256 seats);
    event ResultChallenged(uint256 indexed model, uint256 indexed epoch, address indexed challenger, uint256 bond, bytes32 evidence);
    event ResultRerun(uint256 indexed model, uint256 indexed epoch, bytes32 weightsHash, bytes32 evidence, bytes32 method, uint256 seats, bytes weights);
    event ResultUpheld(uint256 indexed model, uint256 indexed epoch, bytes32 evidence);
    /// @notice The result does not stand: a re-run's takes its place, or another may come until the deadline.
    event ResultOverturned(uint256 indexed model, uint256 indexed epoch, uint256 round, bytes32 weightsHash, bytes32 evidence);
    /// @notice pool = sink + Σ payouts.
    /// @param payouts packed: uint32 account number, uint128 wei, as in InferenceSettled
    event PoolPaid(uint256 indexed model, uint256 indexed epoch, uint256 version, uint256 pool, uint256 sink, bytes payouts);
    /// @notice Who signed the result that was paid, who another, who none: seats, a bit each.
    event AttestersCounted(uint256 indexed model, uint256 indexed epoch, uint256 agreed, uint256 disagreed, uint256 absent);
    event PoolForfeited(uint256 indexed model, uint256 indexed epoch, uint256 version, uint256 pool);
    /// @notice Wei that are no contributor's became a credit in InferenceFees: a part of the sink or of a forfeited pool, a
    ///         challenger's bond, a part of a slash.
    event Credited(uint256 indexed model, uint256 indexed epoch, address indexed account, uint256 amount);
    event SurplusSwept(address indexed treasury, uint256 amount);

    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    error ZeroAmount();
    error TooManyCoins(uint256 amount, uint256 limit);
    error BondTooSmall(uint256 bond, uint256 least);
    error TooManyAttesters(uint256 limit);
    error WrongAttesterState(address attester, uint8 state);
    error TooEarly(uint256 earliest, uint256 current);
    error UnknownModel(uint256 model);
    error UnknownEpoch(uint256 model, uint256 epoch);
    error WrongEpochState(uint256 model, uint256 epoch, uint8 state);
    error DeadlinePassed(uint256 deadline, uint256 current);
    error InvalidSignature();
    /// @notice The signer was no active attester before the epoch opened.
    error NotEligible(address signer);
    error SignedTwice(address signer);
    /// @notice Fewer attesters than minAttesters were active when the epoch opened: it has no result.
    error TooFewAttesters(uint256 attesters, uint256 least);
    error QuorumNotReached(uint256 signatures, uint256 quorum);
    error MalformedWeights();
    error TooManyWeights(uint256 count, uint256 limit);
    error WeightsExceedWhole(uint256 sum);
    error UnlinkedContribution(uint256 contribution);
    error WrongWeights(bytes32 weightsHash, bytes32 expected);
    error WrongValue(uint256 value, uint256 expected);
    /// @notice A re-run was recorded before.
    error AlreadyRerun(uint256 model, uint256 epoch);
    error NothingProved();
    error AlreadyProved(address attester);

    /// @notice Adds to the caller's bond; makes it active where the bond suffices and it holds ATTESTER_ROLE.
    /// @custom:caller an account with ATTESTER_ROLE
    function register() external payable;

    /// @notice Ends the caller's signing. Its bond unlocks attesterDelay blocks later, and no result that it can have
    ///         signed may be open then.
    /// @custom:caller an attester, active or suspended
    function leave() external returns (uint256 unlockBlock);

    /// @notice Pays the caller's bond out.
    /// @custom:caller an attester that left
    function withdrawBond() external returns (uint256 amount);

    /// @notice Suspends an attester whose role was revoked.
    /// @custom:caller anyone
    function suspend(address attester) external;

    /// @notice Brings an epoch's result: the signatures of at least k attesters over it, 65 bytes each.
    /// @custom:caller anyone
    function submit(uint256 model, uint256 epoch, bytes32 evidence, bytes32 method, bytes calldata weights, bytes calldata signatures) external;

    /// @notice Adds signatures of further attesters, over the result that stands or another one, until its window closes:
    ///         who agrees and who does not is counted.
    /// @custom:caller anyone
    function cosign(uint256 model, uint256 epoch, bytes32 weightsHash, bytes32 evidence, bytes32 method, bytes calldata signatures) external;

    /// @notice Challenges a pending result; the value is challengeBond.
    /// @custom:caller anyone
    function challenge(uint256 model, uint256 epoch, bytes32 evidence) external payable;

    /// @notice Decides a challenge. Upheld: the challenger's bond goes to the treasury. Overturned: it is given back, and all
    ///         who signed the result are slashed, half to the challenger.
    /// @custom:caller a governor
    function resolve(uint256 model, uint256 epoch, bool upheld, bytes32 evidence) external;

    /// @notice Records what a second computation of a challenged epoch found, signed for the next round by more than two
    ///         thirds of n, and at least k. It decides where no governor does.
    /// @custom:caller anyone
    function rerun(uint256 model, uint256 epoch, bytes32 evidence, bytes32 method, bytes calldata weights, bytes calldata signatures) external;

    /// @notice Ends a challenge that no governor has decided: by the re-run; without one the result stands and the challenger
    ///         has his bond back.
    /// @custom:caller anyone
    function close(uint256 model, uint256 epoch) external;

    /// @notice Pays a result that stands, and counts who signed it.
    /// @param weights packed, as they were submitted
    /// @custom:caller anyone
    function pay(uint256 model, uint256 epoch, bytes calldata weights) external returns (uint256 paid);

    /// @notice Gives the pool of an epoch without a result to the treasuries of the linked Datanets.
    /// @custom:caller anyone
    function forfeit(uint256 model, uint256 epoch) external returns (uint256 amount);

    /// @notice Slashes an attester that signed two lists of weights for one round of an epoch, once.
    /// @return amount wei, half of them to the caller
    /// @custom:caller anyone
    function proveContradiction(uint256 model, uint256 epoch, uint256 round, Statement calldata one, Statement calldata other) external returns (uint256 amount);

    /// @notice Credits the treasury with coins that are owed to nobody.
    /// @custom:caller anyone
    function sweepSurplus() external returns (uint256 amount);

    /// @notice An attester; all zero where the account has never been one.
    function attesterOf(address account) external view returns (Attester memory);

    /// @notice Who sits on a seat; zero: nobody.
    function attesterAt(uint256 seat) external view returns (address);

    /// @notice How many attesters are active, and the taken seats, a bit each.
    function attesters() external view returns (uint256 active, uint256 seats);

    /// @notice A model's epoch that settlements go to now; all zero where none is open.
    function openEpoch(uint256 model) external view returns (OpenEpoch memory);

    /// @notice How many epochs a model has had, the open one included; they are numbered from 1.
    function epochCount(uint256 model) external view returns (uint256);

    /// @notice A model's epoch, by its number.
    function epochOf(uint256 model, uint256 number) external view returns (Epoch memory);

    /// @notice How many attesters must sign a result of n, and a re-run.
    function quorumOf(uint256 n) external view returns (uint256 result, uint256 rerunQuorum);

    /// @notice Wei of a model's contributors that wait for a result; InferenceFees owes them.
    function heldOf(uint256 model) external view returns (uint256);

    /// @notice What an attester signs for an epoch.
    function attestationDigest(uint256 model, uint256 epoch, uint256 round, bytes32 weightsHash, bytes32 evidence, bytes32 method) external view returns (bytes32);

    /// @notice Wei of bonds that this contract owes.
    function liabilities() external view returns (uint256);

    /// @notice Wei that it holds beyond that.
    function surplus() external view returns (uint256);
}
