package org.openledger.besu;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.hyperledger.besu.datatypes.Hash;
import org.hyperledger.besu.plugin.data.BlockBody;
import org.hyperledger.besu.plugin.data.BlockContext;
import org.hyperledger.besu.plugin.data.BlockHeader;
import org.hyperledger.besu.plugin.data.TransactionReceipt;
import org.hyperledger.besu.plugin.services.BlockchainService;

/** Blocks without transactions; some may be without receipts. */
final class FakeChain implements BlockchainService {

  final List<Long> read = Collections.synchronizedList(new ArrayList<>());
  final Set<Long> pruned = new HashSet<>();
  volatile long head = 5;
  private volatile long current;

  @Override
  public Optional<BlockContext> getBlockByNumber(long number) {
    current = number;
    read.add(number);
    return Optional.of(block(number));
  }

  @Override
  public Optional<BlockContext> getBlockByHash(Hash hash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<List<TransactionReceipt>> getReceiptsByBlockHash(Hash blockHash) {
    return pruned.contains(current) ? Optional.empty() : Optional.of(List.of());
  }

  @Override
  public BlockHeader getChainHeadHeader() {
    return header(head);
  }

  @Override
  public Optional<BigInteger> getChainId() {
    return Optional.of(BigInteger.ONE);
  }

  private static BlockContext block(long number) {
    return new BlockContext() {
      @Override
      public BlockHeader getBlockHeader() {
        return header(number);
      }

      @Override
      public BlockBody getBlockBody() {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static BlockHeader header(long number) {
    return new BlockHeader() {
      @Override
      public Hash getBlockHash() {
        return new Hash(Bytes32.ZERO) {};
      }

      @Override
      public Bytes getExtraData() {
        return Bytes.EMPTY;
      }

      @Override
      public Hash getStateRoot() {
        return new Hash(Bytes32.ZERO) {};
      }

      @Override
      public Hash getParentHash() {
        return new Hash(Bytes32.ZERO) {};
      }

      @Override
      public long getNumber() {
        return number;
      }

      @Override
      public long getTimestamp() {
        return number;
      }
    };
  }
}
