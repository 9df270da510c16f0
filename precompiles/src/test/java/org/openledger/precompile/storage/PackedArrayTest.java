package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;

class PackedArrayTest {

  private final MemoryHost host = new MemoryHost();

  @Test
  void elementsKeepTheirValuesWhateverStandsBesideThem() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int bytes : new int[] {1, 2, 4, 8, 16}) {
      PackedArray array = new PackedArray(Slot.of(NativeAddress.SYSTEM.address(), bytes), bytes);
      SortedMap<Long, BigInteger> expected = new TreeMap<>();
      Storage storage = storage();
      for (int i = 0; i < 500; i++) {
        long index = random.nextInt(100);
        BigInteger value = new BigInteger(8 * bytes, random);
        array.store(storage, index, value);
        expected.put(index, value);
      }
      Storage later = storage();
      expected.forEach(
          (index, value) ->
              assertThat(array.load(later, index)).as("seed %d", seed).isEqualTo(value));
    }
  }

  @Test
  void neighboursShareAWordsGas() {
    PackedArray array = new PackedArray(Slot.of(NativeAddress.SYSTEM.address(), 0), 16);
    array.store(storage(), 4, BigInteger.ONE);
    host.setGas(1_000_000);
    Storage storage = new Storage(host, new GasMeter(host));
    array.store(storage, 4, BigInteger.TWO);
    long first = 1_000_000 - host.remainingGas();
    array.store(storage, 5, BigInteger.TWO);
    assertThat(first).isEqualTo(GasSchedule.COLD_LOAD + GasSchedule.STORE_RESET);
    assertThat(1_000_000 - host.remainingGas() - first).isEqualTo(2 * GasSchedule.WARM_LOAD);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    PackedArray array = new PackedArray(Slot.of(NativeAddress.SYSTEM.address(), 0), 4);
    assertThatThrownBy(() -> array.store(storage(), 0, BigInteger.ONE.shiftLeft(32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PackedArray(Slot.of(NativeAddress.SYSTEM.address(), 0), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Storage storage() {
    host.setGas(Long.MAX_VALUE);
    return new Storage(host, new GasMeter(host));
  }
}
