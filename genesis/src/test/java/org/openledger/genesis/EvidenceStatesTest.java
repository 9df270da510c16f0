package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevnetOptions;
import org.openledger.evidence.SettledStory;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.StateView;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceMaker;
import org.openledger.node.evidence.UnavailableException;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NodeFailureException;
import org.openledger.precompile.host.SegmentSource;

/** Hosts keep a snapshot of their database for each state that is open. */
class EvidenceStatesTest {

  /** A chain that counts the states that are open. */
  private record Counting(DevChain chain, AtomicInteger opened, AtomicInteger open)
      implements ChainView {

    Counting(DevChain chain) {
      this(chain, new AtomicInteger(), new AtomicInteger());
    }

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
      return chain.block(hash);
    }

    @Override
    public Optional<StateView> state(BlockRef block) {
      return chain.state(block).map(this::counted);
    }

    @Override
    public Optional<List<ChainTransaction>> transactions(BlockRef block) {
      return chain.transactions(block);
    }

    @Override
    public Optional<BlockRef> blockOf(Bytes32 transaction) {
      return chain.blockOf(transaction);
    }

    private StateView counted(StateView state) {
      opened.incrementAndGet();
      open.incrementAndGet();
      return new StateView() {
        @Override
        public UInt256 storage(Address account, UInt256 key) {
          return state.storage(account, key);
        }

        @Override
        public UInt256 balance(Address account) {
          return state.balance(account);
        }

        @Override
        public void close() {
          open.decrementAndGet();
        }
      };
    }

    void requireClosed(int times) {
      assertThat(opened).hasValue(times);
      assertThat(open).hasValue(0);
    }

    void refuses(Class<? extends Throwable> type, ThrowingCallable what) {
      assertThatThrownBy(what).isInstanceOf(type);
      requireClosed(opened.get());
    }
  }

  @TempDir Path directory;

  @Test
  void everyStateThatEvidenceIsMadeFromIsClosedHoweverItEnds() throws Exception {
    SegmentSource[] index = new SegmentSource[1];
    try (DevNetwork network =
        DevNetwork.start(
            DevnetOptions.defaults().withPort(0),
            directory.resolve("data"),
            found -> {
              index[0] = found;
              return Contracts.all(found);
            })) {
      EvidenceMaker.Wanted wanted =
          SettledStory.tell(network, directory, SettledStory.ALICE + " Zyx. " + SettledStory.CAROL);
      DevChain chain = (DevChain) network.chain();
      Counting counting = new Counting(chain);
      EvidenceMaker maker = new EvidenceMaker(counting, chain, index[0]);
      Evidence evidence = maker.evidence(wanted);
      counting.requireClosed(1);
      for (Bytes answer : List.of(Bytes.of(0, 1), Bytes.of(1))) {
        EvidenceMaker.Wanted other =
            new EvidenceMaker.Wanted(wanted.transaction(), Optional.empty(), Optional.of(answer));
        counting.refuses(UnavailableException.class, () -> maker.evidence(other));
      }
      counting.refuses(UnavailableException.class, () -> maker.absent(wanted, 99));
      counting.refuses(UnavailableException.class, () -> maker.refute(evidence));
      EvidenceMaker without = new EvidenceMaker(counting, chain, SegmentSource.none());
      counting.refuses(NodeFailureException.class, () -> without.evidence(wanted));
      counting.requireClosed(6);
    }
  }
}
