package org.openledger.precompile.system;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Activation;
import org.openledger.precompile.dispatch.Call;

/**
 * The protocol's next version: scheduled for a block that lies far enough ahead for all operators
 * to upgrade. Whether this node's software has a version plays no part in what is answered here:
 * the answer would differ between releases, and the states with it.
 */
final class Upgrades {

  private static final ContractAbi ABI = ContractAbi.of("System");
  private static final AbiEvent SCHEDULED = ABI.event("ProtocolScheduled");
  private static final AbiEvent CANCELLED = ABI.event("ProtocolCancelled");
  private static final AbiError ALREADY_SCHEDULED = ABI.error("ProtocolAlreadyScheduled");
  private static final AbiError NONE_SCHEDULED = ABI.error("NoProtocolScheduled");
  private static final AbiError NOT_NEXT = ABI.error("NotNextProtocolVersion");
  private static final AbiError OUT_OF_BOUNDS = ABI.error("ActivationOutOfBounds");

  /** Blocks beyond the notice for which a version can be scheduled ahead. */
  private static final long FARTHEST = 1L << 28;

  private Upgrades() {}

  static Tuple version(Call call) {
    return AbiValues.tuple(protocol(call).at(call.blockNumber()));
  }

  static Tuple scheduled(Call call) {
    Activation protocol = protocol(call);
    return protocol.isScheduled(call.blockNumber())
        ? AbiValues.tuple(protocol.next(), protocol.fromBlock())
        : AbiValues.tuple(0L, 0L);
  }

  static void schedule(Call call) {
    SystemContract.only(Role.ADMIN, call);
    BigInteger version = call.number(0);
    BigInteger fromBlock = call.number(1);
    long block = call.blockNumber();
    Activation protocol = protocol(call);
    Call.require(
        !protocol.isScheduled(block), ALREADY_SCHEDULED, protocol.next(), protocol.fromBlock());
    BigInteger next = BigInteger.valueOf(protocol.at(block) + 1);
    Call.require(version.equals(next), NOT_NEXT, version, next);
    long notice = SystemContract.system(call).parameterLong(Parameter.PROTOCOL_NOTICE);
    BigInteger earliest = BigInteger.valueOf(block + notice);
    BigInteger latest = earliest.add(BigInteger.valueOf(FARTHEST));
    Call.require(
        fromBlock.compareTo(earliest) >= 0 && fromBlock.compareTo(latest) <= 0,
        OUT_OF_BOUNDS,
        fromBlock,
        earliest,
        latest);
    SystemContract.system(call)
        .setProtocol(
            protocol.schedule(block, version.longValueExact(), fromBlock.longValueExact()));
    call.emit(SCHEDULED, version, fromBlock);
  }

  static void cancel(Call call) {
    SystemContract.only(Role.ADMIN, call);
    Activation protocol = protocol(call);
    Call.require(protocol.isScheduled(call.blockNumber()), NONE_SCHEDULED);
    SystemContract.system(call).setProtocol(protocol.cancel(call.blockNumber()));
    call.emit(CANCELLED, protocol.next(), protocol.fromBlock());
  }

  private static Activation protocol(Call call) {
    return SystemContract.system(call).protocol();
  }
}
