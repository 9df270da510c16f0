package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;

/**
 * What a model's serving key states about one answer, and how it is signed (EIP-712).
 *
 * @param model the model's id
 * @param payer who pays
 * @param request the payer's number of the inference
 * @param inputTokens tokens of the prompt
 * @param outputTokens tokens of the answer
 * @param outputHash keccak256 of the packed answer as it is settled: without it the payer, who
 *     sends the answer, could settle another one of the same length
 * @param outputCommitment salted commitment to the whole answer
 */
public record Receipt(
    long model,
    Address payer,
    BigInteger request,
    BigInteger inputTokens,
    long outputTokens,
    Bytes32 outputHash,
    Bytes32 outputCommitment) {

  private static final Bytes32 TYPE =
      Keccak256.hash(
          "Receipt(uint256 model,address payer,uint256 request,uint256 inputTokens,"
              + "uint256 outputTokens,bytes32 outputHash,bytes32 outputCommitment)");
  private static final Bytes32 DOMAIN_TYPE =
      Keccak256.hash(
          "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final Bytes32 NAME = Keccak256.hash("OpenLedger InferenceFees");
  private static final Bytes32 VERSION = Keccak256.hash("1");

  /** The digest to sign on a chain. */
  public Bytes32 digest(BigInteger chainId) {
    Bytes32 domain =
        Keccak256.hash(
            Bytes.concatenate(
                DOMAIN_TYPE, NAME, VERSION, UInt256.valueOf(chainId), FeeStorage.ACCOUNT.toWord()));
    Bytes32 message =
        Keccak256.hash(
            Bytes.concatenate(
                TYPE,
                UInt256.valueOf(model),
                payer.toWord(),
                UInt256.valueOf(request),
                UInt256.valueOf(inputTokens),
                UInt256.valueOf(outputTokens),
                outputHash,
                outputCommitment));
    return Keccak256.hash(Bytes.concatenate(Bytes.of(0x19, 0x01), domain, message));
  }
}
