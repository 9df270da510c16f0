package org.openledger.integration.differential;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Jobs of Services in each of their states, and the bonds of those who do them. */
final class JobCalls extends FittingCalls {

  private static final int OPEN = 1;
  private static final int ACCEPTED = 2;
  private static final int DELIVERED = 3;
  private static final int DISPUTED = 4;

  private record Job(long id, Tuple terms) {

    int status() {
      return terms.get(2);
    }

    boolean isOverdue(long block) {
      return block >= number(terms, 10);
    }
  }

  private List<Job> jobs = List.of();

  JobCalls(Knowledge known, Random random) {
    super(NativeAddress.SERVICES, known, random);
  }

  @Override
  void refresh() {
    jobs = new ArrayList<>();
    long count = count("jobCount");
    for (long id = Math.max(1, count - 2 * RECENT + 1); id <= count; id++) {
      Job job = new Job(id, ask("job", id).get(0));
      if (job.status() <= DISPUTED) {
        jobs.add(job);
      }
    }
  }

  @Override
  Optional<Draft> next() {
    int draw = random.nextInt(12);
    if (draw == 0) {
      return provider();
    }
    if (jobs.isEmpty() || draw < 4) {
      return open();
    }
    Job it = one(jobs);
    int client = mostly(sender(it.terms(), 0));
    int provider = mostly(sender(it.terms(), 1));
    int anybody = random.nextInt(DevAccounts.FUNDED);
    boolean overdue = it.isOverdue(known.block());
    return switch (it.status()) {
      case OPEN ->
          overdue || random.nextInt(6) == 0
              ? call(overdue ? anybody : client, "cancelJob", it.id())
              : call(mostly(Setting.PROVIDERS.get(random.nextInt(2))), "acceptJob", it.id());
      case ACCEPTED ->
          overdue || random.nextInt(5) == 0
              ? call(overdue ? anybody : provider, "missJob", it.id())
              : call(provider, "deliverJob", it.id(), delivery());
      case DELIVERED ->
          overdue || random.nextBoolean()
              ? call(overdue ? anybody : client, "confirmJob", it.id())
              : pay(client, disputeBond(it.terms()), "disputeJob", it.id(), HASH);
      default ->
          overdue
              ? call(anybody, "lapseDispute", it.id())
              : random.nextInt(3) != 0
                  ? Optional.empty()
                  : call(
                      mostly(ADMIN), "resolveDispute", it.id(), random.nextInt(10_001) + 0L, HASH);
    };
  }

  private static BigInteger disputeBond(Tuple job) {
    BigInteger parts = job.<BigInteger>get(5).multiply(job.get(16));
    BigInteger whole = BigInteger.valueOf(10_000);
    return parts.add(whole).subtract(BigInteger.ONE).divide(whole);
  }

  private Tuple delivery() {
    return AbiValues.tuple(HASH, HASH, HASH, 9L, (long) random.nextInt(9));
  }

  private Optional<Draft> open() {
    long price = 1 + random.nextInt(10_000);
    Tuple[] data = random.nextBoolean() ? new Tuple[] {AbiValues.tuple(1L, 1L)} : new Tuple[0];
    long budget = data.length * 50L;
    Address named =
        random.nextInt(3) == 0 ? Senders.address(Setting.PROVIDERS.getFirst()) : Address.ZERO;
    Tuple terms =
        AbiValues.tuple(
            named,
            0L,
            HASH,
            price,
            (long) random.nextInt(2_000),
            budget,
            2L + random.nextInt(12),
            2L + random.nextInt(12),
            2L + random.nextInt(12),
            data);
    return pay(3 + random.nextInt(2), BigInteger.valueOf(price + budget), "openJob", terms);
  }

  private Optional<Draft> provider() {
    int provider = mostly(one(Setting.PROVIDERS));
    return switch (random.nextInt(7)) {
      case 0 ->
          pay(random.nextInt(DevAccounts.FUNDED), wei(5_000), "register", HASH, "ipfs://provider");
      case 1 -> call(provider, "describe", HASH, "ipfs://" + random.nextInt(9));
      case 2 -> pay(provider, wei(100), "depositBond", Senders.address(provider));
      case 3 -> call(provider, "startBondWithdrawal", wei(500));
      case 4, 5 -> call(provider, "finishBondWithdrawal");
      default ->
          call(
              mostly(ADMIN),
              "slashProvider",
              Senders.address(provider),
              1L + random.nextInt(1_001),
              HASH);
    };
  }
}
