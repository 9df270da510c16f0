package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.SERVICES;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.node.query.ServiceTypes.Subscription;
import org.openledger.node.query.ServiceTypes.SubscriptionDetail;
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
import org.openledger.precompile.service.SubscriptionStatus;

/** Subscriptions to hosting offers, from the state of a block. */
final class SubscriptionMethods {

  private static final Parameter<Long> SUBSCRIPTION =
      Parameter.required("subscription", JsonTypes.ID, "Id of a subscription");

  private static final Parameter<Optional<SubscriptionStatus>> OF_STATUS =
      Parameter.optional("status", JsonTypes.oneOf(SubscriptionStatus.class), "that stand there");
  private static final Parameter<Optional<Address>> OF_CLIENT =
      Parameter.optional("client", JsonTypes.ADDRESS, "that this account pays");
  private static final Parameter<Optional<Address>> OF_PROVIDER =
      Parameter.optional("provider", JsonTypes.ADDRESS, "that this provider hosts");
  private static final Parameter<Optional<Long>> OF_OFFER =
      Parameter.optional("offer", JsonTypes.ID, "to this offer");

  private static final InputObject FILTER_OBJECT =
      InputObject.of(
          "SubscriptionFilter",
          "Which subscriptions; all that is said holds at once",
          OF_STATUS,
          OF_CLIENT,
          OF_PROVIDER,
          OF_OFFER);
  private static final Parameter<Arguments> FILTER =
      Parameter.optional(
          "filter", FILTER_OBJECT, FILTER_OBJECT.empty(), "Which subscriptions; default: all");

  private final Queries queries;

  private SubscriptionMethods(Queries queries) {
    this.queries = queries;
  }

  static List<RpcMethod> of(Queries queries) {
    SubscriptionMethods methods = new SubscriptionMethods(queries);
    return List.of(
        RpcMethod.named("openledger_listSubscriptions", "Subscriptions to hosting offers, by id.")
            .takes(FILTER, BLOCK, PAGE)
            .answers(
                "subscriptions",
                Listed.type("Subscriptions", ServiceTypes.SUBSCRIPTION),
                methods::listSubscriptions),
        RpcMethod.named("openledger_getSubscription", "One subscription to a hosting offer.")
            .takes(SUBSCRIPTION, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("subscription", ServiceTypes.SUBSCRIPTION_DETAIL, methods::getSubscription));
  }

  private Listed<Subscription> listSubscriptions(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    Arguments filter = arguments.get(FILTER);
    Map<Long, Address> providers = new HashMap<>();
    return page.numbered(
        state.number(SERVICES, "subscriptionCount"),
        id -> {
          Struct of = state.struct(SERVICES, "subscription", id);
          long offer = of.number("offer");
          if (!is(filter.get(OF_STATUS), ServiceTypes.status(of))
              || !is(filter.get(OF_CLIENT), of.address("client"))
              || !is(filter.get(OF_OFFER), offer)) {
            return Optional.empty();
          }
          Address provider = providers.get(offer);
          if (provider == null) {
            provider = provider(state, offer);
            providers.put(offer, provider);
          }
          return is(filter.get(OF_PROVIDER), provider)
              ? Optional.of(new Subscription(id, of, provider))
              : Optional.empty();
        });
  }

  private SubscriptionDetail getSubscription(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long id = arguments.get(SUBSCRIPTION);
    Struct of = state.struct(SERVICES, "subscription", id);
    Address provider = provider(state, of.number("offer"));
    return new SubscriptionDetail(BlockId.of(state.block()), new Subscription(id, of, provider));
  }

  private static Address provider(BlockState state, long offer) throws RpcException {
    return state.struct(SERVICES, "offer", offer).address("provider");
  }

  private static <T> boolean is(Optional<T> wanted, T found) {
    return wanted.isEmpty() || wanted.get().equals(found);
  }
}
