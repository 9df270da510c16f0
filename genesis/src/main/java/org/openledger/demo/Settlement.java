package org.openledger.demo;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.TransactionReceipt;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.host.Address;

/**
 * A settled inference as the chain tells it.
 *
 * @param model the model's id
 * @param request the payer's number of it
 * @param commitment salted commitment to the answer
 * @param salt the seed of the salts that open the commitment
 * @param transaction the payer's transaction
 * @param collection the transaction that moved what creator, stakers, sink and platform earned to
 *     their credits
 * @param fee the fee and its parts
 * @param counts tokens, covered, paid and full, as recorded
 * @param payouts to contributors, in the order of the log
 * @param sinks what the tokens paid to nobody, by account
 */
record Settlement(
    long model,
    BigInteger request,
    Bytes32 commitment,
    Bytes32 salt,
    TransactionReceipt transaction,
    TransactionReceipt collection,
    Fee fee,
    List<BigInteger> counts,
    List<Payout> payouts,
    Map<Address, BigInteger> sinks) {

  /**
   * A contributor's share.
   *
   * @param contributor under which name he contributed
   * @param account his account
   * @param units what his tokens count
   * @param amount wei
   */
  record Payout(String contributor, Address account, BigInteger units, BigInteger amount) {}

  /** All that went to the sink. */
  BigInteger sink() {
    return sinks.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** All that went to contributors. */
  BigInteger paid() {
    return payouts.stream().map(Payout::amount).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Whether the parts add up to what the payer paid. */
  boolean addsUp() {
    return fee.gross()
        .equals(fee.platform().add(fee.creator()).add(fee.stakers()).add(paid()).add(sink()));
  }

  /**
   * What the settlement credited to each account, all parts together.
   *
   * @param treasury who got the stakers' share; empty where something is staked: then it is owed to
   *     the pool, until stakers claim it
   */
  Map<Address, BigInteger> credits(Address platform, Address creator, Optional<Address> treasury) {
    Map<Address, BigInteger> credits = new LinkedHashMap<>();
    credits.merge(platform, fee.platform(), BigInteger::add);
    credits.merge(creator, fee.creator(), BigInteger::add);
    treasury.ifPresent(account -> credits.merge(account, fee.stakers(), BigInteger::add));
    payouts.forEach(payout -> credits.merge(payout.account(), payout.amount(), BigInteger::add));
    sinks.forEach((account, amount) -> credits.merge(account, amount, BigInteger::add));
    return credits;
  }
}
