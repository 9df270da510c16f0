// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {IInferenceFees} from "./IInferenceFees.sol";

IInferenceFees constant FEES = IInferenceFees(address(0xa103));

/// @title Makes one call in the way it is told, and tells how it ended
contract Prober {
    /// @param opcode 0xf1 CALL, 0xf2 CALLCODE, 0xf4 DELEGATECALL, 0xfa STATICCALL
    /// @param allowance most gas that the call may use
    /// @return ok whether it succeeded
    /// @return used gas of the call and of making it; its target is warm
    /// @return answer what it returned, or reverted with
    function probe(uint8 opcode, address target, uint256 value, uint256 allowance, bytes memory input)
        external
        payable
        returns (bool ok, uint256 used, bytes memory answer)
    {
        assembly {
            pop(balance(target))
            let from := add(input, 32)
            let size := mload(input)
            used := gas()
            switch opcode
            case 0xf1 { ok := call(allowance, target, value, from, size, 0, 0) }
            case 0xf2 { ok := callcode(allowance, target, value, from, size, 0, 0) }
            case 0xf4 { ok := delegatecall(allowance, target, from, size, 0, 0) }
            case 0xfa { ok := staticcall(allowance, target, from, size, 0, 0) }
            default { invalid() }
            used := sub(used, gas())
            answer := mload(0x40)
            mstore(answer, returndatasize())
            returndatacopy(add(answer, 32), 0, returndatasize())
            mstore(0x40, and(add(add(answer, returndatasize()), 63), not(31)))
        }
    }
}

/// @title A contract that prepays inferences, as an integrator would write one
contract Customer {
    event Note(string what, uint256 number);
    event Refused(bytes4 selector, bytes arguments);

    /// @notice A call while the contract is created: it has no code yet.
    constructor() payable {
        if (msg.value > 0) FEES.deposit{value: msg.value}();
        emit Note("created with", FEES.statement(address(this)).deposit);
    }

    /// @notice Would call back, if coins from a native contract ran any code.
    receive() external payable {
        emit Note("receive ran", msg.value);
        FEES.deposit{value: msg.value}();
    }

    /// @notice Under STATICCALL, as every view in Solidity.
    function deposited() external view returns (uint256) {
        return FEES.statement(address(this)).deposit;
    }

    /// @notice Logs of this contract and of the native one take turns.
    function top() external payable {
        emit Note("before", msg.value);
        FEES.deposit{value: msg.value}();
        emit Note("after", FEES.statement(address(this)).deposit);
    }

    /// @notice Takes coins out, and then tries once more in the same transaction.
    function takeOut(uint256 amount) external {
        FEES.startWithdrawal(amount);
        uint256 before = address(this).balance;
        uint256 paid = FEES.finishWithdrawal();
        emit Note("paid", paid);
        emit Note("gained", address(this).balance - before);
        this.again();
    }

    function again() external {
        try FEES.finishWithdrawal() returns (uint256 paid) {
            emit Note("paid twice", paid);
        } catch (bytes memory reason) {
            refused(reason);
        }
    }

    /// @notice Coins for a function that takes none, by a caller that survives it.
    function overpay() external payable {
        (bool ok, bytes memory reason) = address(FEES).call{value: msg.value}(abi.encodeCall(FEES.withdraw, ()));
        emit Note("overpaid", ok ? 1 : 0);
        refused(reason);
        emit Note("kept", address(this).balance);
    }

    /// @notice A deposit with too little gas, or with all but a 64th of what is left where `allowance` is above that.
    function starve(uint256 allowance) external payable {
        uint256 before = gasleft();
        (bool ok, bytes memory answer) =
            address(FEES).call{value: msg.value, gas: allowance}(abi.encodeCall(FEES.deposit, ()));
        uint256 used = before - gasleft();
        emit Note("starved", ok ? 1 : 0);
        emit Note("answer", answer.length);
        emit Note("used", used);
        emit Note("kept", address(this).balance);
    }

    /// @notice What a native contract did in a call that is reverted later is undone with it.
    function undo() external payable {
        try this.depositAndRevert{value: msg.value}() {
            emit Note("not undone", 0);
        } catch Error(string memory reason) {
            emit Note(reason, address(this).balance);
        }
        emit Note("deposit", FEES.statement(address(this)).deposit);
    }

    function depositAndRevert() external payable {
        FEES.deposit{value: msg.value}();
        revert("after all");
    }

    /// @notice Makes a contract whose constructor deposits and then fails.
    function makeRefuser() external payable {
        try new Refuser{value: msg.value}() {
            emit Note("made", 0);
        } catch Error(string memory reason) {
            emit Note(reason, address(this).balance);
        }
    }

    function refused(bytes memory reason) private {
        bytes memory arguments = new bytes(reason.length - 4);
        for (uint256 i = 0; i < arguments.length; i++) arguments[i] = reason[i + 4];
        emit Refused(bytes4(reason), arguments);
    }
}

contract Refuser {
    constructor() payable {
        FEES.deposit{value: msg.value}();
        revert("not made");
    }
}

/// @title Runs another contract's code in its own name
contract Proxy {
    address private immutable implementation;

    constructor(address implementation_) {
        implementation = implementation_;
    }

    fallback() external payable {
        address to = implementation;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), to, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }

    receive() external payable {}
}
