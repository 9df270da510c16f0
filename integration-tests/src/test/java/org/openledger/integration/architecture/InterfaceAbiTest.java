package org.openledger.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openledger.integration.client.NodeScript;

/** What solc makes of the Solidity sources is what the tree holds. */
class InterfaceAbiTest {

  @Test
  void theAbiIsUpToDate() throws Exception {
    NodeScript.Result result = NodeScript.run("abi.mjs", "--check");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void theStorageLayoutsAreUpToDate() throws Exception {
    NodeScript.Result result = NodeScript.run("layout.mjs", "--check");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void theBytecodeOfTheBenchmarksPeersIsUpToDate() throws Exception {
    NodeScript.Result result = NodeScript.run("splitters.mjs", "--check");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void theBytecodeOfTheGovernorsPeersIsUpToDate() throws Exception {
    NodeScript.Result result = NodeScript.run("governors.mjs", "--check");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void theBytecodeOfTheCallersIsUpToDate() throws Exception {
    NodeScript.Result result = NodeScript.run("callers.mjs", "--check");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
