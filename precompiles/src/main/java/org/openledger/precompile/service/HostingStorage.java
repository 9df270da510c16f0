package org.openledger.precompile.service;

import java.math.BigInteger;
import org.openledger.precompile.storage.Bitmap;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of offers and subscriptions, part of {@link ProviderStorage}:
 *
 * <pre>
 *   6  uint256 offerCount
 *   7  mapping(uint256 =&gt; {@link Offer}) offers
 *   8  uint256 subscriptionCount
 *   9  mapping(uint256 =&gt; {@link Subscription}) subscriptions
 *  10  mapping(uint256 subscription =&gt; mapping(uint256 word =&gt; uint256 bitmap)) requests
 *  11  mapping(uint256 subscription =&gt; mapping(uint256 word =&gt; uint256 bitmap)) batches
 * </pre>
 *
 * Requests and batches are unordered nonces, 256 to a word (as Uniswap's Permit2 keeps them).
 */
final class HostingStorage {

  private static final Slot OFFER_COUNT = slot(0);
  private static final Slot OFFERS = slot(1);
  private static final Slot SUBSCRIPTION_COUNT = slot(2);
  private static final Slot SUBSCRIPTIONS = slot(3);
  private static final Slot REQUESTS = slot(4);
  private static final Slot BATCHES = slot(5);

  private final Storage storage;

  HostingStorage(Storage storage) {
    this.storage = storage;
  }

  long offerCount() {
    return storage.loadLong(OFFER_COUNT);
  }

  boolean isOffer(BigInteger id) {
    return storage.isAmong(OFFER_COUNT, id);
  }

  Offer offer(long id) {
    return new Offer(storage, OFFERS.mapping(id), id);
  }

  /** A new offer, of which nothing is written yet. */
  Offer addOffer() {
    long id = storage.increment(OFFER_COUNT);
    return offer(id);
  }

  long subscriptionCount() {
    return storage.loadLong(SUBSCRIPTION_COUNT);
  }

  boolean isSubscription(BigInteger id) {
    return storage.isAmong(SUBSCRIPTION_COUNT, id);
  }

  Subscription subscription(long id) {
    return new Subscription(storage, SUBSCRIPTIONS.mapping(id), id);
  }

  /** A new subscription, of which nothing is written yet. */
  Subscription addSubscription() {
    long id = storage.increment(SUBSCRIPTION_COUNT);
    return subscription(id);
  }

  boolean isSettled(long subscription, BigInteger request) {
    return flags(REQUESTS, subscription).get(request);
  }

  void setSettled(long subscription, BigInteger request) {
    flags(REQUESTS, subscription).set(request);
  }

  boolean isBatchUsed(long subscription, BigInteger nonce) {
    return flags(BATCHES, subscription).get(nonce);
  }

  void setBatchUsed(long subscription, BigInteger nonce) {
    flags(BATCHES, subscription).set(nonce);
  }

  private Bitmap flags(Slot bitmaps, long subscription) {
    return new Bitmap(storage, bitmaps.mapping(subscription));
  }

  private static Slot slot(long number) {
    return Slot.of(ProviderStorage.ACCOUNT, JobStorage.END + number);
  }
}
