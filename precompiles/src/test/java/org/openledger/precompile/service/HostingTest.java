package org.openledger.precompile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.service.ServiceFixture.CLIENT;
import static org.openledger.precompile.service.ServiceFixture.CONTRACT;
import static org.openledger.precompile.service.ServiceFixture.OTHER;
import static org.openledger.precompile.service.ServiceFixture.PROVIDER;
import static org.openledger.precompile.service.ServiceFixture.SETTLE;
import static org.openledger.precompile.service.ServiceFixture.START;
import static org.openledger.precompile.service.ServiceFixture.hash;
import static org.openledger.precompile.service.ServiceFixture.offerTerms;
import static org.openledger.precompile.service.ServiceFixture.permit;
import static org.openledger.precompile.service.ServiceFixture.usage;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.system.Parameter;

/** Offers, subscriptions, rent and usage. */
class HostingTest {

  private final ServiceFixture it = new ServiceFixture();
  private final TestNetwork network = it.network;

  @BeforeEach
  void provider() {
    it.register(PROVIDER, 3_000);
  }

  @Test
  void anOfferTakesSubscriptionsUpToItsCapacity() {
    long offer = it.offer();
    Tuple told = network.read(CONTRACT, "offer", offer);
    assertThat(told.<Tuple>get(1))
        .isEqualTo(offerTerms(it.server.address(), 1_001, 100, 2, 50_000));
    it.subscribe(offer, 1, 0, Address.ZERO);
    long second = it.subscribe(offer, 1, 0, Address.ZERO);
    assertThat(it.refusePaid("OfferFull", CLIENT, 1_001, "subscribe", arguments(offer, 1)))
        .isEqualTo(tuple(offer, 2L));
    it.send(CLIENT, "endSubscription", second);
    it.subscribe(offer, 1, 0, Address.ZERO);
    assertThat(it.refuse("NotProvider", CLIENT, "closeOffer", offer))
        .isEqualTo(tuple(offer, CLIENT));
    it.send(PROVIDER, "closeOffer", offer);
    it.refuse("OfferIsClosed", PROVIDER, "closeOffer", offer);
    assertThat(it.refusePaid("OfferIsClosed", CLIENT, 1_001, "subscribe", arguments(offer, 1)))
        .isEqualTo(tuple(offer));
    it.refuse("UnknownOffer", CLIENT, "offer", 9L);
    assertThat(it.number("offerCount")).isEqualTo(1);
    assertThat(it.number("subscriptionCount")).isEqualTo(3);
  }

  private static Object[] arguments(long offer, long periods) {
    return new Object[] {offer, periods, hash(6), Address.ZERO};
  }

  @Test
  void termsAreBounded() {
    Tuple good = offerTerms(it.server.address(), 1, 1, 1, 9_999);
    BigInteger rate = BigInteger.ONE.shiftLeft(80);
    for (Object[] bad :
        new Object[][] {
          {3, Holding.MAX.add(BigInteger.ONE)},
          {4, BigInteger.ZERO},
          {5, rate},
          {6, rate},
          {7, rate},
          {8, BigInteger.ZERO},
          {8, wei(65_536)},
          {9, wei(START - 1)},
          {9, BigInteger.ONE.shiftLeft(32)},
        }) {
      Object[] terms = new Object[10];
      for (int i = 0; i < terms.length; i++) {
        terms[i] = i == (int) bad[0] ? bad[1] : good.get(i);
      }
      it.refuse("ValueOutOfBounds", PROVIDER, "openOffer", Tuple.from(terms));
    }
    it.refuse("UnknownProvider", OTHER, "openOffer", good);
  }

  @Test
  void subscriptionsAreBounded() {
    long offer = it.offer();
    assertThat(it.refusePaid("WrongValue", CLIENT, 2_001, "subscribe", arguments(offer, 2)))
        .isEqualTo(tuple(2_001L, 2_002L));
    it.refuse("ValueOutOfBounds", CLIENT, "subscribe", arguments(offer, 0));
    assertThat(it.refusePaid("BeyondOffer", CLIENT, 1, "subscribe", arguments(offer, 491)))
        .isEqualTo(tuple(50_100L, 50_000L));
    network.host.setBalance(CLIENT, UInt256.MAX_VALUE.shiftRight(1));
    network.refuse(
        "TooManyCoins",
        CLIENT,
        Holding.MAX.add(BigInteger.ONE),
        CONTRACT,
        "subscribe",
        arguments(offer, 1));
    Address itself = NativeAddress.STAKING.address();
    network.host.setBalance(itself, UInt256.valueOf(9_000));
    it.refusePaid("NotPayable", itself, 1_001, "subscribe", arguments(offer, 1));
    it.refuse("UnknownSubscription", CLIENT, "collectRent", 1L);
    it.send(PROVIDER, "startBondWithdrawal", 2_001L);
    it.refusePaid("InsufficientBond", CLIENT, 1_001, "subscribe", arguments(offer, 1));
  }

