package org.openledger.precompile.influence;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * A list of weights: {@code uint48 contribution, uint32 weight}, big-endian, packed, by ascending
 * contribution; each weight is at least 1, all together at most {@link #FULL}.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Weights(long[] contributions, long[] weights) {

  /** What makes the whole pool. */
  static final long FULL = 1_000_000_000;

  private static final int SIZE = 10;

  /** The weights in calldata, or MalformedWeights, TooManyWeights, WeightsExceedWhole. */
  static Weights of(Call call, byte[] packed) {
    Call.require(packed.length % SIZE == 0, InfluenceAbi.MALFORMED_WEIGHTS);
    int count = packed.length / SIZE;
    long limit = new SystemStorage(call.storage()).parameterLong(Parameter.MAX_WEIGHTS);
    Call.require(count <= limit, InfluenceAbi.TOO_MANY_WEIGHTS, (long) count, limit);
    return parse(packed);
  }

  /** Weights that were within the bound when they were submitted. */
  static Weights parse(byte[] packed) {
    ByteBuffer from = ByteBuffer.wrap(packed);
    long[] contributions = new long[packed.length / SIZE];
    long[] weights = new long[contributions.length];
    long last = 0;
    long sum = 0;
    for (int i = 0; i < weights.length; i++) {
      contributions[i] = (from.getShort() & 0xffffL) << 32 | (from.getInt() & 0xffff_ffffL);
      weights[i] = from.getInt() & 0xffff_ffffL;
      boolean sound = contributions[i] > last && weights[i] > 0;
      Call.require(sound, InfluenceAbi.MALFORMED_WEIGHTS);
      last = contributions[i];
      sum += weights[i];
    }
    Call.require(sum <= FULL, InfluenceAbi.WEIGHTS_EXCEED_WHOLE, sum);
    return new Weights(contributions, weights);
  }

  /** INV-INF-05: only what the version's links reach is named. */
  void requireLinked(Call call, long model, long version) {
    List<Link> links = new ModelStorage(call.storage()).settlementBy(model, version).links();
    SortedMap<Long, Long> versions = new TreeMap<>();
    links.forEach(link -> versions.put(link.datanet(), link.version()));
    DatanetStorage datanets = new DatanetStorage(call.storage());
    for (long contribution : contributions) {
      Long reached = versions.get(datanets.datanetOf(contribution));
      long sealed = reached == null ? 0 : datanets.sealedIn(contribution);
      Call.require(
          reached != null && sealed > 0 && sealed <= reached,
          InfluenceAbi.UNLINKED_CONTRIBUTION,
          contribution);
    }
  }

  /**
   * The payees' parts of a pool: floor(pool · weight / FULL), the weight of a payee being that of
   * all its contributions; by account number. Who is not paid for its contribution is not among
   * them.
   */
  SortedMap<Long, BigInteger> parts(Call call, BigInteger pool) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    SortedMap<Long, Long> sums = new TreeMap<>();
    for (int i = 0; i < weights.length; i++) {
      long payee = datanets.payee(contributions[i]);
      if (payee != DatanetStorage.NOBODY) {
        sums.merge(payee, weights[i], Long::sum);
      }
    }
    SortedMap<Long, BigInteger> parts = new TreeMap<>();
    for (Long payee : sums.keySet()) {
      long weight = Objects.requireNonNull(sums.get(payee));
      BigInteger part = part(pool, weight);
      if (part.signum() > 0) {
        parts.put(payee, part);
      }
    }
    return parts;
  }

  /** floor(pool · weight / FULL). */
  static BigInteger part(BigInteger pool, long weight) {
    return pool.multiply(BigInteger.valueOf(weight)).divide(BigInteger.valueOf(FULL));
  }
}
