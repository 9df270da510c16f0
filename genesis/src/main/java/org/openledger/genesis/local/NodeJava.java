package org.openledger.genesis.local;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a node's Java machine is set up. What the environment says counts first.
 *
 * @param heap most memory of its heap, such as 2g; null: that of the start script
 * @param options further ones
 */
public record NodeJava(@Nullable String heap, String options) {

  /**
   * Starts quickly: four nodes on two cores would wait for Java's optimising compiler rather than
   * for each other, which takes half of the processor time until the first block.
   */
  public static NodeJava quick() {
    return new NodeJava(null, "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
  }

  /**
   * Serves much, once it is warm. The collector is not Java's usual one: to that, each large
   * transaction and its JSON are objects to be looked for apart, which took a third of the
   * processor time of a node that settles batches. The heap is there from the start: while it grew,
   * what lives for a block was copied again and again, for a tenth of the time. Half of it is for
   * what is new: a node that settles batches fills a gigabyte a second, little of which lives.
   */
  public static NodeJava serving(String heap) {
    return new NodeJava(heap, "-XX:+UseParallelGC -XX:NewRatio=1 -Xms" + heap);
  }

  void putInto(Map<String, String> environment) {
    environment.putIfAbsent("BESU_OPTS", options);
    if (heap != null) {
      environment.putIfAbsent("NODE_HEAP", heap);
    }
  }
}
