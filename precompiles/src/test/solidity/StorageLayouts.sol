// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// The state of the native contracts as a Solidity contract would declare it. Never deployed: solc's storage layout of
// these contracts is what the native ones must follow, so that explorers and eth_getStorageAt make sense of them.

contract SystemLayout {
    struct Members {
        address[] values;
        mapping(address => uint256) positions;
    }

    struct Tokenizer {
        bytes32 hash;
        uint256 vocabularySize;
        bytes32 weightTable;
    }

    struct Configuration {
        uint80 platformFee;
        uint32 platformAccount;
        uint32 treasury;
        uint32 maxInput;
        uint16 maxOutput;
        uint64 chainId;
    }

    struct Protocol {
        uint32 version;
        uint32 next;
        uint64 fromBlock;
    }

    struct Governance {
        uint96 proposalThreshold;
        uint24 votingDelay;
        uint24 votingPeriod;
        uint24 timelock;
        uint24 grace;
        uint16 quorum;
        uint8 maxActions;
    }

    Protocol protocol;
    uint256 chainId;
    mapping(bytes32 => uint256) parameters;
    mapping(bytes32 => Members) members;
    mapping(bytes32 => Tokenizer) tokenizers;
    Configuration configuration;
    Governance governance;
}

contract DatanetsLayout {
    struct Policy {
        bool direct;
        bool inlineContent;
        bool open;
        bool openAccess;
        bool autoGrant;
        uint80 bondPerToken;
        uint80 accessPrice;
        uint56 quota;
    }

    struct Datanet {
        address owner;
        uint16 quorum;
        address treasury;
        bytes32 tokenizer;
        bytes32 licence;
        uint256 versions;
        address pendingOwner;
        bytes32 domain;
        bytes32 schema;
        Policy policy;
    }

    struct Members {
        address[] values;
        mapping(address => uint256) positions;
    }

    struct Contribution {
        address contributor;
        uint8 status;
        uint8 standing;
        uint8 bondState;
        uint32 sealedIn;
        uint32 documents;
        uint64 datanet;
        uint64 tokens;
        uint40 deadline;
        uint40 releaseBlock;
        uint48 duplicateOf;
        bytes32 root;
        uint256 bond;
    }

    struct Version {
        bytes32 segmentRoot;
        bytes32 indexDigest;
        uint64 contributions;
        uint64 tokens;
        bool active;
        uint64 activationBlock;
    }

    struct Vote {
        uint8 verdict;
        uint16 overlap;
        uint64 duplicateOf;
    }

    struct Request {
        address requester;
        uint8 status;
        uint40 blocks;
        uint128 price;
        uint64 datanet;
        bytes32 purpose;
    }

    struct Access {
        uint40 expiry;
        uint40 start;
        uint40 paidUntil;
        uint128 paid;
        bytes32 purpose;
    }

    uint256 datanetCount;
    uint256 contributionCount;
    mapping(uint256 => Datanet) datanets;
    mapping(uint256 => Members) reviewers;
    mapping(uint256 => Contribution) contributions;
    mapping(uint256 => mapping(uint256 => Version)) versions;
    mapping(uint256 => mapping(uint256 => mapping(address => bytes32))) attestations;
    uint32[2 ** 32] payees;
    mapping(uint256 => mapping(address => Vote)) votes;
    mapping(uint256 => mapping(address => bool)) allowed;
    mapping(uint256 => mapping(address => uint256)) quotaUsed;
    uint256 requestCount;
    mapping(uint256 => Request) requests;
    mapping(uint256 => mapping(address => Access)) accesses;
    uint256 liabilities;
}

contract ModelsLayout {
    struct Keys {
        address[] values;
        mapping(address => uint256) positions;
        mapping(address => uint256) disputableUntil;
    }

    struct Version {
        uint80 inputRate;
        uint80 outputRate;
        uint16 creatorShare;
        uint16 stakersShare;
        uint16 contributorsShare;
        uint16 predecessor;
        uint16 source;
        uint32 sink;
        uint16 minSpan;
        uint24 minRarity;
        uint24 maxWeight;
        uint8 unit;
        uint16 linkCount;
        uint8 weightTableNumber;
        uint40 fromBlock;
        bool withdrawn;
        bytes32 baseModel;
        bytes32 adapter;
        bytes32 configuration;
        bytes32 weightTable;
        uint64[1024] links;
    }

    struct Model {
        address servingKey;
        uint32 creator;
        uint8 stage;
        uint16 version;
        uint32 fromBlock;
        uint8 stakersShare;
        address pendingCreator;
        uint16 versionCount;
        uint8 depth;
        uint64 parent;
        bytes32 tokenizer;
        Keys servingKeys;
        mapping(uint256 => Version) versions;
    }

    uint256 modelCount;
    mapping(uint256 => Model) models;
}

