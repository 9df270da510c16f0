// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Fine-tune jobs and hosting of adapters, paid out of escrow, at 0x…a107
/// @notice Providers register with a bond of their own coins. The governed minimum of it is never lent to a job, so that a
///         slash always finds it.
///
///         A job: OPEN → ACCEPTED → DELIVERED → PAID, or by another way to one of its ends; docs/economics.md has the table.
///         Every deadline is the last block in which the call that it is for may stand; whatever is to happen once it has
///         passed, anybody may call. The shares that a job or a subscription depends on are those of the block in which it
///         was opened.
///
///         A subscription to a hosting offer pays rent, which is earned block by block, and the usage of its escrow. Usage
///         is stated in batches that the offer's serving key signs, and, where the subscriber has named a payer's key, under
///         a permit that this key signs. Signed is EIP-712: domain `OpenLedger Services`, version `1`, this chain's id, this
///         contract.
///         UsagePermit(uint256 subscription,uint256 limit,uint256 expiry,uint256 nonce)
///         UsageBatch(UsagePermit permit,Usage[] items)Usage(uint256 request,uint256 servedBlock,uint256 inputTokens,uint256 outputTokens,bytes32 commitment)UsagePermit(uint256 subscription,uint256 limit,uint256 expiry,uint256 nonce)
///
///         What is paid out becomes credit in InferenceFees, from where people withdraw it.
interface IServices is INativeContract {
    /// @notice What became of a job.
    enum JobStatus {
        None,
        Open,
        Accepted,
        Delivered,
        Disputed,
        Paid,
        Resolved,
        Cancelled,
        Missed
    }

    /// @notice What became of a subscription.
    enum SubscriptionStatus {
        None,
        Active,
        Ended,
        Closed
    }

    /// @notice A provider.
    /// @param number from 1, in the order of registration; 0: not registered
    /// @param bond wei
    /// @param locked wei of the bond that answer for accepted jobs
    /// @param unlocking wei of the bond that a withdrawal was announced for
    /// @param unlockBlock first block in which it can be finished
    /// @param openWork jobs accepted and not ended, offers not closed, subscriptions not closed
    /// @param paidJobs jobs that were paid, confirmed or not
    /// @param missedJobs jobs not delivered in time
    /// @param lostDisputes disputes in which the client got the greater part of the price
    /// @param slashedBlock last block in which a governor slashed it; 0: never
    /// @param name a short name
    /// @param profile keccak256 of the profile's URI
    struct Provider {
        uint256 number;
        uint256 bond;
        uint256 locked;
        uint256 unlocking;
        uint256 unlockBlock;
        uint256 openWork;
        uint256 paidJobs;
        uint256 missedJobs;
        uint256 lostDisputes;
        uint256 slashedBlock;
        bytes32 name;
        bytes32 profile;
    }

    /// @notice A sealed version of a Datanet.
    struct DatanetVersion {
        uint256 datanet;
        uint256 version;
    }

    /// @notice What a client asks for.
    /// @param provider who alone may accept; zero: any
    /// @param model whose adapter it is to be, the client's own; 0: none
    /// @param specification hash of configuration, hyper-parameters and base model
    /// @param price wei for the work
    /// @param bond wei of the provider's bond that answer for it
    /// @param dataBudget most wei for access to Datanets to which the client has none
    /// @param acceptBlocks in which it can be accepted
    /// @param deliverBlocks in which it can be delivered, from the acceptance on
    /// @param confirmBlocks in which it can be disputed, from the delivery on
    /// @param data versions to train on, by ascending Datanet
    struct JobTerms {
        address provider;
        uint256 model;
        bytes32 specification;
        uint256 price;
        uint256 bond;
        uint256 dataBudget;
        uint256 acceptBlocks;
        uint256 deliverBlocks;
        uint256 confirmBlocks;
        DatanetVersion[] data;
    }

    /// @notice What a provider delivers.
    /// @param adapter hash of the adapter's file
    /// @param metrics hash of all metrics
    /// @param log hash of the training's log
    /// @param baseLoss loss on the specification's evaluation set before training, in 10^-18 nats a token, below 2^128
    /// @param loss the same after training
    struct Delivery {
        bytes32 adapter;
        bytes32 metrics;
        bytes32 log;
        uint256 baseLoss;
        uint256 loss;
    }

