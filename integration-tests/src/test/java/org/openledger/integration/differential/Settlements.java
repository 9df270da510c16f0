package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.client.Wallet;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.BatchItem;
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.fee.Receipt;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.twin.MemoryNetwork;

/** Answers with signed receipts, settled in all the ways that there are. */
final class Settlements {

  private static final Wallet SERVING = FittingCalls.wallet(RandomCalls.SERVING_KEY);
  private static final Wallet STRANGER = FittingCalls.wallet(RandomCalls.SERVING_KEY + 1);

  /** An inference that a settlement was drawn for. */
  record Asked(int payer, long model, long request) {}

  private final Knowledge known;
  private final Random random;
  private final List<Asked> asked = new ArrayList<>();
  private long lastRequest = 100;

  Settlements(Knowledge known, Random random) {
    this.known = known;
    this.random = random;
  }

  /** The newest inferences of a model that settlements were drawn for; not all were settled. */
  List<Asked> newest(long model, int count) {
    List<Asked> of = asked.stream().filter(it -> it.model() == model).toList();
    return of.subList(Math.max(0, of.size() - count), of.size());
  }

  /** A signed answer, settled in one of the ways that there are. */
  Draft next() {
    long model =
        switch (random.nextInt(8)) {
          case 0 -> known.models();
          case 1, 2, 3 -> 2;
          default -> 1;
        };
    int payer = 3 + random.nextInt(2);
    return switch (random.nextInt(8)) {
      case 0 -> fees("deposit", payer, known.gross(model, 400, 60).multiply(BigInteger.TEN));
      case 1, 2 -> reserved(model, payer);
      case 3, 4 -> batch(model, payer);
      default -> single(model, payer);
    };
  }

  private Draft reserved(long model, int payer) {
    long request = request(payer, model);
    long input = random.nextInt(500);
    Bytes output = output();
    if (random.nextBoolean()) {
      return fees("reserve", payer, BigInteger.ZERO, model, request, input, tokens(output));
    }
    return fees(
        "settleReserved",
        random.nextBoolean() ? payer : 6,
        BigInteger.ZERO,
        Senders.address(payer),
        model,
        request - random.nextInt(4),
        output,
        receipt(model, Senders.address(payer), request, input, output));
  }

  /**
   * One by itself, with the fee as value, or out of the payer's deposit.
   *
   * @param payer who sends it
   */
  Draft single(long model, int payer) {
    long request = request(payer, model);
    long input = random.nextInt(500);
    Bytes output = output();
    BigInteger value = known.gross(model, input, tokens(output));
    if (random.nextInt(8) == 0) {
      value = value.add(BigInteger.valueOf(random.nextInt(3) - 1L)).max(BigInteger.ZERO);
    }
    return fees(
        "settle",
        payer,
        random.nextInt(3) == 0 ? BigInteger.ZERO : value,
        model,
        request,
        output,
        receipt(model, Senders.address(payer), request, input, output));
  }

  /** Mostly a new one. */
  private long request(int payer, long model) {
    long request = random.nextInt(6) == 0 ? lastRequest - random.nextInt(9) : ++lastRequest;
    asked.add(new Asked(payer, model, request));
    return request;
  }

  private static long tokens(Bytes output) {
    return AnswerPacking.count(output.toArrayUnsafe(), MemoryNetwork.VOCABULARY);
  }

  private Bytes output() {
    return RandomArguments.answer(new RandomArguments(known, random, "InferenceFees").someText());
  }

  private Tuple receipt(long model, Address payer, long request, long input, Bytes output) {
    BigInteger version = BigInteger.valueOf(known.version(model));
    Bytes32 commitment = Bytes32.repeat((byte) random.nextInt(3));
    Receipt receipt =
        new Receipt(
            model,
            version,
            payer,
            BigInteger.valueOf(request),
            BigInteger.valueOf(input),
            BigInteger.valueOf(tokens(output)),
            Keccak256.hash(output),
            commitment);
    Bytes signature = signer(SERVING).sign(receipt.digest(known.chainId()));
    return AbiValues.tuple(version, input, commitment, signature);
  }

  /**
   * Several in one batch, sent by a gateway.
   *
   * @param payer whose permit it has; he needs no coins for gas
   */
  Draft batch(long model, int payer) {
    BigInteger version = BigInteger.valueOf(known.version(model));
    Permit permit =
        new Permit(
            Senders.address(payer),
            BigInteger.valueOf(model),
            BigInteger.TEN.pow(random.nextInt(8) == 0 ? 3 : 20),
            BigInteger.valueOf(known.block() + (random.nextInt(8) == 0 ? 0 : 50)),
            BigInteger.valueOf(random.nextInt(30)));
    boolean atomic = random.nextBoolean();
    List<BatchItem> items = new ArrayList<>();
    List<Bytes32> hashes = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      long request = request(payer, model);
      Bytes output = output();
      items.add(
          new BatchItem(BigInteger.valueOf(request), BigInteger.valueOf(7), output, Bytes32.ZERO));
      hashes.add(
          new Receipt(
                  model,
                  version,
                  permit.payer(),
                  BigInteger.valueOf(request),
                  BigInteger.valueOf(7),
                  BigInteger.valueOf(tokens(output)),
                  Keccak256.hash(output),
                  Bytes32.ZERO)
              .itemHash());
    }
    Bytes32 digest =
        Receipt.batchDigest(
            known.chainId(), permit, version, atomic, hashes.toArray(Bytes32[]::new));
    Tuple allowed =
        AbiValues.tuple(
            permit.payer(), permit.model(), permit.limit(), permit.expiry(), permit.nonce());
    boolean packed = random.nextBoolean();
    return fees(
        packed ? "settleBatchPacked" : "settleBatch",
        6,
        BigInteger.ZERO,
        allowed,
        signer(FittingCalls.wallet(payer)).sign(permit.digest(known.chainId())),
        version,
        atomic,
        packed ? BatchItem.pack(items) : items.stream().map(BatchItem::tuple).toArray(Tuple[]::new),
        signer(SERVING).sign(digest));
  }

  /** The one who should sign, and now and then another. */
  private Wallet signer(Wallet right) {
    return random.nextInt(12) == 0 ? STRANGER : right;
  }

  private Draft fees(String function, int sender, BigInteger value, Object... arguments) {
    String name = "InferenceFees." + function;
    Bytes input = Abis.encoded(NativeAddress.INFERENCE_FEES, function, arguments);
    return new Draft(
        name, "settlement", sender, NativeAddress.INFERENCE_FEES.address(), value, input);
  }
}
