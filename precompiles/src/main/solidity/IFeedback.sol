// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Feedback of people on settled inferences, and what they earn by it, at 0x…a108
/// @notice A model's pool is filled by a share of what its creator earns, and by anyone. It is owed by InferenceFees, where
///         all that is paid here becomes a credit; this contract holds no coins.
///
///         A round of a model runs through four windows of as many blocks. ITEMS: its creator, and payers, put settled
///         inferences up, each once for ever. COMMIT: whoever has had a bond since before the round may commit to his ratings
///         of all items, from 1 (bad) to 5 (good). REVEAL: they are revealed; whoever does not loses a part of his bond to
///         the pool. CLAIM: until the next round is opened, rewards are paid.
///
///         On each item a rater agrees with the others by 8 − |2·rating − lo − hi| points of 8, where lo and hi are the middle
///         ratings of all others (the same one where their number is odd), as long as there are minOtherRaters of them. His
///         own rating is no part of that. He earns floor(perRater · points / (8 · maxItems)), where
///         perRater = min(floor(budget / raters who revealed), floor(budget · maxRaterShare / 10,000)). What is not earned
///         stays in the pool: nobody gains by what another loses.
///
///         Nobody rates an inference that he or an agent of his paid for, nor a model that he created, is offered, or signs
///         receipts of; an agent's wallet rates nothing. Whose an inference is stands in its item, fixed when it is put up:
///         the owner's of the agent whose wallet the payer is, or was last; where he is an agent's wallet himself, the owner's
///         above him, up to the fourth.
///
///         A correction is content (its hash is kept here) that its author offers for an item that was rated 3 or less; the
///         model's creator may approve one for each item, and the pool pays a bounty.
interface IFeedback is INativeContract {
    /// @notice What a model has for feedback.
    /// @param amount wei that belong to no round
    /// @param share parts per 10,000 of what the creator earns that go to the pool
    /// @param nextShare the lower one that was announced
    /// @param fromBlock first block in which it can be brought into force; 0: none was announced
    /// @param rounds how many rounds there were; the last one is the present one
    struct Pool {
        uint256 amount;
        uint256 share;
        uint256 nextShare;
        uint256 fromBlock;
        uint256 rounds;
    }

    /// @notice Somebody who rates.
    /// @param bond wei that answer for his commitments
    /// @param sinceBlock of his last deposit: he may commit in rounds that were opened later
    /// @param open commitments that he has not revealed
    /// @param revealed commitments that he has revealed
    /// @param forfeited commitments that he has not revealed in time
    struct Rater {
        uint256 bond;
        uint256 sinceBlock;
        uint256 open;
        uint256 revealed;
        uint256 forfeited;
    }

    /// @notice A round of a model; its rules are those of the block in which it was opened.
    /// @param phase 0 none, 1 items, 2 commit, 3 reveal, 4 claim, 5 closed
    /// @param startBlock its first
    /// @param window blocks of each of its four windows
    /// @param items that were put up
    /// @param payerItems those of them that their payers put up
    /// @param maxItems most of both; half of them, rounded up, by payers
    /// @param raters who have committed
    /// @param revealed those of them who have revealed
    /// @param maxRaters most who may commit
    /// @param minOthers ratings of others without which an item earns a rater nothing
    /// @param maxRaterShare most of the budget that one rater may earn, in parts per 10,000
    /// @param budget wei that it may pay
    /// @param left wei of it that it has not paid
    /// @param perRater most wei that one rater earns, as far as they have revealed
    struct Round {
        uint8 phase;
        uint256 startBlock;
        uint256 window;
        uint256 items;
        uint256 payerItems;
        uint256 maxItems;
        uint256 raters;
        uint256 revealed;
        uint256 maxRaters;
        uint256 minOthers;
        uint256 maxRaterShare;
        uint256 budget;
        uint256 left;
        uint256 perRater;
    }

    /// @notice A settled inference and what raters have revealed of it.
    /// @param payer who paid for it
    /// @param request his number of it
    /// @param ones ratings of 1, and so on
    /// @param count all ratings
    /// @param sum of all ratings
    /// @param doubledMedian lo + hi of all ratings: 2 to 10; 0 where there are fewer than minOthers
    /// @param corrected whether a correction was approved
    /// @param owner whose agent the payer was when it was put up: he rates it 0, as the payer does; zero: nobody's
    struct Item {
        address payer;
        uint256 request;
        uint256 ones;
        uint256 twos;
        uint256 threes;
        uint256 fours;
        uint256 fives;
        uint256 count;
        uint256 sum;
        uint256 doubledMedian;
        bool corrected;
        address owner;
    }

    /// @notice What a rater has said in a round.
    /// @param state 0 nothing, 1 committed, 2 revealed, 3 paid, 4 forfeited
    /// @param commitment its first 31 bytes, while it is not revealed
    /// @param ratings a byte for each item; 0 where he must not rate; empty until they are revealed
    /// @param points he agrees with the others by, as far as they have revealed
    struct Ballot {
        uint8 state;
        bytes32 commitment;
        bytes ratings;
        uint256 points;
    }

