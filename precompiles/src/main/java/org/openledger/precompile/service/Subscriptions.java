package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.system.Parameter;

/** Subscriptions to hosting offers: their rent, their escrow, their end. */
final class Subscriptions {

  private Subscriptions() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("subscribe", Subscriptions::subscribe)
        .mutateVoid("fundUsage", Subscriptions::fund)
        .mutate("collectRent", Subscriptions::collect)
        .mutate("endSubscription", Subscriptions::end)
        .mutate("closeSubscription", Subscriptions::close)
        .view("subscription", Subscriptions::view)
        .view(
            "subscriptionCount", call -> AbiValues.tuple(Offers.hosting(call).subscriptionCount()));
  }

  static Subscription known(Call call, BigInteger id) {
    HostingStorage hosting = Offers.hosting(call);
    Call.require(hosting.isSubscription(id), ServiceAbi.UNKNOWN_SUBSCRIPTION, id);
    return hosting.subscription(id.longValueExact());
  }

  private static Subscription in(Call call, SubscriptionStatus status) {
    Subscription it = known(call, call.number(0));
    require(it, it.status() == status);
    return it;
  }

  static void require(Subscription it, boolean condition) {
    Call.require(condition, ServiceAbi.WRONG_SUBSCRIPTION_STATUS, it.id(), it.status().code());
  }

  private static Tuple subscribe(Call call) {
    Guards.payable(call.sender());
    Offer offer = Offers.known(call);
    Call.require(!offer.closed(), ServiceAbi.OFFER_IS_CLOSED, offer.id());
    boolean room = offer.subscriptions() < offer.capacity();
    Call.require(room, ServiceAbi.OFFER_FULL, offer.id(), offer.capacity());
    long delay = delay(call);
    long end = end(call, offer, call.number(1), delay);
    BigInteger rent = offer.periodPrice().multiply(call.number(1));
    Call.require(call.value().compareTo(rent) >= 0, ServiceAbi.WRONG_VALUE, call.value(), rent);
    Guards.holdable(Vault.hold(call));
    Providers.begin(call, offer.provider(), BigInteger.ZERO);
    offer.addSubscriptions(1);
    Subscription it = Offers.hosting(call).addSubscription();
    long fee = Guards.system(call).parameterLong(Parameter.SERVICE_FEE);
    it.open(call.sender(), offer.id(), fee, call.address(3), call.word(2));
    it.setRent(rent);
    BigInteger escrow = call.value().subtract(rent);
    it.setEscrow(escrow);
    it.setBlocks(call.blockNumber(), end, end + delay);
    call.emit(
        ServiceAbi.SUBSCRIBED,
        it.id(),
        offer.id(),
        call.sender(),
        call.address(3),
        call.word(2),
        rent,
        escrow,
        call.blockNumber(),
        end);
    return AbiValues.tuple(it.id());
  }

  /** The first block behind so many periods; usage is settled for the delay after it. */
  private static long end(Call call, Offer offer, BigInteger periods, long delay) {
    Guards.bounded("periods", periods, BigInteger.ONE, Holding.MAX);
    BigInteger end =
        periods
            .multiply(BigInteger.valueOf(offer.periodBlocks()))
            .add(BigInteger.valueOf(call.blockNumber()));
    long until = Math.min(offer.untilBlock(), Subscription.LAST_BLOCK - delay);
    Call.require(
        end.compareTo(BigInteger.valueOf(until)) <= 0, ServiceAbi.BEYOND_OFFER, end, until);
    return end.longValueExact();
  }

  private static long delay(Call call) {
    return Guards.system(call).parameterLong(Parameter.WITHDRAWAL_DELAY);
  }

  private static void fund(Call call) {
    Subscription it = in(call, SubscriptionStatus.ACTIVE);
    BigInteger amount = Guards.something(call);
    it.setEscrow(Guards.holdable(it.escrow().add(amount)));
    Vault.hold(call);
    call.emit(ServiceAbi.USAGE_FUNDED, it.id(), call.sender(), amount);
  }

  private static Tuple collect(Call call) {
    Subscription it = in(call, SubscriptionStatus.ACTIVE);
    return AbiValues.tuple(pay(call, it, it.earned(call.blockNumber())));
  }

  /** Pays the provider up to what he has earned; wei. */
  private static BigInteger pay(Call call, Subscription it, BigInteger earned) {
    BigInteger paid = it.paidRent();
    BigInteger amount = earned.subtract(paid);
    if (amount.signum() > 0) {
      // The fee of all that was earned, less the fee of what was paid before: no step spares any.
      BigInteger fee = Vault.partUp(earned, it.fee()).subtract(Vault.partUp(paid, it.fee()));
      Address provider = provider(call, it);
      it.setPaidRent(earned);
      Vault.pay(call, provider, amount, fee);
      call.emit(ServiceAbi.RENT_PAID, it.id(), provider, amount, fee);
    }
    return amount;
  }

  static Address provider(Call call, Subscription it) {
    return Offers.hosting(call).offer(it.offer()).provider();
  }

  private static Tuple end(Call call) {
    Subscription it = in(call, SubscriptionStatus.ACTIVE);
    boolean party = call.sender().equals(it.client()) || call.sender().equals(provider(call, it));
    if (!party) {
      Guards.from(call, it.endBlock());
    }
    BigInteger earned = it.earned(call.blockNumber());
    BigInteger refund = it.rent().subtract(earned);
    pay(call, it, earned);
    it.setRent(earned);
    long end = Math.min(call.blockNumber(), it.endBlock());
    it.setBlocks(it.startBlock(), end, Math.min(end + delay(call), it.settleBlock()));
    it.setStatus(SubscriptionStatus.ENDED);
    Offers.hosting(call).offer(it.offer()).addSubscriptions(-1);
    Vault.pay(call, it.client(), refund);
    call.emit(ServiceAbi.SUBSCRIPTION_ENDED, it.id(), call.sender(), end, refund);
    return AbiValues.tuple(refund);
  }

  private static Tuple close(Call call) {
    Subscription it = in(call, SubscriptionStatus.ENDED);
    Guards.from(call, it.settleBlock() + 1);
    BigInteger refund = it.escrow();
    it.setEscrow(BigInteger.ZERO);
    it.setStatus(SubscriptionStatus.CLOSED);
    Providers.end(call, provider(call, it));
    Vault.pay(call, it.client(), refund);
    call.emit(ServiceAbi.SUBSCRIPTION_CLOSED, it.id(), call.sender(), refund);
    return AbiValues.tuple(refund);
  }

  private static Tuple view(Call call) {
    Subscription it = known(call, call.number(0));
    return AbiValues.tuple(
        AbiValues.tuple(
            it.offer(),
            it.client(),
            it.payerKey(),
            it.status().code(),
            it.adapter(),
            it.rent(),
            it.paidRent(),
            it.escrow(),
            it.startBlock(),
            it.endBlock(),
            it.settleBlock(),
            it.fee()));
  }
}
