package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.OPEN;
import static org.openledger.precompile.TestNetwork.PAYER;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

class InferenceFeesTest {

  private static final Address ALICE = account(20);
  private static final Address BOB = account(21);
  private static final String ALICES = "The quick brown fox jumps over the lazy dog.";
  private static final String BOBS = "Sphinx of black quartz, judge my vow!";

  private static final Bytes DIGITS = TestNetwork.output("0123456789");

  private final TestNetwork network = new TestNetwork();

  /** A model over two contributions; 0.64 OPEN net for an answer of {@code tokens} tokens. */
  private long model(int tokens) {
    long datanet = network.createDatanet();
    long a = network.accepted(ALICE, datanet, ALICES);
    long b = network.accepted(BOB, datanet, BOBS);
    long version = network.seal(datanet, a, b);
    network.attest(datanet, version);
    BigInteger rate =
        new BigInteger("640000000000000000")
            .multiply(BigInteger.valueOf(1_000))
            .divide(BigInteger.valueOf(tokens));
    return network.deploy(network.terms(rate, 8, 8), datanet, version);
  }

  /**
   * The published example, in wei through the contract: gross 1.14 = platform 0.50 + net 0.64; the
   * creator gets 0.448, stakers 0.064, contributors 0.128, and whoever owns a quarter of the tokens
   * 0.032.
   */
  @Test
  void aQuarterOfTheTokensEarnsAQuarterOfThePool() {
    String quarter = ALICES.substring(4, 14); // 10 of 40 tokens
    String answer = quarter + "0123456789@@@@@@@@@@0000000000"; // nobody's
    assertThat(answer).hasSize(40);
    long model = model(40);

    Tuple fee = network.settle(model, 1, answer).get(0);

    assertThat(fee)
        .isEqualTo(
            AbiValues.tuple(
                wei("1140000000000000000"),
                wei("500000000000000000"),
                wei("640000000000000000"),
                wei("448000000000000000"),
                wei("64000000000000000"),
                wei("128000000000000000")));
    assertThat(network.creditOf(CREATOR)).isZero();
    assertThat(network.send(ALICE, "InferenceFees", "accrued", model))
        .isEqualTo(
            AbiValues.tuple(wei("448000000000000000"), wei("96000000000000000"), BigInteger.ZERO));
    assertThat(network.<BigInteger>read("InferenceFees", "accruedStakers"))
        .isEqualTo(wei("64000000000000000"));
    assertThat(network.<BigInteger>read("InferenceFees", "accruedPlatform"))
        .isEqualTo(wei("500000000000000000"));
    assertThat(network.collect(model)).isEqualTo(wei("1108000000000000000"));
    assertThat(network.collect(model)).isZero();
    assertThat(network.creditOf(PLATFORM)).isEqualTo(wei("500000000000000000"));
    assertThat(network.creditOf(CREATOR)).isEqualTo(wei("448000000000000000"));
    assertThat(network.creditOf(TREASURY)).isEqualTo(wei("64000000000000000"));
    assertThat(network.creditOf(ALICE)).isEqualTo(wei("32000000000000000"));
    assertThat(network.creditOf(BOB)).isZero();
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(wei("96000000000000000"));
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities"))
        .isEqualTo(wei("1140000000000000000"));
  }

  @Test
  void eachContributorIsPaidByTokensAndTheEventsSaySo() {
    String answer = ALICES.substring(0, 20) + BOBS.substring(0, 12);
    long model = model(32);
    network.settle(model, 5, answer);

    assertThat(network.creditOf(ALICE)).isEqualTo(wei("80000000000000000"));
    assertThat(network.creditOf(BOB)).isEqualTo(wei("48000000000000000"));
    List<Tuple> settled = events("InferenceSettled");
    assertThat(settled).hasSize(1);
    Tuple event = settled.getFirst();
    assertThat(event.<BigInteger>get(2)).isEqualTo(BigInteger.valueOf(5));
    assertThat(event.<BigInteger>get(3)).isEqualTo(BigInteger.ONE); // The version.
    for (int count = 7; count <= 10; count++) { // tokens, covered, paid, full
      assertThat(event.<BigInteger>get(count)).isEqualTo(BigInteger.valueOf(32));
    }
    assertThat(event.<BigInteger>get(11)).isZero();
    assertThat(Bytes.wrap(event.<byte[]>get(13)))
        .isEqualTo(
            Bytes.concatenate(
                payout(ALICE, "80000000000000000"), payout(BOB, "48000000000000000")));
    network.collect(model);
    assertThat(network.creditOf(DATANET_TREASURY)).isZero();
  }

