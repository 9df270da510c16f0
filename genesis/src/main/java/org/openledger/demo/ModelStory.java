package org.openledger.demo;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.client.ContractClient;
import org.openledger.client.TransactionReceipt;

/** The model's way from proposal to deployment. */
final class ModelStory {

  private final ContractClient models;
  private final Cast cast;

  ModelStory(Network network, Cast cast) {
    this.models = network.models();
    this.cast = cast;
  }

  /**
   * Proposes, approves, links and deploys a model of a Datanet.
   *
   * @param table the weight table that the model must have been given
   * @return the model's id
   */
  long tell(SealedCorpus corpus, Tokenizer tokenizer, WeightTable table) {
    // An infinity-gram model has no weights but its index.
    Bytes32 weights = Bytes32.wrap(corpus.segments().getLast().digest());
    TransactionReceipt proposal =
        models.send(
            cast.creator(),
            "propose",
            "infinity-gram of Datanet " + corpus.datanet(),
            0L,
            cast.servingKey().address(),
            ModelTerms.tuple(weights, tokenizer.id()));
    Tuple proposed = models.event(proposal, "ModelProposed");
    long model = proposed.<BigInteger>get(0).longValueExact();
    Bytes32 given = Bytes32.wrap(proposed.<byte[]>get(5));
    if (!given.equals(Bytes32.wrap(table.hash()))) {
      throw new DemoException(
          "the chain weighs tokens by table "
              + given.toHexString()
              + ", this release has another: use the release of the network");
    }
    models.send(cast.governor(), "advance", model); // Approved
    models.send(cast.creator(), "advance", model); // DataCollection
    models.send(cast.creator(), "link", model, corpus.datanet(), (long) corpus.versions());
    models.send(cast.creator(), "advance", model); // FineTuning
    models.send(cast.creator(), "advance", model); // Feedback
    models.send(cast.creator(), "advance", model); // Deployed
    return model;
  }
}
