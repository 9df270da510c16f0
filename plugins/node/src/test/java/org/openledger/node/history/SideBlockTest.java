package org.openledger.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.StateView;
import org.openledger.node.history.api.HistoryMethods;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.QueryLimits;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethods;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.host.SegmentSource;

/** A host may keep a block that the chain has left; the history knows nothing of it. */
class SideBlockTest {

  @TempDir private Path directory;

  /** A chain that finds a block of a branch that was left by its hash. */
  private record Keeping(FakeChain chain, BlockRef left) implements ChainView {

    @Override
    public BigInteger chainId() {
      return chain.chainId();
    }

    @Override
    public BlockRef head() {
      return chain.head();
    }

    @Override
    public Optional<BlockRef> block(long number) {
      return chain.block(number);
    }

    @Override
    public Optional<BlockRef> block(Bytes32 hash) {
      return hash.equals(left.hash()) ? Optional.of(left) : chain.block(hash);
    }

    @Override
    public Optional<StateView> state(BlockRef block) {
      return chain.state(block);
    }

    @Override
    public Optional<List<ChainTransaction>> transactions(BlockRef block) {
      return chain.transactions(block);
    }

    @Override
    public Optional<BlockRef> blockOf(Bytes32 transaction) {
      return chain.blockOf(transaction);
    }
  }

  @Test
  void aBlockThatWasLeftIsUnknownAndOneOfTheChainIsNot() throws RpcException {
    FakeChain chain = new FakeChain(3);
    chain.add(List.of());
    BlockRef left = chain.add(List.of());
    chain.rewind(1);
    BlockRef kept = chain.add(List.of());
    ChainView view = new Keeping(chain, left);
    Queries queries = new Queries(Contracts.all(SegmentSource.none()), QueryLimits.standard());
    queries.open(view);
    try (HistorySource source = new HistorySource()) {
      source.open(directory, view);
      RpcMethods methods =
          new RpcMethods(HistoryMethods.of(source, queries), QueryLimits.standard());
      assertThat(methods.call("openledger_listInferences", asked(kept)).toString())
          .contains(kept.hash().toHexString());
      assertThatThrownBy(() -> methods.call("openledger_listInferences", asked(left)))
          .isInstanceOfSatisfying(
              RpcException.class, e -> assertThat(e.failure()).isEqualTo(RpcFailure.UNKNOWN_BLOCK));
    }
  }

  @Test
  void aNodeThatKeepsNoHistorySaysSo() {
    Queries queries = new Queries(Contracts.all(SegmentSource.none()), QueryLimits.standard());
    FakeChain chain = new FakeChain(3);
    queries.open(chain);
    try (HistorySource source = new HistorySource()) {
      source.keepNone();
      RpcMethods methods =
          new RpcMethods(HistoryMethods.of(source, queries), QueryLimits.standard());
      for (List<Object> call : List.of(List.<Object>of(), asked(chain.head()))) {
        String method = call.isEmpty() ? "openledger_historyStatus" : "openledger_listInferences";
        assertThatThrownBy(() -> methods.call(method, call))
            .hasMessageContaining("ask another one")
            .isInstanceOfSatisfying(
                RpcException.class,
                e -> assertThat(e.failure()).isEqualTo(RpcFailure.INDEX_NOT_READY));
      }
    }
  }

  private static List<Object> asked(BlockRef block) {
    return Arrays.asList(null, null, Map.of("blockHash", block.hash().toHexString()));
  }
}
