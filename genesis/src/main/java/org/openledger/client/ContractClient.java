package org.openledger.client;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/**
 * A native contract by the names of its interface. Arguments are {@link Address}, {@link Bytes},
 * {@code long} (as uint256) or the ABI library's types; results are the ABI library's.
 */
public final class ContractClient {

  private static final String LATEST = "latest";

  private final Chain chain;
  private final ContractAbi abi;
  private final Address address;

  private ContractClient(Chain chain, ContractAbi abi, Address address) {
    this.chain = chain;
    this.abi = abi;
    this.address = address;
  }

  /** A native contract of a chain. */
  public static ContractClient of(Chain chain, NativeAddress contract) {
    return new ContractClient(chain, ContractAbi.of(contract.contract()), contract.address());
  }

  /** Where the contract lives. */
  public Address address() {
    return address;
  }

  /** Asks a function of the newest state. */
  public Tuple call(String function, Object... arguments) {
    return callAt(LATEST, function, arguments);
  }

  /** Asks a function of the state after a block. */
  public Tuple callAfter(long block, String function, Object... arguments) {
    return callAt(Hex.of(block), function, arguments);
  }

  /** A transaction that calls a function. */
  public Draft draft(Wallet from, BigInteger value, String function, Object... arguments) {
    return new Draft(from, address, value, encoded(abi.function(function), arguments));
  }

  /** Sends a transaction that calls a function, and waits for it. */
  public TransactionReceipt send(Wallet from, String function, Object... arguments) {
    return send(List.of(draft(from, BigInteger.ZERO, function, arguments))).getFirst();
  }

  /** Sends transactions to this contract, and waits for them ({@link Chain#send(List)}). */
  public List<TransactionReceipt> send(List<Draft> drafts) {
    List<TransactionReceipt> receipts = explained(() -> chain.send(drafts));
    for (int i = 0; i < receipts.size(); i++) {
      if (!receipts.get(i).succeeded()) {
        // The estimate went well, so the state has moved since: the same call tells why.
        Draft draft = drafts.get(i);
        explained(() -> chain.call(draft.to(), draft.data(), LATEST));
        throw new RevertedException(
            abi.name(), "", List.of(), "transaction " + receipts.get(i).hash().toHexString());
      }
    }
    return receipts;
  }

  /** Why the contract would refuse a transaction in the newest state; empty where it would not. */
  public Optional<RevertedException> refusal(Draft draft) {
    try {
      chain.estimate(draft);
      return Optional.empty();
    } catch (RpcErrorException e) {
      if (explained(e) instanceof RevertedException refused) {
        return Optional.of(refused);
      }
      throw e;
    }
  }

  /** The arguments of all logs of an event in a receipt, in their order. */
  public List<Tuple> events(TransactionReceipt receipt, String event) {
    AbiEvent wanted = abi.event(event);
    List<Tuple> found = new ArrayList<>();
    for (LogEntry log : receipt.logs()) {
      if (log.emitter().equals(address)
          && !log.topics().isEmpty()
          && log.topics().getFirst().equals(wanted.signature())) {
        found.add(wanted.decode(log.topics(), log.data()));
      }
    }
    return found;
  }

  /** The arguments of the only log of an event in a receipt. */
  public Tuple event(TransactionReceipt receipt, String event) {
    List<Tuple> found = events(receipt, event);
    if (found.size() != 1) {
      throw new IllegalStateException(
          "transaction "
              + receipt.hash().toHexString()
              + " holds "
              + found.size()
              + " logs "
              + event
              + ", not 1");
    }
    return found.getFirst();
  }

  private Tuple callAt(String block, String function, Object... arguments) {
    Function called = abi.function(function);
    Bytes data = encoded(called, arguments);
    Bytes answer = explained(() -> chain.call(address, data, block));
    return called.decodeReturn(answer.toArrayUnsafe());
  }

  private static Bytes encoded(Function function, Object... arguments) {
    return Bytes.wrap(function.encodeCall(AbiValues.tuple(arguments)).array());
  }

  /** Does it, and turns a revert's bytes into the name and arguments of the contract's error. */
  private <T> T explained(Supplier<T> action) {
    try {
      return action.get();
    } catch (RpcErrorException e) {
      throw explained(e);
    }
  }

  /** What a node's error says of a call of this contract: a revert by its name, or as it is. */
  public ClientException explained(RpcErrorException failure) {
    String data = failure.data();
    return data == null || !data.matches("0x([0-9a-fA-F]{2}){4,}")
        ? failure
        : reverted(Bytes.fromHexString(data));
  }

  private RevertedException reverted(Bytes data) {
    for (AbiError error : abi.errors()) {
      if (error.selector().equals(data.slice(0, 4))) {
        Tuple arguments = error.decode(data);
        List<Object> values = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
          Object value = arguments.get(i);
          values.add(value);
          shown.add(value instanceof byte[] bytes ? Bytes.wrap(bytes).toHexString() : "" + value);
        }
        return new RevertedException(
            abi.name(), error.name(), values, error.name() + "(" + String.join(", ", shown) + ")");
      }
    }
    return new RevertedException(abi.name(), "", List.of(), data.toHexString());
  }
}
