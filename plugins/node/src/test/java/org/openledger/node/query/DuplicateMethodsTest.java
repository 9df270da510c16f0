package org.openledger.node.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.openledger.node.rpc.RpcException;

class DuplicateMethodsTest {

  @Test
  void aLongTextIsNotLookedForInAllOfManyVersions() {
    assertThatCode(() -> DuplicateMethods.requireFeasible(32_000, 1_000))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> DuplicateMethods.requireFeasible(32_001, 1_000))
        .isInstanceOf(RpcException.class)
        .hasMessage(
            "tokens times versions are 32001000, at most 32000000: ask for parts of the text");
    assertThatThrownBy(() -> DuplicateMethods.requireFeasible(1 << 20, 1L << 32))
        .isInstanceOf(RpcException.class);
  }
}
