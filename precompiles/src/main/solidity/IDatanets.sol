// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title Datasets owned by communities, at 0x…a101
/// @notice Create, contribute (commit and reveal, or in one step), review by quorum, seal, attest, sell access.
///         A contribution's id is also its order: the priority between contributions of all Datanets, fixed when it is
///         committed. A sealed version never changes. Amounts are in wei, times in blocks. Whatever this contract pays
///         out becomes a credit that is withdrawn from InferenceFees.
interface IDatanets is INativeContract {
    /// @notice Where a contribution stands. Committed: not revealed yet; past its deadline it has lapsed and never
    ///         becomes anything else.
    enum Status {
        None,
        Pending,
        Accepted,
        Rejected,
        Duplicate,
        Committed
    }

    /// @notice Whether anybody is paid for a contribution's tokens. Only ever grows: what has lost its payee never gets
    ///         one again, and keeps its place in the order, so that copies of it do not inherit.
    enum Standing {
        Paid,
        Commons,
        TakenDown,
        Slashed
    }

    enum BondState {
        None,
        Held,
        Released,
        Slashed
    }

    enum Verdict {
        None,
        Accept,
        AcceptAsCommons,
        Reject,
        Duplicate
    }

    enum RequestStatus {
        None,
        Open,
        Granted,
        Denied,
        Cancelled
    }

    /// @param direct contributing in one step is allowed, besides commit and reveal
    /// @param inlineContent content may travel inside the transaction: the licence is public
    /// @param open anyone may contribute; else only those on the list
    /// @param openAccess no grant is needed to use the data
    /// @param autoGrant a paid request for access is granted at once
    /// @param bondPerToken wei, below 2^80
    /// @param accessPrice wei for each block of access, below 2^80
    /// @param quota most tokens that one account may contribute, below 2^56; 0: no bound. Tokens count from the moment
    ///        they are committed, whatever becomes of them, but only those of calls made under a quota
    struct Policy {
        bool direct;
        bool inlineContent;
        bool open;
        bool openAccess;
        bool autoGrant;
        uint256 bondPerToken;
        uint256 accessPrice;
        uint256 quota;
    }

    /// @param domain ASCII name of the field of knowledge
    /// @param schema hash of the document that says what a contribution must look like
    /// @param tokenizer ASCII name of the tokenizer of all its content
    /// @param licence SPDX identifier, ASCII, of the licence under which content is contributed
    /// @param treasury who receives the price of access, and what an answer's tokens do not pay to contributors
    /// @param reviewers who judge contributions; at most the parameter maxReviewers, each counts once
    /// @param quorum how many equal verdicts decide, 1 … number of reviewers
    /// @param policy rules for later calls
    struct Settings {
        bytes32 domain;
        bytes32 schema;
        bytes32 tokenizer;
        bytes32 licence;
        address treasury;
        address[] reviewers;
        uint256 quorum;
        Policy policy;
    }

    /// @param owner who seals versions, appoints reviewers, grants access and changes the policy
    /// @param treasury as in Settings
    /// @param tokenizer as in Settings
    /// @param licence as in Settings
    /// @param versions how many sealed versions exist; they are numbered from 1
    /// @param domain as in Settings
    /// @param schema as in Settings
    /// @param pendingOwner to whom the ownership is offered; zero: to nobody
    /// @param quorum as in Settings
    /// @param policy as in Settings
    struct Datanet {
        address owner;
        address treasury;
        bytes32 tokenizer;
        bytes32 licence;
        uint256 versions;
        bytes32 domain;
        bytes32 schema;
        address pendingOwner;
        uint256 quorum;
        Policy policy;
    }

    /// @param datanet the Datanet's id
    /// @param contributor who contributed, and is paid
    /// @param root Merkle root of the content; while Committed: the commitment
    /// @param tokens number of tokens in the content
    /// @param documents number of documents in the content; 0 while Committed
    /// @param status where it stands
    /// @param sealedIn the version whose segment holds it; 0 while not sealed
    /// @param standing whether anybody is paid for it
    /// @param duplicateOf the earlier contribution that it repeats, where it is a Duplicate; else 0
    /// @param deadline while Committed: the last block in which it can be revealed; else 0
    /// @param bond wei that its contributor put down
    /// @param bondState what became of them
    /// @param releaseBlock first block in which the bond can be released: of a commitment, should it lapse; else fixed when it
    ///        is judged or taken down, and 0 before
    struct Contribution {
        uint256 datanet;
        address contributor;
        bytes32 root;
        uint256 tokens;
        uint256 documents;
        Status status;
        uint256 sealedIn;
        Standing standing;
        uint256 duplicateOf;
        uint256 deadline;
        uint256 bond;
        BondState bondState;
        uint256 releaseBlock;
    }

