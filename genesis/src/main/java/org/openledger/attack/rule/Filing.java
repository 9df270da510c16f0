package org.openledger.attack.rule;

import java.util.List;
import org.openledger.attribution.content.Content;
import org.openledger.attribution.segment.Contribution;

/**
 * A contribution as the rule sees it.
 *
 * @param order when its commitment was recorded, unique
 * @param payee from 0, or {@link org.openledger.attribution.rule.Credit#NOBODY} for commons
 * @param documents token ids of each
 */
record Filing(long order, int payee, List<int[]> documents) {

  Filing {
    documents = List.copyOf(documents);
  }

  Contribution contribution(int vocabularySize) {
    return Contribution.of(order, Content.of(documents, vocabularySize));
  }
}
