// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Agents: wallets that spend an owner's coins within limits, at 0x…a109
/// @notice An agent is an identity with an owner and a wallet. The owner names the wallet, the wallet consents (by its own
///         transaction or an EIP-712 signature); from then on whatever the wallet pays for inferences in InferenceFees
///         counts against the agent's limits inside the settlement: with value, prepaid, reserved or in batches.
///
///         Limits. A payment is refused while the agent is paused, after its expiry, for a model that it may not use,
///         where one inference costs more than perInference, or where all payments of the period would be more than
///         perPeriod. Periods are fixed windows of periodBlocks blocks from the block of the consent on (from a change of
///         periodBlocks on anew, with what was spent counting on). A reservation counts when it is made, with all that it holds; what it gives back counts
///         no more, if that happens in the same period. What is reserved is settled whatever becomes of the agent since:
///         a gateway that serves an agent asks for a reservation.
///
///         Coins. In InferenceFees' ledger the wallet owns nothing: its deposit is the agent's budget and, like its
///         earnings, its owner's, who takes them back at once, to his own credit in InferenceFees. The wallet
///         itself can withdraw neither, nor pledge. What it had pledged to a model before still pays batches of that model, outside of the
///         limits: gateways have served on it.
///
///         What limits do not cover: coins that the wallet's account itself holds. Its key transfers them as it likes, stakes
///         them, pays bonds or access with them. So an owner funds an agent by `fund`, and its account with gas at most.
///
///         Consent is EIP-712: domain `OpenLedger Agents`, version `1`, this chain's id, this contract. The expiry is a
///         block.
///         AgentConsent(uint256 agent,address owner,address wallet,uint256 expiry)
interface IAgents is INativeContract {
    /// @notice PROPOSED: waits for the wallet's consent. REVOKED is final for the agent; its wallet is free again.
    enum Status {
        NONE,
        PROPOSED,
        ACTIVE,
        PAUSED,
        REVOKED
    }

    /// @param perInference most wei that one inference may cost, fees included; for a reservation, that it may hold
    /// @param perPeriod most wei that are spent in one period; both at most 2^88 - 1
    /// @param periodBlocks blocks of a period, 1 … 2^28
    /// @param expiry last block in which the agent may spend, from this block on to 2^32 - 2
    struct Limits {
        uint256 perInference;
        uint256 perPeriod;
        uint256 periodBlocks;
        uint256 expiry;
    }

    /// @param pendingOwner to whom the agent was offered; zero: to nobody
    /// @param metadata hash of what describes the agent
    /// @param anyModel whether it may use every model; else those that `models` lists
    /// @param spent wei that all its payments have cost, what came back taken off
    struct Agent {
        address owner;
        address pendingOwner;
        address wallet;
        bytes32 metadata;
        Status status;
        Limits limits;
        bool anyModel;
        uint256 spent;
    }

    /// @notice The period that the present block is in; all zero before the consent.
    /// @param begin its first block
    /// @param end the first block of the next one
    /// @param spent wei that count in it
    /// @param remaining wei that may still be spent in it, whatever the status, and whether the budget suffices or not
    struct Period {
        uint256 begin;
        uint256 end;
        uint256 spent;
        uint256 remaining;
    }

    event AgentRegistered(uint256 indexed agent, address indexed owner, address indexed wallet, bytes32 metadata, string uri);
    /// @notice The wallet has consented: from now on its payments count.
    event AgentAccepted(uint256 indexed agent, address indexed wallet);
    event LimitsChanged(uint256 indexed agent, Limits limits);
    /// @param models ascending; none where it may use any
    event ModelsChanged(uint256 indexed agent, bool anyModel, uint256[] models);
    event MetadataChanged(uint256 indexed agent, bytes32 metadata, string uri);
    event OwnershipTransferStarted(uint256 indexed agent, address indexed previousOwner, address indexed newOwner);
    event OwnershipTransferred(uint256 indexed agent, address indexed previousOwner, address indexed newOwner);
    event Paused(uint256 indexed agent);
    event Unpaused(uint256 indexed agent);
    /// @param by the owner, or the wallet
    event AgentRevoked(uint256 indexed agent, address indexed by);
    /// @notice Wei were added to the budget.
    event AgentFunded(uint256 indexed agent, address indexed from, uint256 amount);
    /// @notice Wei of the budget became the owner's credit.
    event BudgetReclaimed(uint256 indexed agent, address indexed owner, uint256 amount);
    /// @notice What the wallet had earned became the owner's credit.
    event EarningsCollected(uint256 indexed agent, address indexed owner, address indexed wallet, uint256 amount);
    event SurplusSwept(address indexed treasury, uint256 amount);

