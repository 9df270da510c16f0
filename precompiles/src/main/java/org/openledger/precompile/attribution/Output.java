package org.openledger.precompile.attribution;

import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * How answers of one tokenizer travel in calldata, and what a contract says of one that does not.
 *
 * @param tokenizer its name
 * @param malformed error (size in bytes, width of an id in bytes)
 * @param tooLong error (tokens, limit)
 */
public record Output(Bytes32 tokenizer, AbiError malformed, AbiError tooLong) {

  /** Unpacks an answer, or reverts before there is room made for one that is too long. */
  public int[] unpack(Call call, byte[] packed) {
    SystemStorage system = new SystemStorage(call.storage());
    return unpack(
        call, packed, system.vocabularySize(tokenizer), system.parameterLong(Parameter.MAX_OUTPUT));
  }

  /**
   * As above, for who has read the configuration before.
   *
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
