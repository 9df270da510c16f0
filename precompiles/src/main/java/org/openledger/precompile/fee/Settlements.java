package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.rule.Credit;
import org.openledger.precompile.attribution.Attribution;
import org.openledger.precompile.attribution.Attributor;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.epoch.EpochStorage;
import org.openledger.precompile.epoch.OpenEpoch;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.ledger.Totals;

/**
 * Inferences of one model that one call settles: each is attributed and reported on its own, what
 * they pay is netted and written once, at the end.
 */
final class Settlements {

  private final Call call;
  private final Attributor attributor;
  private final Service service;
  private final Payouts payouts = new Payouts();
  private BigInteger creator = BigInteger.ZERO;
  private BigInteger generalStakers = BigInteger.ZERO;
  private BigInteger modelStakers = BigInteger.ZERO;
  private BigInteger uncredited = BigInteger.ZERO;
  private BigInteger platform = BigInteger.ZERO;
  private @Nullable OpenEpoch epoch;
  private Attributor.@Nullable OfModel rule;

  Settlements(Call call, Attributor attributor, Service service) {
    this.call = call;
    this.attributor = attributor;
    this.service = service;
  }

  /**
   * Settles one inference that was checked and whose request is marked as settled.
   *
   * @param receipt what the serving key signed
   * @param output the ids of the answer
   * @param fee its price
   */
  void settle(Receipt receipt, int[] output, Fee fee) {
    // The mode is the version's: either tokens are attributed, or the pool waits for its epoch.
    boolean influence = service.terms().influence();
    Attribution attribution =
        influence
            ? Attribution.none(output.length, service.terms().attribution())
            : rule().attribute(output);
    Credit credit = attribution.credit();
    BigInteger[] amounts = new BigInteger[attribution.payeeCount()];
    BigInteger held = influence ? fee.contributors() : BigInteger.ZERO;
    BigInteger sink = fee.contributors().subtract(held);
    for (int payee = 0; payee < amounts.length; payee++) {
      amounts[payee] = credit.share(fee.contributors(), payee);
      payouts.add(attribution.payee(payee), amounts[payee]);
      sink = sink.subtract(amounts[payee]);
    }
    creator = creator.add(fee.creator());
    BigInteger onModel = ofModelsStake(fee.stakers());
    modelStakers = modelStakers.add(onModel);
    generalStakers = generalStakers.add(fee.stakers().subtract(onModel));
    uncredited = uncredited.add(sink);
    platform = platform.add(fee.platform());
    requireWhole(fee, amounts, sink.add(held));
    byte[] evidence = Evidence.encode(receipt.outputHash(), attribution, amounts, sink);
    call.emit(
        FeeAbi.INFERENCE_SETTLED,
        receipt.model(),
        receipt.payer(),
        receipt.request(),
        receipt.version(),
        receipt.inputTokens(),
        receipt.outputCommitment(),
        fee.tuple(),
        (long) attribution.tokens(),
        (long) attribution.covered(),
        (long) credit.paidTokens(),
        credit.full(),
        sink,
        call.hash(evidence),
        Bytes.wrap(Evidence.payouts(attribution, amounts)));
    if (influence) {
      hold(receipt, held);
    }
  }

  private Attributor.OfModel rule() {
    Attributor.OfModel known = rule;
    if (known == null) {
      known = attributor.of(call, service.terms());
      rule = known;
    }
    return known;
  }

  /** INV-INF-01: the pool of an epoch is the sum of the contributors' shares of its inferences. */
  private void hold(Receipt receipt, BigInteger held) {
    OpenEpoch open = epoch;
    if (open == null) {
      open = new EpochStorage(call.storage()).current(receipt.model(), service.terms().version());
    }
    epoch = open.plus(held);
    call.emit(
        FeeAbi.INFLUENCE_POOL_HELD,
        receipt.model(),
        receipt.payer(),
        receipt.request(),
        open.number(),
        held);
  }

  /** INV-FEE-03: parts add up to the whole. */
  private static void requireWhole(Fee fee, BigInteger[] amounts, BigInteger rest) {
    BigInteger sum = fee.platform().add(fee.creator()).add(fee.stakers()).add(rest);
    for (BigInteger amount : amounts) {
      sum = sum.add(amount);
    }
    if (!sum.equals(fee.gross()) || rest.signum() < 0) {
      throw new IllegalStateException(sum + " wei shared out of " + fee.gross());
    }
  }

  /**
   * Writes what all of them pay.
   *
   * @param arrived wei that came with the call, not owed to anybody before
   */
  void close(BigInteger arrived) {
    Ledger ledger = new Ledger(call.storage());
    Totals totals = Coins.plus(ledger.totals(), arrived, platform, generalStakers);
    ledger.setTotals(Accruals.add(call, totals, service.configuration()));
    payouts.write(ledger);
    if (epoch != null) {
      Coins.atMost(epoch.pool(), OpenEpoch.MAX_POOL);
      new EpochStorage(call.storage()).setOpen(service.model(), epoch);
    }
    Accruals.add(
        call,
        service.model(),
        new Accrual(
            creator,
            uncredited,
            modelStakers,
            service.terms().creator(),
            service.terms().version()));
  }

  /** Rounded down for each inference, so that a batch pays what its items pay one by one. */
  private BigInteger ofModelsStake(BigInteger stakers) {
    return stakers
        .multiply(BigInteger.valueOf(service.terms().stakersShare()))
        .divide(BigInteger.valueOf(100));
  }
}
