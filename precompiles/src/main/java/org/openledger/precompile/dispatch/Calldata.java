package org.openledger.precompile.dispatch;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.nio.BufferUnderflowException;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/** Arguments of a call, as every contract reads them. */
public final class Calldata {

  private static final int SELECTOR = 4;
  private static final char REPLACEMENT = '\uFFFD';

  private Calldata() {}

  /**
   * Decodes the arguments of a function.
   *
   * @param input the function's selector and its arguments
   * @return empty where a contract refuses them as malformed
   */
  public static Optional<Tuple> arguments(Function function, Bytes input) {
    Tuple arguments;
    try {
      DecodedSize.check(function.getInputs(), input.slice(SELECTOR));
      arguments = function.decodeCall(input.toArrayUnsafe());
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
    for (Object argument : arguments) {
      // Bytes that are no UTF-8 decode to replacement characters. Which and how many is the
      // library's choice, so no such text may reach an event.
      if (argument instanceof String text && text.indexOf(REPLACEMENT) >= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(arguments);
  }
}
