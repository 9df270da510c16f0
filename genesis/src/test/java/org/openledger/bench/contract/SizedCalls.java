package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/** Calls of some contracts whose arguments have a size, or what they read of the state has. */
abstract class SizedCalls {

  /** Takes a call for each size of one argument. */
  @FunctionalInterface
  interface Sink {
    void on(String what, IntFunction<ContractCall> call, int... sizes);
  }

  static final String FEES = "InferenceFees";
  static final Bytes32 WORD = Bytes32.repeat((byte) 7);
  static final BigInteger COINS = BigInteger.TEN.pow(24);
  static final int[] TEXT = pattern(4_096);
  static final int[] BYTES = {32, 320, 1_600, 6_400};

  final BenchNetwork network;
  private final Sink sink;

  SizedCalls(BenchNetwork network, Sink sink) {
    this.network = network;
    this.sink = sink;
  }

  final void on(String what, IntFunction<ContractCall> call, int... sizes) {
    sink.on(what, call, sizes);
  }

  /** Eight ids again and again: every stretch of a length weighs the same. */
  static int[] pattern(int length) {
    int[] ids = new int[length];
    Arrays.setAll(ids, i -> 'a' + i % 8);
    return ids;
  }

  static ContractCall call(Address sender, String contract, String function, Object... arguments) {
    return BenchNetwork.of(sender, BigInteger.ZERO, contract, function, arguments);
  }

  final void skip(long blocks) {
    network.host().setBlockNumber(network.host().blockNumber() + blocks);
  }

  static String text(int size) {
    return "x".repeat(size);
  }

  static Tuple receipt() {
    return BenchNetwork.receipt(Bytes32.ZERO);
  }
}