    /// @param verdict what the reviewer said
    /// @param duplicateOf the earlier contribution that he named; 0: none
    /// @param overlap how much of the contribution is in it, in parts per 10,000; 0: none
    struct Vote {
        Verdict verdict;
        uint256 duplicateOf;
        uint256 overlap;
    }

    /// @param segmentRoot Merkle root over the (order, content root) pairs of the contributions that this version adds
    /// @param contributions how many contributions this version adds
    /// @param tokens how many tokens they hold
    /// @param indexDigest digest of the canonical index: of the active one, or of the one that is scheduled; zero: none
    /// @param active whether models may be deployed on it
    /// @param activationBlock the first block in which activate can succeed; 0: not scheduled
    struct Version {
        bytes32 segmentRoot;
        uint256 contributions;
        uint256 tokens;
        bytes32 indexDigest;
        bool active;
        uint256 activationBlock;
    }

    /// @param datanet the Datanet's id
    /// @param requester who asks
    /// @param status what became of it
    /// @param blocks how long
    /// @param price wei, held here while Open
    /// @param purpose hash of a purpose, or a short ASCII text
    struct Request {
        uint256 datanet;
        address requester;
        RequestStatus status;
        uint256 blocks;
        uint256 price;
        bytes32 purpose;
    }

    /// @param expiry the first block without access; 0: never had any, or revoked
    /// @param start first block of the part that was paid for
    /// @param paidUntil first block behind it
    /// @param paid wei paid for it
    /// @param unused the part of paid that stands for blocks to come, rounded up: what a revocation gives back
    /// @param purpose for which it was granted last
    struct Access {
        uint256 expiry;
        uint256 start;
        uint256 paidUntil;
        uint256 paid;
        uint256 unused;
        bytes32 purpose;
    }

    event DatanetCreated(uint256 indexed datanet, address indexed owner, bytes32 tokenizer, bytes32 licence, address treasury, string name, bytes32 domain, bytes32 schema);
    event PolicyChanged(uint256 indexed datanet, Policy policy);
    event TreasuryChanged(uint256 indexed datanet, address treasury);
    event QuorumChanged(uint256 indexed datanet, uint256 quorum);
    event ReviewerAppointed(uint256 indexed datanet, address indexed reviewer);
    event ReviewerDismissed(uint256 indexed datanet, address indexed reviewer);
    event ContributorAllowed(uint256 indexed datanet, address indexed contributor);
    event ContributorDisallowed(uint256 indexed datanet, address indexed contributor);
    event OwnershipTransferStarted(uint256 indexed datanet, address indexed previousOwner, address indexed newOwner);
    event OwnershipTransferred(uint256 indexed datanet, address indexed previousOwner, address indexed newOwner);
    /// @param deadline the last block in which it can be revealed
    event Committed(uint256 indexed datanet, uint256 indexed contribution, address indexed contributor, bytes32 commitment, uint256 tokens, uint256 deadline);
    /// @notice A contribution is known: at once, or by its reveal.
    event Contributed(uint256 indexed datanet, uint256 indexed contribution, address indexed contributor, bytes32 root, uint256 tokens, uint256 documents, string uri);
    /// @notice The content itself: nodes take it from here into their content store.
    event ContentPublished(uint256 indexed contribution, bytes32 indexed root, bytes content);
    event BondPosted(uint256 indexed contribution, address indexed contributor, uint256 amount);
    event BondReleased(uint256 indexed contribution, address indexed contributor, uint256 amount);
    event BondSlashed(uint256 indexed contribution, address indexed beneficiary, uint256 amount, bytes32 evidence);
    event Voted(uint256 indexed contribution, address indexed reviewer, Verdict verdict, uint256 duplicateOf, uint256 overlap, bytes32 evidence);
    /// @param reviewer whose vote decided
    event Reviewed(uint256 indexed contribution, address indexed reviewer, Status status, Standing standing, uint256 duplicateOf, uint256 overlap, bytes32 evidence);
    event MarkedCommons(uint256 indexed contribution, bytes32 reason);
    event TakenDown(uint256 indexed contribution, address indexed account, bytes32 reason);
    event VersionSealed(uint256 indexed datanet, uint256 indexed version, bytes32 indexed segmentRoot, uint256[] contributions);
    event VersionAttested(uint256 indexed datanet, uint256 indexed version, address indexed operator, bytes32 indexDigest);
    /// @notice Two thirds of the operators hold this index: from that block on the version can be activated.
    event VersionScheduled(uint256 indexed datanet, uint256 indexed version, bytes32 indexDigest, uint256 activationBlock);
    event VersionActivated(uint256 indexed datanet, uint256 indexed version, bytes32 indexDigest);
    event AccessRequested(uint256 indexed datanet, uint256 indexed request, address indexed requester, bytes32 purpose, uint256 blocks, uint256 price);
    /// @param request 0: given by the owner
    event AccessGranted(uint256 indexed datanet, uint256 indexed request, address indexed account, bytes32 purpose, uint256 expiry);
    event AccessDenied(uint256 indexed datanet, uint256 indexed request);
    event RequestCancelled(uint256 indexed datanet, uint256 indexed request);
    event AccessRevoked(uint256 indexed datanet, address indexed account, address indexed by, uint256 refund);
    /// @notice Wei became an account's credit in InferenceFees: a price, what is given back of one, or a bond.
    event Credited(address indexed account, uint256 amount);
    event SurplusSwept(address indexed treasury, uint256 amount);