    /// @notice A job.
    /// @param provider who has accepted it; while it is open: who alone may
    /// @param escrow wei held of the client's: price, data budget, bond of the dispute
    /// @param deadline last block in which its present status can go the normal way; 0: it has ended
    /// @param dispute wei of the client's bond of a dispute
    /// @param fee of what the provider is paid, in parts per 10,000
    /// @param missedPenalty of the provider's bond for the job, to the client where all is missed, in parts per 10,000
    /// @param disputeShare of the price that a dispute takes as a bond, in parts per 10,000
    /// @param disputeBlocks in which a dispute can be resolved
    struct Job {
        address client;
        address provider;
        JobStatus status;
        uint256 model;
        bytes32 specification;
        uint256 price;
        uint256 bond;
        uint256 dataBudget;
        uint256 escrow;
        uint256 dispute;
        uint256 deadline;
        uint256 deliverBlocks;
        uint256 confirmBlocks;
        uint256 disputeBlocks;
        uint256 fee;
        uint256 missedPenalty;
        uint256 disputeShare;
        Delivery delivery;
    }

    /// @notice What a provider offers.
    /// @param signer serving key that signs what was used
    /// @param baseModel hash of the model whose adapters are served
    /// @param details hash of all else that is promised
    /// @param periodPrice rent of a period, in wei
    /// @param periodBlocks length of a period
    /// @param inputRate wei for 1,000 input tokens
    /// @param outputRate wei for 1,000 output tokens
    /// @param requestPrice wei for each request
    /// @param capacity most subscriptions at a time
    /// @param untilBlock no subscription goes beyond it
    struct OfferTerms {
        address signer;
        bytes32 baseModel;
        bytes32 details;
        uint256 periodPrice;
        uint256 periodBlocks;
        uint256 inputRate;
        uint256 outputRate;
        uint256 requestPrice;
        uint256 capacity;
        uint256 untilBlock;
    }

    /// @notice A hosting offer.
    /// @param subscriptions that have not ended
    /// @param closed takes no more of them
    struct Offer {
        address provider;
        OfferTerms terms;
        uint256 subscriptions;
        bool closed;
    }

    /// @notice A subscription; it covers the blocks from startBlock up to, and without, endBlock.
    /// @param payerKey whose permits the usage needs; zero: the serving key's word suffices
    /// @param adapter hash of the adapter that is served
    /// @param rent wei for the whole time
    /// @param paidRent wei of it that the provider has got
    /// @param escrow wei left for usage
    /// @param settleBlock last block in which usage can be settled
    /// @param fee of what the provider is paid, in parts per 10,000
    struct Subscription {
        uint256 offer;
        address client;
        address payerKey;
        SubscriptionStatus status;
        bytes32 adapter;
        uint256 rent;
        uint256 paidRent;
        uint256 escrow;
        uint256 startBlock;
        uint256 endBlock;
        uint256 settleBlock;
        uint256 fee;
    }

    /// @notice What a subscriber allows: one batch of usage.
    /// @param limit most wei
    /// @param expiry last block
    /// @param nonce any number that the subscription's batches have not used
    struct UsagePermit {
        uint256 subscription;
        uint256 limit;
        uint256 expiry;
        uint256 nonce;
    }

    /// @notice One request that was served.
    /// @param request any number that the subscription has not paid for
    /// @param servedBlock block in which it was served
    /// @param commitment to the answer
    struct Usage {
        uint256 request;
        uint256 servedBlock;
        uint256 inputTokens;
        uint256 outputTokens;
        bytes32 commitment;
    }

