package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * What a model's serving key states about one answer, and how it is signed (EIP-712).
 *
 * @param model the model's id
 * @param version of the model, by which the answer is priced and attributed
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
    BigInteger version,
    Address payer,
    BigInteger request,
    BigInteger inputTokens,
    BigInteger outputTokens,
    Bytes32 outputHash,
    Bytes32 outputCommitment) {

  private static final String ITEM =
      "(uint256 request,uint256 inputTokens,uint256 outputTokens,bytes32 outputHash,"
          + "bytes32 outputCommitment)";
  private static final Bytes32 TYPE =
      Keccak256.hash("Receipt(uint256 model,uint256 version,address payer," + ITEM.substring(1));
  private static final Bytes32 ITEM_TYPE = Keccak256.hash("Item" + ITEM);
  private static final Bytes32 BATCH_TYPE =
      Keccak256.hash(
          "Batch(Permit permit,uint256 version,bool atomic,Item[] items)Item"
              + ITEM
              + Permit.TYPE_TEXT);

  /** The digest to sign on a chain. */
  public Bytes32 digest(long chainId) {
    return TypedData.digest(
        chainId,
        TypedData.struct(
            TYPE,
            model,
            version,
            payer,
            request,
            inputTokens,
            outputTokens,
            outputHash,
            outputCommitment));
  }

  /** The struct hash of this answer as an item of a batch. */
  public Bytes32 itemHash() {
    return TypedData.struct(
        ITEM_TYPE, request, inputTokens, outputTokens, outputHash, outputCommitment);
  }

  /**
   * The digest to sign on a chain for a batch of items. It binds the very permit: with another one
   * of the same number a batch could be taken apart by whoever saw it first.
   */
  public static Bytes32 batchDigest(
      long chainId, Permit permit, BigInteger version, boolean atomic, Bytes32[] itemHashes) {
    Bytes32 struct =
        TypedData.struct(
            BATCH_TYPE, permit.structHash(), version, atomic ? 1 : 0, TypedData.array(itemHashes));
    return TypedData.digest(chainId, struct);
  }
}