    /// @notice The caller lacks a role. Name and arguments as in OpenZeppelin's AccessControl.
    error AccessControlUnauthorizedAccount(address account, bytes32 neededRole);
    error UnknownDatanet(uint256 datanet);
    error UnknownContribution(uint256 contribution);
    error UnknownVersion(uint256 datanet, uint256 version);
    error UnknownRequest(uint256 request);
    error UnknownTokenizer(bytes32 tokenizer);
    error NotOwner(uint256 datanet, address account);
    error NotPendingOwner(uint256 datanet, address account);
    error NotReviewer(uint256 datanet, address account);
    error NotContributor(uint256 contribution, address account);
    error NotRequester(uint256 request, address account);
    error ZeroAddress();
    /// @notice A native contract cannot withdraw: nothing is owed to it.
    error NotPayable(address account);
    error EmptyList();
    error ValueOutOfBounds(bytes32 name, uint256 value, uint256 minimum, uint256 maximum);
    error TooManyReviewers(uint256 count, uint256 limit);
    /// @notice The Datanet takes contributions by commit and reveal only.
    error DirectNotAllowed(uint256 datanet);
    /// @notice The Datanet's content does not travel in clear.
    error InlineNotAllowed(uint256 datanet);
    error ContributorNotAllowed(uint256 datanet, address account);
    error QuotaExceeded(uint256 datanet, address account, uint256 tokens, uint256 quota);
    /// @notice The value sent is not exactly what is to be paid.
    error WrongValue(uint256 value, uint256 due);
    /// @notice The content is not a well-formed list of documents of the Datanet's tokenizer.
    /// @param reason "no document", "the last document is not terminated", "an id is truncated" or "an id is not below the
    ///        vocabulary size"
    error MalformedContent(string reason);
    error ContentTooLarge(uint256 size, uint256 limit);
    /// @notice What is revealed is not what was committed.
    error CommitmentMismatch(uint256 contribution);
    error CommitmentLapsed(uint256 contribution, uint256 deadline);
    error WrongStatus(uint256 contribution, Status status);
    error WrongStanding(uint256 contribution, Standing standing);
    /// @notice There is no bond to release or slash: none was put down, or it is gone.
    error BondNotHeld(uint256 contribution, BondState state);
    error BondLocked(uint256 contribution, uint256 releaseBlock);
    /// @notice A bond goes neither to its contributor nor to a member of the governor role, but for the network's treasury.
    error WrongBeneficiary(uint256 contribution, address beneficiary);
    error TakeDownNotAllowed(uint256 contribution, address account);
    /// @notice A contribution can only repeat one that was recorded before it, and revealed.
    error NotEarlier(uint256 contribution, uint256 duplicateOf);
    /// @notice A reviewer does not judge what he contributed himself.
    error OwnContribution(uint256 contribution);
    /// @notice The same vote stands already, and decides nothing.
    error AlreadyVoted(uint256 contribution, address reviewer);
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
    error AlreadyActive(uint256 datanet, uint256 version);
    error NotScheduled(uint256 datanet, uint256 version);
    error TooEarly(uint256 blockNumber, uint256 activationBlock);
    error NotEnoughAttestations(uint256 attesting, uint256 needed);
    error RequestNotOpen(uint256 request, RequestStatus status);
    /// @notice Nobody needs a grant to use this Datanet.
    error AccessIsOpen(uint256 datanet);
    error NoAccess(uint256 datanet, address account);
    /// @notice A gift of access cannot shorten what the account has.
    error AccessNotExtended(uint256 expiry, uint256 current);
    error AccessTooLong(uint256 expiry, uint256 latest);
    error RefundTooSmall(uint256 value, uint256 unused);

