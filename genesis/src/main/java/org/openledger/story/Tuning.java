package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.TransactionReceipt;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** A fine-tune job in escrow: offered, accepted, delivered, confirmed. */
final class Tuning {

  /** The adapter that is delivered. */
  static final Bytes32 ADAPTER = Keccak256.hash("adapter of the full story");

  private static final NativeAddress SERVICES = NativeAddress.SERVICES;
  private static final BigInteger PRICE = Coins.open(2);
  private static final BigInteger BOND = Coins.open(1);
  private static final BigInteger BUDGET = Gathering.ACCESS_PRICE.multiply(BigInteger.valueOf(200));
  private static final long BLOCKS = 100;

  private final Scene scene;
  private final Section section;
  private long job;

  Tuning(Scene scene, Section section) {
    this.scene = scene;
    this.section = section;
  }

  /** The provider puts down a bond. */
  void register(Wave wave) {
    BigInteger bond = scene.network().parameter(Parameter.MIN_PROVIDER_BOND).add(Coins.open(2));
    wave.with(
        section,
        scene
            .paying(
                Part.FINE_TUNER, bond, SERVICES, "register", AbiValues.name("tuner"), "story:tuner")
            .so("provider, bond " + Coins.words(bond)));
  }

  void open(Wave wave, long model, long datanet) {
    Object data = new Tuple[] {AbiValues.tuple(datanet, 1L)};
    Tuple terms =
        AbiValues.tuple(
            scene.parties().address(Part.FINE_TUNER),
            model,
            Keccak256.hash("rank 16, 3 epochs"),
            PRICE,
            BOND,
            BUDGET,
            BLOCKS,
            BLOCKS,
            BLOCKS,
            data);
    wave.with(
        section,
        scene
            .paying(Part.CREATOR, PRICE.add(BUDGET), SERVICES, "openJob", (Object) terms)
            .so(
                "price %s and %s for data, in escrow"
                    .formatted(Coins.words(PRICE), Coins.words(BUDGET))),
        receipt -> job = scene.number(receipt, SERVICES, "JobOpened", 0));
  }

  void accept(Wave wave) {
    wave.with(
        section,
        scene.act(Part.FINE_TUNER, SERVICES, "acceptJob", job).so("bond " + Coins.words(BOND)),
        this::accepted);
  }

  private void accepted(TransactionReceipt receipt) {
    BigInteger cost = scene.event(receipt, SERVICES, "JobAccepted").get(2);
    section.say(
        "Inside the acceptance: access to the data for %s, the rest of the budget (%s) back"
            .formatted(Coins.words(cost), Coins.words(BUDGET.subtract(cost))));
  }

  void deliver(Wave wave) {
    Tuple delivery =
        AbiValues.tuple(
            ADAPTER,
            Keccak256.hash("metrics"),
            Keccak256.hash("log"),
            BigInteger.valueOf(2_410).multiply(BigInteger.TEN.pow(15)),
            BigInteger.valueOf(1_730).multiply(BigInteger.TEN.pow(15)));
    wave.with(
        section,
        scene
            .act(Part.FINE_TUNER, SERVICES, "deliverJob", job, delivery)
            .so("adapter, metrics, log by their hashes; loss 2.41 to 1.73"));
  }

  void confirm(Wave wave) {
    wave.with(
        section,
        scene.act(Part.CREATOR, SERVICES, "confirmJob", job).so("pays " + Coins.words(PRICE)),
        receipt -> {
          BigInteger fee = scene.event(receipt, SERVICES, "JobPaid").get(4);
          section.say("The platform's fee of it: " + Coins.words(fee));
        });
  }

  /** The provider asks for his bond back, all of it. */
  void startWithdrawal(Wave wave) {
    wave.with(
        section,
        scene
            .act(Part.FINE_TUNER, SERVICES, "startBondWithdrawal", bond())
            .so(Coins.words(bond())));
  }

  void finishWithdrawal(Wave wave) {
    wave.with(
        section,
        scene.act(Part.FINE_TUNER, SERVICES, "finishBondWithdrawal").so("becomes his credit"));
  }

  private BigInteger bond() {
    Address account = scene.parties().address(Part.FINE_TUNER);
    return scene.at(SERVICES).call("provider", account).<Tuple>get(0).get(1);
  }
}
