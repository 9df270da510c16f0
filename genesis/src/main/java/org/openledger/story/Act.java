package org.openledger.story;

import org.openledger.client.Draft;

/**
 * A transaction of the story.
 *
 * @param who sends it
 * @param call contract and function; or what else it does
 * @param words what it is good for
 * @param draft the transaction
 */
record Act(String who, String call, String words, Draft draft) {

  /** With words for the reader. */
  Act so(String said) {
    return new Act(who, call, said, draft);
  }
}
