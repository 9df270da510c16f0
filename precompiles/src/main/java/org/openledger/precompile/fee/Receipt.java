package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * What a model's serving key states about one answer, and how it is signed (EIP-712).
 *
 * @param model the model's id
 * @param payer who pays
 * @param request the payer's number of the inference
 * @param inputTokens tokens of the prompt
 * @param outputTokens tokens of the answer
 * @param outputHash keccak256 of the packed answer as it is settled: without it the payer, who
 *     sends the answer, could settle another one of the same length
 * @param outputCommitment salted commitment to the whole answer
 */
public record Receipt(
    long model,
    Address payer,
    BigInteger request,
    BigInteger inputTokens,
    long outputTokens,
    Bytes32 outputHash,
    Bytes32 outputCommitment) {

  private static final String ITEM =
      "(uint256 request,uint256 inputTokens,uint256 outputTokens,bytes32 outputHash,"
          + "bytes32 outputCommitment)";
  private static final Bytes32 TYPE =
      Keccak256.hash("Receipt(uint256 model,address payer," + ITEM.substring(1));
  private static final Bytes32 ITEM_TYPE = Keccak256.hash("Item" + ITEM);
  private static final Bytes32 BATCH_TYPE =
      Keccak256.hash("Batch(uint256 model,address payer,Item[] items)Item" + ITEM);

  /** The digest to sign on a chain. */
  public Bytes32 digest(long chainId) {
    return TypedData.digest(
        chainId,
        TypedData.struct(
            TYPE, model, payer, request, inputTokens, outputTokens, outputHash, outputCommitment));
  }

  /** The struct hash of this answer as an item of a batch. */
  public Bytes32 itemHash() {
    return TypedData.struct(
        ITEM_TYPE, request, inputTokens, outputTokens, outputHash, outputCommitment);
  }

  /** The digest to sign on a chain for a batch of items. */
  public static Bytes32 batchDigest(long chainId, long model, Address payer, Bytes32[] itemHashes) {
    return TypedData.digest(
        chainId, TypedData.struct(BATCH_TYPE, model, payer, TypedData.array(itemHashes)));
  }
}
