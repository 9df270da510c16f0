package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.TypedData;

/**
 * What a serving key states about one request.
 *
 * @param request its number, of the subscription
 * @param servedBlock block in which it was served
 * @param inputTokens tokens of the prompt
 * @param outputTokens tokens of the answer
 * @param commitment to the answer
 */
public record Usage(
    BigInteger request,
    BigInteger servedBlock,
    BigInteger inputTokens,
    BigInteger outputTokens,
    Bytes32 commitment) {

  private static final String TYPE_TEXT =
      "Usage(uint256 request,uint256 servedBlock,uint256 inputTokens,uint256 outputTokens,"
          + "bytes32 commitment)";
  private static final Bytes32 TYPE = Keccak256.hash(TYPE_TEXT);
  private static final Bytes32 BATCH_TYPE =
      Keccak256.hash(
          "UsageBatch(UsagePermit permit,Usage[] items)" + TYPE_TEXT + UsagePermit.TYPE_TEXT);

  static Usage of(Tuple tuple) {
    return new Usage(
        tuple.get(0), tuple.get(1), tuple.get(2), tuple.get(3), Bytes32.wrap(tuple.<byte[]>get(4)));
  }

  Bytes32 structHash() {
    return TypedData.struct(TYPE, request, servedBlock, inputTokens, outputTokens, commitment);
  }

  /** The digest to sign on a chain for a batch under a permit. */
  public static Bytes32 batchDigest(long chainId, UsagePermit permit, Usage[] items) {
    Bytes32[] hashes = new Bytes32[items.length];
    for (int i = 0; i < items.length; i++) {
      hashes[i] = items[i].structHash();
    }
    Bytes32 struct = TypedData.struct(BATCH_TYPE, permit.structHash(), TypedData.array(hashes));
    return TypedData.digest(UsagePermit.DOMAIN, chainId, ProviderStorage.ACCOUNT, struct);
  }
}
