package org.openledger.node.evidence;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.ContractAbi;

/** Finds the answer of a settlement in the calldata of the transaction that settled it. */
final class SettledAnswer {

  private static final ContractAbi ABI = ContractAbi.of("InferenceFees");
  private static final String REQUEST = "request";
  private static final String OUTPUT = "output";

  private SettledAnswer() {}

  /** The packed answer of a request; empty where the calldata is not a settlement's. */
  static Optional<Bytes> find(Bytes calldata, BigInteger request) {
    byte[] input = calldata.toArray();
    for (Function function : ABI.functions().values()) {
      byte[] selector = function.selector();
      if (input.length >= selector.length
          && Arrays.equals(input, 0, selector.length, selector, 0, selector.length)) {
        try {
          Tuple arguments = function.decodeCall(input);
          return Optional.ofNullable(within(function.getInputs(), arguments, request));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Looks for a struct, or the arguments themselves, with this request and an output. */
  private static @org.jspecify.annotations.Nullable Bytes within(
      TupleType<?> type, Tuple values, BigInteger request) {
    boolean asked = false;
    byte[] output = null;
    for (int i = 0; i < values.size(); i++) {
      String name = type.getElementName(i);
      asked |= REQUEST.equals(name) && request.equals(values.get(i));
      if (OUTPUT.equals(name) && values.get(i) instanceof byte[] bytes) {
        output = bytes;
      }
    }
    if (asked && output != null) {
      return Bytes.wrap(output);
    }
    for (int i = 0; i < values.size(); i++) {
      ABIType<?> element = type.get(i);
      if (element instanceof ArrayType<?, ?, ?> array
          && array.getElementType() instanceof TupleType<?> struct
          && values.get(i) instanceof Tuple[] structs) {
        for (Tuple one : structs) {
          Bytes found = within(struct, one, request);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }
}
