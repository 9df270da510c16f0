// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Model registry, at 0x…a102
/// @notice Proposal, lineage, versions, prices, split, attribution parameters, serving keys, life-cycle.
/// @dev A settlement uses the version that is current at its block, and nothing that is called later changes what it paid:
///      versions are immutable, and a change of prices is a version of its own.
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

    /// @notice How a version's contributors are paid: by the tokens of an answer that stand in their data (Tokens: each
    ///         counts 1; Rarity: its weight), attributed in the settlement; or by attested influence scores (Influence), see
    ///         IInfluenceAttestations: then no token is attributed, and span, rarity and weight play no part.
    enum Unit {
        Tokens,
        Rarity,
        Influence
    }

    /// @notice Where a version stands at the block that is being executed.
    enum VersionState {
        None,
        Proposed,
        Scheduled,
        Current,
        Superseded,
        Withdrawn
    }

    /// @notice A sealed Datanet version (and with it all versions of that Datanet before it).
    struct Link {
        uint256 datanet;
        uint256 version;
    }

    /// @notice What an inference costs and how its net fee is split.
    /// @param inputRate wei per 1,000 input tokens, at most the network's maxInputRate
    /// @param outputRate wei per 1,000 output tokens, at most the network's maxOutputRate
    /// @param creatorShare β, parts per 10,000 of the net fee, at most the network's maxCreatorShare
    /// @param stakersShare γ, parts per 10,000
    /// @param contributorsShare δ, parts per 10,000, at least the network's minContributorsShare; the three add up to 10,000
    struct Pricing {
        uint256 inputRate;
        uint256 outputRate;
        uint256 creatorShare;
        uint256 stakersShare;
        uint256 contributorsShare;
    }

    /// @notice What the creator fixes with a version.
    /// @param baseModel hash of the base model's weights
    /// @param adapter hash of the fine-tuned adapter; zero where there is none
    /// @param tokenizer ASCII name; all linked Datanets, all versions and the parent have the same
    /// @param configuration hash of the serving configuration (prompt template, sampling); zero where there is none
    /// @param inputRate to contributorsShare: as in Pricing
    /// @param minSpan shortest span that counts, in tokens, 1 … the network's maxMinSpan
    /// @param minRarity least rarity of a span that counts, in bits, 1 … the network's maxMinRarity
    /// @param maxWeight cap of one token's weight, in 1/1,024 bit, 1,024 … 65,536
    /// @param unit how contributors are paid: what an attributed token counts, or by attested influence
    /// @param sink who receives what the tokens do not pay to contributors; zero: the treasuries of the linked Datanets
    struct Terms {
        bytes32 baseModel;
        bytes32 adapter;
        bytes32 tokenizer;
        bytes32 configuration;
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

    /// @param state where it stands at this block
    /// @param fromBlock first block whose settlements use it; 0: not scheduled, or version 1, which holds from the deployment
    /// @param predecessor the version that was current before it; 0: none, or not scheduled yet
    /// @param source the version whose model, data and attribution it has: another one where only prices changed
    /// @param weightTable SHA-256 of the table of token weights, fixed when the version was proposed
    struct Version {
        VersionState state;
        uint256 fromBlock;
        uint256 predecessor;
        uint256 source;
        bytes32 weightTable;
        Terms terms;
        Link[] links;
    }

    /// @notice A model was proposed, with version 1.
    event ModelProposed(
        uint256 indexed model,
        address indexed creator,
        uint256 indexed parent,
        string name,
        Terms terms,
        bytes32 weightTable
    );
    /// @notice Version 1 of a model reaches a Datanet version; a later one of the same Datanet replaces it.
    event ModelLinked(uint256 indexed model, uint256 indexed datanet, uint256 version);
    event StageChanged(uint256 indexed model, Stage previous, Stage current);
    /// @notice A version waits for the governors.
    event VersionProposed(
        uint256 indexed model, uint256 indexed version, Terms terms, bytes32 weightTable, Link[] links
    );
    /// @notice Settlements use the version, and pay by its prices, from a block on.
    event VersionScheduled(
        uint256 indexed model, uint256 indexed version, uint256 fromBlock, uint256 source, Pricing pricing
    );
    event VersionWithdrawn(uint256 indexed model, uint256 indexed version);
    event ServingKeyAdded(uint256 indexed model, address indexed key);
    event ServingKeyRevoked(uint256 indexed model, address indexed key);
    event ModelTransferStarted(uint256 indexed model, address indexed creator, address indexed to);
    event ModelTransferred(uint256 indexed model, address indexed previous, address indexed current);

    /// @notice The caller lacks a role. Name and arguments as in OpenZeppelin's AccessControl.
    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    error UnknownModel(uint256 model);
    error UnknownModelVersion(uint256 model, uint256 version);
    error UnknownTokenizer(bytes32 tokenizer);
    error UnknownDatanet(uint256 datanet);
    /// @notice The Datanet has no such sealed version.
    error UnknownVersion(uint256 datanet, uint256 version);
    error NotCreator(uint256 model, address account);
    /// @notice The model was not offered to the caller.
    error NotPendingCreator(uint256 model, address account);
    error ZeroAddress();
    /// @notice A native contract cannot withdraw: it is nobody's sink, and owns no model.
    error NotPayable(address account);
    /// @notice The shares are in parts per 10,000 and must add up to 10,000.
    error SharesDoNotAddUp(uint256 sum);
    error ValueOutOfBounds(bytes32 name, uint256 value, uint256 minimum, uint256 maximum);
    /// @notice A model links at least one version when its data is complete.
    error NoLinks(uint256 model);
    /// @notice The Datanet is linked already, at this version or a later one, or stands twice in a list.
    error AlreadyLinked(uint256 model, uint256 datanet);
    error TooManySegments(uint256 count, uint256 limit);
    /// @notice Content of one tokenizer cannot be attributed in answers of another.
    error TokenizerMismatch(bytes32 ofModel, bytes32 other);
    /// @notice Not all operators have attested the linked Datanet version.
    error VersionNotActive(uint256 datanet, uint256 version);
    /// @notice The model's creator may not use the Datanet's data: ask for access first (IDatanets.requestAccess).
    error NoAccess(uint256 datanet, address account);
    error WrongStage(uint256 model, Stage stage);
    /// @notice A new version links every Datanet that the version before it linked, at the same version or a later one.
    error LinkDropped(uint256 model, uint256 datanet, uint256 version);
    error LineageTooDeep(uint256 depth, uint256 limit);
    error TooManyVersions(uint256 model, uint256 limit);
    /// @notice One change at a time: this one has been announced and does not hold yet.
    error ChangePending(uint256 model, uint256 version, uint256 fromBlock);
    error WrongVersionState(uint256 model, uint256 version, VersionState state);
    error AlreadyServingKey(uint256 model, address key);
    error NotServingKey(uint256 model, address key);
    error TooManyServingKeys(uint256 model, uint256 limit);

    /// @notice Proposes a model; the caller is its creator. A child starts with all links of its parent's current version.
    /// @param name told in the event only
    /// @param parent a deployed or retired model of the same tokenizer; 0: none
    /// @param servingKey signs the receipts of inferences
    /// @param terms of version 1
    /// @return model its id, from 1
    /// @custom:caller anyone
    function propose(string calldata name, uint256 parent, address servingKey, Terms calldata terms)
        external
        returns (uint256 model);

    /// @notice Links a sealed Datanet version, or a later one of a Datanet that is linked, in stage DataCollection.
    /// @custom:caller the model's creator
    function link(uint256 model, uint256 datanet, uint256 version) external;

    /// @notice Moves a model one stage on. Proposed → Approved takes the governor role; the rest its creator.
    ///         FineTuning needs a link; Deployed needs all linked versions active.
    /// @return stage the stage reached
    /// @custom:caller the governor role from Proposed to Approved, then the model's creator
    function advance(uint256 model) external returns (Stage stage);

    /// @notice Ends a model's life.
    /// @custom:caller the model's creator
    function retire(uint256 model) external;

    /// @notice Proposes a version of a deployed model. The tokenizer stays; the weight table is the
    ///         tokenizer's at this block.
    /// @param links all of them, each Datanet once: those of the current version or later ones, and any others
    /// @return version its number
    /// @custom:caller the model's creator
    function proposeVersion(uint256 model, Terms calldata terms, Link[] calldata links)
        external
        returns (uint256 version);

    /// @notice Lets a proposed version hold from a block on. Checks again, against the current
    ///         version and today's bounds, what the proposal was checked for; all linked versions must be active.
    /// @param fromBlock at least the network's changeNotice from now, at most 2^24 blocks
    /// @custom:caller the governor role
    function approveVersion(uint256 model, uint256 version, uint256 fromBlock) external;

    /// @notice Changes a deployed model's prices and split from a block on, and nothing else.
    /// @param fromBlock at least the network's changeNotice from now, at most 2^24 blocks
    /// @return version the number of the version that is the current one at other prices
    /// @custom:caller the model's creator
    function schedulePricing(uint256 model, Pricing calldata pricing, uint256 fromBlock)
        external
        returns (uint256 version);

    /// @notice Takes back a version that is proposed, or scheduled and does not hold yet.
    /// @custom:caller the model's creator
    function withdrawVersion(uint256 model, uint256 version) external;

    /// @notice Lets a further key sign the model's receipts.
    /// @custom:caller the model's creator
    function addServingKey(uint256 model, address key) external;

    /// @notice Stops a key at once: no receipt that it signed settles any more. What it signed can be disputed for
    ///         another withdrawalDelay blocks, as long as a serving bond takes to be withdrawn.
    /// @custom:caller the model's creator
    function revokeServingKey(uint256 model, address key) external;

    /// @notice Offers a model to another account, or to nobody (zero).
    /// @custom:caller the model's creator
    function transferModel(uint256 model, address to) external;

    /// @notice Takes over a model that was offered to the caller: who earns the creator's share of what is settled from now
    ///         on. Serving keys stay; the new creator revokes those that it does not trust.
    /// @custom:caller the account that the model is offered to
    function acceptModel(uint256 model) external;

    /// @notice How many models there are; they are numbered from 1.
    function modelCount() external view returns (uint256);

    /// @notice A model's creator, who is paid its creator's share.
    function creator(uint256 model) external view returns (address);

    /// @notice To whom the model was offered; zero: to nobody.
    function pendingCreator(uint256 model) external view returns (address);

    /// @notice Where a model stands in its life.
    function stage(uint256 model) external view returns (Stage);

    /// @notice The model's ancestors, its parent first; at most the network's maxLineage when each was proposed.
    function lineage(uint256 model) external view returns (uint256[] memory);

    /// @notice The terms of the current version; as long as a model is not deployed, of version 1.
    function terms(uint256 model) external view returns (Terms memory);

    /// @notice The links of the current version.
    function links(uint256 model) external view returns (Link[] memory);

    /// @notice SHA-256 of the current version's table of token weights.
    function weightTable(uint256 model) external view returns (bytes32);

    /// @notice How many versions there are; they are numbered from 1.
    function versionCount(uint256 model) external view returns (uint256);

    /// @notice A version of a model.
    function version(uint256 model, uint256 number) external view returns (Version memory);

    /// @notice The number of the version that a settlement in this block uses.
    function currentVersion(uint256 model) external view returns (uint256);

    /// @notice The change that has been announced and does not hold yet; zeros: none.
    function scheduled(uint256 model) external view returns (uint256 version, uint256 fromBlock);

    /// @notice The keys that sign receipts of a model, in no particular order.
    function servingKeys(uint256 model) external view returns (address[] memory);

    /// @notice Whether a key signs receipts of a model now.
    function isServingKey(uint256 model, address key) external view returns (bool);
}