contract InferenceFeesLayout {
    struct Account {
        uint32 number;
        uint96 deposit;
        uint96 unlocking;
        uint32 unlockBlock;
        uint128 reserved;
    }

    struct Reservation {
        uint96 amount;
        uint32 deadline;
        uint40 inputTokens;
        uint24 maxOutputTokens;
        uint32 agent;
        uint32 period;
    }

    struct ModelAccount {
        uint72 creator;
        uint72 sink;
        uint64 stakers;
        uint32 account;
        uint16 version;
        uint96 bond;
        uint96 unlocking;
        uint32 unlockBlock;
    }

    struct Pledge {
        uint96 amount;
        uint96 unlocking;
        uint32 unlockBlock;
    }

    uint112 liabilities;
    uint72 platform;
    uint72 stakers;
    uint256 accountCount;
    mapping(address => Account) accountOf;
    address[2 ** 32] accounts;
    uint128[2 ** 32] balances;
    mapping(address => mapping(uint256 => mapping(uint256 => uint256))) settled;
    mapping(address => mapping(uint256 => mapping(uint256 => uint256))) permits;
    mapping(address => mapping(uint256 => mapping(uint256 => uint256))) proved;
    mapping(address => mapping(uint256 => mapping(uint256 => Reservation))) reservations;
    mapping(uint256 => ModelAccount) models;
    mapping(address => mapping(uint256 => Pledge)) pledges;
    mapping(address => mapping(uint256 => mapping(uint256 => uint256))) permitEnds;
}

contract StakingLayout {
    struct Account {
        uint96 balance;
        address delegatee;
    }

    struct Checkpoint {
        uint48 key;
        uint208 value;
    }

    struct Pool {
        uint96 staked;
        uint128 shares;
        uint256 rewardPerShare;
        uint96 cooling;
        uint128 coolingShares;
        uint32 slashedBlock;
        uint128 remainder;
        uint128 rewards;
    }

    struct Position {
        uint128 shares;
        uint128 fraction;
        uint256 rewardPerShare;
        uint128 coolingShares;
        uint48 unlockBlock;
        uint48 slashedBlock;
    }

    uint256 totalSupply;
    mapping(address => Account) accounts;
    mapping(address => mapping(address => uint256)) allowances;
    mapping(address => uint256) nonces;
    Checkpoint[] supplies;
    mapping(address => Checkpoint[]) votes;
    mapping(uint256 => Pool) pools;
    mapping(uint256 => mapping(address => Position)) positions;
    mapping(address => uint256) positionCounts;
}

contract GovernanceLayout {
    struct Proposal {
        address proposer;
        uint32 voteStart;
        uint24 votingPeriod;
        uint32 number;
        uint8 end;
        uint96 forVotes;
        uint96 againstVotes;
        uint32 eta;
        uint96 abstainVotes;
    }

    uint256 proposalCount;
    mapping(uint256 => Proposal) proposals;
    mapping(address => mapping(uint256 => uint256)) voted;
    mapping(address => uint256) nonces;
    uint64[2 ** 32] rules;
}

contract ServicesLayout {
    struct Provider {
        uint96 bond;
        uint96 locked;
        uint32 openWork;
        uint32 slashedBlock;
        uint96 unlocking;
        uint32 unlockBlock;
        uint32 paidJobs;
        uint32 missedJobs;
        uint32 lostDisputes;
        uint32 number;
        bytes32 name;
        bytes32 profile;
    }

    struct Job {
        address client;
        uint8 status;
        uint8 dataCount;
        uint16 fee;
        uint16 missedPenalty;
        uint16 disputeShare;
        uint32 disputeBlocks;
        address provider;
        uint96 price;
        uint96 bond;
        uint96 dataBudget;
        uint64 model;
        uint32 deadline;
        uint32 deliverBlocks;
        uint32 confirmBlocks;
        uint96 dispute;
        bytes32 specification;
        bytes32 adapter;
        bytes32 metrics;
        bytes32 log;
        uint128 baseLoss;
        uint128 loss;
        uint128[64] data;
    }

    struct Offer {
        address provider;
        uint32 untilBlock;
        uint32 periodBlocks;
        uint16 capacity;
        uint16 subscriptions;
        address signer;
        uint96 periodPrice;
        uint80 inputRate;
        uint80 outputRate;
        uint80 requestPrice;
        bool closed;
        bytes32 baseModel;
        bytes32 details;
    }

    struct Subscription {
        address client;
        uint8 status;
        uint16 fee;
        uint64 offer;
        address payerKey;
        uint96 rent;
        uint96 paidRent;
        uint96 escrow;
        uint32 startBlock;
        uint32 endBlock;
        bytes32 adapter;
        uint32 settleBlock;
    }

    uint256 liabilities;
    uint256 providerCount;
    mapping(address => Provider) providers;
    mapping(uint256 => address) providerAt;
    uint256 jobCount;
    mapping(uint256 => Job) jobs;
    uint256 offerCount;
    mapping(uint256 => Offer) offers;
    uint256 subscriptionCount;
    mapping(uint256 => Subscription) subscriptions;
    mapping(uint256 => mapping(uint256 => uint256)) requests;
    mapping(uint256 => mapping(uint256 => uint256)) batches;
}