    event ProviderRegistered(address indexed provider, uint256 number, bytes32 name, string uri);
    event ProviderDescribed(address indexed provider, bytes32 name, string uri);
    event BondDeposited(address indexed provider, address indexed from, uint256 amount);
    event BondWithdrawalStarted(address indexed provider, uint256 amount, uint256 unlockBlock);
    event BondWithdrawn(address indexed provider, uint256 amount);
    event ProviderSlashed(address indexed provider, uint256 share, uint256 amount, bytes32 evidence);
    event JobOpened(uint256 indexed job, address indexed client, address indexed provider, uint256 model, bytes32 specification, uint256 price, uint256 bond, uint256 dataBudget, uint256 deadline);
    event JobCancelled(uint256 indexed job, address indexed by);
    /// @notice A job was accepted.
    /// @param dataCost wei paid for access; what is left of the budget is the client's credit again
    event JobAccepted(uint256 indexed job, address indexed provider, uint256 dataCost, uint256 deadline);
    /// @notice The client got access to a Datanet, paid out of the escrow, up to the job's deadline.
    event DataAccessPaid(uint256 indexed job, uint256 indexed datanet, uint256 request, uint256 blocks, uint256 price);
    event JobDelivered(uint256 indexed job, address indexed provider, bytes32 adapter, bytes32 metrics, bytes32 trainingLog, uint256 baseLoss, uint256 loss, uint256 deadline);
    /// @notice A provider was paid.
    /// @param by the client who confirmed, or whoever called once he had let the deadline pass
    /// @param fee wei of the price that the platform earns
    event JobPaid(uint256 indexed job, address indexed provider, address indexed by, uint256 price, uint256 fee);
    event JobMissed(uint256 indexed job, address indexed provider, address indexed by, uint256 penalty);
    event JobDisputed(uint256 indexed job, address indexed client, uint256 bond, bytes32 evidence, uint256 deadline);
    /// @notice A dispute ended.
    /// @param by the governor; zero: none has answered in time
    /// @param providerShare of the price, in parts per 10,000
    /// @param penalty wei of the provider's bond that the client got
    /// @param forfeited wei of the client's bond that the provider got
    event DisputeResolved(uint256 indexed job, address indexed by, uint256 providerShare, uint256 penalty, uint256 forfeited, bytes32 evidence);
    event OfferOpened(uint256 indexed offer, address indexed provider, bytes32 indexed baseModel, OfferTerms terms);
    event OfferClosed(uint256 indexed offer);
    event Subscribed(uint256 indexed subscription, uint256 indexed offer, address indexed client, address payerKey, bytes32 adapter, uint256 rent, uint256 escrow, uint256 startBlock, uint256 endBlock);
    event UsageFunded(uint256 indexed subscription, address indexed from, uint256 amount);
    event RentPaid(uint256 indexed subscription, address indexed provider, uint256 amount, uint256 fee);
    event SubscriptionEnded(uint256 indexed subscription, address indexed by, uint256 endBlock, uint256 refund);
    event SubscriptionClosed(uint256 indexed subscription, address indexed by, uint256 refund);
    event UsageSettled(uint256 indexed subscription, uint256 indexed request, uint256 servedBlock, uint256 inputTokens, uint256 outputTokens, uint256 price, bytes32 commitment);
    /// @notice An item of a batch was refused.
    /// @param reason the error's encoding
    event UsageSkipped(uint256 indexed subscription, uint256 indexed request, uint256 index, bytes reason);
    event UsageBatchSettled(uint256 indexed subscription, uint256 indexed nonce, uint256 settled, uint256 skipped, uint256 amount, uint256 fee);
    /// @notice Wei became an account's credit in InferenceFees: what was earned, the platform's fee of it, what is given back,
    ///         or a part of a bond.
    event Credited(address indexed account, uint256 amount);
    event SurplusSwept(address indexed treasury, uint256 amount);

    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    /// @notice A native contract cannot withdraw what it would be owed.
    error NotPayable(address account);
    error ZeroAmount();
    error WrongValue(uint256 value, uint256 due);
    error ValueOutOfBounds(bytes32 name, uint256 value, uint256 minimum, uint256 maximum);
    error TooManyCoins(uint256 amount, uint256 limit);
    error DeadlinePassed(uint256 deadline, uint256 current);
    error TooEarly(uint256 earliest, uint256 current);
    error UnknownProvider(address account);
    error AlreadyRegistered(address account);
    error BondTooSmall(uint256 bond, uint256 needed);
    /// @notice What is neither locked, nor leaving, nor the governed minimum does not suffice.
    error InsufficientBond(address provider, uint256 free, uint256 needed);
    /// @notice The minimum stays while there is open work.
    error WorkOpen(address provider, uint256 openWork);
    error NothingToWithdraw(address account);
    error SlashOutOfBounds(uint256 share, uint256 limit);
    error SlashedLately(uint256 slashedBlock, uint256 earliest);
    error NothingToSlash(address provider);
    error UnknownModel(uint256 model);
    error ModelRetired(uint256 model);
    error NotCreator(uint256 model, address caller);
    error UnknownVersion(uint256 datanet, uint256 version);
    error TooManyDatanets(uint256 count, uint256 limit);
    /// @notice The Datanet is not above the one before it.
    error UnorderedDatanets(uint256 datanet);
    error UnknownJob(uint256 job);
    error WrongJobStatus(uint256 job, JobStatus status);
    error NotClient(uint256 id, address caller);
    error NotProvider(uint256 id, address caller);
    /// @notice The client has no access that reaches the deadline, and the Datanet's owner decides on requests himself.
    error AccessNotGranted(uint256 datanet, address client);
    /// @notice Access is not sold for so long.
    error AccessTooLong(uint256 expiry, uint256 latest);
    error DataBudgetExceeded(uint256 needed, uint256 budget);
    /// @notice Nobody resolves a dispute of his own.
    error ConflictOfInterest(address account);
    error UnknownOffer(uint256 offer);
    error OfferIsClosed(uint256 offer);
    error OfferFull(uint256 offer, uint256 capacity);
    error BeyondOffer(uint256 endBlock, uint256 untilBlock);
    error UnknownSubscription(uint256 subscription);
    error WrongSubscriptionStatus(uint256 subscription, SubscriptionStatus status);
    error EmptyBatch();
    error BatchTooLong(uint256 count, uint256 limit);
    error BatchUsed(uint256 subscription, uint256 nonce);
    error InvalidSignature();
    error WrongSigner(address signer, address expected);
    error AlreadySettled(uint256 subscription, uint256 request);
    /// @notice Served before the subscription, behind its end, or not yet.
    error OutsideSubscription(uint256 servedBlock, uint256 startBlock, uint256 endBlock);
    error TooManyTokens(uint256 tokens, uint256 limit);
    /// @notice The permit's limit leaves less.
    error LimitExceeded(uint256 price, uint256 left);
    /// @notice The escrow leaves less.
    error EscrowExceeded(uint256 price, uint256 left);

