package org.openledger.precompile.governance;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SortedMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;

/** What a proposal does: calls of native contracts, as the first three arguments of a function. */
final class Actions {

  private static final TupleType<?> HASHED = GovernanceAbi.ABI.function("hashProposal").getInputs();
  private static final Bytes SPEND = Bytes.wrap(GovernanceAbi.ABI.function("spend").selector());

  private final Address[] targets;
  private final BigInteger[] values;
  private final byte[][] calldatas;

  private Actions(Address[] targets, BigInteger[] values, byte[][] calldatas) {
    this.targets = targets;
    this.values = values;
    this.calldatas = calldatas;
  }

  static Actions of(Call call) {
    return new Actions(call.addresses(0), call.numbers(1), call.byteArrays(2));
  }

  /** The proposal's id: keccak256(abi.encode(targets, values, calldatas, descriptionHash)). */
  BigInteger id(Call call, Bytes32 descriptionHash) {
    byte[] encoded =
        HASHED
            .encode(Tuple.from(abiTargets(), values, calldatas, descriptionHash.toArrayUnsafe()))
            .array();
    return call.hash(encoded).toUnsignedBigInteger();
  }

  /** How many there are. */
  int count() {
    return targets.length;
  }

  /** Wei sent with each: 0. */
  BigInteger[] values() {
    return values;
  }

  /** Selectors and arguments. */
  byte[][] calldatas() {
    return calldatas;
  }

  /** The contracts called, as the ABI library has them. */
  com.esaulpaugh.headlong.abi.Address[] abiTargets() {
    return Arrays.stream(targets)
        .map(AbiValues::address)
        .toArray(com.esaulpaugh.headlong.abi.Address[]::new);
  }

  /** INV-GOV-05: an action calls a native contract without coins; of this one, spend only. */
  void check(SortedMap<Address, NativeContract> contracts, long limit) {
    int count = targets.length;
    boolean even = count > 0 && count == values.length && count == calldatas.length;
    Call.require(
        even,
        GovernanceAbi.INVALID_LENGTH,
        (long) count,
        (long) calldatas.length,
        (long) values.length);
    Call.require(count <= limit, GovernanceAbi.TOO_MANY_ACTIONS, (long) count, limit);
    for (int i = 0; i < count; i++) {
      Call.require(
          contracts.containsKey(targets[i]), GovernanceAbi.NOT_NATIVE, (long) i, targets[i]);
      Call.require(values[i].signum() == 0, GovernanceAbi.WITH_VALUE, (long) i, values[i]);
      boolean own = targets[i].equals(GovernanceStorage.ACCOUNT);
      Bytes selector = selector(calldatas[i]);
      Call.require(!own || selector.equals(SPEND), GovernanceAbi.NOT_ALLOWED, (long) i, selector);
    }
  }

  /** Does all of it, in this contract's name, one after another. */
  void run(Call call, SortedMap<Address, NativeContract> contracts) {
    for (int i = 0; i < targets.length; i++) {
      NativeContract target = contracts.get(targets[i]);
      if (target == null) {
        throw new RevertException(GovernanceAbi.NOT_NATIVE, (long) i, targets[i]);
      }
      call.call(target, Bytes.wrap(calldatas[i]));
    }
  }

  private static Bytes selector(byte[] calldata) {
    return Bytes.wrap(Arrays.copyOf(calldata, 4));
  }
}
