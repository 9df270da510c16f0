// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Model registry, at 0x…a102
/// @notice Proposal, lineage, prices, split, attribution parameters, life-cycle.
interface IModels is INativeContract {
    /// @notice Proposed → Approved → DataCollection → FineTuning → Feedback → Deployed → Retired.
    enum Stage {
        None,
        Proposed,
        Approved,
        DataCollection,
        FineTuning,
        Feedback,
        Deployed,
        Retired
    }

    /// @notice What one attributed token counts.
    enum Unit {
        Tokens,
        Rarity
    }

    /// @notice A sealed Datanet version (and with it all versions of that Datanet before it).
    struct Link {
        uint256 datanet;
        uint256 version;
    }

    /// @param baseModel hash of the base model's weights
    /// @param adapter hash of the fine-tuned adapter; zero where there is none
    /// @param tokenizer ASCII name; all linked Datanets have the same
    /// @param servingKey signs the receipts of inferences
    /// @param inputRate wei per 1,000 input tokens
    /// @param outputRate wei per 1,000 output tokens
    /// @param creatorShare β, parts per 10,000 of the net fee
    /// @param stakersShare γ, parts per 10,000
    /// @param contributorsShare δ, parts per 10,000, at least the network's minContributorsShare; the three add up to 10,000
    /// @param minSpan shortest span that counts, in tokens, 1 … the network's maxMinSpan
    /// @param minRarity least rarity of a span that counts, in bits, 1 … the network's maxMinRarity
    /// @param maxWeight cap of one token's weight, in 1/1,024 bit, 1,024 … 65,536
    /// @param unit what an attributed token counts
    /// @param sink who receives what the tokens do not pay to contributors; zero: the treasuries of the linked Datanets
    struct Terms {
        bytes32 baseModel;
        bytes32 adapter;
        bytes32 tokenizer;
        address servingKey;
        uint256 inputRate;
        uint256 outputRate;
        uint256 creatorShare;
        uint256 stakersShare;
        uint256 contributorsShare;
        uint256 minSpan;
        uint256 minRarity;
        uint256 maxWeight;
        Unit unit;
        address sink;
    }

    event ModelProposed(uint256 indexed model, address indexed creator, string name, Terms terms, bytes32 weightTable);
    event ModelLinked(uint256 indexed model, uint256 indexed datanet, uint256 version);
    event StageChanged(uint256 indexed model, Stage previous, Stage current);

    /// @notice The caller lacks a role. Name and arguments as in OpenZeppelin's AccessControl.
    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    error UnknownModel(uint256 model);
    error UnknownTokenizer(bytes32 tokenizer);
    error UnknownDatanet(uint256 datanet);
    error UnknownVersion(uint256 datanet, uint256 version);
    error NotCreator(uint256 model, address account);
    error ZeroAddress();
    /// @notice A native contract cannot withdraw: it is nobody's sink.
    error NotPayable(address account);
    /// @notice The shares are in parts per 10,000 and must add up to 10,000.
    error SharesDoNotAddUp(uint256 sum);
    error ValueOutOfBounds(bytes32 name, uint256 value, uint256 minimum, uint256 maximum);
    /// @notice A model links at least one version when its data is complete, and each Datanet at most once.
    error NoLinks(uint256 model);
    error AlreadyLinked(uint256 model, uint256 datanet);
    error TooManySegments(uint256 count, uint256 limit);
    /// @notice Content of one tokenizer cannot be attributed in answers of another.
    error TokenizerMismatch(bytes32 ofModel, bytes32 ofDatanet);
    error VersionNotActive(uint256 datanet, uint256 version);
    error WrongStage(uint256 model, Stage stage);

    /// @notice Proposes a model; the caller is its creator.
    /// @return model its id, from 1
    function propose(string calldata name, Terms calldata terms) external returns (uint256 model);

    /// @notice Links a sealed Datanet version, in stage DataCollection. Only the creator.
    function link(uint256 model, uint256 datanet, uint256 version) external;

    /// @notice Moves a model one stage on. Proposed → Approved takes the governor role; the rest its creator.
    ///         FineTuning needs a link; Deployed needs all linked versions active.
    /// @return stage the stage reached
    function advance(uint256 model) external returns (Stage stage);

    /// @notice Ends a model's life. Only its creator.
    function retire(uint256 model) external;

    function modelCount() external view returns (uint256);

    function creator(uint256 model) external view returns (address);

    function stage(uint256 model) external view returns (Stage);

    function terms(uint256 model) external view returns (Terms memory);

    function links(uint256 model) external view returns (Link[] memory);

    /// @notice SHA-256 of the table of token weights, fixed when the model was proposed.
    function weightTable(uint256 model) external view returns (bytes32);
}
