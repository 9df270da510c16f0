package org.openledger.precompile.model;

import java.math.BigInteger;

/**
 * What an inference costs and how its net fee is split.
 *
 * @param inputRate wei per 1,000 input tokens, below 2^80
 * @param outputRate wei per 1,000 output tokens, below 2^80
 * @param creatorShare β, parts per 10,000
 * @param stakersShare γ, parts per 10,000
 * @param contributorsShare δ, parts per 10,000; the three add up to 10,000
 */
public record Prices(
    BigInteger inputRate,
    BigInteger outputRate,
    int creatorShare,
    int stakersShare,
    int contributorsShare) {}
