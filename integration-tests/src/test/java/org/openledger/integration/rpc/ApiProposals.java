package org.openledger.integration.rpc;

import com.esaulpaugh.headlong.abi.Function;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** The proposals of {@link ApiStory}, by number: what is proposed, and the ids that follow. */
final class ApiProposals {

  private record Action(NativeAddress target, byte[] calldata) {}

  private ApiProposals() {}

  /** Arguments of {@code propose}. */
  static Object[] arguments(int number) {
    return arguments(number, description(number));
  }

  /** Arguments of {@code cancel}, {@code queue} and {@code execute}. */
  static Object[] hashed(int number) {
    return arguments(number, Keccak256.hash(description(number)));
  }

  /** The id, computed as the contract does. */
  static BigInteger id(int number) {
    Function function =
        ContractAbi.of(NativeAddress.GOVERNANCE.contract()).function("hashProposal");
    byte[] encoded = function.getInputs().encode(AbiValues.tuple(hashed(number))).array();
    return Keccak256.hash(Bytes.wrap(encoded)).toUnsignedBigInteger();
  }

  private static Object[] arguments(int number, Object description) {
    List<Action> actions = actions(number);
    BigInteger[] values = new BigInteger[actions.size()];
    Arrays.fill(values, BigInteger.ZERO);
    return new Object[] {
      actions.stream()
          .map(it -> AbiValues.address(it.target().address()))
          .toArray(com.esaulpaugh.headlong.abi.Address[]::new),
      values,
      actions.stream().map(Action::calldata).toArray(byte[][]::new),
      description
    };
  }

  private static String description(int number) {
    return switch (number) {
      case 1 -> "# Half the platform fee\n\nAnd one more operator.";
      case 2 -> "# Spend of the treasury";
      default -> "# A call that no contract would read";
    };
  }

  private static List<Action> actions(int number) {
    return switch (number) {
      case 1 ->
          List.of(
              action(
                  NativeAddress.SYSTEM,
                  "setParameter",
                  Parameter.PLATFORM_FEE.key(),
                  BigInteger.valueOf(250_000_000_000_000_000L)),
              action(
                  NativeAddress.SYSTEM,
                  "grantRole",
                  Role.OPERATOR.id(),
                  ApiStory.account(6).address()));
      case 2 ->
          List.of(action(NativeAddress.GOVERNANCE, "spend", ApiStory.account(9).address(), 1_000L));
      default -> List.of(new Action(NativeAddress.MODELS, new byte[] {1, 2, 3, 4, 5}));
    };
  }

  private static Action action(NativeAddress target, String function, Object... arguments) {
    Function called = ContractAbi.of(target.contract()).function(function);
    return new Action(target, called.encodeCall(AbiValues.tuple(arguments)).array());
  }
}