    /// @notice Creates a Datanet; the caller owns it.
    /// @return datanet its id, from 1
    /// @custom:caller anyone
    function createDatanet(string calldata name, Settings calldata settings) external returns (uint256 datanet);

    /// @notice Changes the rules for later calls. Bonds that were put down, requests that were paid and
    ///         access that was granted stay as they are.
    /// @custom:caller the Datanet's owner
    function setPolicy(uint256 datanet, Policy calldata policy) external;

    /// @notice Names who is paid from now on.
    /// @custom:caller the Datanet's owner
    function setTreasury(uint256 datanet, address treasury) external;

    /// @notice Changes how many equal verdicts decide, 1 … number of reviewers.
    /// @custom:caller the Datanet's owner
    function setQuorum(uint256 datanet, uint256 quorum) external;

    /// @notice Appoints a reviewer. No effect where he is one.
    /// @custom:caller the Datanet's owner
    function appointReviewer(uint256 datanet, address reviewer) external;

    /// @notice Dismisses a reviewer; his standing votes do not count from now on. No effect where he is
    ///         none. As many reviewers as the quorum must stay.
    /// @custom:caller the Datanet's owner
    function dismissReviewer(uint256 datanet, address reviewer) external;

    /// @notice Puts an account on the list of contributors. No effect where it is there.
    /// @custom:caller the Datanet's owner
    function allowContributor(uint256 datanet, address contributor) external;

    /// @notice Takes an account off the list of contributors; what it has committed can still be revealed.
    /// @custom:caller the Datanet's owner
    function disallowContributor(uint256 datanet, address contributor) external;

    /// @notice Offers the ownership; zero withdraws the offer.
    /// @custom:caller the Datanet's owner
    function transferOwnership(uint256 datanet, address newOwner) external;

    /// @notice Takes over the ownership.
    /// @custom:caller the account that the ownership is offered to
    function acceptOwnership(uint256 datanet) external;

    /// @notice Takes a place in the order for content that nobody can see yet. The commitment must be recorded in a block
    ///         before anything of the content is sent out: then nobody can come first with it.
    /// @dev Payable: exactly bondPerToken · tokens.
    /// @param commitment keccak256(abi.encode(chainId, datanet, contributor, root, tokens, documents, salt)), all but root
    ///        and salt (bytes32) and contributor (address) being uint256; salt is 32 secret random bytes
    /// @param tokens number of tokens in the content, 1 … maxVersionTokens
    /// @return contribution its id and order, from 1, one sequence over all Datanets
    /// @custom:caller a contributor: anyone where the policy is open, else who is on the list
    function commit(uint256 datanet, bytes32 commitment, uint256 tokens) external payable returns (uint256 contribution);

    /// @notice Reveals a commitment; the content stays off the chain and is addressed by its root.
    /// @param documents number of documents, 1 … maxVersionTokens
    /// @param uri where people find the source; recorded in the event only
    /// @custom:caller the contributor, up to the deadline
    function reveal(uint256 contribution, bytes32 root, uint256 documents, bytes32 salt, string calldata uri) external;

    /// @notice Reveals a commitment with its content, where the policy has inlineContent.
    /// @param content as for contributeInline
    /// @return root Merkle root of the content
    /// @custom:caller the contributor, up to the deadline
    function revealInline(uint256 contribution, bytes32 salt, string calldata uri, bytes calldata content) external returns (bytes32 root);

