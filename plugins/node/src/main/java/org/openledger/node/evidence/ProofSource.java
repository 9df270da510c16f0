package org.openledger.node.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import org.openledger.node.chain.ProofsException;

/** Answers JSON-RPC requests about the chain: an endpoint of the node itself, or of another. */
@FunctionalInterface
public interface ProofSource {

  /**
   * The result of a method.
   *
   * @param params written as JSON: strings, flags, lists of them
   * @throws RefusedException where the answer is an error
   * @throws ProofsException where there is no answer
   */
  JsonNode call(String method, Object... params) throws RefusedException;

  /** An endpoint answered with an error. */
  final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message the endpoint's
     */
    public RefusedException(String message) {
      super(message);
    }
  }
}
