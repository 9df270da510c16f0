// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title The fee of an inference and where every wei of it goes, at 0x…a103
/// @notice gross = platform + net; net = creator + stakers + contributors; contributors = Σ payouts + sink.
///         Contributors are credited at once. What the creator, the stakers, the sink and the platform earn is accrued,
///         and `collect` moves it to their credits. Credits are withdrawn.
///
///         Three ways to pay: with the value of the call; out of a prepaid deposit; out of a reservation made before the
///         answer exists. A gateway settles many inferences of one payer at once under his signed permit, out of what
///         he has pledged to the model, then out of his deposit.
///
///         An answer is priced and attributed by the version of the model that holds in the block of its settlement, and
///         that is the version its receipt names: a receipt over another version does not settle, so that no change of
///         prices or rule touches an answer unless the serving key signs it again. Requests and permits are numbered by
///         the payer, apart for each model: what he does with one model cannot stand in the way of another.
///
///         An answer travels as its token ids, each in as many bytes as the tokenizer's ids need (2 for utf8-bytes, 3 for
///         cl100k_base), big-endian. A run of redacted tokens is one id of all ones, then the run's length as unsigned
///         LEB128 in as few bytes as it takes; no run follows a run. So an answer has one encoding only.
///
///         What the serving key and the payer sign is EIP-712: domain `OpenLedger InferenceFees`, version `1`, this
///         chain's id, this contract. Signatures are r ‖ s ‖ v, 65 bytes, low s, v 27 or 28.
///         Receipt(uint256 model,uint256 version,address payer,uint256 request,uint256 inputTokens,uint256 outputTokens,bytes32 outputHash,bytes32 outputCommitment)
///         Batch(Permit permit,uint256 version,bool atomic,Item[] items)Item(uint256 request,uint256 inputTokens,uint256 outputTokens,bytes32 outputHash,bytes32 outputCommitment)Permit(address payer,uint256 model,uint256 limit,uint256 expiry,uint256 nonce)
///         Permit(address payer,uint256 model,uint256 limit,uint256 expiry,uint256 nonce)
///         outputHash is keccak256 of the answer's bytes as they are settled. outputCommitment is
///         SHA-256(0x02 ‖ uint32 n ‖ root) over the n tokens of the whole answer before any redaction, root being that of
///         RFC 9162 over leaves SHA-256(0x00 ‖ uint32 position ‖ uint32 id ‖ bytes32 salt).
///         A serving key signs one commitment and one count of input tokens for a payer's request of its model, ever; it
///         may sign them again, for a batch or for another version.
interface IInferenceFees is INativeContract {
    /// @notice A fee and its parts, in wei. net = ceil((inputTokens·inputRate + outputTokens·outputRate) / 1,000). Each part is
    ///         floor(net · share / 10,000); the wei that are left over, two at most, go one each to the parts with the
    ///         largest remainders, among equals to creator before stakers before contributors.
    struct Fee {
        uint256 gross;
        uint256 platform;
        uint256 net;
        uint256 creator;
        uint256 stakers;
        uint256 contributors;
    }

    /// @notice What the model's serving key signs about one answer.
    /// @param version of the model under which it is settled
    /// @param inputTokens tokens of the prompt
    /// @param outputCommitment salted commitment to the whole answer, before any redaction
    struct Receipt {
        uint256 version;
        uint256 inputTokens;
        bytes32 outputCommitment;
        bytes signature;
    }

    /// @notice One inference of a batch.
    /// @param request the payer's own number of this inference of the model
    /// @param output the answer
    struct Item {
        uint256 request;
        uint256 inputTokens;
        bytes output;
        bytes32 outputCommitment;
    }

    /// @notice What a payer allows: one batch of a model's inferences out of his deposit.
    /// @param limit most wei that the batch may take
    /// @param expiry last block in which the permit may be used
    /// @param nonce the payer's own number of the permit, for this model and apart from requests: each is used at most
    ///        once, in any order
    struct Permit {
        address payer;
        uint256 model;
        uint256 limit;
        uint256 expiry;
        uint256 nonce;
    }

