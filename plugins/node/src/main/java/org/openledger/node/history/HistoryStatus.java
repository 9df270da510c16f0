package org.openledger.node.history;

import org.apache.tuweni.bytes.Bytes32;

/**
 * How far a history is.
 *
 * @param phase what it is doing
 * @param block the last block taken in
 * @param hash that block's hash
 * @param head the last block of the chain
 * @param checkedRows rows compared so far, while it is checking
 * @param rows how many rows there are
 * @param fileBytes bytes of its file
 * @param undoneBlocks blocks taken back since the start, because they were no longer canonical
 * @param rebuilds how often it was made anew from the first block since the start
 */
public record HistoryStatus(
    HistoryPhase phase,
    long block,
    Bytes32 hash,
    long head,
    long checkedRows,
    long rows,
    long fileBytes,
    long undoneBlocks,
    long rebuilds) {}
