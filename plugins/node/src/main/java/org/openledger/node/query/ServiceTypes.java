package org.openledger.node.query;

import java.util.List;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.service.JobStatus;
import org.openledger.precompile.service.SubscriptionStatus;

/** How jobs, offers and providers are written. */
final class ServiceTypes {

  /** A job as {@code IServices.job} gives it. */
  record Job(long id, Struct of) {}

  /** A job with the data that it trains on, and the block that it was read from. */
  record JobDetail(BlockId block, Job job, List<Struct> data) {}

  /** An offer as {@code IServices.offer} gives it. */
  record Offer(long id, Struct of) {

    Struct terms() {
      return of.struct("terms");
    }
  }

  /** An offer, and the block that it was read from. */
  record OfferDetail(BlockId block, Offer offer) {}

  /** A subscription as {@code IServices.subscription} gives it, and whose the offer is. */
  record Subscription(long id, Struct of, Address provider) {}

  /** A subscription, and the block that it was read from. */
  record SubscriptionDetail(BlockId block, Subscription subscription) {}

  /** A provider as {@code IServices.provider} gives it. */
  record Provider(BlockId block, Address account, Struct of) {}

  private static final ObjectType<Struct> DELIVERY =
      ObjectType.<Struct>of("Delivery", "What a provider delivered")
          .with("adapter", JsonTypes.HASH, "hash of the adapter", it -> it.hash("adapter"))
          .with("metrics", JsonTypes.HASH, "hash of all metrics", it -> it.hash("metrics"))
          .with("log", JsonTypes.HASH, "hash of the training's log", it -> it.hash("log"))
          .with(
              "baseLoss",
              JsonTypes.WORD,
              "loss before training, in 10^-18 nats a token",
              it -> it.word("baseLoss"))
          .with("loss", JsonTypes.WORD, "loss after it", it -> it.word("loss"));

  static final ObjectType<Job> JOB =
      ObjectType.<Job>of("Job", "A fine-tune job")
          .with("id", JsonTypes.ID, "its id", Job::id)
          .with("status", JsonTypes.oneOf(JobStatus.class), "where it stands", ServiceTypes::status)
          .with("client", JsonTypes.ADDRESS, "who pays", job -> job.of().address("client"))
          .with(
              "provider",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "who has accepted it, or alone may; null: anyone may",
              job -> Absent.address(job.of(), "provider"))
          .with(
              "model",
              JsonTypes.optional(JsonTypes.ID),
              "whose adapter it is to be",
              job -> Absent.number(job.of(), "model"))
          .with(
              "specification",
              JsonTypes.HASH,
              "hash of what is asked for",
              job -> job.of().hash("specification"))
          .with("price", JsonTypes.WEI, "for the work", job -> job.of().word("price"))
          .with("bond", JsonTypes.WEI, "of the provider's", job -> job.of().word("bond"))
          .with(
              "dataBudget",
              JsonTypes.WEI,
              "most for access to Datanets",
              job -> job.of().word("dataBudget"))
          .with("escrow", JsonTypes.WEI, "held of the client's", job -> job.of().word("escrow"))
          .with(
              "dispute",
              JsonTypes.WEI,
              "the client's bond of a dispute",
              job -> job.of().word("dispute"))
          .with(
              "deadline",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "last block in which its status can go the normal way; null where it has ended",
              job -> Absent.number(job.of(), "deadline"))
          .with(
              "deliverBlocks",
              JsonTypes.QUANTITY,
              "blocks for the delivery, from the acceptance on",
              job -> job.of().number("deliverBlocks"))
          .with(
              "confirmBlocks",
              JsonTypes.QUANTITY,
              "blocks for a dispute, from the delivery on",
              job -> job.of().number("confirmBlocks"))
          .with(
              "disputeBlocks",
              JsonTypes.QUANTITY,
              "blocks for its resolution",
              job -> job.of().number("disputeBlocks"))
          .with(
              "fee",
              JsonTypes.QUANTITY,
              "the platform's part of what the provider is paid, of 10,000",
              job -> job.of().number("fee"))
          .with(
              "missedPenalty",
              JsonTypes.QUANTITY,
              "the client's part of the provider's bond where it is missed, of 10,000",
              job -> job.of().number("missedPenalty"))
          .with(
              "disputeShare",
              JsonTypes.QUANTITY,
              "a dispute's bond as a part of the price, of 10,000",
              job -> job.of().number("disputeShare"))
          .with(
              "delivery",
              DELIVERY,
              "what was delivered; zeros before",
              job -> job.of().struct("delivery"));

