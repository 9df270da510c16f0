package org.openledger.node.rpc;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.ContractReader;
import org.openledger.node.chain.StateView;
import org.openledger.precompile.dispatch.NativeContract;

/**
 * The chain that queries are answered from. Methods are declared before a host has its chain: until
 * it is given, every query ends with {@link RpcFailure#NODE_STARTING}. Any number of threads ask.
 */
public final class Queries {

  private final AtomicReference<ChainView> chain = new AtomicReference<>();
  private final ContractReader reader;
  private final QueryLimits limits;

  /**
   * @param contracts all native contracts
   */
  public Queries(List<NativeContract> contracts, QueryLimits limits) {
    this.reader = new ContractReader(contracts, limits.viewGas());
    this.limits = limits;
  }

  /** Names the chain; once, when the host has it. */
  public void open(ChainView view) {
    chain.set(view);
  }

  /** This node's limits. */
  public QueryLimits limits() {
    return limits;
  }

  /** The chain. */
  public ChainView chain() throws RpcException {
    ChainView view = chain.get();
    if (view == null) {
      throw RpcFailure.NODE_STARTING.because("The node is being started");
    }
    return view;
  }

  /** The block of a request's block parameter. */
  public BlockRef block(Arguments arguments) throws RpcException {
    return block(arguments.get(BlockSelector.BLOCK));
  }

  /** A block. */
  public BlockRef block(BlockSelector selector) throws RpcException {
    return selector
        .find(chain())
        .orElseThrow(() -> RpcFailure.UNKNOWN_BLOCK.because("The chain has no such block"));
  }

  /** The state of the block of a request's block parameter. */
  public BlockState state(Arguments arguments) throws RpcException {
    return state(arguments, block(arguments));
  }

  /** Reads the state of the chain's head, where no request asks. */
  public <T> T atHead(HeadReading<T> reading) throws RpcException {
    BlockRef head = chain().head();
    try (StateView state =
        chain()
            .state(head)
            .orElseThrow(
                () -> RpcFailure.PRUNED_STATE.because("This node has no state of its head"))) {
      return reading.read(new BlockState(head, state, reader, limits));
    }
  }

  /**
   * The state of a block, for as long as the request is answered.
   *
   * @param arguments of the request
   */
  public BlockState state(Arguments arguments, BlockRef block) throws RpcException {
    StateView state =
        chain()
            .state(block)
            .orElseThrow(
                () ->
                    RpcFailure.PRUNED_STATE.because(
                        "This node no longer keeps the state of block " + block.number()));
    arguments.closeAtEnd(state);
    return new BlockState(block, state, reader, limits);
  }
}
