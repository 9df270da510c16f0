package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.fee.TypedData;

/**
 * What a subscriber allows: one batch of usage.
 *
 * @param subscription of which
 * @param limit most wei
 * @param expiry last block
 * @param nonce the subscription's number of the batch
 */
public record UsagePermit(
    BigInteger subscription, BigInteger limit, BigInteger expiry, BigInteger nonce) {

  /** How EIP-712 writes the type. */
  static final String TYPE_TEXT =
      "UsagePermit(uint256 subscription,uint256 limit,uint256 expiry,uint256 nonce)";

  static final String DOMAIN = "OpenLedger Services";

  private static final Bytes32 TYPE = Keccak256.hash(TYPE_TEXT);

  static UsagePermit of(Tuple tuple) {
    return new UsagePermit(tuple.get(0), tuple.get(1), tuple.get(2), tuple.get(3));
  }

  Bytes32 structHash() {
    return TypedData.struct(TYPE, subscription, limit, expiry, nonce);
  }

  /** The digest to sign on a chain. */
  public Bytes32 digest(long chainId) {
    return TypedData.digest(DOMAIN, chainId, ProviderStorage.ACCOUNT, structHash());
  }
}