  private static final ObjectType<Struct> DATA =
      ObjectType.<Struct>of("JobData", "A sealed Datanet version that a job trains on")
          .with("datanet", JsonTypes.ID, "the Datanet", data -> data.number("datanet"))
          .with("version", JsonTypes.ID, "the version's number", data -> data.number("version"));

  static final ObjectType<JobDetail> JOB_DETAIL =
      ObjectType.<JobDetail>of("JobDetail", "A fine-tune job in a block")
          .with("block", BlockId.TYPE, "the block", JobDetail::block)
          .including(JOB, JobDetail::job)
          .with("data", JsonTypes.listOf(DATA), "what it trains on", JobDetail::data);

  static final ObjectType<Offer> OFFER =
      ObjectType.<Offer>of("Offer", "A hosting offer")
          .with("id", JsonTypes.ID, "its id", Offer::id)
          .with("provider", JsonTypes.ADDRESS, "who hosts", it -> it.of().address("provider"))
          .with(
              "signer",
              JsonTypes.ADDRESS,
              "serving key that signs usage",
              it -> it.terms().address("signer"))
          .with(
              "baseModel",
              JsonTypes.HASH,
              "hash of the model whose adapters are served",
              it -> it.terms().hash("baseModel"))
          .with(
              "details",
              JsonTypes.HASH,
              "hash of all else that is promised",
              it -> it.terms().hash("details"))
          .with(
              "periodPrice",
              JsonTypes.WEI,
              "rent of a period",
              it -> it.terms().word("periodPrice"))
          .with(
              "periodBlocks",
              JsonTypes.QUANTITY,
              "length of a period",
              it -> it.terms().number("periodBlocks"))
          .with(
              "inputRate",
              JsonTypes.WEI,
              "price of 1,000 input tokens",
              it -> it.terms().word("inputRate"))
          .with(
              "outputRate",
              JsonTypes.WEI,
              "price of 1,000 output tokens",
              it -> it.terms().word("outputRate"))
          .with(
              "requestPrice",
              JsonTypes.WEI,
              "price of a request",
              it -> it.terms().word("requestPrice"))
          .with(
              "capacity",
              JsonTypes.QUANTITY,
              "most subscriptions at a time",
              it -> it.terms().number("capacity"))
          .with(
              "subscriptions",
              JsonTypes.QUANTITY,
              "how many have not ended",
              it -> it.of().number("subscriptions"))
          .with(
              "untilBlock",
              JsonTypes.QUANTITY,
              "no subscription goes beyond it",
              it -> it.terms().number("untilBlock"))
          .with("closed", JsonTypes.FLAG, "whether it takes no more", it -> it.of().flag("closed"));

  static final ObjectType<OfferDetail> OFFER_DETAIL =
      ObjectType.<OfferDetail>of("OfferDetail", "A hosting offer in a block")
          .with("block", BlockId.TYPE, "the block", OfferDetail::block)
          .including(OFFER, OfferDetail::offer);

