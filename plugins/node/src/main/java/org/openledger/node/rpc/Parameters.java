package org.openledger.node.rpc;

import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/** Typed access to a request's positional parameters. */
public record Parameters(List<Object> values) {

  /** Refuses more parameters than a method has. */
  public void atMost(int count) throws RpcException {
    if (values.size() > count) {
      throw wrong("at most " + count + " parameters, not " + values.size());
    }
  }

  /** A 32-byte value as {@code 0x} and 64 digits. */
  public Bytes32 bytes32(int index, String name) throws RpcException {
    if (index >= values.size() || !(values.get(index) instanceof String text)) {
      throw wrong("parameter " + index + " (" + name + ") must be a string: 0x and 64 digits");
    }
    if (!text.matches("0x[0-9a-fA-F]{64}")) {
      throw wrong(name + " must be 0x and 64 hexadecimal digits");
    }
    return Bytes32.fromHexString(text);
  }

  private static RpcException wrong(String message) {
    return new RpcException(RpcException.INVALID_PARAMS, "Invalid params: " + message, null);
  }
}
