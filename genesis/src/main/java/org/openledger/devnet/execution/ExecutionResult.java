package org.openledger.devnet.execution;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.state.Log;

/**
 * How a message ended.
 *
 * @param ending success, revert or halt
 * @param gasUsed gas that the sender pays for
 * @param output what the contract returned; the custom error after a revert
 * @param logs empty unless it succeeded
 */
public record ExecutionResult(Ending ending, long gasUsed, Bytes output, List<Log> logs) {

  public ExecutionResult {
    logs = List.copyOf(logs);
  }

  public boolean isSuccess() {
    return ending == Ending.SUCCESS;
  }

  /** The ways in which a message ends. */
  public enum Ending {
    SUCCESS(""),
    REVERT("Execution reverted"),
    OUT_OF_GAS("Out of gas"),
    /** Code 0xfe, which is what an inactive native contract is. */
    INVALID_OPERATION("Invalid opcode: 0xfe");

    private final String description;

    Ending(String description) {
      this.description = description;
    }

    /** Besu's words for it. */
    public String description() {
      return description;
    }
  }
}
