package org.openledger.precompile.attribution;

import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.gas.GasSchedule;

/**
 * What a contract says of an answer in calldata that it does not take.
 *
 * @param malformed error (size in bytes, width of an id in bytes)
 * @param tooLong error (tokens, limit)
 */
public record Output(AbiError malformed, AbiError tooLong) {

  /**
   * Unpacks an answer, or reverts before there is room made for one that is too long.
   *
   * @param vocabularySize of its tokenizer
   * @param limit most tokens
   */
  public int[] unpack(Call call, byte[] packed, int vocabularySize, long limit) {
    try {
      long tokens = AnswerPacking.count(packed, vocabularySize);
      Call.require(tokens <= limit, tooLong, tokens, limit);
      call.gas().charge(tokens, GasSchedule.OUTPUT_TOKEN);
      return AnswerPacking.unpack(packed, vocabularySize, (int) tokens);
    } catch (MalformedContentException e) {
      throw new RevertException(
          malformed, (long) packed.length, (long) TokenPacking.width(vocabularySize));
    }
  }
}