contract FeedbackLayout {
    struct Pool {
        uint112 amount;
        uint16 share;
        uint16 nextShare;
        uint48 fromBlock;
        uint64 rounds;
    }

    struct Round {
        uint48 start;
        uint32 window;
        uint8 maxItems;
        uint8 items;
        uint8 payerItems;
        uint16 maxRaters;
        uint16 raters;
        uint16 revealed;
        uint16 minOthers;
        uint16 maxRaterShare;
        uint128 budget;
        uint128 left;
    }

    struct Item {
        address payer;
        uint16 ones;
        uint16 twos;
        uint16 threes;
        uint16 fours;
        uint16 fives;
        bool corrected;
        bool byAgent;
        uint256 request;
        address owner;
    }

    struct Ballot {
        uint248 content;
        uint8 state;
    }

    struct Place {
        uint64 round;
        uint8 item;
    }

    struct Rater {
        uint96 bond;
        uint48 since;
        uint32 open;
        uint32 revealed;
        uint32 forfeited;
    }

    struct Correction {
        address author;
        uint88 bounty;
        uint8 state;
        uint64 model;
        uint64 round;
        uint64 contribution;
        uint8 item;
        bytes32 contentHash;
    }

    mapping(uint256 => Pool) pools;
    mapping(uint256 => mapping(uint256 => Round)) rounds;
    mapping(uint256 => mapping(uint256 => mapping(uint256 => Item))) items;
    mapping(uint256 => mapping(uint256 => mapping(address => Ballot))) ballots;
    mapping(address => mapping(uint256 => mapping(uint256 => Place))) places;
    mapping(address => Rater) raters;
    uint256 correctionCount;
    mapping(uint256 => Correction) corrections;
}

contract AgentsLayout {
    struct Wallet {
        uint64 agent;
        uint64 last;
    }

    struct Agent {
        uint88 perInference;
        uint88 perPeriod;
        uint32 periodBlocks;
        uint32 expiry;
        uint8 status;
        uint8 models;
        uint96 spent;
        uint32 begin;
        uint32 origin;
        uint96 total;
        address owner;
        address pendingOwner;
        address wallet;
        bytes32 metadata;
    }

    uint256 agentCount;
    mapping(address => Wallet) wallets;
    mapping(uint256 => Agent) agents;
    mapping(uint256 => uint64[64]) models;
}

contract InfluenceAttestationsLayout {
    struct Attester {
        uint96 bond;
        uint40 joined;
        uint40 since;
        uint40 unlockBlock;
        uint8 seat;
        uint8 state;
        uint64 agreed;
        uint64 disagreed;
        uint64 absent;
        uint64 slashed;
    }

    struct Model {
        uint32 epoch;
        uint16 version;
        uint40 opened;
        uint40 end;
        uint24 resultWindow;
        uint96 pool;
        uint8 attesters;
        uint256 held;
    }

    struct Epoch {
        uint96 pool;
        uint16 version;
        uint40 opened;
        uint40 deadline;
        uint8 attesters;
        uint8 state;
        uint8 round;
        bytes32 weights;
        uint256 agreed;
        uint256 disagreed;
        uint40 challengeUntil;
        uint40 resolveUntil;
        address challenger;
        uint96 challengeBond;
        bytes32 rerunWeights;
        uint256 rerunSeats;
    }

    uint112 liabilities;
    uint8 active;
    uint40 liableUntil;
    uint64 seated;
    mapping(uint256 => address) seats;
    mapping(address => Attester) attesters;
    mapping(uint256 => Model) models;
    mapping(uint256 => mapping(uint256 => Epoch)) epochs;
    mapping(uint256 => mapping(uint256 => mapping(uint256 => uint256))) proved;
}
