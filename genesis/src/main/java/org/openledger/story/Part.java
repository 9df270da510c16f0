package org.openledger.story;

/** Who has a part in the story; each has an account of its own that nobody has used before. */
enum Part {
  PROPOSER("proposer"),
  DELEGATOR("delegator"),
  DELEGATE("delegate"),
  OPPONENT("opponent"),
  CREATOR("creator"),
  SERVING_KEY("serving key"),
  OWNER("Datanet's owner"),
  SINK("Datanet's treasury"),
  REVIEWER("reviewer 1"),
  SECOND_REVIEWER("reviewer 2"),
  ALICE("Alice"),
  BOB("Bob"),
  COPYIST("copyist"),
  FINE_TUNER("fine-tuner"),
  HOST("host"),
  HOST_KEY("host's key"),
  SUBSCRIBER("subscriber"),
  PAYER("payer"),
  AGENT_OWNER("agent's owner"),
  AGENT("agent's wallet"),
  MODEL_STAKER("staker on the model"),
  GENERAL_STAKER("general staker"),
  RATER_1("rater 1"),
  RATER_2("rater 2"),
  RATER_3("rater 3"),
  RATER_4("rater 4"),
  CORRECTOR("corrector"),
  ATTESTER_1("attester 1"),
  ATTESTER_2("attester 2"),
  ATTESTER_3("attester 3");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** What people call it. */
  String label() {
    return label;
  }

  /** Whether it sends no transactions but only signs. */
  boolean onlySigns() {
    return this == SERVING_KEY || this == HOST_KEY;
  }
}
