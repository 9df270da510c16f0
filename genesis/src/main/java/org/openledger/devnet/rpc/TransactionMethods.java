package org.openledger.devnet.rpc;

import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.execution.BlockProducer;
import org.openledger.devnet.transaction.RefusedException;
import org.openledger.devnet.transaction.SignedTransaction;
import org.openledger.devnet.transaction.TransactionDecoder;

/**
 * {@code eth_sendRawTransaction}: answers when the transaction is executed.
 *
 * @param producer makes blocks
 */
public record TransactionMethods(BlockProducer producer) {

  /** The method that changes the chain: its requests are answered in the order of arrival. */
  public static final String SEND = "eth_sendRawTransaction";

  /** The methods by name. */
  public Map<String, RpcMethod> methods() {
    return Map.of(SEND, params -> send(new Params(params)));
  }

  private String send(Params params) throws RpcError {
    JsonValue given = params.only(RpcFailure.INVALID_PARAMS);
    if (given.isList() || given.isObject()) {
      throw RpcFailure.INVALID_TRANSACTION_PARAMS.because("expected data, got " + given.json());
    }
    Bytes raw = given.asData();
    try {
      SignedTransaction transaction = TransactionDecoder.decode(raw);
      producer.submit(transaction);
      return transaction.hash().toHexString();
    } catch (RefusedException refused) {
      throw RefusalErrors.ofTransaction(refused);
    }
  }
}
