package org.openledger.bench.contract;

/** Every function of every native contract, called with success: deterministic. */
public final class EveryFunction {

  private EveryFunction() {}

  /** Shows all calls, in their order, before each is made. */
  public static void tell(CallVisitor visitor) {
    new SystemStory(visitor).tell();
    new DatanetsStory(visitor).tell();
    new ModelsStory(visitor).tell();
    new FeesStory(visitor).tell();
    new StakingStory(visitor).tell();
    new GovernanceStory(visitor).tell();
    new ServicesStory(visitor).tell();
    new FeedbackStory(visitor).tell();
    new AgentsStory(visitor).tell();
    new InfluenceStory(visitor).tell();
  }
}
