package org.openledger.precompile.attribution;

import org.openledger.attribution.content.MalformedContentException;
import org.openledger.attribution.content.TokenPacking;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** An answer as it travels in calldata: packed token ids. */
public final class Output {

  private Output() {}

  /**
   * Unpacks an answer of a known model, or reverts.
   *
   * @param malformed error (size in bytes, width of an id in bytes)
   * @param tooLong error (tokens, limit)
   */
  public static int[] unpack(
      Call call, long model, byte[] packed, AbiError malformed, AbiError tooLong) {
    SystemStorage system = new SystemStorage(call.storage());
    int vocabularySize =
        system.tokenizer(new ModelStorage(call.storage()).tokenizer(model)).vocabularySize();
    int width = TokenPacking.width(vocabularySize);
    long limit = system.parameterLong(Parameter.MAX_OUTPUT);
    Call.require(packed.length % width == 0, malformed, (long) packed.length, (long) width);
    long tokens = packed.length / width;
    Call.require(tokens <= limit, tooLong, tokens, limit);
    try {
      return TokenPacking.unpack(packed, vocabularySize);
    } catch (MalformedContentException e) {
      throw new RevertException(malformed, (long) packed.length, (long) width);
    }
  }
}
