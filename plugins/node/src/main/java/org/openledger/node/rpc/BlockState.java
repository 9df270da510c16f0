package org.openledger.node.rpc;

import java.math.BigInteger;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ContractReader;
import org.openledger.node.chain.StateView;
import org.openledger.node.chain.ViewException;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;

/** The state of one block, as one request reads it: views of the contracts, within its time. */
public final class BlockState {

  private final BlockRef block;
  private final StateView state;
  private final ContractReader reader;
  private final QueryLimits limits;
  private final long start = System.nanoTime();

  BlockState(BlockRef block, StateView state, ContractReader reader, QueryLimits limits) {
    this.block = block;
    this.state = state;
    this.reader = reader;
    this.limits = limits;
  }

  /** The block. */
  public BlockRef block() {
    return block;
  }

  /** Balances and storage. */
  public StateView state() {
    return state;
  }

  /**
   * Runs a view of a contract.
   *
   * @param function its name in the contract's interface
   * @param arguments as {@link org.openledger.precompile.abi.AbiValues#tuple} takes them
   * @return what it returns, by name
   * @throws RpcException {@link RpcFailure#NOT_FOUND} where the contract knows no such thing,
   *     {@link RpcFailure#REVERTED} where it refuses otherwise, or a failure of this node
   */
  public Struct call(NativeAddress contract, String function, Object... arguments)
      throws RpcException {
    requireTime();
    try {
      return new Struct(
          reader.function(contract, function).getOutputs(),
          reader.call(state, block.number(), contract, function, arguments));
    } catch (ViewException e) {
      throw AbiErrors.failure(contract, e, limits);
    } catch (NodeFailureException e) {
      throw RpcFailure.INDEX_NOT_READY.because(String.valueOf(e.getMessage()));
    }
  }

  /** Runs a view that returns one number below 2^63. */
  public long number(NativeAddress contract, String function, Object... arguments)
      throws RpcException {
    return call(contract, function, arguments).number(0);
  }

  /** Runs a view that returns one amount. */
  public BigInteger amount(NativeAddress contract, String function, Object... arguments)
      throws RpcException {
    return call(contract, function, arguments).word(0);
  }

  /** Runs a view that returns one struct. */
  public Struct struct(NativeAddress contract, String function, Object... arguments)
      throws RpcException {
    return call(contract, function, arguments).struct(0);
  }

  /** Ends the request where its time is over; for loops that call no contract. */
  public void requireTime() throws RpcException {
    if (System.nanoTime() - start > limits.viewTime().toNanos()) {
      long millis = limits.viewTime().toMillis();
      throw RpcFailure.limit("viewTime", millis, "It takes longer than " + millis + " ms");
    }
  }
}
