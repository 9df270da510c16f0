package org.openledger.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;

class ContainedContractTest {

  @Test
  void noErrorEscapes() {
    for (Error error :
        List.of(
            new InternalError("a fault occurred in an unsafe memory access operation"),
            new OutOfMemoryError(),
            new StackOverflowError(),
            new NoClassDefFoundError("x"))) {
      assertThatThrownBy(() -> call(throwing(error)))
          .isInstanceOf(NodeFailureException.class)
          .hasCause(error);
    }
  }

  @Test
  void failuresOfTheNodeAndDefectsPassUnchanged() {
    for (RuntimeException exception :
        List.of(new NodeFailureException("no index"), new IllegalStateException("a defect"))) {
      assertThatThrownBy(() -> call(throwing(exception))).isSameAs(exception);
    }
  }

  @Test
  void outcomesPassUnchanged() {
    Outcome outcome = new Outcome.Revert(Bytes.of(1, 2, 3));
    assertThat(call((host, input) -> outcome)).isSameAs(outcome);
  }

  @FunctionalInterface
  private interface Body {
    Outcome run(Host host, Bytes input);
  }

  private static Body throwing(Throwable thrown) {
    return (host, input) -> {
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    };
  }

  private static Outcome call(Body body) {
    NativeContract contract =
        new NativeContract() {
          @Override
          public String name() {
            return "Datanets";
          }

          @Override
          public Address address() {
            return NativeAddress.DATANETS.address();
          }

          @Override
          public Outcome call(Host host, Bytes input) {
            return body.run(host, input);
          }
        };
    return new ContainedContract(contract).call(new MemoryHost(), Bytes.EMPTY);
  }
}
