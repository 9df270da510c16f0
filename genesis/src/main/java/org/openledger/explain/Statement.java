package org.openledger.explain;

import java.util.ArrayList;
import java.util.List;
import org.openledger.node.evidence.Claim;
import org.openledger.node.evidence.Verified;

/**
 * What verified evidence proves, and what it does not, in sentences.
 *
 * @param proved what follows from the block's hash
 * @param open what does not
 */
public record Statement(List<String> proved, List<String> open) {

  public Statement {
    proved = List.copyOf(proved);
    open = List.copyOf(open);
  }

  /**
   * The statement of some evidence.
   *
   * @param anchored whether the block's hash was compared with a trusted one
   */
  public static Statement of(Verified it, boolean anchored) {
    String settled =
        "block %,d settled request %s of %s with version %d of model %d, for %s wei"
            .formatted(
                it.blockNumber(),
                it.request(),
                it.payer(),
                it.version(),
                it.model(),
                it.fee().gross());
    String answer =
        "the answer is the one that was settled: %,d tokens, %,d owned, %,d paid"
            .formatted(it.output().length, it.covered(), it.paid());
    String money =
        "the fee follows from prices and token counts, its parts and the payouts from owners and"
            + " rule, to the wei";
    List<String> open = new ArrayList<>();
    if (!anchored) {
      open.add("that block %s is one of the chain: compare its hash".formatted(it.blockHash()));
    }
    return switch (it.claim()) {
      case Claim.Owned owned -> {
        open.add(
            "that no contribution of smaller number holds one of the tokens, nor any one a token"
                + " without owner: that needs the whole corpus, and one window refutes it");
        yield new Statement(
            List.of(
                settled,
                answer,
                "each owned token stands in a counting window that its owner's contribution holds,"
                    + " in a version that the model links (windows shown: "
                    + owned.windows().size()
                    + ")",
                money),
            open);
      }
      case Claim.Refuted refuted -> {
        open.add("who the right owner is: an even smaller contribution may hold the window");
        yield new Statement(
            List.of(
                settled,
                answer,
                "contribution %d holds tokens %d to %d of the answer; the settlement has a later"
                        .formatted(
                            refuted.window().contribution(),
                            refuted.window().begin(),
                            refuted.window().end() - 1)
                    + " owner or none there, so it is wrong"),
            open);
      }
      case Claim.Absent absent -> {
        open.add("that no other contribution of the same contributor was used");
        open.add("paraphrase, translation and style: only words that stand in a row are compared");
        yield new Statement(
            List.of(
                settled,
                answer,
                "contribution %d, whose whole content is here and is in a version that the model"
                        .formatted(absent.contribution())
                    + " links, holds no counting window of the answer"),
            open);
      }
    };
  }
}
