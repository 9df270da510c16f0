// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// @title What one writes in Solidity to share an inference's fee: the peers that benchmarks measure beside InferenceFees
/// @notice Nothing is attributed here: who gets how many units comes from the caller. Shares and order are those of
///         InferenceFees: platform fee off the top; of the net 70 % to the creator, 10 % to the stakers, 20 % to the
///         contributors.
abstract contract Splitter {
    address public immutable platform;
    address public immutable creator;
    address public immutable stakers;
    uint256 public immutable platformFee;
    mapping(address => mapping(uint256 => bool)) public settled;

    event Settled(address indexed payer, uint256 indexed request, uint256 gross, uint256 contributors);

    error AlreadySettled(address payer, uint256 request);
    error WrongLength(uint256 payees, uint256 units);

    constructor(address platform_, address creator_, address stakers_, uint256 platformFee_) {
        platform = platform_;
        creator = creator_;
        stakers = stakers_;
        platformFee = platformFee_;
    }

    function settle(uint256 request, address[] calldata payees, uint256[] calldata units) external payable {
        if (settled[msg.sender][request]) revert AlreadySettled(msg.sender, request);
        if (payees.length != units.length) revert WrongLength(payees.length, units.length);
        settled[msg.sender][request] = true;
        uint256 net = msg.value - platformFee;
        uint256 pool = net * 20 / 100;
        uint256 toStakers = net * 10 / 100;
        uint256 total = 0;
        for (uint256 i = 0; i < units.length; i++) {
            total += units[i];
        }
        uint256 paid = 0;
        for (uint256 i = 0; i < payees.length; i++) {
            uint256 amount = pool * units[i] / total;
            paid += amount;
            pay(payees[i], amount);
        }
        pay(platform, platformFee);
        pay(stakers, toStakers);
        pay(creator, net - toStakers - paid);
        emit Settled(msg.sender, request, msg.value, paid);
    }

    function pay(address to, uint256 amount) internal virtual;
}

/// @notice Sends each share at once.
contract PushSplitter is Splitter {
    error PaymentFailed(address to);

    constructor(address platform_, address creator_, address stakers_, uint256 platformFee_)
        Splitter(platform_, creator_, stakers_, platformFee_)
    {}

    function pay(address to, uint256 amount) internal override {
        (bool sent,) = to.call{value: amount}("");
        if (!sent) revert PaymentFailed(to);
    }
}

/// @notice Credits each share, to be withdrawn.
contract PullSplitter is Splitter {
    mapping(address => uint256) public credits;

    event Credited(address indexed account, uint256 amount);

    constructor(address platform_, address creator_, address stakers_, uint256 platformFee_)
        Splitter(platform_, creator_, stakers_, platformFee_)
    {}

    function pay(address to, uint256 amount) internal override {
        credits[to] += amount;
        emit Credited(to, amount);
    }

    function withdraw() external {
        uint256 amount = credits[msg.sender];
        credits[msg.sender] = 0;
        (bool sent,) = msg.sender.call{value: amount}("");
        require(sent);
    }
}
