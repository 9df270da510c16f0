// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title OPEN locked as gOPEN: stake, its rewards, votes and slashing, at 0x…a105
/// @notice One gOPEN is one OPEN that this contract holds, always. It is in one of three states:
///         free: its owner's, an ERC-20 token; it votes, may be transferred, and earns nothing;
///         staked: on a model, or generally (model 0); held by this contract, earns, cannot be transferred. General stake
///         votes as free gOPEN does, stake on a model does not;
///         cooling: on its way back to OPEN; neither earns nor votes, and is slashed as the stake that it was.
///         free → staked by `stake`, staked → cooling by `unstake`, free → cooling by `redeem`, cooling → OPEN by
///         `withdraw`, stakeCooldown blocks later.
///
///         Rewards are the stakers' shares of inference fees. While something is staked on a model, its poolShare hundredths
///         of its stakers' shares go to its stake, the rest to general stake; else all. While nothing is staked generally,
///         what is general stake's goes to the treasury. Stake earns only of what accrued while it stood, in proportion,
///         down to 2^-128 wei: how often it is claimed changes nothing. Rewards are credits in InferenceFees.
///
///         Votes follow ERC-5805 and ERC-6372; time is the block number. As with OpenZeppelin's Votes nobody's gOPEN votes
///         before he delegates, be it to himself. What is signed to delegate is EIP-712: domain `Governance OPEN`, version
///         `1`, this chain's id, this contract. The expiry is a block, since native contracts have no other clock.
///         Delegation(address delegatee,uint256 nonce,uint256 expiry)
interface IStaking is INativeContract {
    /// @notice What an account has on a model, or generally.
    /// @param staked wei that earn
    /// @param cooling wei on their way back
    /// @param unlockBlock first block in which they can be withdrawn
    /// @param reward wei earned and not claimed
    /// @param slashedBlock last block in which it was slashed; 0: never
    struct Stake {
        uint256 staked;
        uint256 cooling;
        uint256 unlockBlock;
        uint256 reward;
        uint256 slashedBlock;
    }

    /// @notice What all have on a model, or generally.
    /// @param staked wei that earn
    /// @param shares that they are divided into: an account's shares stay when the pool is slashed
    /// @param cooling wei on their way back
    /// @param coolingShares that those are divided into
    /// @param rewardPerShare wei·2^128 that a share has earned, modulo 2^256
    /// @param remainder of the last division by shares, in 2^-128 wei
    /// @param rewards wei that were shared out to stakers and not yet credited to them
    /// @param accrued wei that inferences have earned for it, not yet in rewardPerShare
    /// @param poolShare hundredths of the model's stakers' shares that go to it; 0 where nothing is staked on it
    /// @param slashedBlock last block in which the whole pool was slashed; 0: never
    struct Pool {
        uint256 staked;
        uint256 shares;
        uint256 cooling;
        uint256 coolingShares;
        uint256 rewardPerShare;
        uint256 remainder;
        uint256 rewards;
        uint256 accrued;
        uint256 poolShare;
        uint256 slashedBlock;
    }

