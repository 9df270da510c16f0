package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Hosting offers of Services, subscriptions to them, and usage signed by the serving key. */
final class HostingCalls extends FittingCalls {

  private static final int ACTIVE = 1;
  private static final int ENDED = 2;

  private record Numbered(long id, Tuple it) {}

  private List<Numbered> offers = List.of();
  private List<Numbered> subscriptions = List.of();
  private long used;

  HostingCalls(Knowledge known, Random random) {
    super(NativeAddress.SERVICES, known, random);
  }

  @Override
  void refresh() {
    offers = newest("offerCount", "offer");
    offers.removeIf(it -> it.it().<Boolean>get(3));
    subscriptions = newest("subscriptionCount", "subscription");
    subscriptions.removeIf(it -> number(it.it(), 3) > ENDED);
  }

  private List<Numbered> newest(String counter, String view) {
    List<Numbered> found = new ArrayList<>();
    long count = count(counter);
    for (long id = Math.max(1, count - RECENT + 1); id <= count; id++) {
      found.add(new Numbered(id, ask(view, id).get(0)));
    }
    return found;
  }

  @Override
  Optional<Draft> next() {
    int draw = random.nextInt(12);
    if (offers.isEmpty() || draw == 0) {
      return open();
    }
    if (draw == 1) {
      Numbered offer = one(offers);
      return random.nextInt(3) == 0
          ? call(mostly(sender(offer.it(), 0)), "closeOffer", offer.id())
          : Optional.empty();
    }
    if (subscriptions.isEmpty() || draw < 5) {
      return subscribe();
    }
    return used(one(subscriptions));
  }

  private Optional<Draft> used(Numbered subscription) {
    int anybody = random.nextInt(DevAccounts.FUNDED);
    long id = subscription.id();
    int status = subscription.it().get(3);
    if (status == ACTIVE && known.block() + 1 < number(subscription.it(), 9)) {
      return switch (random.nextInt(6)) {
        case 0 -> pay(anybody, wei(500), "fundUsage", id);
        case 1 -> call(anybody, "collectRent", id);
        case 2 -> call(mostly(sender(subscription.it(), 1)), "endSubscription", id);
        default -> settle(subscription);
      };
    }
    return switch (random.nextInt(4)) {
      case 0 -> settle(subscription);
      case 1 -> call(anybody, "collectRent", id);
      default -> call(anybody, status == ACTIVE ? "endSubscription" : "closeSubscription", id);
    };
  }

  private Optional<Draft> open() {
    Tuple terms =
        AbiValues.tuple(
            DevAccounts.of(RandomCalls.SERVING_KEY).address(),
            HASH,
            HASH,
            (long) random.nextInt(2_000),
            2L + random.nextInt(6),
            (long) random.nextInt(5_000),
            (long) random.nextInt(5_000),
            (long) random.nextInt(9),
            4L,
            known.block() + 200);
    return call(mostly(one(Setting.PROVIDERS)), "openOffer", terms);
  }

  private Optional<Draft> subscribe() {
    Numbered offer = one(offers);
    Tuple terms = offer.it().get(1);
    long periods = 1 + random.nextInt(2);
    BigInteger rent = terms.<BigInteger>get(3).multiply(BigInteger.valueOf(periods));
    int payer = 3 + random.nextInt(2);
    Address key = random.nextBoolean() ? Address.ZERO : Senders.address(payer);
    return pay(payer, rent.add(wei(5_000)), "subscribe", offer.id(), periods, HASH, key);
  }

  private Optional<Draft> settle(Numbered subscription) {
    Tuple permit =
        AbiValues.tuple(
            subscription.id(),
            1L + random.nextInt(3_000),
            known.block() + random.nextInt(30),
            (long) random.nextInt(40));
    Tuple[] items = new Tuple[1 + random.nextInt(3)];
    for (int i = 0; i < items.length; i++) {
      long request = random.nextInt(5) == 0 ? random.nextInt(20) : 100 + used++;
      items[i] =
          AbiValues.tuple(
              request, known.block(), (long) random.nextInt(300), (long) random.nextInt(300), HASH);
    }
    Bytes signature = signed(RandomCalls.SERVING_KEY, ask("usageBatchDigest", permit, items));
    Bytes allowed =
        index(subscription.it(), 2)
            .map(payer -> signed(payer, ask("usagePermitDigest", permit)))
            .orElse(Bytes.EMPTY);
    return call(
        random.nextInt(DevAccounts.FUNDED), "settleUsage", permit, items, signature, allowed);
  }

  /** By the one who should, and now and then by another. */
  private Bytes signed(int key, Tuple digest) {
    int signer = random.nextInt(15) == 0 ? RandomCalls.SERVING_KEY + 1 : key;
    return wallet(signer).sign(Bytes32.wrap(digest.<byte[]>get(0)));
  }
}
