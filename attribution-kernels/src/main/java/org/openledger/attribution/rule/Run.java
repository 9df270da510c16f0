package org.openledger.attribution.rule;

/**
 * A maximal run of consecutive tokens whose owners have one payee (rule version 1, step 4).
 *
 * @param begin first token
 * @param end one past the last token
 * @param payee whose run it is
 * @param paid whether it counts, taken as an interval of the answer; else the sink gets its tokens
 */
public record Run(int begin, int end, int payee, boolean paid) {}
