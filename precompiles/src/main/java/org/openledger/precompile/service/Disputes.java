package org.openledger.precompile.service;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;

/**
 * Delivered jobs of which the client says that they are not what was ordered. INV-SERV-07: price
 * and both bonds go to client, provider and, as the fee of what the provider is paid, the platform;
 * never to who decides.
 */
final class Disputes {

  private static final long ALL = 10_000;
  private static final long HALF = ALL / 2;

  private Disputes() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutateVoid("disputeJob", Disputes::dispute)
        .mutateVoid("resolveDispute", Disputes::resolve)
        .mutateVoid("lapseDispute", Disputes::lapse);
  }

  private static void dispute(Call call) {
    Job job = Jobs.in(call, JobStatus.DELIVERED);
    Jobs.onlyClient(call, job);
    Guards.inTime(call, job.deadline());
    BigInteger bond = Vault.partUp(job.price(), job.disputeShare());
    Call.require(call.value().equals(bond), ServiceAbi.WRONG_VALUE, call.value(), bond);
    Vault.hold(call);
    long deadline = call.blockNumber() + job.disputeBlocks();
    job.setDispute(bond);
    job.go(JobStatus.DISPUTED, deadline);
    call.emit(ServiceAbi.JOB_DISPUTED, job.id(), call.sender(), bond, call.word(1), deadline);
  }

  private static void resolve(Call call) {
    Guards.onlyGovernor(call);
    Job job = Jobs.in(call, JobStatus.DISPUTED);
    boolean party = call.sender().equals(job.client()) || call.sender().equals(job.provider());
    Call.require(!party, ServiceAbi.CONFLICT_OF_INTEREST, call.sender());
    Guards.inTime(call, job.deadline());
    long share =
        Guards.bounded("providerShare", call.number(1), BigInteger.ZERO, BigInteger.valueOf(ALL))
            .longValueExact();
    BigInteger lost = job.bond().multiply(BigInteger.valueOf(ALL - share));
    BigInteger penalty = Vault.part(lost, job.missedPenalty()).divide(BigInteger.valueOf(ALL));
    BigInteger forfeited = Vault.part(job.dispute(), share);
    end(call, job, share, penalty, forfeited);
    tell(call, job, call.sender(), share, penalty, forfeited, call.word(2));
  }

  private static void lapse(Call call) {
    Job job = Jobs.in(call, JobStatus.DISPUTED);
    Guards.from(call, job.deadline() + 1);
    end(call, job, HALF, BigInteger.ZERO, BigInteger.ZERO);
    tell(call, job, Address.ZERO, HALF, BigInteger.ZERO, BigInteger.ZERO, Bytes32.ZERO);
  }

  private static void end(
      Call call, Job job, long share, BigInteger penalty, BigInteger forfeited) {
    ProviderStorage providers = Providers.storage(call);
    Provider provider = providers.provider(job.provider()).ended(job.bond(), penalty);
    providers.setProvider(job.provider(), provider.recorded(0, 0, share < HALF ? 1 : 0));
    BigInteger escrow = job.escrow();
    BigInteger paid = Vault.part(job.price(), share);
    job.go(JobStatus.RESOLVED, 0);
    BigInteger earned = paid.add(forfeited);
    Vault.pay(call, job.provider(), earned, Vault.partUp(paid, job.fee()));
    Vault.pay(call, job.client(), escrow.subtract(earned).add(penalty));
  }

  private static void tell(
      Call call,
      Job job,
      Address by,
      long share,
      BigInteger penalty,
      BigInteger forfeited,
      Bytes32 evidence) {
    call.emit(ServiceAbi.DISPUTE_RESOLVED, job.id(), by, share, penalty, forfeited, evidence);
  }
}