    error UnknownAgent(uint256 agent);
    error NotOwner(uint256 agent, address account);
    error NotPendingOwner(uint256 agent, address account);
    /// @notice The caller, or whoever signed, is not the agent's wallet.
    error NotWallet(uint256 agent, address account);
    error WrongStatus(uint256 agent, Status status);
    /// @notice The wallet is nobody's, a native contract's, or the owner's own account.
    error InvalidWallet(address wallet);
    /// @notice The wallet is another agent's: a wallet has one agent at a time.
    error WalletTaken(address wallet, uint256 agent);
    error ConsentExpired(uint256 expiry, uint256 current);
    error InvalidSignature();
    error LimitOutOfBounds(uint256 limit, uint256 maximum);
    error PeriodOutOfBounds(uint256 periodBlocks, uint256 maximum);
    error ExpiryOutOfBounds(uint256 expiry, uint256 minimum, uint256 maximum);
    error TooManyModels(uint256 count, uint256 limit);
    /// @notice An agent that may use any model has no list.
    error ListNotEmpty(uint256 count);
    /// @notice A list of models ascends, each once.
    error ModelsNotAscending(uint256 index);
    error UnknownModel(uint256 model);
    /// @notice A native contract has no key, and withdraws nothing.
    error NotPayable(address account);
    error ZeroAmount();
    error InsufficientBudget(uint256 budget, uint256 needed);
    error TooManyCoins(uint256 amount, uint256 limit);

    /// @notice Registers an agent of the caller's. It is one once its wallet has consented.
    /// @param metadata hash of what `uri` leads to
    /// @param models that it may use, ascending, at most maxAgentModels; none where anyModel
    /// @custom:caller anyone
    function register(address wallet, bytes32 metadata, string calldata uri, Limits calldata limits, bool anyModel, uint256[] calldata models) external returns (uint256 agent);

    /// @notice The caller consents to be the agent's wallet. What its deposit holds becomes the agent's budget.
    /// @custom:caller the wallet that was registered
    function accept(uint256 agent) external;

    /// @notice As `accept`, with the wallet's signature of its consent.
    /// @param expiry last block in which the signature holds
    /// @custom:caller anyone, with the wallet's signature
    function acceptBySig(uint256 agent, uint256 expiry, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Changes limits and expiry, from this block on: what was spent in this period counts.
    /// @custom:caller the owner
    function changeLimits(uint256 agent, Limits calldata limits) external;

    /// @notice Changes which models the agent may use, from this block on.
    /// @custom:caller the owner
    function changeModels(uint256 agent, bool anyModel, uint256[] calldata models) external;

    /// @notice Replaces what describes the agent.
    /// @custom:caller the owner
    function changeMetadata(uint256 agent, bytes32 metadata, string calldata uri) external;

    /// @notice Offers the agent to another owner, in place of an earlier offer; zero: to nobody.
    /// @custom:caller the owner
    function transferOwnership(uint256 agent, address newOwner) external;

    /// @notice Takes an agent that was offered, with its budget.
    /// @custom:caller whom it was offered to
    function acceptOwnership(uint256 agent) external;

    /// @notice Refuses its payments until `unpause`, but what is reserved.
    /// @custom:caller the owner
    function pause(uint256 agent) external;

    /// @notice Lets a paused agent pay again.
    /// @custom:caller the owner
    function unpause(uint256 agent) external;

    /// @notice Ends the agent for good: budget and earnings become the owner's credit, and what is
    ///         reserved will, if it comes back. The wallet is a plain account again, and may consent to be another agent's; until
    ///         it does, what it pays for counts as its last owner's where Feedback asks whose an inference is.
    /// @custom:caller the owner, or the wallet
    function revoke(uint256 agent) external;

    /// @notice Adds the value to the agent's budget, which is its owner's.
    /// @custom:caller anyone
    function fund(uint256 agent) external payable;

    /// @notice Makes a part of the budget the owner's credit in InferenceFees, to withdraw there.
    /// @custom:caller the owner
    function reclaim(uint256 agent, uint256 amount) external;

    /// @notice Makes all that the wallet has earned in InferenceFees the owner's credit.
    /// @custom:caller the owner
    function collectEarnings(uint256 agent) external returns (uint256 amount);

    /// @notice Sends coins that were forced on this contract to the treasury's credit.
    /// @custom:caller anyone
    function sweepSurplus() external returns (uint256 amount);

    /// @notice How many agents were registered; they are numbered from 1.
    function agentCount() external view returns (uint256);

    /// @notice An agent, or UnknownAgent.
    function agent(uint256 id) external view returns (Agent memory);

    /// @notice The models that an agent may use, ascending; none where it may use any.
    function models(uint256 id) external view returns (uint256[] memory);

    /// @notice Whether an agent may use a model.
    function allows(uint256 id, uint256 model) external view returns (bool);

    /// @notice The agent whose wallet an account is; 0: none's.
    function agentOf(address wallet) external view returns (uint256);

    /// @notice An agent's present period.
    function period(uint256 id) external view returns (Period memory);

    /// @notice The digest that the wallet signs to consent.
    function consentDigest(uint256 id, uint256 expiry) external view returns (bytes32);

    /// @notice What this contract holds, in wei: it owes nothing, since budgets are held by InferenceFees.
    function surplus() external view returns (uint256);
}
