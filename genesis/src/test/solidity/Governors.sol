// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";

/// The peer of Staking's votes: OpenZeppelin's.
contract PeerToken is ERC20Votes {
    constructor() ERC20("Governance OPEN", "gOPEN") EIP712("Governance OPEN", "1") {}

    function mint(address to, uint256 value) external {
        _mint(to, value);
    }
}

contract PeerTimelock is TimelockController {
    constructor(uint256 delay) TimelockController(delay, new address[](0), new address[](0), msg.sender) {}
}

/// What is decided over: one parameter, behind a role, with an event, as System.setParameter.
contract PeerParameters {
    event ParameterChanged(bytes32 indexed key, uint256 previous, uint256 value);

    mapping(address => bool) public isAdmin;
    mapping(bytes32 => uint256) public parameter;

    constructor(address admin) {
        isAdmin[admin] = true;
    }

    function setParameter(bytes32 key, uint256 value) external {
        require(isAdmin[msg.sender], "not an admin");
        emit ParameterChanged(key, parameter[key], value);
        parameter[key] = value;
    }
}

/// The peer of Governance: OpenZeppelin's Governor with the extensions that its wizard takes for a timelock.
contract PeerGovernor is
    Governor, GovernorSettings, GovernorCountingSimple, GovernorVotes, GovernorVotesQuorumFraction, GovernorTimelockControl
{
    constructor(PeerToken token, TimelockController timelock_, uint48 delay, uint32 period, uint256 threshold, uint256 numerator)
        Governor("Peer")
        GovernorSettings(delay, period, threshold)
        GovernorVotes(token)
        GovernorVotesQuorumFraction(numerator)
        GovernorTimelockControl(timelock_)
    {}

    function quorumDenominator() public pure override returns (uint256) {
        return 10_000;
    }

    function state(uint256 id) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(id);
    }

    function proposalNeedsQueuing(uint256 id) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(id);
    }

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function _queueOperations(uint256 id, address[] memory targets, uint256[] memory values, bytes[] memory calldatas, bytes32 hash)
        internal override(Governor, GovernorTimelockControl) returns (uint48)
    {
        return super._queueOperations(id, targets, values, calldatas, hash);
    }

    function _executeOperations(uint256 id, address[] memory targets, uint256[] memory values, bytes[] memory calldatas, bytes32 hash)
        internal override(Governor, GovernorTimelockControl)
    {
        super._executeOperations(id, targets, values, calldatas, hash);
    }

    function _cancel(address[] memory targets, uint256[] memory values, bytes[] memory calldatas, bytes32 hash)
        internal override(Governor, GovernorTimelockControl) returns (uint256)
    {
        return super._cancel(targets, values, calldatas, hash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
