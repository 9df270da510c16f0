// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title The network's configuration and roles, at 0x…a100
/// @notice All of it starts in the genesis state, so the state root commits every node to it.
interface ISystem is INativeContract {
    /// @notice A tokenizer that Datanets and models of this network may use.
    /// @param hash identity of its vocabulary
    /// @param vocabularySize ordinary ids are 0 … vocabularySize-1
    /// @param weightTable SHA-256 of the table of token weights that new models use
    struct Tokenizer {
        bytes32 hash;
        uint256 vocabularySize;
        bytes32 weightTable;
    }

    event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender);
    event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender);
    event ParameterChanged(bytes32 indexed key, uint256 previous, uint256 current);
    /// @notice What had accrued for the platform account or the treasury became its credit, because another takes its
    ///         place.
    event AccrualPaid(address indexed account, uint256 amount);
    /// @notice A tokenizer can be used from now on.
    event TokenizerRegistered(bytes32 indexed id, bytes32 hash, uint256 vocabularySize, bytes32 weightTable);
    /// @notice Model versions that are proposed from now on weigh tokens by another table; older versions never do.
    event WeightTableChanged(bytes32 indexed id, bytes32 previous, bytes32 current);
    /// @notice A version of the protocol's rules holds from a block on. Nodes whose software lacks it stop there.
    event ProtocolScheduled(uint256 indexed version, uint256 fromBlock);
    /// @notice The version that was scheduled will not hold.
    event ProtocolCancelled(uint256 indexed version, uint256 fromBlock);

    /// @notice The caller lacks a role. Name and arguments as in OpenZeppelin's AccessControl.
    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    /// @notice No parameter has this key.
    error UnknownParameter(bytes32 key);
    /// @notice The value lies outside the parameter's bounds.
    error ParameterOutOfBounds(bytes32 key, uint256 value, uint256 minimum, uint256 maximum);
    /// @notice The last holder of the admin role cannot give it up.
    error LastAdmin();
    /// @notice A native contract cannot withdraw: it is nobody's treasury.
    error NotPayable(address account);
    /// @notice The role has as many members as it may have.
    error TooManyMembers(bytes32 role, uint256 limit);
    /// @notice The role has fewer members.
    error NoSuchMember(bytes32 role, uint256 index);
    /// @notice The tokenizer is registered.
    error AlreadyRegistered(bytes32 id);
    /// @notice The tokenizer is not registered.
    error UnknownTokenizer(bytes32 id);
    /// @notice The protocol version has no such tokenizer, or no such weight table of it. The set belongs to the protocol
    ///         version: what nodes do not all hold cannot be registered.
    error UnknownWeightTable(bytes32 id, bytes32 weightTable);
    /// @notice The zero address cannot hold a role.
    error ZeroAddress();
    /// @notice A version is scheduled: it is cancelled, or comes into force, before another one can be scheduled.
    error ProtocolAlreadyScheduled(uint256 version, uint256 fromBlock);
    /// @notice No version is scheduled.
    error NoProtocolScheduled();
    /// @notice Versions follow one another: only the one after that in force can be scheduled.
    error NotNextProtocolVersion(uint256 version, uint256 next);
    /// @notice The block leaves operators less time than `protocolNotice`, or lies out of reach.
    error ActivationOutOfBounds(uint256 fromBlock, uint256 earliest, uint256 latest);

    /// @notice Version of the protocol's rules that holds in this block; 0 is never returned, since nothing answers before
    ///         activation.
    function protocolVersion() external view returns (uint256);

    /// @notice The version that is scheduled and its first block; both 0 where none is.
    function scheduledProtocol() external view returns (uint256 version, uint256 fromBlock);

    /// @notice Schedules the next version of the protocol's rules. It holds from its block on without a further call.
    ///         Nodes whose software lacks it are not ready from some time before that block, and stop there.
    /// @param version the one in force, and 1
    /// @param fromBlock its first block, at least `protocolNotice` blocks from now
    /// @custom:caller the admin role
    function scheduleProtocol(uint256 version, uint256 fromBlock) external;

    /// @notice Takes back what is scheduled, as long as it does not hold. A version in force stays for good.
    /// @custom:caller the admin role
    function cancelProtocol() external;

    /// @notice The chain id that the native contracts were configured for; part of every signature's domain.
    function chainId() external view returns (uint256);

    /// @notice A governed parameter by its ASCII name, left-aligned in 32 bytes (`platformFee`, `treasury`, …).
    function parameter(bytes32 key) external view returns (uint256);

    /// @notice Changes a governed parameter, within its bounds. What has accrued for a platform
    ///         account or a treasury is credited to it before another takes its place.
    /// @custom:caller the admin role
    function setParameter(bytes32 key, uint256 value) external;

    /// @notice A tokenizer by its ASCII name, left-aligned in 32 bytes; all zero where it is not registered.
    function tokenizer(bytes32 id) external view returns (Tokenizer memory);

    /// @notice Registers a tokenizer of the protocol version.
    /// @param id ASCII name, left-aligned in 32 bytes
    /// @param weightTable SHA-256 of one of the tokenizer's tables in the protocol version
    /// @custom:caller the admin role
    function registerTokenizer(bytes32 id, bytes32 weightTable) external;

    /// @notice Chooses the weight table of a tokenizer for model versions that are proposed from now on. No
    ///         effect where it is the one chosen already.
    /// @param weightTable SHA-256 of one of the tokenizer's tables in the protocol version
    /// @custom:caller the governor role
    function setWeightTable(bytes32 id, bytes32 weightTable) external;

    /// @notice Whether an account holds a role. Roles: admin 0x00; others keccak256 of `OPERATOR_ROLE`,
    ///         `GOVERNOR_ROLE`, `ATTESTER_ROLE`.
    function hasRole(bytes32 role, address account) external view returns (bool);

    /// @notice How many accounts hold a role. As in OpenZeppelin's AccessControlEnumerable.
    function getRoleMemberCount(bytes32 role) external view returns (uint256);

    /// @notice One of the accounts that hold a role; their order changes when one is taken out.
    /// @param index from 0
    function getRoleMember(bytes32 role, uint256 index) external view returns (address);

    /// @notice Gives a role. No effect where the account holds it.
    /// @custom:caller the admin role
    function grantRole(bytes32 role, address account) external;

    /// @notice Takes a role away. No effect where the account does not hold it.
    /// @custom:caller the admin role
    function revokeRole(bytes32 role, address account) external;
}