    /// @notice The batch that an answer stood in.
    /// @param permit under which it was settled
    /// @param items EIP-712 struct hashes of all its items; none: the answer had a receipt of its own, nothing else is read
    /// @param index of the answer in it
    struct Batch {
        Permit permit;
        bool atomic;
        bytes32[] items;
        uint256 index;
    }

    /// @notice A token of the whole answer, with the path that proves it (siblings, from the leaf upwards).
    struct Opening {
        uint256 position;
        uint256 id;
        bytes32 salt;
        bytes32[] path;
    }

    /// @notice That a receipt of the serving key does not say what was answered.
    /// @param output the answer as it was settled
    /// @param receipt the serving key's; of a batch, with the batch's version and signature
    /// @param batch that it stood in, if any
    /// @param tokens n of the commitment
    /// @param root of the commitment
    /// @param openings tokens, by ascending position; none where the counts differ
    struct UnderReporting {
        uint256 model;
        uint256 request;
        bytes output;
        Receipt receipt;
        Batch batch;
        uint256 tokens;
        bytes32 root;
        Opening[] openings;
    }

    /// @notice What a serving key has signed about one answer, without the answer.
    /// @param signature of a batch, the batch's
    /// @param batch that it stood in, if any
    struct Signed {
        uint256 version;
        uint256 inputTokens;
        uint256 outputTokens;
        bytes32 outputHash;
        bytes32 outputCommitment;
        bytes signature;
        Batch batch;
    }

    /// @notice Everything about an account but what it has pledged: that stands with each model.
    /// @param number in the ledger, given for good when the account may first earn: it contributes (a commitment alone is not
    ///        enough), creates a model, is named as a version's sink or the network's treasury, rates under a bond, or is
    ///        credited; 0 before, and a deposit changes nothing of that
    /// @param earnings wei that it can withdraw
    /// @param deposit wei that it has prepaid, what is being withdrawn included
    /// @param unlocking wei of the deposit that a withdrawal has been announced for
    /// @param unlockBlock first block in which that can be finished; 2^32 - 1: never, the account is an agent's wallet and
    ///        the deposit its owner's
    /// @param reserved wei that its reservations hold
    struct Statement {
        uint256 number;
        uint256 earnings;
        uint256 deposit;
        uint256 unlocking;
        uint256 unlockBlock;
        uint256 reserved;
    }

    /// @notice An inference that is paid for and not yet answered; all zero where there is none.
    /// @param amount wei held
    /// @param deadline last block in which it can be settled
    struct Reservation {
        uint256 inputTokens;
        uint256 maxOutputTokens;
        uint256 amount;
        uint256 deadline;
    }