  @Test
  void usageOfTheLastSubscriptionIsSettledBeforeBlocksEnd() {
    long last = (1L << 32) - 1;
    it.send(PROVIDER, "openOffer", offerTerms(it.server.address(), 0, 1, 2, last));
    long most = last - SETTLE - START;
    assertThat(it.refuse("BeyondOffer", CLIENT, "subscribe", arguments(1, most + 1)))
        .isEqualTo(tuple(last - SETTLE + 1, last - SETTLE));
    it.send(CLIENT, "subscribe", arguments(1, most));
  }

  @Test
  void rentIsEarnedBlockByBlock() {
    long id = it.subscribe(it.offer(), 2, 50, Address.ZERO);
    assertThat(it.number("liabilities")).isEqualTo(3_000 + 2_002 + 50);
    it.skip(33);
    // floor(2,002 · 33 / 200); a fortieth of it, rounded up.
    assertThat(it.send(OTHER, "collectRent", id)).isEqualTo(tuple(330L));
    assertThat(it.credit(PROVIDER)).isEqualTo(330 - 9);
    assertThat(it.send(OTHER, "collectRent", id)).isEqualTo(tuple(0L));
    it.skip(500);
    assertThat(it.send(OTHER, "collectRent", id)).isEqualTo(tuple(2_002L - 330));
    assertThat(it.credit(PROVIDER)).isEqualTo(2_002 - 51);
    assertThat(it.credit(PLATFORM)).isEqualTo(51);
    assertThat(it.send(OTHER, "endSubscription", id)).isEqualTo(tuple(0L));
    assertThat(it.number("liabilities")).isEqualTo(3_000 + 50);
  }

  @Test
  void whoeverEndsItPaysForTheBlocksThatWere() {
    long id = it.subscribe(it.offer(), 1, 50, Address.ZERO);
    it.skip(33);
    assertThat(it.refuse("TooEarly", OTHER, "endSubscription", id))
        .isEqualTo(tuple(START + 100, START + 33));
    assertThat(it.send(CLIENT, "endSubscription", id)).isEqualTo(tuple(1_001L - 330));
    assertThat(it.credit(CLIENT)).isEqualTo(671);
    assertThat(it.credit(PROVIDER).add(it.credit(PLATFORM))).isEqualTo(330);
    Tuple told = it.subscription(id);
    assertThat(told.<Integer>get(3)).isEqualTo(2);
    assertThat(told.<BigInteger>get(9)).isEqualTo(START + 33);
    assertThat(told.<BigInteger>get(10)).isEqualTo(START + 33 + SETTLE);
    assertThat(it.refuse("WrongSubscriptionStatus", CLIENT, "endSubscription", id))
        .isEqualTo(Tuple.from(wei(id), 2));
    it.refuse("WrongSubscriptionStatus", CLIENT, "collectRent", id);
    it.refusePaid("WrongSubscriptionStatus", CLIENT, 1, "fundUsage", id);
    // At once: nothing was earned.
    long other = it.subscribe(1, 1, 0, Address.ZERO);
    assertThat(it.send(PROVIDER, "endSubscription", other)).isEqualTo(tuple(1_001L));
  }

  @Test
  void theEscrowComesBackOnceNothingCanBeSettledAnyMore() {
    long id = it.subscribe(it.offer(), 1, 50, Address.ZERO);
    it.pay(OTHER, 7, "fundUsage", id);
    it.refuse("ZeroAmount", OTHER, "fundUsage", id);
    it.refuse("WrongSubscriptionStatus", CLIENT, "closeSubscription", id);
    it.send(CLIENT, "endSubscription", id);
    BigInteger before = it.credit(CLIENT);
    it.skip(SETTLE);
    it.settle(permit(id, 100, 1), usage(1, START, 1, 1)); // Not within: the item is skipped.
    assertThat(it.refuse("TooEarly", CLIENT, "closeSubscription", id))
        .isEqualTo(tuple(START + SETTLE + 1, START + SETTLE));
    it.skip(1);
    assertThat(it.refuseSettle("DeadlinePassed", permit(id, 100, 2), usage(1, START, 1, 1)))
        .isEqualTo(tuple(START + SETTLE, START + SETTLE + 1));
    assertThat(it.provider(PROVIDER).<BigInteger>get(5)).isEqualTo(2);
    assertThat(it.send(OTHER, "closeSubscription", id)).isEqualTo(tuple(57L));
    assertThat(it.credit(CLIENT).subtract(before)).isEqualTo(57);
    assertThat(it.provider(PROVIDER).<BigInteger>get(5)).isEqualTo(1);
    it.refuseSettle("WrongSubscriptionStatus", permit(id, 100, 2), usage(1, START, 1, 1));
  }