    /// @notice Contributes content that stays off the chain, in one step: whoever orders transactions can come first.
    ///         Where the policy has direct.
    /// @dev Payable: exactly bondPerToken · tokens.
    /// @return contribution its id and order
    /// @custom:caller a contributor: anyone where the policy is open, else who is on the list
    function contribute(uint256 datanet, bytes32 root, uint256 tokens, uint256 documents, string calldata uri) external payable returns (uint256 contribution);

    /// @notice Contributes documents, their content inside the transaction: for licences under which it may be public,
    ///         because what is on the chain can never be erased. Where the policy has direct and inlineContent.
    /// @dev Payable: exactly bondPerToken · tokens.
    /// @param uri where people find the source; recorded in the event only
    /// @param content documents as packed token ids, each document ended by the mark of all ones
    /// @return contribution its id and order, from 1, one sequence over all Datanets
    /// @return root Merkle root of the content
    /// @custom:caller a contributor: anyone where the policy is open, else who is on the list
    function contributeInline(uint256 datanet, string calldata uri, bytes calldata content) external payable returns (uint256 contribution, bytes32 root);

    /// @notice Votes to accept a pending contribution. A reviewer may change his vote until `quorum` equal votes of
    ///         present reviewers decide; a vote that decides alone (quorum 1) is in
    ///         the events only.
    /// @custom:caller a reviewer of the Datanet, never of his own contribution
    function accept(uint256 contribution) external;

    /// @notice Votes to accept it as a text that belongs to nobody (public domain, boilerplate, licence texts).
    /// @param evidence hash of the reviewer's reasons
    /// @custom:caller a reviewer of the Datanet, never of his own contribution
    function acceptAsCommons(uint256 contribution, bytes32 evidence) external;

    /// @notice Votes to reject it.
    /// @custom:caller a reviewer of the Datanet, never of his own contribution
    function reject(uint256 contribution, bytes32 evidence) external;

    /// @notice Votes to reject it as a repetition of an earlier contribution, of any Datanet. Votes are equal if they name
    ///         the same one.
    /// @param overlap how much of it is in the earlier one, 1 … 10,000 parts per 10,000
    /// @custom:caller a reviewer of the Datanet, never of his own contribution
    function markDuplicate(uint256 contribution, uint256 duplicateOf, uint256 overlap, bytes32 evidence) external;

    /// @notice Finds an accepted contribution to be a text that belongs to nobody: nobody is paid for it from now on. Only
    ///         the governor role: the owner would gain by it, through the treasury.
    /// @custom:caller the governor role
    function markCommons(uint256 contribution, bytes32 reason) external;

    /// @notice Ends the pay for a pending or accepted contribution; one that is not sealed never will be.
    /// @custom:caller the contributor, the governor role, and the Datanet's owner until it is sealed
    function takeDown(uint256 contribution, bytes32 reason) external;

    /// @notice Takes a contribution's bond, or that of a commitment that has lapsed, by decision, and ends its pay, once.
    /// @param beneficiary whose credit the bond becomes: whoever was wronged, or a treasury; neither the contributor nor a
    ///        member of the governor role, unless it is the network's treasury
    /// @custom:caller the governor role
    function slash(uint256 contribution, address beneficiary, bytes32 evidence) external;

    /// @notice Gives the bond back, as the contributor's credit, from its releaseBlock on: bondLock blocks after it was judged
    ///         or taken down, or after the deadline of a commitment that has lapsed, by the bondLock of the day when it was
    ///         judged, taken down or committed.
    /// @return amount wei
    /// @custom:caller the contributor
    function releaseBond(uint256 contribution) external returns (uint256 amount);

    /// @notice Seals a version: what the versions before it hold, and these accepted contributions.
    /// @param contributions ids in ascending order, accepted, in no version yet, neither taken down nor slashed
    /// @return version its number, from 1
    /// @return segmentRoot Merkle root of what it adds
    /// @custom:caller the Datanet's owner
    function seal(uint256 datanet, uint256[] calldata contributions) external returns (uint256 version, bytes32 segmentRoot);

    /// @notice Confirms that the caller's node holds the index of a version. The version is active
    ///         once all present operators have attested one digest; once two thirds have, it is scheduled. Until it is
    ///         active an operator may correct his own.
    /// @custom:caller the operator role
    function attest(uint256 datanet, uint256 version, bytes32 indexDigest) external;

    /// @notice Activates a scheduled version, from its activation block on, if two thirds of the operators of this moment
    ///         attest its digest.
    /// @custom:caller anyone
    function activate(uint256 datanet, uint256 version) external;