    /// @notice An inference was paid and its answer attributed.
    /// @param version of the model, by whose prices, rule and data it was
    /// @param tokens of the answer
    /// @param covered tokens that have an owner
    /// @param paid tokens in runs that are paid
    /// @param full units of a fully paid answer: a contributor's amount is contributors · units / full, rounded down
    /// @param sink wei that no contributor gets
    /// @param evidence keccak256 of (outputHash bytes32, tokens uint32, covered uint32, paid uint32, full uint64, number of runs
    ///        uint32, runs {begin uint32, end uint32, contribution uint64; 0 where nobody's}, number of payees uint32, payees
    ///        {account uint32, units uint64, amount uint128}, sink uint128), big-endian, packed. The payees are all accounts that
    ///        own a token, in the order of the first one of each: those whose units, or amounts, are 0 too
    /// @param payouts what contributors got: {account uint32, amount uint128}, big-endian, packed, 20 bytes each, in the
    ///        order of the first token that each owns; `account` names the accounts
    event InferenceSettled(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 version, uint256 inputTokens, bytes32 outputCommitment, Fee fee, uint256 tokens, uint256 covered, uint256 paid, uint256 full, uint256 sink, bytes32 evidence, bytes payouts);
    /// @notice The contributors' share of an inference of an INFLUENCE version was added to the pool of the model's open epoch,
    ///         and waits for attested weights. Nothing of its answer is attributed: covered, paid and sink are 0.
    /// @param amount wei; gross = platform + creator + stakers + amount
    event InfluencePoolHeld(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 epoch, uint256 amount);
    /// @notice A batch was settled.
    /// @param spent wei that its items cost
    /// @param fromPledge wei of them that came out of what the payer had pledged to the model, the rest out of his deposit
    event BatchSettled(uint256 indexed model, address indexed payer, uint256 indexed nonce, uint256 settled, uint256 skipped, uint256 spent, uint256 fromPledge);
    /// @notice An item of a batch was left out; it has no other effect.
    /// @param index of the item
    /// @param reason ABI-encoded error of this interface
    event ItemSkipped(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 index, bytes reason);
    event InferenceReserved(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 inputTokens, uint256 maxOutputTokens, uint256 amount, uint256 deadline);
    /// @notice A reservation ended without an answer; its coins are in the payer's deposit.
    /// @param by who ended it
    event InferenceRefunded(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 amount, address by);
    event Deposited(address indexed account, address indexed from, uint256 amount);
    /// @notice A withdrawal of prepaid coins was announced; amount 0 takes an announcement back.
    event WithdrawalStarted(address indexed account, uint256 amount, uint256 unlockBlock);
    event DepositWithdrawn(address indexed account, uint256 amount);
    /// @notice A payer took a permit back.
    /// @param fromBlock first block in which it can no longer be used
    event PermitRevoked(uint256 indexed model, address indexed payer, uint256 indexed nonce, uint256 fromBlock);
    /// @notice Wei were put in that only batches of the model take.
    event Pledged(uint256 indexed model, address indexed payer, uint256 amount);
    /// @notice A withdrawal of a pledge was announced; amount 0 takes an announcement back.
    event PledgeWithdrawalStarted(uint256 indexed model, address indexed payer, uint256 amount, uint256 unlockBlock);
    event PledgeWithdrawn(uint256 indexed model, address indexed payer, uint256 amount);
    /// @notice Accrued wei became an account's credit; or, where the account is the contract Staking, were shared out to
    ///         those who have staked on the model. Model 0: the platform fee, and what general stake has earned of all models.
    event Collected(uint256 indexed model, address indexed account, uint256 amount);
    event Withdrawn(address indexed account, address indexed to, uint256 amount);
    event SurplusSwept(address indexed treasury, uint256 amount);
    event ServingBondDeposited(uint256 indexed model, address indexed from, uint256 amount);
    /// @notice A withdrawal of a serving bond was announced; amount 0 takes an announcement back.
    event ServingBondWithdrawalStarted(uint256 indexed model, uint256 amount, uint256 unlockBlock);
    event ServingBondWithdrawn(uint256 indexed model, address indexed to, uint256 amount);
    /// @notice A serving key's receipt was proved wrong, and the model's serving bond pays for it.
    /// @param toPayer wei credited to the payer
    /// @param toContributors wei credited to who had lost units by it; to the treasury where nobody had: `PenaltyPaid` says who
    event UnderReportingProved(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 toPayer, uint256 toContributors);
    /// @notice The model's serving keys were proved to have signed two answers for one request.
    /// @param toPayer wei credited to the payer
    /// @param toTreasury wei credited to the treasury
    event ContradictionProved(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 toPayer, uint256 toTreasury);
    /// @notice A part of a penalty became an account's credit: a contributor's who had lost units, or the treasury's.
    /// @param request the payer's, whom the proof's own event of the same transaction names
    event PenaltyPaid(uint256 indexed model, address indexed account, uint256 indexed request, uint256 amount);
    /// @notice What an agent's wallet paid counts against the agent's limits: an inference, a reservation, or what a batch took
    ///         out of its deposit.
    /// @param begin first block of the period that it counts in
    /// @param spent wei that count in that period, these included
    event AgentSpent(uint256 indexed agent, uint256 indexed model, uint256 amount, uint256 begin, uint256 spent);
    /// @notice What a reservation of an agent's wallet held, or a part of it, came back.
    /// @param owner who was credited with it, where the agent was revoked; zero: it is in the wallet's deposit again
    /// @param uncounted wei of it that no longer count in the present period
    event AgentRefunded(uint256 indexed agent, uint256 indexed model, address indexed owner, uint256 amount, uint256 uncounted);

