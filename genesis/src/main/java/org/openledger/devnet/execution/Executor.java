package org.openledger.devnet.execution;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.devnet.execution.ExecutionResult.Ending;
import org.openledger.devnet.state.Journal;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.devnet.transaction.Refusal;
import org.openledger.devnet.transaction.RefusedException;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;

/** Executes messages: buys gas, moves value, calls the native contract, pays fees. */
public final class Executor {

  private static final Bytes INVALID_CODE = Bytes.of(0xfe);

  // 0x01 to 0x11 and 0x100: what every chain of Osaka answers at these addresses, an EVM must.
  private static final BigInteger LAST_PRECOMPILE = BigInteger.valueOf(0x11);
  private static final BigInteger P256_VERIFY = BigInteger.valueOf(0x100);

  private final SortedMap<Address, NativeContract> contracts = new TreeMap<>();
  private final Address coinbase;

  /**
   * @param coinbase who receives what is paid above the base fee
   */
  public Executor(List<NativeContract> contracts, Address coinbase) {
    for (NativeContract contract : contracts) {
      if (this.contracts.put(contract.address(), contract) != null) {
        throw new IllegalArgumentException("two native contracts at " + contract.address());
      }
    }
    this.coinbase = coinbase;
  }

  /**
   * Refuses a call that only an EVM could execute.
   *
   * @throws RefusedException with {@link Refusal#NEEDS_EVM}
   */
  public void requireExecutable(Journal journal, Address to) throws RefusedException {
    if (contracts.containsKey(to)) {
      return;
    }
    BigInteger number = to.toBigInteger();
    boolean precompile =
        number.signum() > 0
            && (number.compareTo(LAST_PRECOMPILE) <= 0 || number.equals(P256_VERIFY));
    Bytes code = journal.code(to);
    if (precompile || !(code.isEmpty() || code.get(0) == INVALID_CODE.get(0))) {
      throw new RefusedException(
          Refusal.NEEDS_EVM,
          to + " holds EVM code and the devnet has no EVM: use a Besu node for it");
    }
  }

  /**
   * Executes a message that was checked: the sender can pay, the gas covers the intrinsic cost.
   *
   * @throws org.openledger.precompile.host.NodeFailureException where this node cannot compute the
   *     result; the journal is then worthless
   */
  public ExecutionResult execute(Journal journal, Message message, long blockNumber) {
    long intrinsic = IntrinsicGas.of(message.input(), message.accessList());
    long gas = message.gasLimit() - intrinsic;
    journal.setNonce(message.sender(), journal.nonce(message.sender()) + 1);
    journal.debit(message.sender(), wei(message.gasLimit(), message.gasPrice()));

    int mark = journal.mark();
    journal.debit(message.sender(), message.value());
    journal.credit(message.to(), message.value());
    CallFrame frame = new CallFrame(journal, message, blockNumber, gas);
    Call call = call(journal, message, frame);
    if (call.ending != Ending.SUCCESS) {
      journal.undoTo(mark);
    }

    boolean keepsGas = call.ending == Ending.SUCCESS || call.ending == Ending.REVERT;
    long left = keepsGas ? frame.remainingGas() : 0;
    long used = Math.max(message.gasLimit() - left, IntrinsicGas.floor(message.input()));
    journal.credit(message.sender(), wei(message.gasLimit() - used, message.gasPrice()));
    journal.credit(coinbase, wei(used, message.gasPrice().subtract(message.baseFee())));
    return new ExecutionResult(call.ending, used, call.output, journal.logs());
  }

  private Call call(Journal journal, Message message, CallFrame frame) {
    NativeContract contract = contracts.get(message.to());
    if (contract == null) {
      return plain(journal, message);
    }
    return switch (contract.call(frame, message.input())) {
      case Outcome.Success success -> new Call(Ending.SUCCESS, success.output());
      case Outcome.Revert revert -> new Call(Ending.REVERT, revert.data());
      case Outcome.OutOfGas outOfGas -> new Call(Ending.OUT_OF_GAS, Bytes.EMPTY);
      case Outcome.Absent absent -> plain(journal, message);
    };
  }

  private static Call plain(Journal journal, Message message) {
    return journal.code(message.to()).isEmpty()
        ? new Call(Ending.SUCCESS, Bytes.EMPTY)
        : new Call(Ending.INVALID_OPERATION, Bytes.EMPTY);
  }

  private static UInt256 wei(long gas, BigInteger price) {
    return UInt256.valueOf(BigInteger.valueOf(gas).multiply(price));
  }

  private record Call(Ending ending, Bytes output) {}
}
