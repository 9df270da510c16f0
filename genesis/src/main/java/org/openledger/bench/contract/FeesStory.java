package org.openledger.bench.contract;

import static org.openledger.bench.contract.BenchNetwork.ALICE;
import static org.openledger.bench.contract.BenchNetwork.BOB;
import static org.openledger.bench.contract.BenchNetwork.CAROL;
import static org.openledger.bench.contract.BenchNetwork.CREATOR;
import static org.openledger.bench.contract.BenchNetwork.KEY;
import static org.openledger.bench.contract.BenchNetwork.PAYER;
import static org.openledger.bench.contract.BenchNetwork.account;
import static org.openledger.bench.contract.BenchNetwork.answer;
import static org.openledger.bench.contract.BenchNetwork.receipt;
import static org.openledger.bench.contract.BenchNetwork.signature;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.fee.BatchItem;
import org.openledger.precompile.host.NativeAddress;

/** Every function of {@code InferenceFees}. */
final class FeesStory extends Story {

  private static final int[] TEXT = new SplittableRandom(1).ints(40, 0, 256).toArray();
  private static final Bytes OUTPUT = answer(Arrays.copyOfRange(TEXT, 4, 36));
  private static final BigInteger COINS = BigInteger.TEN.pow(20);

  private long model;

  FeesStory(CallVisitor visitor) {
    super(new BenchNetwork(new TreeMap<>()), visitor);
  }

  private BigInteger gross(long tokens) {
    return network.send(ALICE, FEES, "quote", model, 0L, tokens).<Tuple>get(0).get(0);
  }

  @Override
  void tell() {
    int[] other = new SplittableRandom(2).ints(40, 0, 256).toArray();
    long datanet = network.datanet(List.of(ALICE, BOB), List.of(TEXT, other));
    model = network.deploy(BenchNetwork.terms(1_000_000_007L, 4, 1), datanet);
    deposits();
    reservations();
    batches();
    withdrawals();
    disputes();
    views();
  }

  private void deposits() {
    send(CAROL, FEES, "quote", model, 1L, 2L);
    BigInteger gross = gross(32);
    pay(PAYER, gross, FEES, "settle", model, 1L, OUTPUT, receipt(Bytes32.ZERO));
    pay(PAYER, gross, FEES, "settle", model, 9L, OUTPUT, receipt(Bytes32.ZERO));
    pay(PAYER, COINS, FEES, "deposit");
    pay(CAROL, BigInteger.ONE, FEES, "depositFor", PAYER);
  }

  private void reservations() {
    send(PAYER, FEES, "reserve", model, 2L, 0L, 40L);
    send(CAROL, FEES, "settleReserved", PAYER, model, 2L, OUTPUT, receipt(Bytes32.ZERO));
    pay(PAYER, gross(40), FEES, "reserve", model, 3L, 0L, 40L);
    send(CREATOR, FEES, "decline", PAYER, model, 3L);
    pay(PAYER, gross(40), FEES, "reserve", model, 4L, 0L, 40L);
    skip(10_000);
    send(PAYER, FEES, "refund", model, 4L);
    pay(PAYER, gross(40), FEES, "reserve", model, 10L, 0L, 40L);
  }

  private void batches() {
    for (int nonce = 1; nonce <= 2; nonce++) {
      Tuple permit = AbiValues.tuple(PAYER, model, COINS, 20_000L, (long) nonce);
      Tuple[] items = new Tuple[nonce * nonce];
      for (int i = 0; i < items.length; i++) {
        items[i] = AbiValues.tuple(100L * nonce + i, 0L, OUTPUT, Bytes32.ZERO);
      }
      send(CAROL, FEES, "permitDigest", permit);
      send(CAROL, FEES, "batchDigest", permit, 1L, false, items);
      send(CAROL, FEES, "settleBatch", permit, signature(PAYER), 1L, false, items, signature(KEY));
    }
    List<BatchItem> items =
        LongStream.range(200, 204)
            .mapToObj(BigInteger::valueOf)
            .map(request -> new BatchItem(request, BigInteger.ZERO, OUTPUT, Bytes32.ZERO))
            .toList();
    send(
        CAROL,
        FEES,
        "settleBatchPacked",
        AbiValues.tuple(PAYER, model, COINS, 20_000L, 4L),
        signature(PAYER),
        1L,
        false,
        BatchItem.pack(items),
        signature(KEY));
    send(PAYER, FEES, "revokePermit", model, 3L);
    pay(PAYER, BigInteger.valueOf(9), FEES, "depositPledge", model);
    send(PAYER, FEES, "startPledgeWithdrawal", model, 5L);
  }

  private void withdrawals() {
    send(PAYER, FEES, "startWithdrawal", 1L);
    pay(CREATOR, BigInteger.valueOf(9), FEES, "depositServingBond", model);
    send(CREATOR, FEES, "startBondWithdrawal", model, 1L);
    skip(10_000);
    send(PAYER, FEES, "finishWithdrawal");
    send(PAYER, FEES, "finishPledgeWithdrawal", model);
    send(CREATOR, FEES, "finishBondWithdrawal", model);
    send(CAROL, FEES, "collect", model);
    send(CREATOR, FEES, "withdraw");
    send(ALICE, FEES, "withdrawTo", account(999));
    UInt256 held = network.host().balance(NativeAddress.INFERENCE_FEES.address());
    network.host().setBalance(NativeAddress.INFERENCE_FEES.address(), held.add(7));
    send(CAROL, FEES, "sweepSurplus");
  }

  private void disputes() {
    Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(3, Bytes32.ZERO.toArray()));
    Tuple receipt = receipt(commitment);
    network.pay(PAYER, gross(32), FEES, "settle", model, 8L, OUTPUT, receipt);
    send(
        PAYER,
        FEES,
        "proveUnderReporting",
        AbiValues.tuple(
            model, 8L, OUTPUT, receipt, BenchNetwork.noBatch(), 3L, Bytes32.ZERO, new Tuple[0]));
    pay(CREATOR, BigInteger.valueOf(9), FEES, "depositServingBond", model);
    Tuple[] statements = new Tuple[2];
    Arrays.setAll(
        statements,
        i ->
            AbiValues.tuple(
                1L,
                (long) i,
                32L,
                Bytes32.ZERO,
                commitment,
                signature(KEY),
                BenchNetwork.noBatch()));
    send(PAYER, FEES, "proveContradiction", model, 9L, statements[0], statements[1]);
  }

  private void views() {
    for (String view : List.of("creditOf", "statement", "accountNumber")) {
      send(CAROL, FEES, view, ALICE);
    }
    for (String view :
        List.of("accountCount", "accruedPlatform", "accruedStakers", "liabilities", "surplus")) {
      send(CAROL, FEES, view);
    }
    for (String view : List.of("accrued", "servingBond")) {
      send(CAROL, FEES, view, model);
    }
    for (String view :
        List.of("reservation", "isSettled", "isPermitUsed", "permitEnd", "isProved")) {
      send(CAROL, FEES, view, PAYER, model, 10L);
    }
    send(CAROL, FEES, "pledge", PAYER, model);
    send(CAROL, FEES, "account", 1L);
    send(CAROL, FEES, "receiptDigest", model, 1L, PAYER, 1L, 0L, OUTPUT, Bytes32.ZERO);
  }
}