    error UnknownModel(uint256 model);
    error ModelNotDeployed(uint256 model);
    /// @notice The serving key signed for another version of the model than holds now.
    error WrongVersion(uint256 signed, uint256 current);
    /// @notice The model has had no such version.
    error UnknownVersion(uint256 model, uint256 version);
    /// @notice The value is neither the fee nor, to pay out of the deposit, zero.
    error WrongValue(uint256 given, uint256 fee);
    /// @notice The call takes coins and got none.
    error ZeroValue();
    /// @notice This payer has settled this request of the model before.
    error AlreadySettled(address payer, uint256 request);
    /// @notice The request is reserved: only `settleReserved` and `settleBatch` settle it.
    error AlreadyReserved(address payer, uint256 request);
    error NotReserved(address payer, uint256 request);
    /// @notice The reservation can no longer be settled.
    error DeadlinePassed(uint256 deadline, uint256 current);
    /// @notice Something ends or unlocks only later.
    error TooEarly(uint256 earliest, uint256 current);
    /// @notice The inference costs more than was reserved or permitted.
    error LimitExceeded(uint256 fee, uint256 left);
    error InsufficientDeposit(uint256 deposit, uint256 needed);
    /// @notice A deposit, a reservation, a bond or all together would be more wei than the ledger counts.
    error TooManyCoins(uint256 amount, uint256 limit);
    error InvalidSignature();
    /// @notice The signature is another account's than who must sign, or over other values.
    error WrongSigner(address signer, address expected);
    error PermitExpired(uint256 expiry, uint256 current);
    error PermitUsed(address payer, uint256 nonce);
    /// @notice The permit was revoked, and no longer holds from a block on.
    error PermitEnded(address payer, uint256 nonce, uint256 fromBlock);
    error EmptyBatch();
    error BatchTooLong(uint256 items, uint256 limit);
    /// @notice Packed items end in the midst of one.
    /// @param index of the item
    error MalformedItems(uint256 index);
    /// @notice An item of an atomic batch cannot be settled.
    /// @param reason ABI-encoded error of this interface
    error BatchItemFailed(uint256 index, bytes reason);
    /// @notice The output is not the encoding of an answer.
    /// @param width bytes of one id
    error MalformedOutput(uint256 size, uint256 width);
    error OutputTooLong(uint256 tokens, uint256 limit);
    error TooManyTokens(uint256 tokens, uint256 limit);
    error NothingToWithdraw(address account);
    /// @notice A native contract cannot withdraw: nothing is paid to one.
    error NotPayable(address account);
    error ZeroAddress();
    /// @notice Only the model's creator, or for `decline` its serving key.
    error NotCreator(uint256 model, address account);
    /// @notice The model's serving bond, without what is announced to be withdrawn, is too small.
    error BondTooSmall(uint256 model, uint256 bond, uint256 minimum);
    /// @notice The payer has not settled the request.
    error NotSettled(address payer, uint256 request);
    error AlreadyProved(address payer, uint256 request);
    /// @notice The batch has no such item, or another one there, or was another payer's or model's.
    error WrongBatchItem(uint256 index);
    /// @notice Count and root are not what the receipt's commitment binds.
    error WrongCommitment(bytes32 commitment);
    /// @notice A position is not above the one before, or not in the answer, or the path does not prove it.
    error WrongOpening(uint256 position);
    /// @notice Count and opened tokens are what was reported, or make no contributor's units more; or two statements do not
    ///         contradict each other.
    error NothingProved();
    /// @notice The payer is the wallet of an agent that its owner has paused.
    error AgentPaused(uint256 agent);
    /// @notice The last block in which the payer, an agent's wallet, may spend has passed.
    error AgentExpired(uint256 agent, uint256 expiry);
    /// @notice One inference, or all that the payer, an agent's wallet, spends in this period, would be more than is allowed.
    error AgentLimitExceeded(uint256 agent, uint256 limit, uint256 needed);
    /// @notice The payer is the wallet of an agent that may not use the model.
    error ModelNotAllowed(uint256 agent, uint256 model);
    /// @notice The wallet of an agent neither withdraws nor pledges: what it has here is its owner's.
    error NotForAgents(uint256 agent);

