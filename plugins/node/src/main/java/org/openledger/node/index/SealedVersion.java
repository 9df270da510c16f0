package org.openledger.node.index;

import java.util.List;
import org.apache.tuweni.bytes.Bytes32;

/**
 * A version as the chain sealed it.
 *
 * @param segmentRoot root of the segment that it adds
 * @param datanet the Datanet's id
 * @param version its number
 * @param tokenizer ASCII name of the Datanet's tokenizer
 * @param orders ids of the contributions, ascending
 * @param contentRoots their content, in the same order
 */
public record SealedVersion(
    Bytes32 segmentRoot,
    long datanet,
    long version,
    String tokenizer,
    List<Long> orders,
    List<Bytes32> contentRoots) {}