  static final ObjectType<Subscription> SUBSCRIPTION =
      ObjectType.<Subscription>of("Subscription", "A subscription to a hosting offer")
          .with("id", JsonTypes.ID, "its id", Subscription::id)
          .with("offer", JsonTypes.ID, "the offer", it -> it.of().number("offer"))
          .with("provider", JsonTypes.ADDRESS, "who hosts", Subscription::provider)
          .with("client", JsonTypes.ADDRESS, "who pays", it -> it.of().address("client"))
          .with(
              "payerKey",
              JsonTypes.optional(JsonTypes.ADDRESS),
              "whose permits usage needs; null: the serving key's word suffices",
              it -> Absent.address(it.of(), "payerKey"))
          .with(
              "status",
              JsonTypes.oneOf(SubscriptionStatus.class),
              "where it stands",
              it -> status(it.of()))
          .with(
              "adapter",
              JsonTypes.HASH,
              "hash of the adapter that is served",
              it -> it.of().hash("adapter"))
          .with("rent", JsonTypes.WEI, "for the whole time", it -> it.of().word("rent"))
          .with(
              "paidRent",
              JsonTypes.WEI,
              "of it, what the provider has got",
              it -> it.of().word("paidRent"))
          .with("escrow", JsonTypes.WEI, "left for usage", it -> it.of().word("escrow"))
          .with(
              "startBlock",
              JsonTypes.QUANTITY,
              "first block that it covers",
              it -> it.of().number("startBlock"))
          .with(
              "endBlock",
              JsonTypes.QUANTITY,
              "first block that it no longer covers",
              it -> it.of().number("endBlock"))
          .with(
              "settleBlock",
              JsonTypes.QUANTITY,
              "last block in which usage can be settled",
              it -> it.of().number("settleBlock"))
          .with(
              "fee",
              JsonTypes.QUANTITY,
              "the platform's part of what the provider is paid, of 10,000",
              it -> it.of().number("fee"));

  static final ObjectType<SubscriptionDetail> SUBSCRIPTION_DETAIL =
      ObjectType.<SubscriptionDetail>of("SubscriptionDetail", "A subscription in a block")
          .with("block", BlockId.TYPE, "the block", SubscriptionDetail::block)
          .including(SUBSCRIPTION, SubscriptionDetail::subscription);

  static final ObjectType<Provider> PROVIDER =
      ObjectType.<Provider>of("Provider", "A provider of services in a block")
          .with("block", BlockId.TYPE, "the block", Provider::block)
          .with("account", JsonTypes.ADDRESS, "its account", Provider::account)
          .with("number", JsonTypes.ID, "its number", it -> it.of().number("number"))
          .with("name", JsonTypes.HASH, "its short name, as a word", it -> it.of().hash("name"))
          .with(
              "profile",
              JsonTypes.HASH,
              "keccak256 of its profile's URI",
              it -> it.of().hash("profile"))
          .with("bond", JsonTypes.WEI, "all of it", it -> it.of().word("bond"))
          .with("locked", JsonTypes.WEI, "for jobs", it -> it.of().word("locked"))
          .with(
              "unlocking",
              JsonTypes.WEI,
              "that a withdrawal was announced for",
              it -> it.of().word("unlocking"))
          .with(
              "unlockBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "first block in which that can be finished",
              it -> Absent.number(it.of(), "unlockBlock"))
          .with(
              "openWork",
              JsonTypes.QUANTITY,
              "jobs, offers and subscriptions that have not ended",
              it -> it.of().number("openWork"))
          .with("paidJobs", JsonTypes.QUANTITY, "paid", it -> it.of().number("paidJobs"))
          .with("missedJobs", JsonTypes.QUANTITY, "missed", it -> it.of().number("missedJobs"))
          .with(
              "lostDisputes",
              JsonTypes.QUANTITY,
              "disputes in which the client got the greater part",
              it -> it.of().number("lostDisputes"))
          .with(
              "slashedBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "last block in which a governor slashed it",
              it -> Absent.number(it.of(), "slashedBlock"));

  private ServiceTypes() {}

  static JobStatus status(Job job) {
    return job.of().constant("status", JobStatus.class);
  }

  static SubscriptionStatus status(Struct subscription) {
    return subscription.constant("status", SubscriptionStatus.class);
  }
}