    /// @notice The fee of an inference: ceil((inputTokens·inputRate + outputTokens·outputRate) / 1,000) + platform fee.
    function quote(uint256 model, uint256 inputTokens, uint256 outputTokens) external view returns (Fee memory);

    /// @notice Pays for an inference of the caller's and splits the fee. The value is exactly the quoted gross fee, or
    ///         zero to pay out of the caller's deposit.
    /// @param request the payer's own number of this inference of the model: each is settled at most once, in any order
    /// @param output the answer; its length is what is billed
    /// @return fee the parts
    /// @custom:caller anyone, with the serving key's receipt to him
    function settle(uint256 model, uint256 request, bytes calldata output, Receipt calldata receipt) external payable returns (Fee memory fee);

    /// @notice Settles many inferences of one payer under one permit: out of what he has pledged to the model, then out of
    ///         his deposit. Each answer is attributed on its own; payouts are netted, so that each account is
    ///         written once. A request that the payer has reserved is settled all the same: what was reserved goes to his
    ///         deposit first.
    /// @param permitSignature the payer's
    /// @param version of the model, for which the serving key signed. Where another one holds now, nothing is settled and the
    ///        permit stays unused: the serving key may sign the batch again
    /// @param atomic whether an item that cannot be settled fails the whole, or is skipped and reported by `ItemSkipped`
    /// @param items at most maxBatch
    /// @param batchSignature the serving key's, over all of it; the outputTokens of an item whose output is malformed are 0
    /// @return settled how many items were settled
    /// @return spent wei that they cost
    /// @custom:caller anyone, with the payer's permit and the serving key's signature
    function settleBatch(Permit calldata permit, bytes calldata permitSignature, uint256 version, bool atomic, Item[] calldata items, bytes calldata batchSignature) external returns (uint256 settled, uint256 spent);

    /// @notice As `settleBatch`, of the same batch under the same signatures, in about a quarter less calldata: for gateways
    ///         that settle much. The items follow one another, packed and big-endian (`abi.encodePacked`): request uint64,
    ///         inputTokens uint32, outputCommitment bytes32, length of the output in bytes uint32, output. Larger requests
    ///         go by `settleBatch`.
    /// @param items at most maxBatch
    /// @param batchSignature the serving key's, as for `settleBatch`
    /// @custom:caller anyone, with the payer's permit and the serving key's signature
    function settleBatchPacked(Permit calldata permit, bytes calldata permitSignature, uint256 version, bool atomic, bytes calldata items, bytes calldata batchSignature) external returns (uint256 settled, uint256 spent);

    /// @notice Takes a permit of the caller's back, withdrawalDelay blocks from now: until then it pays for what was served
    ///         under it. To take it back again changes nothing.
    /// @return fromBlock first block in which it can no longer be used
    /// @custom:caller anyone, for himself
    function revokePermit(uint256 model, uint256 nonce) external returns (uint256 fromBlock);

    /// @notice Adds the value to what the caller has pledged to a model: nothing but batches of that model, signed by its
    ///         serving key and under his permits, takes it. A gateway that serves on credit counts on that, and on
    ///         nothing else of a payer's.
    /// @custom:caller anyone, for himself
    function depositPledge(uint256 model) external payable;

    /// @notice Announces that the caller will withdraw a part of what he has pledged to a model, in place of what he
    ///         announced before; 0: nothing. Until it is finished it still pays for batches.
    /// @return unlockBlock first block in which it can be finished: withdrawalDelay blocks from now
    /// @custom:caller anyone, for himself
    function startPledgeWithdrawal(uint256 model, uint256 amount) external returns (uint256 unlockBlock);

