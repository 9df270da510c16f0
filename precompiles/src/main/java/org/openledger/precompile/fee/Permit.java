package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * What a payer allows a gateway: one batch of a model's inferences.
 *
 * @param payer whose deposit pays
 * @param model whose inferences
 * @param limit most wei
 * @param expiry last block
 * @param nonce the payer's number of the permit
 */
public record Permit(
    Address payer, BigInteger model, BigInteger limit, BigInteger expiry, BigInteger nonce) {

  private static final Bytes32 TYPE =
      Keccak256.hash(
          "Permit(address payer,uint256 model,uint256 limit,uint256 expiry,uint256 nonce)");

  static Permit of(Tuple tuple) {
    com.esaulpaugh.headlong.abi.Address payer = tuple.get(0);
    return new Permit(
        AbiValues.address(payer), tuple.get(1), tuple.get(2), tuple.get(3), tuple.get(4));
  }

  /** The digest to sign on a chain. */
  public Bytes32 digest(long chainId) {
    return TypedData.digest(chainId, TypedData.struct(TYPE, payer, model, limit, expiry, nonce));
  }
}