    /// @notice Registers the caller with the value as his bond: at least minProviderBond.
    /// @param uri of the profile
    /// @return number of the provider
    /// @custom:caller anyone, for himself
    function register(bytes32 name, string calldata uri) external payable returns (uint256 number);

    /// @notice Replaces name and profile.
    /// @custom:caller the provider
    function describe(bytes32 name, string calldata uri) external;

    /// @notice Adds the value to a provider's bond.
    /// @custom:caller anyone
    function depositBond(address provider) external payable;

    /// @notice Announces a withdrawal of the bond, in place of any other; of 0: none. Until it is finished it can be slashed.
    /// @return unlockBlock first block in which it can be finished: providerDelay blocks from now
    /// @custom:caller the provider
    function startBondWithdrawal(uint256 amount) external returns (uint256 unlockBlock);

    /// @notice Finishes it: credit in InferenceFees. Less than minProviderBond stays only where no work is open.
    /// @custom:caller the provider
    function finishBondWithdrawal() external returns (uint256 amount);

    /// @notice Takes a part of a provider's bond, once in providerDelay blocks, to the treasury's credit. What is locked for
    ///         jobs stays: those follow their own rules.
    /// @param share of the whole bond, from 1 to maxSlash parts per 10,000
    /// @param evidence what it is about: a hash of any kind
    /// @custom:caller a governor
    function slashProvider(address provider, uint256 share, bytes32 evidence) external returns (uint256 amount);

    /// @notice Opens a job; the value is its price and its data budget.
    /// @return job its id
    /// @custom:caller anyone, for himself; for a model: its creator
    function openJob(JobTerms calldata terms) external payable returns (uint256 job);

    /// @notice Ends an open job: price and data budget are the client's credit.
    /// @custom:caller anyone once it can no longer be accepted; before, the client
    function cancelJob(uint256 job) external;

    /// @notice Accepts an open job. Its bond is locked. Where the client's access to a Datanet of the job does not reach the
    ///         last block of the delivery, it is bought for him, by the Datanet's own rules, out of the data budget.
    /// @custom:caller a provider; the one whom the job names
    function acceptJob(uint256 job) external;

    /// @notice Delivers an accepted job.
    /// @custom:caller its provider
    function deliverJob(uint256 job, Delivery calldata delivery) external;

    /// @notice Ends an accepted job that was not delivered: the price is the client's credit again, and so is missedPenalty of
    ///         the provider's bond for it.
    /// @custom:caller anyone once it can no longer be delivered; before, its provider
    function missJob(uint256 job) external;

    /// @notice Pays a delivered job: the price, less the platform's fee, is the provider's credit.
    /// @custom:caller anyone once it can no longer be disputed; before, the client
    function confirmJob(uint256 job) external;

    /// @notice Disputes a delivered job; the value is the dispute's bond, disputeShare of the price.
    /// @param evidence what it is about: a hash of any kind
    /// @custom:caller the client
    function disputeJob(uint256 job, bytes32 evidence) external payable;

    /// @notice Resolves a dispute. Of the price and of the client's bond the provider gets his share, the client the rest;
    ///         of the provider's bond for the job the client gets missedPenalty of what the provider's share is short of all.
    /// @param providerShare from 0 to 10,000 parts per 10,000
    /// @custom:caller a governor who is neither client nor provider
    function resolveDispute(uint256 job, uint256 providerShare, bytes32 evidence) external;

