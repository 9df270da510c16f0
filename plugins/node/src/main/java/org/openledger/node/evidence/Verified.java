package org.openledger.node.evidence;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Run;
import org.openledger.precompile.fee.Fee;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.model.Prices;

/**
 * What evidence proves, given that its block is one of the chain.
 *
 * @param blockHash hash of the settlement's block: the anchor of everything else
 * @param blockNumber its number
 * @param timestamp of the block, in seconds since 1970
 * @param transactionIndex place of the transaction in the block
 * @param model whose answer it is
 * @param version of the model that the settlement was made under
 * @param payer who paid
 * @param request his number of the inference
 * @param inputTokens tokens of the prompt
 * @param prices of the version
 * @param fee and its parts, in wei
 * @param parameters of the rule
 * @param tokenizer id of the model's tokenizer
 * @param output ids of the answer, REDACTED where redacted
 * @param owners runs of the tokens' owners
 * @param runs of the payees, by their place in {@code payees}
 * @param payees contributors with tokens of their own, by the first one
 * @param covered tokens that have an owner
 * @param paid tokens that are paid
 * @param full units of an answer that is paid throughout
 * @param sink wei that no contributor got
 * @param claim what is proved beyond that
 */
@SuppressWarnings("ArrayRecordComponent") // A report: nobody compares two.
public record Verified(
    Bytes32 blockHash,
    long blockNumber,
    long timestamp,
    int transactionIndex,
    long model,
    long version,
    Address payer,
    BigInteger request,
    BigInteger inputTokens,
    Prices prices,
    Fee fee,
    Parameters parameters,
    String tokenizer,
    int[] output,
    List<OwnerRun> owners,
    List<Run> runs,
    List<Payee> payees,
    int covered,
    int paid,
    long full,
    BigInteger sink,
    Claim claim) {}
