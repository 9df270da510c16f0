package org.openledger.bench.contract;

/** Looks at a call that will succeed, before its effects are kept. */
@FunctionalInterface
public interface CallVisitor {

  /**
   * Sees one call.
   *
   * @param network in the state before the call; to be left as it was
   * @param call will succeed
   */
  void visit(BenchNetwork network, ContractCall call);
}