  private Bytes payout(Address account, String amount) {
    BigInteger number = network.read("InferenceFees", "accountNumber", account);
    assertThat(
            network.<com.esaulpaugh.headlong.abi.Address>read("InferenceFees", "account", number))
        .isEqualTo(AbiValues.address(account));
    return Bytes.concatenate(
        UInt256.valueOf(number).slice(28), UInt256.valueOf(wei(amount)).slice(16));
  }

  @Test
  void anAnswerThatMatchesNothingPaysTheSink() {
    long model = model(10);
    network.settle(model, 1, "9876543210");
    network.collect(model);
    assertThat(network.creditOf(ALICE)).isZero();
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(wei("128000000000000000"));
  }

  @Test
  void anEmptyAnswerCostsThePlatformFeeOnly() {
    long model = model(10);
    network.settle(model, 1, "");
    network.collect(model);
    assertThat(network.creditOf(PLATFORM)).isEqualTo(wei("500000000000000000"));
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities"))
        .isEqualTo(wei("500000000000000000"));
  }

  @Test
  void theTokenPartIsRoundedUpToTheWei() {
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, ALICES));
    network.attest(datanet, version);
    long model = network.deploy(network.terms(BigInteger.valueOf(3), 8, 8), datanet, version);
    Tuple fee = network.read("InferenceFees", "quote", model, 0L, 1L);
    assertThat(fee.<BigInteger>get(2)).isEqualTo(BigInteger.ONE);
    Tuple thousand = network.read("InferenceFees", "quote", model, 0L, 1_000L);
    assertThat(thousand.<BigInteger>get(2)).isEqualTo(BigInteger.valueOf(3));
    Tuple more = network.read("InferenceFees", "quote", model, 0L, 1_001L);
    assertThat(more.<BigInteger>get(2)).isEqualTo(BigInteger.valueOf(4));
  }

  /** INV-FEE-02. */
  @Test
  void aSettledRequestNeverSettlesAgain() {
    long model = model(10);
    network.settle(model, 300, "0123456789");
    network.refuse(
        "AlreadySettled",
        PAYER,
        network.gross(model, 0, 10),
        "InferenceFees",
        "settle",
        model,
        300L,
        TestNetwork.output("0123456789"),
        network.receipt(model, PAYER, 300, 0, DIGITS));
    network.settle(model, 299, "0123456789");
    network.settle(model, 44, "0123456789"); // the same bit of another word
    assertThat(network.<Boolean>read("InferenceFees", "isSettled", PAYER, model, 299L)).isTrue();
    assertThat(network.<Boolean>read("InferenceFees", "isSettled", PAYER, model, 301L)).isFalse();
    assertThat(network.<Boolean>read("InferenceFees", "isSettled", ALICE, model, 300L)).isFalse();
  }

  @Test
  void valueMustBeTheFee() {
    long model = model(10);
    BigInteger gross = network.gross(model, 0, 10);
    for (BigInteger value :
        List.of(BigInteger.ONE, gross.subtract(BigInteger.ONE), gross.add(BigInteger.ONE))) {
      Tuple details =
          network.refuse(
              "WrongValue",
              PAYER,
              value,
              "InferenceFees",
              "settle",
              model,
              1L,
              TestNetwork.output("0123456789"),
              network.receipt(model, PAYER, 1, 0, DIGITS));
      assertThat(details).isEqualTo(AbiValues.tuple(value, gross));
    }
  }

  @Test
  void onlyTheServingKeysReceiptOverTheseValuesSettles() {
    long model = model(10);
    Tuple good = network.receipt(model, PAYER, 1, 0, DIGITS);
    Bytes signature = Bytes.wrap(good.<byte[]>get(3));

    refuseReceipt("WrongSigner", model, network.receipt(model, PAYER, 2, 0, DIGITS));
    refuseReceipt("WrongSigner", model, network.receipt(model, ALICE, 1, 0, DIGITS));
    refuseReceipt("WrongSigner", model, network.receipt(model, PAYER, 1, 0, DIGITS.slice(2)));
    byte[] digest =
        network.read(
            "InferenceFees", "receiptDigest", model, 1L, PAYER, 1L, 0L, DIGITS, Bytes32.ZERO);
    refuseReceipt(
        "WrongSigner",
        model,
        AbiValues.tuple(1L, 0L, Bytes32.ZERO, TestKey.of(78).sign(Bytes32.wrap(digest))));
    refuseReceipt(
        "InvalidSignature", model, AbiValues.tuple(1L, 0L, Bytes32.ZERO, signature.slice(0, 64)));
    refuseReceipt(
        "InvalidSignature", model, AbiValues.tuple(1L, 0L, Bytes32.ZERO, Bytes.wrap(new byte[65])));
    // The same signature with s mirrored and v flipped is valid ECDSA, and refused (EIP-2).
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    Bytes mirrored =
        Bytes.concatenate(
            signature.slice(0, 32),
            UInt256.valueOf(order.subtract(signature.slice(32, 32).toUnsignedBigInteger())),
            Bytes.of(signature.get(64) == 27 ? 28 : 27));
    refuseReceipt("InvalidSignature", model, AbiValues.tuple(1L, 0L, Bytes32.ZERO, mirrored));
    network.settle(model, 1, "0123456789");
  }

  /** Whoever pays cannot turn the pool to himself by settling an answer that was not served. */
  @Test
  void anotherAnswerThanTheOneServedDoesNotSettle() {
    long model = model(20);
    Bytes served = TestNetwork.output(ALICES.substring(0, 20));
    Bytes own = TestNetwork.output(BOBS.substring(0, 20));
    Tuple receipt = network.receipt(model, PAYER, 1, 0, served);
    BigInteger gross = network.gross(model, 0, 20);
    network.refuse("WrongSigner", PAYER, gross, "InferenceFees", "settle", model, 1L, own, receipt);
    network.pay(PAYER, gross, "InferenceFees", "settle", model, 1L, served, receipt);
    assertThat(network.creditOf(ALICE)).isPositive();
    assertThat(network.creditOf(BOB)).isZero();
  }

  private void refuseReceipt(String error, long model, Tuple receipt) {
    network.refuse(
        error,
        PAYER,
        network.gross(model, 0, 10),
        "InferenceFees",
        "settle",
        model,
        1L,
        TestNetwork.output("0123456789"),
        receipt);
  }

  @Test
  void badModelsAndOutputsAreRefused() {
    long model = model(10);
    Tuple receipt = network.receipt(model, PAYER, 1, 0, DIGITS);
    Bytes output = TestNetwork.output("0123456789");
    for (BigInteger unknown : List.of(BigInteger.ZERO, BigInteger.TWO, BigInteger.TWO.pow(255))) {
      network.refuse(
          "UnknownModel", PAYER, "InferenceFees", "settle", unknown, 1L, output, receipt);
    }
    network.refuse(
        "MalformedOutput",
        PAYER,
        "InferenceFees",
        "settle",
        model,
        1L,
        output.slice(0, 19),
        receipt);
    network.refuse(
        "OutputTooLong",
        PAYER,
        "InferenceFees",
        "settle",
        model,
        1L,
        Bytes.wrap(new byte[2 * 16_385]),
        receipt);
    network.refuse(
        "TooManyTokens",
        PAYER,
        "InferenceFees",
        "quote",
        model,
        BigInteger.TWO.pow(200),
        BigInteger.ONE);
    network.send(CREATOR, "Models", "retire", model);
    network.refuse(
        "ModelNotDeployed", PAYER, "InferenceFees", "settle", model, 1L, output, receipt);
  }

  @Test
  void creditsAreWithdrawnOnceToSelfOrElsewhere() {
    long model = model(32);
    network.settle(model, 1, ALICES.substring(0, 20) + BOBS.substring(0, 12));
    BigInteger before = network.host.balance(ALICE).toUnsignedBigInteger();

    assertThat(network.send(ALICE, "InferenceFees", "withdraw").<BigInteger>get(0))
        .isEqualTo(wei("80000000000000000"));
    assertThat(network.host.balance(ALICE).toUnsignedBigInteger())
        .isEqualTo(before.add(wei("80000000000000000")));
    network.refuse("NothingToWithdraw", ALICE, "InferenceFees", "withdraw");
    network.refuse("ZeroAddress", BOB, "InferenceFees", "withdrawTo", Address.ZERO);
    for (NativeAddress contract : NativeAddress.values()) {
      network.refuse("NotPayable", BOB, "InferenceFees", "withdrawTo", contract.address());
    }
    Address vault = account(999);
    network.send(BOB, "InferenceFees", "withdrawTo", vault);
    assertThat(network.host.balance(vault).toUnsignedBigInteger())
        .isEqualTo(wei("48000000000000000"));
    assertThat(network.creditOf(BOB)).isZero();
  }

  @Test
  void coinsThatArriveWithoutASettlementAreTheTreasurys() {
    Address fees = NativeAddress.INFERENCE_FEES.address();
    network.host.transfer(PAYER, fees, UInt256.valueOf(OPEN));
    assertThat(network.<BigInteger>read("InferenceFees", "surplus")).isEqualTo(OPEN);
    network.send(ALICE, "InferenceFees", "sweepSurplus");
    assertThat(network.creditOf(TREASURY)).isEqualTo(OPEN);
    assertThat(network.<BigInteger>read("InferenceFees", "surplus")).isZero();
    assertThat(network.send(ALICE, "InferenceFees", "sweepSurplus").<BigInteger>get(0)).isZero();
  }

  /** INV-FEE-01, INV-FEE-03: over random settlements and withdrawals no wei is made or lost. */
  @Test
  void moneyIsConservedToTheWei() {
    long seed = Long.getLong("openledger.seed", 7L);
    Random random = new Random(seed);
    long model = model(7);
    BigInteger wealth = network.wealth();
    String corpus = ALICES + BOBS + "0123456789";
    for (int request = 0; request < 300; request++) {
      if (random.nextInt(4) == 0) {
        Address[] accounts = {ALICE, BOB, CREATOR, PLATFORM, TREASURY, DATANET_TREASURY};
        Address account = accounts[random.nextInt(accounts.length)];
        network.collect(model);
        if (network.creditOf(account).signum() > 0) {
          network.send(account, "InferenceFees", "withdraw");
        }
      } else {
        int begin = random.nextInt(corpus.length());
        int end = begin + random.nextInt(corpus.length() - begin);
        network.settle(model, request, corpus.substring(begin, end));
      }
      BigInteger balance =
          network.host.balance(NativeAddress.INFERENCE_FEES.address()).toUnsignedBigInteger();
      assertThat(network.<BigInteger>read("InferenceFees", "liabilities"))
          .as("seed %s, request %s", seed, request)
          .isEqualTo(balance);
      assertThat(network.wealth()).as("seed %s, request %s", seed, request).isEqualTo(wealth);
    }
  }

  /** INV-FEE-09. The payee's word is emptied here as a take-down does it. */
  @Test
  void aContributionWithoutPayeeEarnsNothing() {
    long model = model(32);
    Address datanets = NativeAddress.DATANETS.address();
    UInt256 payees = UInt256.valueOf(7); // Of contributions 0 to 7: Alice's is 1, Bob's 2.
    UInt256 word = network.host.storage(datanets, payees);
    network.host.setStorage(datanets, payees, word.and(UInt256.valueOf(0xffffffffL).shiftLeft(64)));
    network.settle(model, 1, ALICES.substring(0, 20) + BOBS.substring(0, 12));
    assertThat(network.creditOf(ALICE)).isZero();
    assertThat(network.creditOf(BOB)).isEqualTo(wei("48000000000000000"));
    network.collect(model);
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(wei("80000000000000000"));
  }

  /** What is withheld is billed, by its count, and earns nobody anything. */
  @Test
  void redactedTokensTravelAsRuns() {
    long model = model(32);
    Bytes output = FeeFixture.redacted(ALICES.substring(0, 20) + BOBS.substring(0, 12), 20, 32);
    assertThat(output.size()).isEqualTo(2 * 20 + 3);
    Tuple receipt = network.receipt(model, PAYER, 1, 0, output);
    BigInteger gross = network.gross(model, 0, 32);
    network.pay(PAYER, gross, "InferenceFees", "settle", model, 1L, output, receipt);
    assertThat(network.creditOf(ALICE)).isEqualTo(wei("80000000000000000"));
    assertThat(network.creditOf(BOB)).isZero();
    Bytes twice = Bytes.concatenate(output, Bytes.fromHexString("0xffff01"));
    network.refuse(
        "MalformedOutput", PAYER, gross, "InferenceFees", "settle", model, 2L, twice, receipt);
  }

  /** An accrual that its word cannot hold is paid out at once, and no wei is lost. */
  @Test
  void anAccrualThatDoesNotFitIsPaidOut() {
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, ALICES));
    network.attest(datanet, version);
    BigInteger rate = BigInteger.TWO.pow(80).subtract(BigInteger.ONE);
    BigInteger most = wei("4294967295");
    for (Parameter parameter : new Parameter[] {Parameter.MAX_INPUT_RATE, Parameter.MAX_INPUT}) {
      BigInteger value = parameter == Parameter.MAX_INPUT ? most : rate;
      network.send(TestNetwork.ADMIN, "System", "setParameter", parameter.key(), value);
    }
    Object[] terms = new Object[14];
    Arrays.setAll(terms, i -> network.terms(BigInteger.ZERO, 8, 8).get(i));
    terms[4] = rate;
    long model = network.deploy(Tuple.from(terms), datanet, version);
    network.host.setBalance(PAYER, UInt256.valueOf(BigInteger.TWO.pow(107)));
    BigInteger total = BigInteger.ZERO;
    for (long request = 0; request < 3; request++) {
      long input = request == 1 ? 7 : most.longValueExact();
      Bytes output = TestNetwork.output(ALICES.substring(0, 20));
      BigInteger gross = network.gross(model, input, 20);
      Tuple receipt = network.receipt(model, PAYER, request, input, output);
      network.pay(PAYER, gross, "InferenceFees", "settle", model, request, output, receipt);
      total = total.add(gross).subtract(network.creditOf(ALICE));
      network.send(ALICE, "InferenceFees", "withdraw");
    }
    assertThat(network.creditOf(TREASURY)).isPositive();
    assertThat(network.creditOf(CREATOR)).isPositive();
    network.collect(model);
    BigInteger sum = BigInteger.ZERO;
    for (Address account : new Address[] {CREATOR, TREASURY, DATANET_TREASURY, PLATFORM}) {
      sum = sum.add(network.creditOf(account));
    }
    assertThat(sum).isEqualTo(total);
    assertThat(network.<BigInteger>read("InferenceFees", "liabilities")).isEqualTo(total);
  }

  /** The commitment in the event is over exactly what IInferenceFees documents. */
  @Test
  void theEvidenceIsWhatTheInterfaceSays() {
    long model = model(32);
    String answer = ALICES.substring(0, 20) + BOBS.substring(0, 12);
    network.settle(model, 5, answer);
    Bytes output = TestNetwork.output(answer);
    String alice = number(ALICE);
    String bob = number(BOB);
    Bytes evidence =
        Bytes.concatenate(
            Keccak256.hash(output),
            Bytes.fromHexString(
                "0x00000020"
                    + "00000020"
                    + "00000020"
                    + "0000000000000020"
                    + "00000002"
                    + "00000000"
                    + "00000014"
                    + "0000000000000001"
                    + "00000014"
                    + "00000020"
                    + "0000000000000002"
                    + "00000002"
                    + alice
                    + "0000000000000014"
                    + amount("80000000000000000")
                    + bob
                    + "000000000000000c"
                    + amount("48000000000000000")
                    + amount("0")));
    Tuple event = events("InferenceSettled").getFirst();
    assertThat(Bytes.wrap(event.<byte[]>get(12))).isEqualTo(Keccak256.hash(evidence));
  }

  private String number(Address account) {
    BigInteger number = network.read("InferenceFees", "accountNumber", account);
    return UInt256.valueOf(number).slice(28).toUnprefixedHexString();
  }

  private static String amount(String decimal) {
    return UInt256.valueOf(wei(decimal)).slice(16).toUnprefixedHexString();
  }

  private List<Tuple> events(String name) {
    List<Tuple> found = new ArrayList<>();
    var event = ContractAbi.of("InferenceFees").event(name);
    for (MemoryHost.Emitted log : network.host.logs()) {
      if (log.topics().getFirst().equals(event.signature())) {
        found.add(event.decode(log.topics(), log.data()));
      }
    }
    return found;
  }

  private static BigInteger wei(String decimal) {
    return new BigInteger(decimal);
  }
}
