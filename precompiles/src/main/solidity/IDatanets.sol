// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Datasets owned by communities, at 0x…a101
/// @notice create, contribute, review, seal, attest. A contribution's id is also its order: the priority between
///         contributions of all Datanets, fixed when the contribution is recorded. A sealed version never changes.
interface IDatanets is INativeContract {
    /// @notice Where a contribution stands.
    enum Status {
        None,
        Pending,
        Accepted,
        Rejected,
        Duplicate
    }

    /// @param owner who seals versions and appoints reviewers
    /// @param treasury who receives what an answer's tokens do not pay to contributors
    /// @param tokenizer ASCII name of the tokenizer of all its content
    /// @param licence SPDX identifier, ASCII, of the licence under which content is contributed
    /// @param versions how many sealed versions exist; they are numbered from 1
    struct Datanet {
        address owner;
        address treasury;
        bytes32 tokenizer;
        bytes32 licence;
        uint256 versions;
    }

    /// @param datanet the Datanet's id
    /// @param contributor who contributed, and is paid
    /// @param root Merkle root of the content
    /// @param tokens number of tokens in the content
    /// @param documents number of documents in the content
    /// @param status where it stands
    /// @param sealedIn the version whose segment holds it; 0 while not sealed
    struct Contribution {
        uint256 datanet;
        address contributor;
        bytes32 root;
        uint256 tokens;
        uint256 documents;
        Status status;
        uint256 sealedIn;
    }

    /// @param segmentRoot Merkle root over the (order, content root) pairs of the contributions that this version adds
    /// @param contributions how many contributions this version adds
    /// @param tokens how many tokens they hold
    /// @param indexDigest digest of the canonical index that all operators attested; zero until then
    /// @param active whether models may be deployed on it
    struct Version {
        bytes32 segmentRoot;
        uint256 contributions;
        uint256 tokens;
        bytes32 indexDigest;
        bool active;
    }

    event DatanetCreated(uint256 indexed datanet, address indexed owner, bytes32 tokenizer, bytes32 licence, address treasury, string name);
    event ReviewerAppointed(uint256 indexed datanet, address indexed reviewer);
    event ReviewerDismissed(uint256 indexed datanet, address indexed reviewer);
    event Contributed(uint256 indexed datanet, uint256 indexed contribution, address indexed contributor, bytes32 root, uint256 tokens, uint256 documents, string uri);
    /// @notice The content itself: nodes take it from here into their content store.
    event ContentPublished(uint256 indexed contribution, bytes32 indexed root, bytes content);
    event Reviewed(uint256 indexed contribution, address indexed reviewer, Status status, uint256 duplicateOf, bytes32 evidence);
    event VersionSealed(uint256 indexed datanet, uint256 indexed version, bytes32 indexed segmentRoot, uint256[] contributions);
    event VersionAttested(uint256 indexed datanet, uint256 indexed version, address indexed operator, bytes32 indexDigest);
    event VersionActivated(uint256 indexed datanet, uint256 indexed version, bytes32 indexDigest);

    /// @notice The caller lacks a role. Name and arguments as in OpenZeppelin's AccessControl.
    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    error UnknownDatanet(uint256 datanet);
    error UnknownContribution(uint256 contribution);
    error UnknownVersion(uint256 datanet, uint256 version);
    error UnknownTokenizer(bytes32 tokenizer);
    error NotOwner(uint256 datanet, address account);
    error NotReviewer(uint256 datanet, address account);
    error ZeroAddress();
    /// @notice A native contract cannot withdraw: it is nobody's treasury.
    error NotPayable(address account);
    error EmptyList();
    /// @notice The content is not a well-formed list of documents of the Datanet's tokenizer.
    error MalformedContent(string reason);
    error ContentTooLarge(uint256 size, uint256 limit);
    error WrongStatus(uint256 contribution, Status status);
    /// @notice A contribution can only repeat one that was recorded before it.
    error NotEarlier(uint256 contribution, uint256 duplicateOf);
    /// @notice A reviewer does not judge what he contributed himself.
    error OwnContribution(uint256 contribution);
    /// @notice The contributions of a version are listed in ascending order, each once, all of this Datanet.
    error NotAscending(uint256 contribution);
    error ForeignContribution(uint256 contribution, uint256 datanet);
    error TooManyContributions(uint256 count, uint256 limit);
    error TooManyTokens(uint256 tokens, uint256 limit);
    error AlreadyAttested(uint256 datanet, uint256 version, address operator);
    /// @notice The version is active with another digest: this operator's node holds a wrong index.
    error DigestMismatch(bytes32 given, bytes32 attested);
    /// @notice Zero stands for no attestation.
    error ZeroDigest();

    /// @notice Creates a Datanet; the caller owns it.
    /// @return datanet its id, from 1
    function createDatanet(string calldata name, bytes32 tokenizer, bytes32 licence, address treasury, address[] calldata reviewers) external returns (uint256 datanet);

    /// @notice Appoints a reviewer. Only the owner; no effect where he is one.
    function appointReviewer(uint256 datanet, address reviewer) external;

    /// @notice Dismisses a reviewer. Only the owner; no effect where he is none.
    function dismissReviewer(uint256 datanet, address reviewer) external;

    /// @notice Contributes documents, their content inside the transaction: for licences under which it may be public,
    ///         because what is on the chain can never be erased.
    /// @param uri where people find the source; recorded in the event only
    /// @param content documents as packed token ids, each document ended by the mark of all ones
    /// @return contribution its id and order, from 1, one sequence over all Datanets
    /// @return root Merkle root of the content
    function contributeInline(uint256 datanet, string calldata uri, bytes calldata content) external returns (uint256 contribution, bytes32 root);

    /// @notice Accepts a pending contribution. Only a reviewer, never of his own contribution.
    function accept(uint256 contribution) external;

    /// @notice Rejects a pending contribution.
    /// @param evidence hash of the reviewer's reasons
    function reject(uint256 contribution, bytes32 evidence) external;

    /// @notice Rejects a pending contribution as a repetition of an earlier one.
    function markDuplicate(uint256 contribution, uint256 duplicateOf, bytes32 evidence) external;

    /// @notice Seals a version: what the versions before it hold, and these accepted contributions. Only the owner.
    /// @param contributions ids in ascending order, accepted, in no version yet
    /// @return version its number, from 1
    /// @return segmentRoot Merkle root of what it adds
    function seal(uint256 datanet, uint256[] calldata contributions) external returns (uint256 version, bytes32 segmentRoot);

    /// @notice Confirms that the caller's node holds the index of a version. Only the operator role. The version is active
    ///         once all present operators have attested one digest; until then an operator may correct his own.
    function attest(uint256 datanet, uint256 version, bytes32 indexDigest) external;

    function datanet(uint256 id) external view returns (Datanet memory);

    function datanetCount() external view returns (uint256);

    function contribution(uint256 id) external view returns (Contribution memory);

    function contributionCount() external view returns (uint256);

    function version(uint256 datanet, uint256 number) external view returns (Version memory);

    /// @notice The digest that an operator has attested; zero: none.
    function attestation(uint256 datanet, uint256 version, address operator) external view returns (bytes32);

    function isReviewer(uint256 datanet, address account) external view returns (bool);
}
