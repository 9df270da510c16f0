package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Configuration;

/** Hosting offers: what a provider serves adapters for. */
final class Offers {

  private static final BigInteger MAX_BLOCK = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);

  private Offers() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("openOffer", Offers::open)
        .mutateVoid("closeOffer", Offers::close)
        .view("offer", Offers::view)
        .view("offerCount", call -> AbiValues.tuple(hosting(call).offerCount()))
        .view("usagePrice", Offers::usagePrice);
  }

  static HostingStorage hosting(Call call) {
    return new HostingStorage(call.storage());
  }

  /** The offer that the first argument names. */
  static Offer known(Call call) {
    BigInteger id = call.number(0);
    Call.require(hosting(call).isOffer(id), ServiceAbi.UNKNOWN_OFFER, id);
    return hosting(call).offer(id.longValueExact());
  }

  private static Tuple open(Call call) {
    Tuple terms = call.struct(0);
    com.esaulpaugh.headlong.abi.Address signer = terms.get(0);
    BigInteger periodPrice = Guards.wei("periodPrice", terms.get(3));
    long periodBlocks = Guards.blocks(call, "periodBlocks", terms.get(4));
    BigInteger inputRate = rate("inputRate", terms.get(5));
    BigInteger outputRate = rate("outputRate", terms.get(6));
    BigInteger requestPrice = rate("requestPrice", terms.get(7));
    long capacity =
        Guards.bounded("capacity", terms.get(8), BigInteger.ONE, Offer.MAX_CAPACITY)
            .longValueExact();
    BigInteger first = BigInteger.valueOf(call.blockNumber());
    long until = Guards.bounded("untilBlock", terms.get(9), first, MAX_BLOCK).longValueExact();
    Providers.begin(call, call.sender(), BigInteger.ZERO);
    Offer offer = hosting(call).addOffer();
    offer.setHead(call.sender(), until, periodBlocks, capacity);
    offer.setServing(AbiValues.address(signer), periodPrice);
    offer.setRates(inputRate, outputRate, requestPrice);
    Bytes32 baseModel = Bytes32.wrap(terms.<byte[]>get(1));
    offer.setHashes(baseModel, Bytes32.wrap(terms.<byte[]>get(2)));
    call.emit(ServiceAbi.OFFER_OPENED, offer.id(), call.sender(), baseModel, terms);
    return AbiValues.tuple(offer.id());
  }

  private static BigInteger rate(String name, BigInteger wei) {
    return Guards.bounded(name, wei, BigInteger.ZERO, Offer.MAX_RATE);
  }

  private static void close(Call call) {
    Offer offer = known(call);
    Address provider = offer.provider();
    Call.require(
        provider.equals(call.sender()), ServiceAbi.NOT_PROVIDER, offer.id(), call.sender());
    Call.require(!offer.closed(), ServiceAbi.OFFER_IS_CLOSED, offer.id());
    offer.close();
    Providers.end(call, provider);
    call.emit(ServiceAbi.OFFER_CLOSED, offer.id());
  }

  /** The price of a request of a size that the network admits. */
  static BigInteger price(Call call, Offer offer, BigInteger input, BigInteger output) {
    Configuration configuration = Guards.system(call).configuration();
    admit(input, configuration.maxInput());
    admit(output, configuration.maxOutput());
    return offer.price(input, output);
  }

  private static void admit(BigInteger tokens, long limit) {
    boolean few = tokens.compareTo(BigInteger.valueOf(limit)) <= 0;
    Call.require(few, ServiceAbi.TOO_MANY_TOKENS, tokens, limit);
  }

  private static Tuple usagePrice(Call call) {
    return AbiValues.tuple(price(call, known(call), call.number(1), call.number(2)));
  }

  private static Tuple view(Call call) {
    Offer it = known(call);
    return AbiValues.tuple(
        AbiValues.tuple(
            it.provider(),
            AbiValues.tuple(
                it.signer(),
                it.baseModel(),
                it.details(),
                it.periodPrice(),
                it.periodBlocks(),
                it.inputRate(),
                it.outputRate(),
                it.requestPrice(),
                it.capacity(),
                it.untilBlock()),
            it.subscriptions(),
            it.closed()));
  }
}
