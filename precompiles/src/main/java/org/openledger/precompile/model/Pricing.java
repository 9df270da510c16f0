package org.openledger.precompile.model;

import java.math.BigInteger;
import org.openledger.precompile.host.Address;

/**
 * What settling an inference needs of a model.
 *
 * @param creator earns β
 * @param stage where the model stands
 * @param servingKey signs receipts
 * @param inputRate wei per 1,000 input tokens
 * @param outputRate wei per 1,000 output tokens
 * @param creatorShare β, parts per 10,000
 * @param stakersShare γ, parts per 10,000
 * @param contributorsShare δ, parts per 10,000
 * @param sink who receives what no contributor does; zero: the treasuries of the linked Datanets
 */
public record Pricing(
    Address creator,
    Stage stage,
    Address servingKey,
    BigInteger inputRate,
    BigInteger outputRate,
    int creatorShare,
    int stakersShare,
    int contributorsShare,
    Address sink) {}