  @Test
  void usageIsPaidOutOfTheEscrowOnce() {
    long id = it.subscribe(it.offer(), 1, 1_000, Address.ZERO);
    it.skip(1);
    // 7 + ceil((1 · 2,000 + 1 · 4,000) / 1,000), and 7 + ceil(2,000 · 10 + 4,000 · 20) / 1,000.
    Tuple told =
        it.settle(permit(id, 500, 1), usage(1, START, 1, 1), usage(300, START + 1, 10, 20));
    assertThat(told).isEqualTo(tuple(2L, 13L + 107));
    assertThat(it.number("usagePrice", 1L, 10L, 20L)).isEqualTo(107);
    assertThat(it.credit(PROVIDER)).isEqualTo(117);
    assertThat(it.credit(PLATFORM)).isEqualTo(3);
    assertThat(it.subscription(id).<BigInteger>get(7)).isEqualTo(880);
    assertThat(network.<Boolean>read(CONTRACT, "isUsageSettled", id, 300L)).isTrue();
    assertThat(network.<Boolean>read(CONTRACT, "isUsageSettled", id, 2L)).isFalse();
    assertThat(network.<Boolean>read(CONTRACT, "isBatchUsed", id, 1L)).isTrue();
    assertThat(network.<Boolean>read(CONTRACT, "isBatchUsed", id, 2L)).isFalse();
    assertThat(it.refuseSettle("BatchUsed", permit(id, 500, 1), usage(9, START, 1, 1)))
        .isEqualTo(tuple(id, 1L));
    assertThat(it.settle(permit(id, 500, 2), usage(1, START, 1, 1))).isEqualTo(tuple(0L, 0L));
  }

  @Test
  void itemsAreRefusedOneByOne() {
    long id = it.subscribe(it.offer(), 1, 30, Address.ZERO);
    it.skip(110); // It ran out at START + 100.
    int before = network.host.logs().size();
    Tuple told =
        it.settle(
            permit(id, 27, 1),
            usage(1, START - 1, 1, 1),
            usage(2, START + 100, 1, 1),
            usage(3, START + 99, 1, 1),
            usage(3, START + 99, 1, 1),
            usage(4, START, 1L << 25, 1),
            usage(5, START, 0, 16_385),
            usage(6, START, 0, 2),
            usage(7, START, 0, 0));
    assertThat(told).isEqualTo(tuple(2L, 13L + 7));
    String[] reasons = {
      "OutsideSubscription",
      "OutsideSubscription",
      null,
      "AlreadySettled",
      "TooManyTokens",
      "TooManyTokens",
      "LimitExceeded",
      null
    };
    for (int i = 0; i < reasons.length; i++) {
      String data = network.host.logs().get(before + i).data().toUnprefixedHexString();
      if (reasons[i] != null) {
        String selector = ServiceAbi.ABI.error(reasons[i]).selector().toUnprefixedHexString();
        assertThat(data).as("item " + i).contains(selector);
      }
    }
    before = network.host.logs().size();
    assertThat(it.settle(permit(id, 99, 2), usage(8, START, 0, 1))).isEqualTo(tuple(0L, 0L));
    assertThat(network.host.logs().get(before).data().toUnprefixedHexString())
        .contains(ServiceAbi.ABI.error("EscrowExceeded").selector().toUnprefixedHexString());
  }

  @Test
  void nothingIsServedInTheFuture() {
    long id = it.subscribe(it.offer(), 1, 30, Address.ZERO);
    assertThat(it.settle(permit(id, 27, 1), usage(1, START + 1, 1, 1))).isEqualTo(tuple(0L, 0L));
    assertThat(it.settle(permit(id, 27, 2), usage(1, START, 1, 1))).isEqualTo(tuple(1L, 13L));
  }

