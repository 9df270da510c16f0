package org.openledger.precompile.feedback;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.fee.FeeStorage;
import org.openledger.precompile.fund.FeedbackFund;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.system.Parameter;

/**
 * What fills a model's pool. INV-FEED-02: a share holds for what accrues after it came into force,
 * and a lower one comes into force changeNotice blocks after it was announced.
 */
final class Shares {

  private Shares() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("fund", Shares::fund)
        .mutateVoid("setShare", Shares::set)
        .mutateVoid("applyShare", Shares::apply)
        .view("pool", Shares::pool);
  }

  private static void fund(Call call) {
    long model = Guards.model(call, 0);
    BigInteger amount = Bonds.received(call);
    Guards.funds(call).add(model, amount);
    call.emit(FeedbackAbi.POOL_FUNDED, model, call.sender(), amount);
  }

  private static void set(Call call) {
    long model = Guards.model(call, 0);
    Guards.onlyCreator(call, model);
    FeedbackFund fund = Guards.funds(call).get(model);
    BigInteger share = call.number(1);
    BigInteger held = BigInteger.valueOf(fund.share());
    BigInteger limit = Guards.parameter(call, Parameter.MAX_FEEDBACK_SHARE).max(held);
    Call.require(share.compareTo(limit) <= 0, FeedbackAbi.SHARE_OUT_OF_BOUNDS, share, limit);
    if (share.compareTo(held) >= 0) {
      change(call, model, share.longValueExact());
    } else {
      long notice = Guards.parameterLong(call, Parameter.CHANGE_NOTICE);
      long fromBlock = call.blockNumber() + notice;
      Guards.funds(call).set(model, fund.announcing(share.longValueExact(), fromBlock));
      call.emit(FeedbackAbi.SHARE_LOWERING_ANNOUNCED, model, share, fromBlock);
    }
  }

  private static void apply(Call call) {
    long model = Guards.model(call, 0);
    FeedbackFund fund = Guards.funds(call).get(model);
    Call.require(fund.fromBlock() > 0, FeedbackAbi.NOTHING_ANNOUNCED, model);
    Call.require(
        call.blockNumber() >= fund.fromBlock(),
        FeedbackAbi.TOO_EARLY,
        fund.fromBlock(),
        call.blockNumber());
    change(call, model, fund.nextShare());
  }

  /** Shares out what has accrued by the share that held, and brings another into force. */
  private static void change(Call call, long model, long share) {
    FeeStorage fees = new FeeStorage(call.storage());
    BigInteger accrued = fees.creatorAccrual(model);
    if (accrued.signum() > 0) {
      long account = fees.accrualAccount(model);
      fees.clearCreatorAccrual(model);
      BigInteger toPool = Guards.funds(call).take(model, accrued);
      BigInteger toCreator = accrued.subtract(toPool);
      Ledger ledger = new Ledger(call.storage());
      ledger.credit(account, toCreator);
      call.emit(FeedbackAbi.ACCRUAL_SHARED, model, ledger.account(account), toCreator, toPool);
    }
    Guards.funds(call).set(model, Guards.funds(call).get(model).withShare(share));
    call.emit(FeedbackAbi.SHARE_CHANGED, model, share);
  }

  private static Tuple pool(Call call) {
    FeedbackFund fund = Guards.funds(call).get(Guards.model(call, 0));
    return AbiValues.tuple(
        AbiValues.tuple(
            fund.amount(), fund.share(), fund.nextShare(), fund.fromBlock(), fund.rounds()));
  }
}
