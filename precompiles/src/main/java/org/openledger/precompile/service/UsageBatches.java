package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.fee.Signatures;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/**
 * What adapters were used for, settled in batches. INV-SERV-10: a request is paid for once, within
 * its subscription's time, out of its escrow, and under the permit's limit; a batch is settled
 * once.
 */
final class UsageBatches {

  private UsageBatches() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("settleUsage", UsageBatches::settle)
        .view(
            "isUsageSettled",
            call -> {
              long id = Subscriptions.known(call, call.number(0)).id();
              return AbiValues.tuple(Offers.hosting(call).isSettled(id, call.number(1)));
            })
        .view(
            "isBatchUsed",
            call -> {
              long id = Subscriptions.known(call, call.number(0)).id();
              return AbiValues.tuple(Offers.hosting(call).isBatchUsed(id, call.number(1)));
            })
        .view("usagePermitDigest", UsageBatches::permitDigest)
        .view("usageBatchDigest", UsageBatches::batchDigest);
  }

  private static Tuple settle(Call call) {
    UsagePermit permit = UsagePermit.of(call.struct(0));
    Usage[] items = items(call, call.structs(1));
    Subscription it = Subscriptions.known(call, permit.subscription());
    Subscriptions.require(it, it.status() != SubscriptionStatus.CLOSED);
    Guards.inTime(call, it.settleBlock());
    requireLive(call, permit);
    HostingStorage hosting = Offers.hosting(call);
    hosting.setBatchUsed(it.id(), permit.nonce());
    Offer offer = hosting.offer(it.offer());
    long chainId = Guards.system(call).configuration().chainId();
    if (!it.payerKey().isZero()) {
      call.gas().charge(GasSchedule.TYPED_DATA);
      requireSigned(call, permit.digest(chainId), call.bytes(3), it.payerKey());
    }
    requireSigned(call, digest(call, chainId, permit, items), call.bytes(2), offer.signer());

    BigInteger spent = BigInteger.ZERO;
    long settled = 0;
    for (int i = 0; i < items.length; i++) {
      Usage item = items[i];
      BigInteger price;
      try {
        price = payable(call, it, offer, item, permit.limit().subtract(spent), spent);
      } catch (RevertException e) {
        call.emit(ServiceAbi.USAGE_SKIPPED, it.id(), item.request(), (long) i, e.data());
        continue;
      }
      hosting.setSettled(it.id(), item.request());
      spent = spent.add(price);
      settled++;
      call.emit(
          ServiceAbi.USAGE_SETTLED,
          it.id(),
          item.request(),
          item.servedBlock(),
          item.inputTokens(),
          item.outputTokens(),
          price,
          item.commitment());
    }
    BigInteger fee = Vault.partUp(spent, it.fee());
    it.setEscrow(it.escrow().subtract(spent));
    Vault.pay(call, offer.provider(), spent, fee);
    call.emit(
        ServiceAbi.USAGE_BATCH_SETTLED,
        it.id(),
        permit.nonce(),
        settled,
        items.length - settled,
        spent,
        fee);
    return AbiValues.tuple(settled, spent);
  }

  private static void requireLive(Call call, UsagePermit permit) {
    BigInteger block = BigInteger.valueOf(call.blockNumber());
    Call.require(
        block.compareTo(permit.expiry()) <= 0, ServiceAbi.DEADLINE_PASSED, permit.expiry(), block);
    boolean used =
        Offers.hosting(call).isBatchUsed(permit.subscription().longValueExact(), permit.nonce());
    Call.require(!used, ServiceAbi.BATCH_USED, permit.subscription(), permit.nonce());
  }

  /** The price of an item; ends it, with nothing changed, where it cannot be paid. */
  private static BigInteger payable(
      Call call, Subscription it, Offer offer, Usage item, BigInteger allowed, BigInteger spent) {
    BigInteger last = BigInteger.valueOf(Math.min(it.endBlock() - 1, call.blockNumber()));
    boolean within =
        item.servedBlock().compareTo(BigInteger.valueOf(it.startBlock())) >= 0
            && item.servedBlock().compareTo(last) <= 0;
    Call.require(
        within,
        ServiceAbi.OUTSIDE_SUBSCRIPTION,
        item.servedBlock(),
        it.startBlock(),
        it.endBlock());
    boolean paid = Offers.hosting(call).isSettled(it.id(), item.request());
    Call.require(!paid, ServiceAbi.ALREADY_SETTLED, it.id(), item.request());
    BigInteger price = Offers.price(call, offer, item.inputTokens(), item.outputTokens());
    Call.require(price.compareTo(allowed) <= 0, ServiceAbi.LIMIT_EXCEEDED, price, allowed);
    BigInteger left = it.escrow().subtract(spent);
    Call.require(price.compareTo(left) <= 0, ServiceAbi.ESCROW_EXCEEDED, price, left);
    return price;
  }

  private static Usage[] items(Call call, Tuple[] given) {
    Call.require(given.length > 0, ServiceAbi.EMPTY_BATCH);
    long limit = Guards.system(call).parameterLong(Parameter.MAX_BATCH);
    Call.require(given.length <= limit, ServiceAbi.BATCH_TOO_LONG, (long) given.length, limit);
    Usage[] items = new Usage[given.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = Usage.of(given[i]);
    }
    return items;
  }

  private static Bytes32 digest(Call call, long chainId, UsagePermit permit, Usage[] items) {
    call.gas().charge(2L + items.length, GasSchedule.TYPED_DATA);
    return Usage.batchDigest(chainId, permit, items);
  }

  private static void requireSigned(Call call, Bytes32 digest, byte[] signature, Address expected) {
    Address signer =
        Signatures.recover(call, digest, Bytes.wrap(signature))
            .orElseThrow(() -> new RevertException(ServiceAbi.INVALID_SIGNATURE));
    Call.require(signer.equals(expected), ServiceAbi.WRONG_SIGNER, signer, expected);
  }

  private static Tuple permitDigest(Call call) {
    call.gas().charge(GasSchedule.TYPED_DATA);
    long chainId = Guards.system(call).configuration().chainId();
    return AbiValues.tuple(UsagePermit.of(call.struct(0)).digest(chainId));
  }

  private static Tuple batchDigest(Call call) {
    UsagePermit permit = UsagePermit.of(call.struct(0));
    long chainId = Guards.system(call).configuration().chainId();
    return AbiValues.tuple(digest(call, chainId, permit, items(call, call.structs(1))));
  }
}
