package org.openledger.precompile.stake;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.pool.Pools;

/**
 * Governance OPEN as an ERC-20 token; errors and events are OpenZeppelin's. INV-STAKE-06: only free
 * gOPEN moves from one account to another.
 */
final class Token {

  static final String NAME = "Governance OPEN";

  private static final BigInteger ENDLESS = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private Token() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .view("name", call -> AbiValues.tuple(NAME))
        .view("symbol", call -> AbiValues.tuple("gOPEN"))
        .view("decimals", call -> AbiValues.tuple(18))
        .view("totalSupply", call -> AbiValues.tuple(storage(call).totalSupply()))
        .view("balanceOf", call -> AbiValues.tuple(storage(call).balance(call.address(0))))
        .view("allowance", Token::allowance)
        .mutate("transfer", call -> transfer(call, call.sender(), call.address(0), call.number(1)))
        .mutate("approve", Token::approve)
        .mutate("transferFrom", Token::transferFrom);
  }

  private static StakeStorage storage(Call call) {
    return new StakeStorage(call.storage());
  }

  private static Tuple allowance(Call call) {
    return AbiValues.tuple(storage(call).allowance(call.address(0), call.address(1)));
  }

  private static Tuple approve(Call call) {
    Address spender = call.address(0);
    Call.require(!spender.isZero(), StakeAbi.INVALID_SPENDER, spender);
    storage(call).setAllowance(call.sender(), spender, call.number(1));
    call.emit(StakeAbi.APPROVAL, call.sender(), spender, call.number(1));
    return AbiValues.tuple(true);
  }

  private static Tuple transferFrom(Call call) {
    Address owner = call.address(0);
    BigInteger value = call.number(2);
    BigInteger allowed = storage(call).allowance(owner, call.sender());
    Call.require(
        value.compareTo(allowed) <= 0,
        StakeAbi.INSUFFICIENT_ALLOWANCE,
        call.sender(),
        allowed,
        value);
    if (!allowed.equals(ENDLESS)) {
      storage(call).setAllowance(owner, call.sender(), allowed.subtract(value));
    }
    return transfer(call, owner, call.address(1), value);
  }

  private static Tuple transfer(Call call, Address from, Address to, BigInteger value) {
    // What a native contract held could never leave it; and Staking's balance is the stake.
    boolean receives = !to.isZero() && !NativeAddress.contains(to);
    Call.require(receives, StakeAbi.INVALID_RECEIVER, to);
    move(call, from, to, value);
    Votes.move(call, from, to, value);
    return AbiValues.tuple(true);
  }

  /** Makes gOPEN. */
  static void mint(Call call, Address to, BigInteger value) {
    StakeStorage storage = storage(call);
    storage.setTotalSupply(storage.totalSupply().add(value));
    storage.setBalance(to, storage.balance(to).add(value));
    call.emit(StakeAbi.TRANSFER, Address.ZERO, to, value);
  }

  /** Ends gOPEN that is staked or cooling. */
  static void burn(Call call, BigInteger value) {
    StakeStorage storage = storage(call);
    storage.setTotalSupply(storage.totalSupply().subtract(value));
    storage.setBalance(StakeStorage.ACCOUNT, storage.balance(StakeStorage.ACCOUNT).subtract(value));
    call.emit(StakeAbi.TRANSFER, StakeStorage.ACCOUNT, Address.ZERO, value);
  }

  /** Moves free gOPEN; the caller sees to the votes. */
  static void move(Call call, Address from, Address to, BigInteger value) {
    StakeStorage storage = storage(call);
    BigInteger free = storage.balance(from);
    if (value.compareTo(free) > 0) {
      boolean staked = new Pools(call.storage()).positionCount(from) > 0;
      throw new RevertException(
          staked ? StakeAbi.NON_TRANSFERABLE : StakeAbi.INSUFFICIENT_BALANCE, from, free, value);
    }
    storage.setBalance(from, free.subtract(value));
    storage.setBalance(to, storage.balance(to).add(value));
    call.emit(StakeAbi.TRANSFER, from, to, value);
  }
}