  @Test
  void aPayersKeyPermitsEachBatch() {
    long id = it.subscribe(it.offer(), 1, 1_000, it.payer.address());
    Tuple permit = permit(id, 500, 1, START);
    Tuple[] items = {usage(1, START, 1, 1)};
    Bytes signed = it.signed(permit, items);
    TestKey thief = TestKey.of(13);
    assertThat(
            it.refuse(
                "WrongSigner",
                OTHER,
                "settleUsage",
                permit,
                items,
                signed,
                it.permitted(permit, thief)))
        .isEqualTo(tuple(thief.address(), it.payer.address()));
    it.refuse("InvalidSignature", OTHER, "settleUsage", permit, items, signed, Bytes.EMPTY);
    Bytes permitted = it.permitted(permit, it.payer);
    it.refuse("WrongSigner", OTHER, "settleUsage", permit, items, permitted, permitted);
    Bytes malleated = Bytes.concatenate(signed.slice(0, 32), high(signed), signed.slice(64));
    it.refuse("InvalidSignature", OTHER, "settleUsage", permit, items, malleated, permitted);
    // Under another limit neither signature holds.
    it.refuse("WrongSigner", OTHER, "settleUsage", permit(id, 999, 1), items, signed, permitted);
    Tuple[] others = {usage(2, START, 1, 1)};
    it.refuse("WrongSigner", OTHER, "settleUsage", permit, others, signed, permitted);
    it.send(OTHER, "settleUsage", permit, items, signed, permitted);
    it.skip(1);
    assertThat(it.refuseSettle("DeadlinePassed", permit(id, 500, 2, START), items))
        .isEqualTo(tuple(START, START + 1));
  }

  private static Bytes high(Bytes signature) {
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    return UInt256.valueOf(order.subtract(signature.slice(32, 32).toUnsignedBigInteger()));
  }

  @Test
  void batchesAreBounded() {
    long id = it.subscribe(it.offer(), 1, 1_000, Address.ZERO);
    Tuple permit = permit(id, 500, 1);
    Bytes none = Bytes.repeat((byte) 1, 65);
    it.refuse("EmptyBatch", OTHER, "settleUsage", permit, new Tuple[0], none, none);
    it.parameter(Parameter.MAX_BATCH, 1);
    Tuple[] two = {usage(1, START, 1, 1), usage(2, START, 1, 1)};
    assertThat(it.refuse("BatchTooLong", OTHER, "settleUsage", permit, two, none, none))
        .isEqualTo(tuple(2L, 1L));
    it.refuse(
        "UnknownSubscription",
        OTHER,
        "settleUsage",
        permit(9, 1, 1),
        new Tuple[] {two[0]},
        none,
        none);
  }

  /** The digests as EIP-712 makes them, by an independent computation. */
  @Test
  void theDigestsAreThoseOfEip712() {
    String permitType =
        "UsagePermit(uint256 subscription,uint256 limit,uint256 expiry,uint256 nonce)";
    String itemType =
        "Usage(uint256 request,uint256 servedBlock,uint256 inputTokens,uint256 outputTokens,"
            + "bytes32 commitment)";
    Bytes32 domain =
        words(
            Keccak256.hash(
                "EIP712Domain(string name,string version,uint256 chainId,address"
                    + " verifyingContract)"),
            Keccak256.hash("OpenLedger Services"),
            Keccak256.hash("1"),
            word(TestNetwork.CHAIN_ID),
            ServiceFixture.SELF.toWord().toBytes());
    Bytes32 permit = words(Keccak256.hash(permitType), word(1), word(2), word(3), word(4));
    Bytes32 item = words(Keccak256.hash(itemType), word(5), word(6), word(7), word(8), hash(8));
    Bytes32 batch =
        words(
            Keccak256.hash("UsageBatch(UsagePermit permit,Usage[] items)" + itemType + permitType),
            permit,
            words(item, item));
    Tuple given = permit(1, 2, 4, 3);
    assertThat(it.digest("usagePermitDigest", given)).isEqualTo(digest(domain, permit));
    Tuple[] items = {usage(5, 6, 7, 8), usage(5, 6, 7, 8)};
    assertThat(it.digest("usageBatchDigest", given, items)).isEqualTo(digest(domain, batch));
  }

  private static Bytes32 digest(Bytes32 domain, Bytes32 struct) {
    return Keccak256.hash(Bytes.concatenate(Bytes.of(0x19, 0x01), domain, struct));
  }

  private static Bytes32 word(long number) {
    return UInt256.valueOf(number).toBytes();
  }

  private static Bytes32 words(Bytes... words) {
    return Keccak256.hash(Bytes.concatenate(words));
  }
}