    /// @notice Pays out what was announced, or what is left of it.
    /// @custom:caller anyone, for himself
    function finishPledgeWithdrawal(uint256 model) external returns (uint256 amount);

    /// @notice Holds the most that an inference can cost, until it is answered, declined or refunded. The value is exactly
    ///         that, or zero to take it from the caller's deposit. Only `settleReserved`, or a batch under his permit, settles
    ///         the request meanwhile.
    /// @return deadline last block in which it can be settled: reserveWindow blocks from now
    /// @custom:caller anyone, for himself
    function reserve(uint256 model, uint256 request, uint256 inputTokens, uint256 maxOutputTokens) external payable returns (uint256 deadline);

    /// @notice Settles a reserved inference. What the answer does not cost
    ///         goes to the payer's deposit.
    /// @custom:caller anyone, with the serving key's receipt
    function settleReserved(address payer, uint256 model, uint256 request, bytes calldata output, Receipt calldata receipt) external returns (Fee memory fee);

    /// @notice Gives a reservation back to the payer's deposit: the model will not answer. The request's number
    ///         is free again.
    /// @custom:caller the model's creator, or a serving key of it
    function decline(address payer, uint256 model, uint256 request) external returns (uint256 amount);

    /// @notice Takes a reservation of the caller's back into his deposit, after its deadline. The request's number is
    ///         free again.
    /// @custom:caller anyone, for himself
    function refund(uint256 model, uint256 request) external returns (uint256 amount);

    /// @notice As `refund`, for a payer who does not do it: the coins go to his deposit all the same.
    /// @custom:caller anyone
    function refundFor(address payer, uint256 model, uint256 request) external returns (uint256 amount);

    /// @notice Adds the value to the caller's prepaid deposit.
    /// @custom:caller anyone, for himself
    function deposit() external payable;

    /// @notice Adds the value to another account's prepaid deposit.
    /// @custom:caller anyone
    function depositFor(address account) external payable;

    /// @notice Announces that the caller will withdraw prepaid coins, in place of what he announced before; 0: nothing.
    ///         Until it is finished they still pay for what was served under his permits.
    /// @return unlockBlock first block in which it can be finished: withdrawalDelay blocks from now
    /// @custom:caller anyone, for himself
    function startWithdrawal(uint256 amount) external returns (uint256 unlockBlock);

    /// @notice Pays out what was announced, or what is left of it.
    /// @custom:caller anyone, for himself
    function finishWithdrawal() external returns (uint256 amount);

    /// @notice Moves what a model has earned for its creator and its sink (or the treasuries of its Datanets, in equal
    ///         parts), and what all models have earned for the platform, to their credits; shares out what stake on the model
    ///         and general stake have earned (while nothing is staked generally: to the treasury's credit). All are
    ///         those of the time when it was earned.
    /// @return amount wei moved
    /// @custom:caller anyone
    function collect(uint256 model) external returns (uint256 amount);

    /// @notice Pays out all that the caller has earned.
    /// @custom:caller anyone, for himself
    function withdraw() external returns (uint256 amount);

    /// @notice Pays out all that the caller has earned, to another account.
    /// @custom:caller anyone, for himself
    function withdrawTo(address to) external returns (uint256 amount);

    /// @notice Sends coins that arrived without a settlement (self-destruct, block rewards) to the treasury's credit.
    /// @custom:caller anyone
    function sweepSurplus() external returns (uint256 amount);

    /// @notice Adds the value to a model's serving bond, which answers for the receipts of its serving key.
    /// @custom:caller anyone
    function depositServingBond(uint256 model) external payable;

    /// @notice Announces that a part of the bond will be withdrawn, in place of what was announced before; 0: nothing.
    ///         Until it is finished it still answers for receipts.
    /// @custom:caller the model's creator
    function startBondWithdrawal(uint256 model, uint256 amount) external returns (uint256 unlockBlock);

    /// @notice Pays what was announced, or what is left of it, to the model's creator.
    /// @custom:caller the model's creator
    function finishBondWithdrawal(uint256 model) external returns (uint256 amount);

