package org.openledger.precompile.model;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Parameters;
import org.openledger.precompile.host.Address;

/**
 * What a model's creator fixes with the proposal.
 *
 * @param baseModel hash of the base model's weights
 * @param adapter hash of the adapter; zero: none
 * @param tokenizer its ASCII name
 * @param servingKey signs receipts
 * @param inputRate wei per 1,000 input tokens
 * @param outputRate wei per 1,000 output tokens
 * @param creatorShare β, parts per 10,000
 * @param stakersShare γ, parts per 10,000
 * @param contributorsShare δ, parts per 10,000
 * @param attribution parameters of the rule
 * @param sink who receives what no contributor does; zero: the treasuries of the linked Datanets
 */
public record Terms(
    Bytes32 baseModel,
    Bytes32 adapter,
    Bytes32 tokenizer,
    Address servingKey,
    BigInteger inputRate,
    BigInteger outputRate,
    int creatorShare,
    int stakersShare,
    int contributorsShare,
    Parameters attribution,
    Address sink) {}
