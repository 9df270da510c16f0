package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.SegmentSource;

class CallCountsTest {

  private static final List<NativeContract> CONTRACTS = Contracts.all(SegmentSource.none());
  private static final NativeContract MODELS = CONTRACTS.get(2);
  private static final Bytes CREATE =
      Bytes.wrap(ContractAbi.of("Models").functions().firstEntry().getValue().selector());
  private static final String NAME = ContractAbi.of("Models").functions().firstKey();

  private final CallCounts counts = new CallCounts(CONTRACTS);

  private CallCounts.Function of(String function) {
    return counts.contracts().get("Models").functions().get(function);
  }

  @Test
  void everyEndOfACallIsCountedUnderItsFunction() {
    counts.ended(MODELS, CREATE, new Outcome.Success(Bytes.EMPTY), 1_000, 5_000);
    counts.ended(MODELS, CREATE, new Outcome.Revert(Bytes.EMPTY), 100, 3_000);
    counts.ended(MODELS, CREATE, new Outcome.OutOfGas(), 50, 1_000);
    CallCounts.Function function = of(NAME);
    assertThat(function.calls.sum()).isEqualTo(3);
    assertThat(function.gas.sum()).isEqualTo(1_150);
    assertThat(function.nanos.sum()).isEqualTo(9_000);
    assertThat(function.reverts.sum()).isEqualTo(1);
    assertThat(function.outOfGas.sum()).isEqualTo(1);
    assertThat(of(CallCounts.UNKNOWN).calls.sum()).isZero();
  }

  @Test
  void whateverAnybodyCallsThereAreNoMoreLabels() {
    int labels = counts.contracts().get("Models").functions().size();
    for (int i = 0; i < 1_000; i++) {
      counts.ended(MODELS, Bytes.ofUnsignedInt(i), new Outcome.Revert(Bytes.EMPTY), 1, 1);
    }
    counts.ended(MODELS, Bytes.EMPTY, new Outcome.Revert(Bytes.EMPTY), 1, 1);
    counts.ended(MODELS, Bytes.of(1, 2, 3), new Outcome.Revert(Bytes.EMPTY), 1, 1);
    assertThat(counts.contracts().get("Models").functions()).hasSize(labels);
    assertThat(of(CallCounts.UNKNOWN).calls.sum()).isEqualTo(1_002);
  }

  @Test
  void whereNothingIsActiveNothingIsCounted() {
    counts.ended(MODELS, CREATE, new Outcome.Absent(), 0, 9);
    assertThat(of(NAME).calls.sum()).isZero();
  }

  @Test
  void aFailureIsNoCall() {
    counts.failed(MODELS);
    assertThat(counts.contracts().get("Models").failures.sum()).isEqualTo(1);
    assertThat(of(NAME).calls.sum()).isZero();
  }
}