    /// @notice Proves to a settled request of the caller's that its receipt counts other tokens than the answer had, or
    ///         that the settled answer withholds or changes tokens that would have earned a contributor more, by the version
    ///         of the model that the receipt names. Then the model's serving bond pays underReportingPenalty (at most what it holds): half to the caller, half to the
    ///         contributors who had lost units, in proportion. Once for a request.
    /// @return penalty wei
    /// @custom:caller anyone, for a request that he settled
    function proveUnderReporting(UnderReporting calldata evidence) external returns (uint256 penalty);

    /// @notice Proves to a settled request of the caller's that the model's serving keys signed two different statements for
    ///         it: another commitment, or another count of input tokens. A payer who asks for the receipt with the answer, and
    ///         opens its commitment, can so refute a batch that commits to something else, or to nothing that can be opened.
    ///         The penalty is that of `proveUnderReporting`, half to the caller, half to the treasury. Either is proved
    ///         once for a request.
    /// @return penalty wei
    /// @custom:caller anyone, for a request that he settled
    function proveContradiction(uint256 model, uint256 request, Signed calldata one, Signed calldata other) external returns (uint256 penalty);

    /// @notice Wei that an account can withdraw.
    function creditOf(address account) external view returns (uint256);

    /// @notice Everything about an account.
    function statement(address account) external view returns (Statement memory);

    /// @notice The account of a number; zero where it was not given.
    function account(uint256 number) external view returns (address);

    /// @notice An account's number; 0 where it has none.
    function accountNumber(address account) external view returns (uint256);

    /// @notice How many accounts have a number; they are numbered from 1.
    function accountCount() external view returns (uint256);

    /// @notice What a model has earned and nobody has collected, in wei.
    function accrued(uint256 model) external view returns (uint256 creator, uint256 sink, uint256 stakers);

    /// @notice The platform fee that nobody has collected, in wei.
    function accruedPlatform() external view returns (uint256);

    /// @notice The stakers' shares that general stake has earned since they were shared out last, in wei; the treasury's while
    ///         nothing is staked generally.
    function accruedStakers() external view returns (uint256);

    /// @notice A model's serving bond, in wei; `unlocking` is a part of `bond`.
    function servingBond(uint256 model) external view returns (uint256 bond, uint256 unlocking, uint256 unlockBlock);

    /// @notice What an account has pledged to a model, in wei; `unlocking` is a part of `amount`.
    function pledge(address payer, uint256 model) external view returns (uint256 amount, uint256 unlocking, uint256 unlockBlock);

    /// @notice A reservation.
    function reservation(address payer, uint256 model, uint256 request) external view returns (Reservation memory);

    /// @notice Sum of all credits, accruals, deposits, pledges, reservations and bonds, in wei.
    function liabilities() external view returns (uint256);

    /// @notice The contract's balance beyond its liabilities, in wei.
    function surplus() external view returns (uint256);

    /// @notice Whether a payer has settled a request of a model.
    function isSettled(address payer, uint256 model, uint256 request) external view returns (bool);

    /// @notice Whether a permit was used.
    function isPermitUsed(address payer, uint256 model, uint256 nonce) external view returns (bool);

    /// @notice First block in which a permit that was taken back can no longer be used; 0: it was not.
    function permitEnd(address payer, uint256 model, uint256 nonce) external view returns (uint256 fromBlock);

    /// @notice Whether a wrong receipt of a request, or a contradiction, was proved.
    function isProved(address payer, uint256 model, uint256 request) external view returns (bool);

    /// @notice The digest that a serving key signs for one answer.
    function receiptDigest(uint256 model, uint256 version, address payer, uint256 request, uint256 inputTokens, bytes calldata output, bytes32 outputCommitment) external view returns (bytes32);

    /// @notice The digest that a serving key signs for a batch.
    function batchDigest(Permit calldata permit, uint256 version, bool atomic, Item[] calldata items) external view returns (bytes32);

    /// @notice The digest that a payer signs.
    function permitDigest(Permit calldata permit) external view returns (bytes32);
}
