package org.openledger.bench.network;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.Wallet;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.fee.Permit;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * Many inferences of one payer a transaction, under his permit, out of his deposit; each attributed
 * on its own.
 *
 * @param inferences of one transaction
 */
record BatchLoad(SettledAnswer answer, int inferences) implements Load {

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
            BigInteger.valueOf(answer.model()),
            answer.fee().multiply(BigInteger.valueOf(inferences)),
            NEVER,
            BigInteger.valueOf(number));
    // Not the numbers of single settlements, of which there are fewer.
    long first = (1L << 32) + number * inferences;
    Tuple[] items = new Tuple[inferences];
    for (int i = 0; i < inferences; i++) {
      items[i] = AbiValues.tuple(first + i, answer.inputTokens(), answer.output(), Bytes32.ZERO);
    }
    return Bytes.wrap(
        ContractAbi.of("InferenceFees")
            .function("settleBatch")
            .encodeCall(
                AbiValues.tuple(
                    AbiValues.tuple(
                        permit.payer(),
                        permit.model(),
                        permit.limit(),
                        permit.expiry(),
                        permit.nonce()),
                    sender.sign(permit.digest(answer.chainId())),
                    answer.version(),
                    true,
                    items,
                    answer.batchSignature(permit, first, inferences)))
            .array());
  }
}