    /// @notice A better answer than an item's.
    /// @param model of the item
    /// @param round of the item
    /// @param item its number in the round
    /// @param author who offers it
    /// @param contentHash keccak256 of author and content, as they agree on it with the creator
    /// @param contribution with which it was contributed to a Datanet; 0: to none
    /// @param state 1 proposed, 2 approved
    /// @param bounty wei that were paid
    struct Correction {
        uint256 model;
        uint256 round;
        uint256 item;
        address author;
        bytes32 contentHash;
        uint256 contribution;
        uint8 state;
        uint256 bounty;
    }

    event PoolFunded(uint256 indexed model, address indexed from, uint256 amount);
    /// @notice Another share of what the creator earns goes to the pool from now on.
    event ShareChanged(uint256 indexed model, uint256 share);
    event ShareLoweringAnnounced(uint256 indexed model, uint256 share, uint256 fromBlock);
    /// @notice What the creator had earned until now was shared out by the share that held.
    event AccrualShared(uint256 indexed model, address indexed creator, uint256 toCreator, uint256 toPool);
    event RaterBonded(address indexed rater, uint256 amount, uint256 bond);
    /// @notice A bond became its rater's credit in InferenceFees.
    event RaterBondWithdrawn(address indexed rater, uint256 amount);
    event RoundOpened(uint256 indexed model, uint256 indexed round, uint256 startBlock, uint256 window, uint256 budget);
    /// @notice The next round was opened; what this one has not paid went back to the pool.
    event RoundClosed(uint256 indexed model, uint256 indexed round, uint256 returned);
    event ItemAdded(uint256 indexed model, uint256 indexed round, address indexed payer, uint256 request, uint256 item);
    event RatingsCommitted(uint256 indexed model, uint256 indexed round, address indexed rater, bytes32 commitment);
    event RatingsRevealed(uint256 indexed model, uint256 indexed round, address indexed rater, bytes ratings);
    /// @notice A rater's reward became his credit in InferenceFees.
    event RewardPaid(uint256 indexed model, uint256 indexed round, address indexed rater, uint256 points, uint256 amount);
    /// @notice A part of the bond of a rater who has not revealed went to the pool.
    event BondForfeited(uint256 indexed model, uint256 indexed round, address indexed rater, uint256 amount);
    event CorrectionProposed(
        uint256 indexed correction,
        uint256 indexed model,
        address indexed author,
        uint256 round,
        uint256 item,
        bytes32 contentHash,
        uint256 contribution
    );
    /// @notice A correction's bounty became its author's credit in InferenceFees.
    event CorrectionApproved(uint256 indexed correction, uint256 indexed model, address indexed author, uint256 bounty);
    event SurplusSwept(address indexed treasury, uint256 amount);

    error UnknownModel(uint256 model);
    error NotCreator(uint256 model, address account);
    error ShareOutOfBounds(uint256 share, uint256 limit);
    error NothingAnnounced(uint256 model);
    error TooEarly(uint256 earliest, uint256 current);
    error ZeroAmount();
    error TooManyCoins(uint256 amount, uint256 limit);
    /// @notice Only the model's creator, or who has paid for it, puts an inference up.
    error NotCreatorNorPayer(uint256 model, address account);
    error NotSettled(address payer, uint256 model, uint256 request);
    error AlreadyAnItem(address payer, uint256 model, uint256 request);
    error TooManyItems(uint256 model, uint256 round, uint256 limit);
    error WrongPhase(uint256 model, uint256 round, uint8 phase);
    error BondTooSmall(address rater, uint256 bond, uint256 needed);
    /// @notice The bond was added to in the round's first block, or later.
    error BondTooNew(address rater, uint256 sinceBlock, uint256 startBlock);
    /// @notice A bond stays while commitments are neither revealed nor forfeited.
    error OpenCommitments(address rater, uint256 count);
    error NoBond(address rater);
    /// @notice Who created, is offered, or signs for a model, and who paid for an inference, himself or by an agent, neither
    ///         rates nor corrects it.
    error ConflictOfInterest(uint256 model, address account);
    /// @notice An agent's wallet neither rates nor corrects: its owner may, in his own name.
    error RaterIsAgent(address rater, uint256 agent);
    error AlreadyCommitted(uint256 model, uint256 round, address rater);
    error TooManyRaters(uint256 model, uint256 round, uint256 limit);
    /// @notice The ballot is not in the state that the call needs.
    error WrongBallotState(uint256 model, uint256 round, address rater, uint8 state);
    error WrongReveal(bytes32 commitment);
    error WrongLength(uint256 given, uint256 needed);
    /// @notice A rating is 1 to 5; 0 for an inference that the rater, or an agent of his, paid for, and for no other.
    error WrongRating(uint256 item, uint256 rating);
    error UnknownItem(uint256 model, uint256 round, uint256 item);
    error WrongContribution(uint256 contribution, address author);
    error UnknownCorrection(uint256 correction);
    error AlreadyCorrected(uint256 model, uint256 round, uint256 item);
    /// @notice A correction is paid for an item that at least minOthers have rated, at 3 or less in the middle.
    error NotRatedLow(uint256 doubledMedian, uint256 limit);