    /// @notice Asks for access, where access is not open.
    /// @dev Payable: exactly accessPrice · blocks; held until the request is answered or cancelled.
    /// @param purpose hash of a purpose, or a short ASCII text
    /// @param blocks how long, 1 … maxAccess
    /// @return request its id, from 1
    /// @custom:caller anyone
    function requestAccess(uint256 datanet, bytes32 purpose, uint256 blocks) external payable returns (uint256 request);

    /// @notice Grants a request; its price goes to the treasury. The blocks run from now on, or from the
    ///         end of what the account has paid for.
    /// @return expiry the first block without access
    /// @custom:caller the Datanet's owner
    function grantAccess(uint256 request) external returns (uint256 expiry);

    /// @notice Turns a request down; its price goes back.
    /// @custom:caller the Datanet's owner
    function denyAccess(uint256 request) external;

    /// @notice Withdraws a request; its price goes back.
    /// @custom:caller the requester
    function cancelRequest(uint256 request) external;

    /// @notice Gives access for nothing, up to a block that is later than what the account has.
    /// @custom:caller the Datanet's owner
    function giveAccess(uint256 datanet, address account, bytes32 purpose, uint256 expiry) external;

    /// @notice Ends an account's access.
    /// @dev Payable: at least the unused part of what was paid, which becomes the account's credit; the rest becomes the
    ///      caller's, since the amount falls from block to block. A governor who is not the owner may send nothing:
    ///      whoever uses data against the purpose that he named forfeits what he paid.
    /// @return refund wei
    /// @custom:caller the Datanet's owner, or the governor role
    function revokeAccess(uint256 datanet, address account) external payable returns (uint256 refund);

    /// @notice Makes coins that nobody is owed (pushed in without a call) the network treasury's credit.
    /// @custom:caller anyone
    function sweepSurplus() external returns (uint256 amount);

    /// @notice A Datanet.
    function datanet(uint256 id) external view returns (Datanet memory);

    /// @notice How many Datanets there are; they are numbered from 1.
    function datanetCount() external view returns (uint256);

    /// @notice All reviewers, in no particular order; at most 256.
    function reviewers(uint256 datanet) external view returns (address[] memory);

    /// @notice Whether an account is a reviewer now.
    function isReviewer(uint256 datanet, address account) external view returns (bool);

    /// @notice To whom the ownership is offered; zero: to nobody.
    function pendingOwner(uint256 datanet) external view returns (address);

    /// @notice Whether an account may contribute now: the Datanet is open, or the account is on its list.
    function isAllowed(uint256 datanet, address account) external view returns (bool);

    /// @notice Tokens of an account that count against the quota.
    function quotaUsed(uint256 datanet, address account) external view returns (uint256);

    /// @notice A contribution.
    function contribution(uint256 id) external view returns (Contribution memory);

    /// @notice How many contributions there are, of all Datanets; they are numbered from 1.
    function contributionCount() external view returns (uint256);

    /// @notice Whether it was committed and not revealed in time.
    function isLapsed(uint256 contribution) external view returns (bool);

    /// @notice The standing vote of a reviewer, present or dismissed.
    function vote(uint256 contribution, address reviewer) external view returns (Vote memory);

    /// @notice A sealed version.
    function version(uint256 datanet, uint256 number) external view returns (Version memory);

    /// @notice The digest that an operator has attested; zero: none.
    function attestation(uint256 datanet, uint256 version, address operator) external view returns (bytes32);

    /// @notice How many of the present operators attest a digest, and how many operators there are.
    function attesting(uint256 datanet, uint256 version, bytes32 indexDigest) external view returns (uint256 count, uint256 operators);

    /// @notice Whether an account may use the data now, and the first block in which it may not. The owner always may, and
    ///         so may anyone where access is open: expiry is then 2^256 - 1.
    function hasAccess(uint256 datanet, address account) external view returns (bool granted, uint256 expiry);

    /// @notice An account's access to a Datanet's data.
    function access(uint256 datanet, address account) external view returns (Access memory);

    /// @notice A request for access.
    function request(uint256 id) external view returns (Request memory);

    /// @notice How many requests for access there have been; they are numbered from 1.
    function requestCount() external view returns (uint256);

    /// @notice Wei held for others: bonds, and prices of open requests.
    function liabilities() external view returns (uint256);

    /// @notice Wei held beyond that.
    function surplus() external view returns (uint256);
}
