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
 * @param nonce the payer's number of the permit, for the model
 */
public record Permit(
    Address payer, BigInteger model, BigInteger limit, BigInteger expiry, BigInteger nonce) {

  /** How EIP-712 writes the type. */
  static final String TYPE_TEXT =
      "Permit(address payer,uint256 model,uint256 limit,uint256 expiry,uint256 nonce)";

  private static final Bytes32 TYPE = Keccak256.hash(TYPE_TEXT);

  static Permit of(Tuple tuple) {
    com.esaulpaugh.headlong.abi.Address payer = tuple.get(0);
    return new Permit(
        AbiValues.address(payer), tuple.get(1), tuple.get(2), tuple.get(3), tuple.get(4));
  }

  /** Whether it is a payer's, for a model. */
  boolean isFor(Address account, long id) {
    return payer.equals(account) && model.equals(BigInteger.valueOf(id));
  }

  /** Its number. */
  Nonce number() {
    return new Nonce(payer, model, nonce);
  }

  /** The digest to sign on a chain. */
  public Bytes32 digest(long chainId) {
    return TypedData.digest(chainId, structHash());
  }

  Bytes32 structHash() {
    return TypedData.struct(TYPE, payer, model, limit, expiry, nonce);
  }
}