    /// @notice Adds the value to a model's pool. It is not paid back.
    /// @custom:caller anyone
    function fund(uint256 model) external payable;

    /// @notice Sets which share of what the creator earns goes to the pool. A higher one holds at once, a lower one is
    ///         announced, and can be brought into force changeNotice blocks later. Takes the place of one that was announced.
    /// @param share parts per 10,000, at most maxFeedbackShare where it is raised
    /// @custom:caller the model's creator
    function setShare(uint256 model, uint256 share) external;

    /// @notice Brings a lower share that was announced into force. What has accrued until now is shared out by the higher one.
    /// @custom:caller anyone
    function applyShare(uint256 model) external;

    /// @notice What a model has for feedback.
    function pool(uint256 model) external view returns (Pool memory);

    /// @notice Adds the value to the caller's bond. He may commit in rounds that are opened in later blocks.
    /// @custom:caller anyone, for himself
    function depositBond() external payable;

    /// @notice Credits the caller's whole bond to him in InferenceFees, unless a commitment of his is open.
    /// @return amount wei
    /// @custom:caller anyone, for himself
    function withdrawBond() external returns (uint256 amount);

    /// @notice Somebody who rates.
    function rater(address account) external view returns (Rater memory);

    /// @notice Puts a settled inference up in the model's present round; opens the next one where there is none.
    /// @return round its number, from 1
    /// @return item its number in the round, from 0
    /// @custom:caller the model's creator, or the payer of the inference
    function addItem(uint256 model, address payer, uint256 request) external returns (uint256 round, uint256 item);

    /// @notice Commits to ratings of all items of the model's present round.
    /// @param commitment as `commitmentOf` has it
    /// @custom:caller anyone but an agent's wallet who has had a bond of raterBond since before the round, and no interest in
    ///                the model
    function commit(uint256 model, bytes32 commitment) external;

    /// @notice Reveals ratings.
    /// @param ratings a byte for each item, in their order: 1 to 5; 0 where the caller is the item's payer or owner
    /// @param salt 32 random bytes, without which ratings could be guessed from the commitment
    /// @custom:caller anyone who has committed to them
    function reveal(uint256 model, bytes calldata ratings, bytes32 salt) external;

    /// @notice Credits what a rater has earned in the model's present round, after its ratings are revealed.
    /// @return amount wei
    /// @custom:caller anyone
    function claim(uint256 model, address account) external returns (uint256 amount);

    /// @notice Takes unrevealedPenalty, or what there is, from the bond of a rater who has not revealed in time; to the pool.
    /// @return amount wei
    /// @custom:caller anyone
    function forfeit(uint256 model, uint256 round, address account) external returns (uint256 amount);

    /// @notice A round of a model; of phase 0 where there is none.
    function round(uint256 model, uint256 number) external view returns (Round memory);

    /// @notice An item of a round.
    function item(uint256 model, uint256 round, uint256 number) external view returns (Item memory);

    /// @notice All items of a round: at most 32.
    function items(uint256 model, uint256 round) external view returns (Item[] memory);

    /// @notice Where an inference was put up; round 0: nowhere.
    function placeOf(address payer, uint256 model, uint256 request) external view returns (uint256 round, uint256 item);

    /// @notice What a rater has said in a round.
    function ballot(uint256 model, uint256 round, address account) external view returns (Ballot memory);

    /// @notice keccak256(model ‖ round ‖ rater ‖ salt ‖ ratings), the first four as words. Whom it is asked of learns the ratings.
    function commitmentOf(uint256 model, uint256 round, address account, bytes calldata ratings, bytes32 salt)
        external
        view
        returns (bytes32);

    /// @notice Offers a better answer than an item's.
    /// @param contentHash keccak256 of author and content, as the creator and he agree on it
    /// @param contribution of the caller's, with which it was contributed to a Datanet; 0: none
    /// @return correction its number, from 1
    /// @custom:caller anyone but an agent's wallet who has a bond of raterBond, no interest in the model, and has not paid for
    ///                the inference, himself or by an agent
    function proposeCorrection(uint256 model, uint256 round, uint256 item, bytes32 contentHash, uint256 contribution)
        external
        returns (uint256 correction);

    /// @notice Approves the one correction of an item whose ratings are revealed, and are low, and credits the bounty:
    ///         correctionBounty, but at most an item's part of what a new round could pay.
    /// @return bounty wei
    /// @custom:caller the model's creator
    function approveCorrection(uint256 correction) external returns (uint256 bounty);

    /// @notice A correction.
    function correction(uint256 number) external view returns (Correction memory);

    /// @notice How many corrections there are.
    function correctionCount() external view returns (uint256);

    /// @notice Wei that this contract holds: it owes nobody any.
    function surplus() external view returns (uint256);

    /// @notice Sends coins that arrived without a call (self-destruct, block rewards) to the treasury's credit.
    /// @custom:caller anyone
    function sweepSurplus() external returns (uint256 amount);
}
