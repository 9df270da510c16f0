package org.openledger.precompile.stake;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.coin.Handover;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.pool.Side;

/**
 * The coins behind gOPEN. INV-STAKE-01: balance(Staking) ≥ totalSupply; the difference is the
 * surplus.
 */
final class Vault {

  private Vault() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("deposit", Vault::deposit)
        .mutate("sweepSurplus", Vault::sweepSurplus)
        .view("liabilities", call -> AbiValues.tuple(supply(call)))
        .view("surplus", call -> AbiValues.tuple(surplus(call)));
  }

  private static BigInteger supply(Call call) {
    return new StakeStorage(call.storage()).totalSupply();
  }

  private static BigInteger surplus(Call call) {
    return call.balance().subtract(supply(call));
  }

  private static void deposit(Call call) {
    Call.require(call.value().signum() > 0, StakeAbi.ZERO_AMOUNT);
    atMost(supply(call).add(call.value()), Side.MAX_WEI);
    Token.mint(call, call.sender(), call.value());
    Votes.move(call, Address.ZERO, call.sender(), call.value());
  }

  /** Makes coins that are behind no gOPEN the treasury's credit. */
  static void toTreasury(Call call, BigInteger amount) {
    if (amount.signum() > 0) {
      Address treasury = Handover.treasury(call);
      Handover.credit(call, treasury, amount, Vault::atMost);
      call.emit(StakeAbi.CREDITED, treasury, amount);
    }
  }

  private static Tuple sweepSurplus(Call call) {
    return Handover.sweep(call, surplus(call), StakeAbi.SURPLUS_SWEPT, Vault::atMost);
  }

  private static void atMost(BigInteger amount, BigInteger limit) {
    Call.require(amount.compareTo(limit) <= 0, StakeAbi.TOO_MANY_COINS, amount, limit);
  }
}
