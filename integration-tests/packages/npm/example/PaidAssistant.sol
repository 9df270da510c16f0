// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {IInferenceFees} from "openledger-contracts/solidity/IInferenceFees.sol";

/// @title A DApp that pays for its users' inferences
/// @notice Users prepay here. The operator's gateway gets answers from the model's server and has this contract settle
///         them: the contract is the payer whom the server's receipt names, and each user's balance bears what his answers
///         cost, to the wei.
contract PaidAssistant {
    IInferenceFees public constant FEES = IInferenceFees(address(0xa103));

    address public immutable operator;
    uint256 public immutable model;
    mapping(address user => uint256 wei_) public balances;
    uint256 public requests;

    event Answered(address indexed user, uint256 indexed request, uint256 cost);

    error NotOperator(address account);
    error InsufficientBalance(address user, uint256 balance, uint256 needed);
    error WithdrawalFailed(address user);

    constructor(uint256 model_) {
        operator = msg.sender;
        model = model_;
    }

    function topUp() external payable {
        balances[msg.sender] += msg.value;
    }

    function withdraw(uint256 amount) external {
        if (balances[msg.sender] < amount) revert InsufficientBalance(msg.sender, balances[msg.sender], amount);
        balances[msg.sender] -= amount;
        (bool sent,) = msg.sender.call{value: amount}("");
        if (!sent) revert WithdrawalFailed(msg.sender);
    }

    /// @notice The number that the next receipt must carry.
    function nextRequest() public view returns (uint256) {
        return requests + 1;
    }

    /// @notice Pays for an answer to a user's question. Only the operator.
    /// @param outputTokens length of the answer
    /// @param output the packed answer
    /// @param receipt the serving key's: payer is this contract, request is `nextRequest()`
    function pay(address user, uint256 outputTokens, bytes calldata output, IInferenceFees.Receipt calldata receipt)
        external
    {
        if (msg.sender != operator) revert NotOperator(msg.sender);
        uint256 cost = FEES.quote(model, receipt.inputTokens, outputTokens).gross;
        if (balances[user] < cost) revert InsufficientBalance(user, balances[user], cost);
        balances[user] -= cost;
        requests += 1;
        FEES.settle{value: cost}(model, requests, output, receipt);
        emit Answered(user, requests, cost);
    }
}
