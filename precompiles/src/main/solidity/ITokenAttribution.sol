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

    /// @notice What decides which spans count and what they pay.
    /// @param minSpan shortest span that counts, in tokens, 1 … the network's maxMinSpan
    /// @param minRarity least rarity of a span that counts, in bits, 1 … the network's maxMinRarity
    /// @param maxWeight cap of one token's weight, in 1/1,024 bit, 1,024 … 65,536
    /// @param unit what an attributed token counts: 0 one unit, 1 its weight
    struct Rule {
        uint256 minSpan;
        uint256 minRarity;
        uint256 maxWeight;
        uint8 unit;
    }

    error UnknownModel(uint256 model);
    error UnknownDatanet(uint256 datanet);
    error UnknownVersion(uint256 datanet, uint256 version);
    error RuleOutOfBounds(Rule rule);
    /// @notice A linked version is not active: not every node holds its index yet.
    error VersionNotActive(uint256 datanet, uint256 version);
    /// @notice The output is not the encoding of an answer.
    /// @param width bytes of one id
    error MalformedOutput(uint256 size, uint256 width);
    error OutputTooLong(uint256 tokens, uint256 limit);

    /// @notice Attributes an answer.
    /// @param output packed token ids of the model's tokenizer, big-endian; a run of redacted tokens is an id of all ones
    ///        and its length as unsigned LEB128, as in `IInferenceFees`
    function attribute(uint256 model, bytes calldata output) external view returns (Attribution memory);

    /// @notice Attributes tokens to a version of a Datanet and all versions before it, by the weight table that new models
    ///         of its tokenizer get. All of them must be active.
    function attributeOn(uint256 datanet, uint256 version, Rule calldata rule, bytes calldata output) external view returns (Attribution memory);
}