    /// @notice gOPEN came to be (from zero), changed hands, went into stake or cooling (to this contract), or ceased.
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate);
    event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes);
    /// @notice Free gOPEN was staked.
    event Staked(address indexed account, uint256 indexed model, uint256 amount, uint256 shares);
    /// @notice Stake, or free gOPEN that is redeemed (model 0), began to cool.
    /// @param unlockBlock first block in which all that the account has cooling there can be withdrawn
    event CooldownStarted(address indexed account, uint256 indexed model, uint256 amount, uint256 unlockBlock);
    /// @notice What had cooled was paid out.
    event Withdrawn(address indexed account, uint256 indexed model, uint256 amount);
    /// @notice What inferences had earned for stake was shared out.
    /// @param to this contract, for the stakers; or the treasury, where nothing was staked
    event RewardsShared(uint256 indexed model, address indexed to, uint256 amount);
    /// @notice A staker's reward became his credit in InferenceFees.
    event RewardPaid(address indexed account, uint256 indexed model, uint256 amount);
    /// @notice All stake on a model was slashed.
    /// @param share of it, in parts per 10,000
    event ModelSlashed(uint256 indexed model, uint256 share, uint256 staked, uint256 cooling, bytes32 evidence);
    /// @notice An account's stake on a model, or its general stake, was slashed.
    event AccountSlashed(address indexed account, uint256 indexed model, uint256 share, uint256 staked, uint256 cooling, bytes32 evidence);
    /// @notice Wei of a slash became the treasury's credit in InferenceFees.
    event Credited(address indexed account, uint256 amount);
    event SurplusSwept(address indexed treasury, uint256 amount);

    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed);
    error ERC20InvalidReceiver(address receiver);
    error ERC20InvalidSpender(address spender);
    error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed);
    /// @notice Only free gOPEN moves. The account has less of it than is needed, and more that is staked or cooling.
    error NonTransferableWhileStaked(address account, uint256 free, uint256 needed);
    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);
    /// @notice The last block in which a signed delegation holds has passed.
    error VotesExpiredSignature(uint256 expiry);
    error InvalidAccountNonce(address account, uint256 currentNonce);
    error InvalidSignature();
    error UnknownModel(uint256 model);
    /// @notice A retired model earns nothing any more: what is staked on it can only leave.
    error ModelRetired(uint256 model);
    error ZeroAmount();
    /// @notice More gOPEN, or more shares of a pool that was slashed often, than are counted.
    error TooManyCoins(uint256 amount, uint256 limit);
    error InsufficientStake(address account, uint256 model, uint256 staked, uint256 needed);
    error NothingCooling(address account, uint256 model);
    error TooEarly(uint256 earliest, uint256 current);
    /// @notice A slash takes from 1 to maxSlash parts per 10,000.
    error SlashOutOfBounds(uint256 share, uint256 limit);
    /// @notice The same was slashed less than stakeCooldown blocks ago.
    error SlashedLately(uint256 slashedBlock, uint256 earliest);
    error NothingToSlash(uint256 model);

    /// @notice Governance OPEN.
    function name() external view returns (string memory);

    /// @notice gOPEN.
    function symbol() external view returns (string memory);

    /// @notice 18.
    function decimals() external view returns (uint8);

    /// @notice All gOPEN, free, staked and cooling: the wei that this contract owes.
    function totalSupply() external view returns (uint256);

    /// @notice An account's free gOPEN; of this contract: all that is staked or cooling.
    function balanceOf(address account) external view returns (uint256);

    /// @notice What a spender may still transfer of an owner's free gOPEN.
    function allowance(address owner, address spender) external view returns (uint256);

    /// @notice Transfers free gOPEN, with its votes. Not to a native contract.
    /// @custom:caller anyone, for himself
    function transfer(address to, uint256 value) external returns (bool);

    /// @notice Allows a spender to transfer the caller's free gOPEN; 2^256-1: without end.
    /// @custom:caller anyone, for himself
    function approve(address spender, uint256 value) external returns (bool);

    /// @notice Transfers an owner's free gOPEN under his allowance.
    /// @custom:caller anyone, with the owner's allowance
    function transferFrom(address from, address to, uint256 value) external returns (bool);

    /// @notice The current block (ERC-6372).
    function clock() external view returns (uint48);

    /// @notice mode=blocknumber&from=default
    function CLOCK_MODE() external view returns (string memory);

    /// @notice An account's votes now: the free gOPEN and general stake of all who delegate to it.
    function getVotes(address account) external view returns (uint256);

    /// @notice An account's votes at the end of a past block.
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256);

    /// @notice All free gOPEN and general stake at the end of a past block, delegated or not.
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256);

    /// @notice To whom an account delegates; zero: to nobody.
    function delegates(address account) external view returns (address);

    /// @notice The number that an account's next signed delegation carries.
    function nonces(address owner) external view returns (uint256);

    /// @notice The digest that is signed to delegate.
    function delegationDigest(address delegatee, uint256 nonce, uint256 expiry) external view returns (bytes32);

    /// @notice Delegates the caller's votes; zero: to nobody.
    /// @custom:caller anyone, for himself
    function delegate(address delegatee) external;

    /// @notice Delegates a signer's votes.
    /// @param expiry last block in which it holds
    /// @custom:caller anyone, with the delegator's signature
    function delegateBySig(address delegatee, uint256 nonce, uint256 expiry, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Turns the value into as many free gOPEN of the caller's.
    /// @custom:caller anyone, for himself
    function deposit() external payable;

    /// @notice Stakes free gOPEN of the caller's on a model; 0: generally. What he had earned there is credited first.
    /// @return shares of the pool
    /// @custom:caller anyone, for himself
    function stake(uint256 model, uint256 amount) external returns (uint256 shares);

    /// @notice Takes back stake of the caller's: it cools. All that he has cooling there then waits anew. What he had
    ///         earned there is credited first.
    /// @return unlockBlock first block in which it can be withdrawn: stakeCooldown blocks from now
    /// @custom:caller anyone, for himself
    function unstake(uint256 model, uint256 amount) external returns (uint256 unlockBlock);

    /// @notice Turns free gOPEN of the caller's back: it cools with what he has cooling generally, and all that waits anew.
    /// @return unlockBlock first block in which it can be withdrawn: stakeCooldown blocks from now
    /// @custom:caller anyone, for himself
    function redeem(uint256 amount) external returns (uint256 unlockBlock);

    /// @notice Pays the caller all that has cooled of his on a model, or generally, in OPEN.
    /// @custom:caller anyone, for himself
    function withdraw(uint256 model) external returns (uint256 amount);

    /// @notice Credits what the caller has earned on a model, or generally, in InferenceFees. Whoever calls, staker or not,
    ///         shares out what has accrued there and brings the present modelStakersShare into force for the model.
    /// @return amount wei credited
    /// @custom:caller anyone, for himself
    function claim(uint256 model) external returns (uint256 amount);

    /// @notice Takes a part of all stake on a model, cooling or not, once in stakeCooldown blocks. It goes to the treasury's
    ///         credit.
    /// @param share parts per 10,000, at most maxSlash
    /// @param evidence what it is about: a hash of any kind
    /// @return amount wei taken
    /// @custom:caller a governor
    function slashModel(uint256 model, uint256 share, bytes32 evidence) external returns (uint256 amount);

    /// @notice Takes a part of an account's stake on a model, or of its general stake (0), cooling or not, once in
    ///         stakeCooldown blocks. It goes to the treasury's credit.
    /// @param share parts per 10,000, at most maxSlash
    /// @param evidence what it is about: a hash of any kind
    /// @return amount wei taken
    /// @custom:caller a governor
    function slashAccount(address account, uint256 model, uint256 share, bytes32 evidence) external returns (uint256 amount);

    /// @notice What an account has on a model, or generally (0).
    function stakeOf(address account, uint256 model) external view returns (Stake memory);

    /// @notice What all have on a model, or generally (0).
    function pool(uint256 model) external view returns (Pool memory);

    /// @notice Wei that the contract owes: totalSupply.
    function liabilities() external view returns (uint256);

    /// @notice The contract's balance beyond that, in wei.
    function surplus() external view returns (uint256);

    /// @notice Sends coins that arrived without a deposit (self-destruct, block rewards) to the treasury's credit.
    /// @custom:caller anyone
    function sweepSurplus() external returns (uint256 amount);
}
