// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// @title What every native contract of OpenLedger has in common
/// @notice A native contract is executed by every validator of the network. It has an address, an ABI, events, errors
///         and storage like any contract, but no EVM code: calls must reach its own address directly.
///         It never calls EVM code: money leaves by `withdraw` only, no `receive()` runs, and EIP-1271 wallets cannot
///         sign what a native contract checks.
interface INativeContract {
    /// @notice The call came by DELEGATECALL or CALLCODE, in another account's name.
    error DelegateCallNotAllowed();
    /// @notice A function that writes was called under STATICCALL.
    error StaticCallNotAllowed();
    /// @notice The contract has no function with this selector (calldata shorter than 4 bytes: zero-padded).
    error UnknownSelector(bytes4 selector);
    /// @notice The arguments are not the ABI encoding of the function's parameters: too short, with bytes too many (unlike
    ///         solc, which ignores them), with dirty high bits, with offsets that lead to the same bytes twice, or with text
    ///         that is no UTF-8.
    error MalformedCalldata(bytes4 selector);
    /// @notice The function takes no coins.
    error ValueNotAllowed(uint256 value);
}
