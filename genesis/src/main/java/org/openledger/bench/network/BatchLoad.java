package org.openledger.bench.network;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.client.Wallet;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.fee.BatchItem;
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * Many inferences of one payer a transaction, under his permit, out of his deposit; each attributed
 * on its own.
 *
 * @param inferences of one transaction
 */
record BatchLoad(Answers answers, int inferences) implements Load {

  private static final BigInteger NEVER = BigInteger.ONE.shiftLeft(39);

  @Override
  public String name() {
    return "settle.batch";
  }

  @Override
  public Address target() {
    return NativeAddress.INFERENCE_FEES.address();
  }

  @Override
  public BigInteger value() {
    return BigInteger.ZERO;
  }

  @Override
  public Bytes calldata(Wallet sender, long number) {
    Permit permit =
        new Permit(
            sender.address(),
            BigInteger.valueOf(answers.model()),
            answers.fee().multiply(BigInteger.valueOf(inferences)),
            NEVER,
            BigInteger.valueOf(number));
    // Not the numbers of single settlements, of which there are fewer.
    long first = (1L << 32) + number * inferences;
    return Bytes.wrap(
        ContractAbi.of("InferenceFees")
            .function("settleBatchPacked")
            .encodeCall(
                AbiValues.tuple(
                    AbiValues.tuple(
                        permit.payer(),
                        permit.model(),
                        permit.limit(),
                        permit.expiry(),
                        permit.nonce()),
                    sender.sign(permit.digest(answers.chainId())),
                    answers.version(),
                    true,
                    BatchItem.pack(answers.items(permit, first, inferences)),
                    answers.batchSignature(permit, first, inferences)))
            .array());
  }
}
