package org.openledger.node.history.estimate;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/**
 * Answers in the calldata of transactions that settled them. No log holds an answer. Where a
 * contract made the call, the transaction's own calldata is that contract's, and says nothing here.
 */
final class SettledCalls {

  private static final int SELECTOR_SIZE = 4;
  private static final String REQUEST = "request";
  private static final String OUTPUT = "output";

  private static final Map<Bytes, Function> FUNCTIONS = functions();

  private SettledCalls() {}

  /** The packed answers that a transaction hands to InferenceFees, by request. */
  static Map<BigInteger, Bytes> outputs(ChainTransaction transaction) {
    Map<BigInteger, Bytes> outputs = new HashMap<>();
    Bytes input = transaction.input();
    boolean direct =
        transaction.to().filter(NativeAddress.INFERENCE_FEES.address()::equals).isPresent();
    if (!direct || input.size() < SELECTOR_SIZE) {
      return outputs;
    }
    Function function = FUNCTIONS.get(input.slice(0, SELECTOR_SIZE));
    if (function != null) {
      collect(function.getInputs(), function.decodeCall(input.toArrayUnsafe()), outputs);
    }
    return outputs;
  }

  private static void collect(TupleType<?> types, Tuple values, Map<BigInteger, Bytes> outputs) {
    Optional<Integer> request = place(types, REQUEST);
    Optional<Integer> output = place(types, OUTPUT);
    if (request.isPresent() && output.isPresent()) {
      byte[] answer = values.get(output.get());
      outputs.put(values.get(request.get()), Bytes.wrap(answer));
    }
    for (int i = 0; i < types.size(); i++) {
      ABIType<?> type = types.get(i);
      if (type instanceof ArrayType<?, ?, ?> array
          && (ABIType<?>) array.getElementType() instanceof TupleType<?> item) {
        for (Tuple tuple : values.<Tuple[]>get(i)) {
          collect(item, tuple, outputs);
        }
      }
    }
  }

  private static Optional<Integer> place(TupleType<?> types, String name) {
    for (int i = 0; i < types.size(); i++) {
      if (name.equals(types.getElementName(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static Map<Bytes, Function> functions() {
    Map<Bytes, Function> functions = new HashMap<>();
    for (Function function :
        ContractAbi.of(NativeAddress.INFERENCE_FEES.contract()).functions().values()) {
      if (function.getName().startsWith("settle")) {
        functions.put(Bytes.wrap(function.selector()), function);
      }
    }
    return functions;
  }
}
