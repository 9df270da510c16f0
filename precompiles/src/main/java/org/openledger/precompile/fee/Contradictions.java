package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;

/**
 * {@code proveContradiction}. A commitment that nobody can open proves nothing by itself; but the
 * payer got another one, with the answer, and that is signed too.
 */
final class Contradictions {

  private Contradictions() {}

  static Tuple prove(Call call) {
    Service service = Service.of(call, call.number(0));
    Nonce request = Nonce.of(call.sender(), service.model(), call.number(1));
    Penalties.requireOpen(call, request);
    Receipt one = signed(call, service, request, call.struct(2));
    Receipt other = signed(call, service, request, call.struct(3));
    boolean same =
        one.inputTokens().equals(other.inputTokens())
            && one.outputCommitment().equals(other.outputCommitment());
    Call.require(!same, FeeAbi.NOTHING_PROVED);
    return AbiValues.tuple(
        Penalties.pay(call, service.model(), request, Gains.NONE, FeeAbi.CONTRADICTION_PROVED));
  }

  private static Receipt signed(Call call, Service service, Nonce request, Tuple statement) {
    BigInteger version = statement.get(0);
    Receipt receipt =
        new Receipt(
            service.model(),
            version,
            request.payer(),
            request.number(),
            statement.get(1),
            statement.get(2),
            Bytes32.wrap(statement.<byte[]>get(3)),
            Bytes32.wrap(statement.<byte[]>get(4)));
    Bytes32 digest = Batch.of(statement.get(6)).digest(call, receipt, service.chainId());
    service.requireDisputable(digest, statement.get(5));
    return receipt;
  }
}
