// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Which data an answer's tokens came from, at 0x…a104
/// @notice Rule version 1: the owner of a token is the earliest contribution that holds a span around it that is long
///         and rare enough. Computed by every validator over the sealed corpus of the model.
interface ITokenAttribution is INativeContract {
    /// @notice A maximal run of tokens with one owner.
    /// @param begin index of the first token
    /// @param end index after the last token
    /// @param contribution the owning contribution; 0 where the tokens are nobody's
    struct Run {
        uint256 begin;
        uint256 end;
        uint256 contribution;
    }

    /// @notice What a payee's tokens count.
    struct Credit {
        address payee;
        uint256 units;
    }

    /// @param tokens m, the number of tokens of the answer
    /// @param covered tokens that have an owner
    /// @param paid tokens in runs that are paid
    /// @param full units of a fully paid answer: the denominator of every share
    /// @param credits one for each payee with units, in the order of his first paid token
    /// @param runs the owners, in the order of the tokens
    struct Attribution {
        uint256 tokens;
        uint256 covered;
        uint256 paid;
        uint256 full;
        Credit[] credits;
        Run[] runs;
    }

    error UnknownModel(uint256 model);
    /// @notice A linked version is not active: not every node holds its index yet.
    error VersionNotActive(uint256 datanet, uint256 version);
    /// @notice The output is not a whole number of packed token ids.
    error MalformedOutput(uint256 size, uint256 width);
    error OutputTooLong(uint256 tokens, uint256 limit);

    /// @notice Attributes an answer.
    /// @param output packed token ids of the model's tokenizer, big-endian, all ones for a redacted token
    function attribute(uint256 model, bytes calldata output) external view returns (Attribution memory);
}
