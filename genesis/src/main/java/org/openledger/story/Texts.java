package org.openledger.story;

/** What is contributed, and what the model answers. */
final class Texts {

  static final String BEES =
      "A colony of honey bees keeps the middle of its brood nest at thirty-five degrees, in frost"
          + " as in summer heat. When it is cold, the bees press together and shiver with the"
          + " muscles of their wings.";

  static final String TIDES =
      "The moon pulls at the near side of the ocean more than at the far side, and the difference"
          + " raises two bulges of water; the turning Earth carries each coast through both of"
          + " them every day.";

  /** Alice's text, almost. */
  static final String COPY =
      "A colony of honey bees keeps the middle of its brood nest at thirty-five degrees, in frost"
          + " as in summer heat.";

  static final String FIRST_ANSWER =
      "A keeper says that the bees press together and shiver with the muscles of their wings. A"
          + " sailor says that the turning Earth carries each coast through both of them every"
          + " day. Both are right.";

  static final String SECOND_ANSWER =
      "Tides come twice because the difference raises two bulges of water; the turning Earth does"
          + " the rest, whatever the weather may be.";

  static final String AGENTS_ANSWER =
      "In short, a colony of honey bees keeps the middle of its brood nest at thirty-five degrees,"
          + " in frost as in summer heat.";

  static final String LATER_ANSWER =
      "Bees shiver to keep their brood warm, and the sea rises and falls with the moon.";

  private Texts() {}
}
