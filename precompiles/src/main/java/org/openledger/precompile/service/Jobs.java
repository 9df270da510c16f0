package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * Fine-tune jobs, up to their normal end. INV-SERV-04: each call goes from one status to one other,
 * none leaves an end, and every status but an end can be left by anybody once its deadline has
 * passed: nothing is stuck. INV-SERV-05: a job goes by the shares of the block in which it was
 * opened.
 */
final class Jobs {

  private static final BigInteger MAX_LOSS = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private Jobs() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("openJob", Jobs::open)
        .mutateVoid("cancelJob", Jobs::cancel)
        .mutateVoid("acceptJob", Jobs::accept)
        .mutateVoid("deliverJob", Jobs::deliver)
        .mutateVoid("missJob", Jobs::miss)
        .mutateVoid("confirmJob", Jobs::confirm)
        .view("job", Jobs::view)
        .view("jobData", call -> JobData.view(known(call)))
        .view("jobCount", call -> AbiValues.tuple(new JobStorage(call.storage()).count()))
        .view("dataCost", Jobs::dataCost);
  }

  /** The job that the first argument names. */
  static Job known(Call call) {
    JobStorage jobs = new JobStorage(call.storage());
    BigInteger id = call.number(0);
    Call.require(jobs.isJob(id), ServiceAbi.UNKNOWN_JOB, id);
    return jobs.job(id.longValueExact());
  }

  /** The job that the first argument names, in a status. */
  static Job in(Call call, JobStatus status) {
    Job job = known(call);
    Call.require(
        job.status() == status, ServiceAbi.WRONG_JOB_STATUS, job.id(), job.status().code());
    return job;
  }

  static void onlyClient(Call call, Job job) {
    boolean client = job.client().equals(call.sender());
    Call.require(client, ServiceAbi.NOT_CLIENT, job.id(), call.sender());
  }

  private static Tuple open(Call call) {
    Tuple terms = call.struct(0);
    Guards.payable(call.sender());
    com.esaulpaugh.headlong.abi.Address provider = terms.get(0);
    long model = model(call, terms.get(1));
    Bytes32 specification = Bytes32.wrap(terms.<byte[]>get(2));
    BigInteger price = Guards.wei("price", terms.get(3));
    BigInteger bond = Guards.wei("bond", terms.get(4));
    BigInteger budget = Guards.wei("dataBudget", terms.get(5));
    long accept = Guards.blocks(call, "acceptBlocks", terms.get(6));
    long deliver = Guards.blocks(call, "deliverBlocks", terms.get(7));
    long confirm = Guards.blocks(call, "confirmBlocks", terms.get(8));
    BigInteger due = price.add(budget);
    Call.require(call.value().equals(due), ServiceAbi.WRONG_VALUE, call.value(), due);
    Vault.hold(call);
    Tuple[] data = JobData.few(call, terms.get(9));
    Job job = new JobStorage(call.storage()).add();
    SystemStorage system = Guards.system(call);
    job.open(
        call.sender(),
        data.length,
        system.parameterLong(Parameter.SERVICE_FEE),
        system.parameterLong(Parameter.MISSED_PENALTY),
        system.parameterLong(Parameter.DISPUTE_SHARE),
        system.parameterLong(Parameter.DISPUTE_WINDOW));
    job.setMoney(AbiValues.address(provider), price, bond, budget, model);
    long deadline = call.blockNumber() + accept;
    job.setTimes(deadline, deliver, confirm);
    job.setHash(Job.SPECIFICATION, specification);
    JobData.store(call, job, data);
    call.emit(
        ServiceAbi.JOB_OPENED,
        job.id(),
        call.sender(),
        job.provider(),
        model,
        specification,
        price,
        bond,
        budget,
        deadline);
    return AbiValues.tuple(job.id());
  }

  /** The model that a job is for, the client's own; 0: none. */
  private static long model(Call call, BigInteger id) {
    if (id.signum() == 0) {
      return 0;
    }
    ModelStorage models = new ModelStorage(call.storage());
    Call.require(models.isModel(id), ServiceAbi.UNKNOWN_MODEL, id);
    long model = id.longValueExact();
    boolean creator = models.creator(model).equals(call.sender());
    Call.require(creator, ServiceAbi.NOT_CREATOR, id, call.sender());
    Call.require(models.stage(model) != Stage.RETIRED, ServiceAbi.MODEL_RETIRED, id);
    return model;
  }

  private static void cancel(Call call) {
    Job job = in(call, JobStatus.OPEN);
    afterwardsBut(call, job, job.client());
    BigInteger escrow = job.escrow();
    job.go(JobStatus.CANCELLED, 0);
    Vault.pay(call, job.client(), escrow);
    call.emit(ServiceAbi.JOB_CANCELLED, job.id(), call.sender());
  }

  /** Ends the call unless one account makes it, or the deadline has passed. */
  private static void afterwardsBut(Call call, Job job, Address account) {
    if (!call.sender().equals(account)) {
      Guards.from(call, job.deadline() + 1);
    }
  }

  private static void accept(Call call) {
    Job job = in(call, JobStatus.OPEN);
    Guards.inTime(call, job.deadline());
    Address wanted = job.provider();
    Call.require(
        wanted.isZero() || wanted.equals(call.sender()),
        ServiceAbi.NOT_PROVIDER,
        job.id(),
        call.sender());
    Providers.begin(call, call.sender(), job.bond());
    job.setProvider(call.sender());
    long deadline = call.blockNumber() + job.deliverBlocks();
    job.go(JobStatus.ACCEPTED, deadline);
    BigInteger cost = JobData.buy(call, job, deadline);
    Vault.release(call, cost);
    Vault.pay(call, job.client(), job.dataBudget().subtract(cost));
    call.emit(ServiceAbi.JOB_ACCEPTED, job.id(), call.sender(), cost, deadline);
  }

  private static void deliver(Call call) {
    Job job = in(call, JobStatus.ACCEPTED);
    Call.require(
        job.provider().equals(call.sender()), ServiceAbi.NOT_PROVIDER, job.id(), call.sender());
    Guards.inTime(call, job.deadline());
    Tuple delivery = call.struct(1);
    BigInteger baseLoss = Guards.bounded("baseLoss", delivery.get(3), BigInteger.ZERO, MAX_LOSS);
    BigInteger loss = Guards.bounded("loss", delivery.get(4), BigInteger.ZERO, MAX_LOSS);
    for (int i = 0; i < 3; i++) {
      job.setHash(Job.ADAPTER + i, Bytes32.wrap(delivery.<byte[]>get(i)));
    }
    job.setLosses(baseLoss, loss);
    long deadline = call.blockNumber() + job.confirmBlocks();
    job.go(JobStatus.DELIVERED, deadline);
    call.emit(
        ServiceAbi.JOB_DELIVERED,
        job.id(),
        call.sender(),
        job.hash(Job.ADAPTER),
        job.hash(Job.METRICS),
        job.hash(Job.LOG),
        baseLoss,
        loss,
        deadline);
  }

  private static void miss(Call call) {
    Job job = in(call, JobStatus.ACCEPTED);
    afterwardsBut(call, job, job.provider());
    BigInteger penalty = Vault.part(job.bond(), job.missedPenalty());
    ProviderStorage providers = Providers.storage(call);
    Provider provider = providers.provider(job.provider());
    providers.setProvider(job.provider(), provider.ended(job.bond(), penalty).recorded(0, 1, 0));
    job.go(JobStatus.MISSED, 0);
    Vault.pay(call, job.client(), job.price().add(penalty));
    call.emit(ServiceAbi.JOB_MISSED, job.id(), job.provider(), call.sender(), penalty);
  }

  private static void confirm(Call call) {
    Job job = in(call, JobStatus.DELIVERED);
    afterwardsBut(call, job, job.client());
    ProviderStorage providers = Providers.storage(call);
    Provider provider = providers.provider(job.provider());
    providers.setProvider(
        job.provider(), provider.ended(job.bond(), BigInteger.ZERO).recorded(1, 0, 0));
    job.go(JobStatus.PAID, 0);
    BigInteger fee = Vault.partUp(job.price(), job.fee());
    Vault.pay(call, job.provider(), job.price(), fee);
    call.emit(ServiceAbi.JOB_PAID, job.id(), job.provider(), call.sender(), job.price(), fee);
  }

  private static Tuple dataCost(Call call) {
    Job job = in(call, JobStatus.OPEN);
    return AbiValues.tuple(JobData.cost(call, job, call.blockNumber() + job.deliverBlocks()));
  }

  private static Tuple view(Call call) {
    Job it = known(call);
    return AbiValues.tuple(
        AbiValues.tuple(
            it.client(),
            it.provider(),
            it.status().code(),
            it.model(),
            it.hash(Job.SPECIFICATION),
            it.price(),
            it.bond(),
            it.dataBudget(),
            it.escrow(),
            it.dispute(),
            it.deadline(),
            it.deliverBlocks(),
            it.confirmBlocks(),
            it.disputeBlocks(),
            it.fee(),
            it.missedPenalty(),
            it.disputeShare(),
            AbiValues.tuple(
                it.hash(Job.ADAPTER),
                it.hash(Job.METRICS),
                it.hash(Job.LOG),
                it.baseLoss(),
                it.loss())));
  }
}
