package org.openledger.precompile.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;

class StorageTest {

  private static final Slot SLOT = Slot.of(NativeAddress.GOVERNANCE.address(), 7);
  private static final Slot UNTOUCHED = Slot.of(NativeAddress.GOVERNANCE.address(), 8);

  private final MemoryHost host = new MemoryHost();
  private Storage outer;
  private Storage inner;

  private Storage storage() {
    return new Storage(host, new GasMeter(host));
  }

  private void begin() {
    host.setGas(1_000_000);
    outer = storage();
    inner = storage();
  }

  /** What a call within a call has written is seen after it, at the price of a warm word. */
  @Test
  void wordsThatAnInnerCallWroteAreSeenAfterIt() {
    begin();
    outer.store(SLOT, 1);
    inner.store(SLOT, 2);
    inner.store(UNTOUCHED, 3);
    outer.refresh();
    long before = host.remainingGas();
    assertThat(outer.loadLong(SLOT)).isEqualTo(2);
    assertThat(before - host.remainingGas()).isEqualTo(GasSchedule.WARM_LOAD);
    assertThat(outer.loadLong(UNTOUCHED)).isEqualTo(3);
    assertThat(before - host.remainingGas())
        .isEqualTo(GasSchedule.WARM_LOAD + GasSchedule.COLD_LOAD);
  }

  /** Without it a word that was written behind the call's back would be kept from the state. */
  @Test
  void whatIsWrittenAfterAnInnerCallReachesTheState() {
    begin();
    outer.store(SLOT, 1);
    inner.store(SLOT, 2);
    outer.refresh();
    outer.store(SLOT, 1);
    assertThat(host.storage(SLOT.account(), SLOT.key())).isEqualTo(UInt256.ONE);
  }
}
