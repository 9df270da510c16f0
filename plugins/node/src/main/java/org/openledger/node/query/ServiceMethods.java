package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.SERVICES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.node.query.ServiceTypes.Job;
import org.openledger.node.query.ServiceTypes.JobDetail;
import org.openledger.node.query.ServiceTypes.Offer;
import org.openledger.node.query.ServiceTypes.OfferDetail;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.service.JobStatus;

/** Fine-tune jobs, hosting offers, subscriptions and providers, from the state of a block. */
public final class ServiceMethods {

  private static final Parameter<Long> JOB = Parameter.required("job", JsonTypes.ID, "Id of a job");
  private static final Parameter<Long> OFFER =
      Parameter.required("offer", JsonTypes.ID, "Id of an offer");
  private static final Parameter<Address> PROVIDER =
      Parameter.required("provider", JsonTypes.ADDRESS, "Account of a provider");

  private static final Parameter<Optional<JobStatus>> OF_STATUS =
      Parameter.optional("status", JsonTypes.oneOf(JobStatus.class), "that stand there");
  private static final Parameter<Optional<Address>> OF_CLIENT =
      Parameter.optional("client", JsonTypes.ADDRESS, "that this account pays");
  private static final Parameter<Optional<Address>> OF_PROVIDER =
      Parameter.optional("provider", JsonTypes.ADDRESS, "of this provider");

  private static final InputObject JOB_FILTER_OBJECT =
      InputObject.of(
          "JobFilter",
          "Which jobs; all that is said holds at once",
          OF_STATUS,
          OF_CLIENT,
          OF_PROVIDER);
  private static final Parameter<Arguments> JOB_FILTER =
      Parameter.optional(
          "filter", JOB_FILTER_OBJECT, JOB_FILTER_OBJECT.empty(), "Which jobs; default: all");

  private static final InputObject OFFER_FILTER_OBJECT =
      InputObject.of("OfferFilter", "Which offers", OF_PROVIDER);
  private static final Parameter<Arguments> OFFER_FILTER =
      Parameter.optional(
          "filter", OFFER_FILTER_OBJECT, OFFER_FILTER_OBJECT.empty(), "Which offers; default: all");

  private final Queries queries;

  private ServiceMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    ServiceMethods methods = new ServiceMethods(queries);
    List<RpcMethod> all = new ArrayList<>(SubscriptionMethods.of(queries));
    all.addAll(methods.declared());
    return all;
  }

  private List<RpcMethod> declared() {
    return List.of(
        RpcMethod.named("openledger_listJobs", "Fine-tune jobs, by id.")
            .takes(JOB_FILTER, BLOCK, PAGE)
            .answers("jobs", Listed.type("Jobs", ServiceTypes.JOB), this::listJobs),
        RpcMethod.named("openledger_getJob", "One fine-tune job, and what it trains on.")
            .takes(JOB, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("job", ServiceTypes.JOB_DETAIL, this::getJob),
        RpcMethod.named("openledger_listOffers", "Hosting offers, by id.")
            .takes(OFFER_FILTER, BLOCK, PAGE)
            .answers("offers", Listed.type("Offers", ServiceTypes.OFFER), this::listOffers),
        RpcMethod.named("openledger_getOffer", "One hosting offer.")
            .takes(OFFER, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("offer", ServiceTypes.OFFER_DETAIL, this::getOffer),
        RpcMethod.named("openledger_getProvider", "One provider: its bond and its record.")
            .takes(PROVIDER, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("provider", ServiceTypes.PROVIDER, this::getProvider));
  }

  private Listed<Job> listJobs(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    Arguments filter = arguments.get(JOB_FILTER);
    return page.numbered(
        state.number(SERVICES, "jobCount"),
        id -> Optional.of(job(state, id)).filter(job -> matches(job, filter)));
  }

  private static Job job(BlockState state, long id) throws RpcException {
    return new Job(id, state.struct(SERVICES, "job", id));
  }

  private static boolean matches(Job job, Arguments filter) {
    return is(filter.get(OF_STATUS), ServiceTypes.status(job))
        && is(filter.get(OF_CLIENT), job.of().address("client"))
        && is(filter.get(OF_PROVIDER), job.of().address("provider"));
  }

  private static <T> boolean is(Optional<T> wanted, T found) {
    return wanted.isEmpty() || wanted.get().equals(found);
  }

  private JobDetail getJob(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long id = arguments.get(JOB);
    Job job = job(state, id);
    List<Struct> data = state.call(SERVICES, "jobData", id).structs(0);
    return new JobDetail(BlockId.of(state.block()), job, data);
  }

  private Listed<Offer> listOffers(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    Optional<Address> provider = arguments.get(OFFER_FILTER).get(OF_PROVIDER);
    return page.numbered(
        state.number(SERVICES, "offerCount"),
        id ->
            Optional.of(offer(state, id))
                .filter(offer -> is(provider, offer.of().address("provider"))));
  }

  private static Offer offer(BlockState state, long id) throws RpcException {
    return new Offer(id, state.struct(SERVICES, "offer", id));
  }

  private OfferDetail getOffer(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    return new OfferDetail(BlockId.of(state.block()), offer(state, arguments.get(OFFER)));
  }

  private ServiceTypes.Provider getProvider(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    Address account = arguments.get(PROVIDER);
    Struct provider = state.struct(SERVICES, "provider", account);
    if (provider.number("number") == 0) {
      throw RpcFailure.NOT_FOUND.because(account + " is no provider");
    }
    return new ServiceTypes.Provider(BlockId.of(state.block()), account, provider);
  }
}
