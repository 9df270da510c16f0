package org.openledger.bench.network;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.client.Wallet;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** One inference a transaction, attributed and paid with its value. */
record SingleLoad(Answers answers) implements Load {

  @Override
  public String name() {
    return "settle.single";
  }

  @Override
  public int inferences() {
    return 1;
  }

  @Override
  public Address target() {
    return NativeAddress.INFERENCE_FEES.address();
  }

  @Override
  public BigInteger value() {
    return answers.fee();
  }

  @Override
  public Bytes calldata(Wallet sender, long number) {
    return answers.settle(sender.address(), number);
  }
}
