// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {INativeContract} from "./INativeContract.sol";

/// @title The fee of an inference and where every wei of it goes, at 0x…a103
/// @notice gross = platform + net; net = creator + stakers + contributors; contributors = Σ payouts + sink.
///         Shares are credits, to be withdrawn.
interface IInferenceFees is INativeContract {
    /// @notice A fee and its parts, in wei.
    struct Fee {
        uint256 gross;
        uint256 platform;
        uint256 net;
        uint256 creator;
        uint256 stakers;
        uint256 contributors;
    }

    /// @notice What the model's serving key signs about one answer (EIP-712; domain `OpenLedger InferenceFees`, version
    ///         `1`, this chain's id, this contract).
    ///         Type: Receipt(uint256 model,address payer,uint256 request,uint256 inputTokens,uint256 outputTokens,bytes32 outputHash,bytes32 outputCommitment)
    ///         outputHash is keccak256 of the packed answer as it is settled: the payer cannot settle another answer than
    ///         the one that was served.
    /// @param inputTokens tokens of the prompt
    /// @param outputCommitment salted commitment to the whole answer, before any redaction
    /// @param signature r ‖ s ‖ v, 65 bytes, low s, v 27 or 28
    struct Receipt {
        uint256 inputTokens;
        bytes32 outputCommitment;
        bytes signature;
    }

    event InferenceSettled(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 inputTokens, bytes32 outputCommitment, Fee fee);
    event InferenceAttributed(uint256 indexed model, address indexed payer, uint256 indexed request, uint256 tokens, uint256 covered, uint256 paid, uint256 full);
    /// @notice A contributor's share of one inference.
    event ContributorPaid(uint256 indexed model, address indexed contributor, uint256 indexed request, uint256 units, uint256 amount);
    /// @notice What the answer's tokens paid to no contributor.
    event SinkPaid(uint256 indexed model, address indexed account, uint256 indexed request, uint256 amount);
    event Withdrawn(address indexed account, address indexed to, uint256 amount);
    event SurplusSwept(address indexed treasury, uint256 amount);

    error UnknownModel(uint256 model);
    error ModelNotDeployed(uint256 model);
    error WrongValue(uint256 given, uint256 fee);
    /// @notice This payer has settled this request before.
    error AlreadySettled(address payer, uint256 request);
    error InvalidSignature();
    /// @notice The receipt was signed by another key than the model's serving key, or over other values.
    error WrongSigner(address signer, address servingKey);
    error MalformedOutput(uint256 size, uint256 width);
    error OutputTooLong(uint256 tokens, uint256 limit);
    error TooManyTokens(uint256 tokens, uint256 limit);
    error NothingToWithdraw(address account);
    /// @notice A native contract cannot withdraw: nothing is paid to one.
    error NotPayable(address account);
    error ZeroAddress();

    /// @notice The fee of an inference: ceil((inputTokens·inputRate + outputTokens·outputRate) / 1,000) + platform fee.
    function quote(uint256 model, uint256 inputTokens, uint256 outputTokens) external view returns (Fee memory);

    /// @notice Pays for an inference and splits the fee. The value is exactly the quoted gross fee.
    /// @param request the payer's own number of this inference: each is settled at most once, in any order
    /// @param output packed token ids of the answer; its length is what is billed
    /// @return fee the parts
    function settle(uint256 model, uint256 request, bytes calldata output, Receipt calldata receipt) external payable returns (Fee memory fee);

    /// @notice Pays out all that the caller has earned.
    function withdraw() external returns (uint256 amount);

    /// @notice Pays out all that the caller has earned, to another account.
    function withdrawTo(address to) external returns (uint256 amount);

    /// @notice Sends coins that arrived without a settlement (self-destruct, block rewards) to the treasury's credit.
    function sweepSurplus() external returns (uint256 amount);

    /// @notice Wei that an account can withdraw.
    function creditOf(address account) external view returns (uint256);

    /// @notice Sum of all credits, in wei.
    function liabilities() external view returns (uint256);

    /// @notice The contract's balance beyond its liabilities, in wei.
    function surplus() external view returns (uint256);

    /// @notice Whether a payer has settled a request.
    function isSettled(address payer, uint256 request) external view returns (bool);

    /// @notice The digest that a serving key signs.
    function receiptDigest(uint256 model, address payer, uint256 request, uint256 inputTokens, bytes calldata output, bytes32 outputCommitment) external view returns (bytes32);
}