    /// @notice Ends a dispute that nobody has resolved in time: the price goes halves, both bonds go back whole.
    /// @custom:caller anyone
    function lapseDispute(uint256 job) external;

    /// @notice Opens a hosting offer; it never changes.
    /// @custom:caller a provider
    function openOffer(OfferTerms calldata terms) external returns (uint256 offer);

    /// @notice Takes no more subscriptions; those that there are go on.
    /// @custom:caller its provider
    function closeOffer(uint256 offer) external;

    /// @notice Subscribes from this block on; the value is the rent of all periods, what is more is escrow for usage.
    /// @param periods how many, at least 1
    /// @param payerKey whose permits the usage is to need; zero: the serving key's word suffices
    /// @return subscription its id
    /// @custom:caller anyone, for himself
    function subscribe(uint256 offer, uint256 periods, bytes32 adapter, address payerKey) external payable returns (uint256 subscription);

    /// @notice Adds the value to the escrow for usage.
    /// @custom:caller anyone
    function fundUsage(uint256 subscription) external payable;

    /// @notice Credits the provider the rent that was earned up to now: floor(rent · blocks / all blocks), less what he has got.
    /// @custom:caller anyone
    function collectRent(uint256 subscription) external returns (uint256 amount);

    /// @notice Ends an active subscription: with this block, or where it has run out. The rent that was earned is the
    ///         provider's credit, all the rest the client's.
    /// @return refund wei of rent
    /// @custom:caller anyone once it has run out; before, the client or the provider
    function endSubscription(uint256 subscription) external returns (uint256 refund);

    /// @notice Settles what was used. An item that cannot be paid is skipped, and an event says why.
    /// @param signature of the batch, by the offer's serving key
    /// @param permitSignature of the permit, by the payer's key; empty where there is none
    /// @return settled items
    /// @return amount wei
    /// @custom:caller anyone
    function settleUsage(UsagePermit calldata permit, Usage[] calldata items, bytes calldata signature, bytes calldata permitSignature) external returns (uint256 settled, uint256 amount);

    /// @notice Gives back what is left of the escrow, withdrawalDelay blocks after the end.
    /// @return refund wei
    /// @custom:caller anyone
    function closeSubscription(uint256 subscription) external returns (uint256 refund);

    /// @notice A provider; all zero where the account is none.
    function provider(address account) external view returns (Provider memory);

    /// @notice How many providers there have been; they are numbered from 1.
    function providerCount() external view returns (uint256);

    /// @notice The provider of a number, from 1; zero where it was not given.
    function providerAt(uint256 number) external view returns (address);

    /// @notice A job.
    function job(uint256 id) external view returns (Job memory);

    /// @notice The Datanet versions that a job trains on.
    function jobData(uint256 id) external view returns (DatanetVersion[] memory);

    /// @notice How many jobs there have been; they are numbered from 1.
    function jobCount() external view returns (uint256);

    /// @notice What access to its Datanets an open job lacks, if it were accepted now, in wei; reverts as acceptJob would.
    function dataCost(uint256 id) external view returns (uint256);

    /// @notice A hosting offer.
    function offer(uint256 id) external view returns (Offer memory);

    /// @notice How many hosting offers there have been; they are numbered from 1.
    function offerCount() external view returns (uint256);

    /// @notice A subscription.
    function subscription(uint256 id) external view returns (Subscription memory);

    /// @notice How many subscriptions there have been; they are numbered from 1.
    function subscriptionCount() external view returns (uint256);

    /// @notice Wei for a request: requestPrice + ceil((input · inputRate + output · outputRate) / 1,000).
    function usagePrice(uint256 offer, uint256 inputTokens, uint256 outputTokens) external view returns (uint256);

    /// @notice Whether a subscription's request is settled.
    function isUsageSettled(uint256 subscription, uint256 request) external view returns (bool);

    /// @notice Whether a subscription's permit of a nonce is used up.
    function isBatchUsed(uint256 subscription, uint256 nonce) external view returns (bool);

    /// @notice The digest that a payer's key signs.
    function usagePermitDigest(UsagePermit calldata permit) external view returns (bytes32);

    /// @notice The digest that a serving key signs.
    function usageBatchDigest(UsagePermit calldata permit, Usage[] calldata items) external view returns (bytes32);

    /// @notice Wei that the contract holds for others: bonds and escrows.
    function liabilities() external view returns (uint256);

    /// @notice The contract's balance beyond that, in wei.
    function surplus() external view returns (uint256);

    /// @notice Sends coins that arrived without a deposit (self-destruct, block rewards) to the treasury's credit.
    /// @custom:caller anyone
    function sweepSurplus() external returns (uint256 amount);
}
