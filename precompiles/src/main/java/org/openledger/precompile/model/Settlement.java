package org.openledger.precompile.model;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.precompile.host.Address;

/**
 * All that settling an inference needs of a model at a block: four storage words where at most four
 * Datanets are linked, one more for each four further, and one while a change is announced.
 *
 * @param stage where the model stands; {@link Stage#NONE} where there is no such model, and then
 *     nothing else is meant
 * @param version number of the version that is current at the block
 * @param creator number in the ledger of the account that earns β
 * @param stakersShare which part of γ goes to what is staked on the model, in parts per 100
 * @param servingKey the key that usually signs; zero: none. {@link ModelStorage#isServingKey} also
 *     asks for the others
 * @param prices rates and shares
 * @param attribution parameters of the rule
 * @param influence whether attested influence pays, in place of the rule
 * @param vocabularySize of the model's tokenizer
 * @param weightTable SHA-256 of the version's table of token weights
 * @param sink number in the ledger of the account that receives what no contributor does; 0: the
 *     treasuries of the linked Datanets
 * @param links what the version builds on
 */
public record Settlement(
    Stage stage,
    long version,
    long creator,
    int stakersShare,
    Address servingKey,
    Prices prices,
    Parameters attribution,
    boolean influence,
    int vocabularySize,
    Bytes32 weightTable,
    long sink,
    List<Link> links) {

  /** What there is of a model that does not exist. */
  static final Settlement NONE =
      new Settlement(
          Stage.NONE,
          0,
          0,
          0,
          Address.ZERO,
          new Prices(BigInteger.ZERO, BigInteger.ZERO, 0, 0, 0),
          new Parameters(1, 1, Unit.TOKENS, 1),
          false,
          0,
          Bytes32.ZERO,
          0,
          List.of());

  public Settlement {
    links = List.copyOf(links);
  }
}
