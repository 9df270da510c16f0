package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** A hosting offer, a subscription to it, and its usage, settled in one batch of two requests. */
final class Hosting {

  private static final NativeAddress SERVICES = NativeAddress.SERVICES;
  private static final BigInteger RENT = Coins.thousandths(400);
  private static final BigInteger ESCROW = Coins.open(1);
  private static final long PERIOD = 200;
  private static final long MOST = 1_000_000;

  private final Scene scene;
  private final Section section;
  private long offer;
  private long subscription;
  private long start;
  private long settleBlock;

  Hosting(Scene scene, Section section) {
    this.scene = scene;
    this.section = section;
  }

  void register(Wave wave) {
    BigInteger bond = scene.network().parameter(Parameter.MIN_PROVIDER_BOND);
    wave.with(
        section,
        scene
            .paying(Part.HOST, bond, SERVICES, "register", AbiValues.name("host"), "story:host")
            .so("provider, bond " + Coins.words(bond)));
  }

  void offer(Wave wave) {
    Tuple terms =
        AbiValues.tuple(
            scene.parties().address(Part.HOST_KEY),
            Keccak256.hash("base model of the full story"),
            Keccak256.hash("details"),
            RENT,
            PERIOD,
            Coins.thousandths(500),
            Coins.thousandths(1_500),
            Coins.thousandths(1),
            4L,
            scene.chain().head() + MOST);
    wave.with(
        section,
        scene
            .act(Part.HOST, SERVICES, "openOffer", (Object) terms)
            .so("rent %s for %d blocks, and by use".formatted(Coins.words(RENT), PERIOD)),
        receipt -> offer = scene.number(receipt, SERVICES, "OfferOpened", 0));
  }

  void subscribe(Wave wave) {
    wave.with(
        section,
        scene
            .paying(
                Part.SUBSCRIBER,
                RENT.add(ESCROW),
                SERVICES,
                "subscribe",
                offer,
                1L,
                Tuning.ADAPTER,
                scene.parties().address(Part.SUBSCRIBER))
            .so("rent, and %s for usage in escrow".formatted(Coins.words(ESCROW))),
        receipt -> {
          subscription = scene.number(receipt, SERVICES, "Subscribed", 0);
          start = scene.number(receipt, SERVICES, "Subscribed", 7);
        });
  }

  /** Two requests under one permit of the subscriber's, signed by the serving node. */
  void settle(Wave wave) {
    Tuple permit = AbiValues.tuple(subscription, ESCROW, scene.chain().head() + MOST, 1L);
    Tuple[] items = {usage(1, 120, 300), usage(2, 80, 150)};
    Bytes signature = sign(Part.HOST_KEY, "usageBatchDigest", permit, items);
    Bytes permitted = sign(Part.SUBSCRIBER, "usagePermitDigest", permit);
    wave.with(
        section,
        scene
            .act(Part.HOST, SERVICES, "settleUsage", permit, items, signature, permitted)
            .so("a batch of two requests"),
        receipt -> {
          BigInteger amount = scene.event(receipt, SERVICES, "UsageBatchSettled").get(4);
          section.say("Two requests served for " + Coins.words(amount));
        });
  }

  private Tuple usage(long request, long input, long output) {
    return AbiValues.tuple(request, start, input, output, Keccak256.hash("answer " + request));
  }

  private Bytes sign(Part part, String digest, Object... arguments) {
    byte[] signed = scene.at(SERVICES).call(digest, arguments).get(0);
    return scene.parties().wallet(part).sign(Bytes32.wrap(signed));
  }

  /** The subscriber ends it before its time, and has the rent that was not earned back. */
  void end(Wave wave) {
    wave.with(
        section,
        scene.act(Part.SUBSCRIBER, SERVICES, "endSubscription", subscription).so("early"),
        receipt -> {
          var ended = scene.event(receipt, SERVICES, "SubscriptionEnded");
          section.say("Rent that was not earned goes back: " + Coins.words(ended.get(3)));
          Tuple it = scene.at(SERVICES).call("subscription", subscription).get(0);
          settleBlock = it.<BigInteger>get(10).longValueExact();
        });
    wave.with(section, scene.act(Part.HOST, SERVICES, "closeOffer", offer).so("no more of them"));
  }

  /** Waits until no usage can be settled any more. */
  void awaitClose() {
    scene.blocks().await(settleBlock + 1);
  }

  void close(Wave wave) {
    wave.with(
        section,
        scene
            .act(Part.HOST, SERVICES, "closeSubscription", subscription)
            .so("what is left of the escrow goes back"));
  }
}
