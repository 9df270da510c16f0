package org.openledger.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openledger.integration.client.NodeScript;

/** docs/abi is what solc makes of the Solidity interfaces. */
class InterfaceAbiTest {

  @Test
  void theAbiIsUpToDate() throws Exception {
    NodeScript.Result result = NodeScript.run("abi.mjs", "--check");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
