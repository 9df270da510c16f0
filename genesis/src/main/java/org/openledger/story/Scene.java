package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.Chain;
import org.openledger.client.ClientException;
import org.openledger.client.ContractClient;
import org.openledger.client.Draft;
import org.openledger.client.RevertedException;
import org.openledger.client.RpcErrorException;
import org.openledger.client.TransactionReceipt;
import org.openledger.client.Wallet;
import org.openledger.demo.Cast;
import org.openledger.demo.DemoException;
import org.openledger.demo.Network;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** What all chapters share: the chain, the parts, the book, and how a transaction is sent. */
final class Scene {

  /** A quarter more gas than each would use alone. */
  private static final long MARGIN = 4;

  private final Network network;
  private final Blocks blocks;
  private final Cast cast;
  private final Parties parties;
  private final Book book = new Book();
  private final Journal journal;
  private final Map<NativeAddress, ContractClient> contracts = new EnumMap<>(NativeAddress.class);

  Scene(Network network, Blocks blocks, Cast cast, Parties parties) {
    this.network = network;
    this.blocks = blocks;
    this.cast = cast;
    this.parties = parties;
    for (NativeAddress contract : NativeAddress.values()) {
      contracts.put(contract, ContractClient.of(network.chain(), contract));
    }
    this.journal =
        new Journal(
            book,
            number ->
                address(at(NativeAddress.INFERENCE_FEES).call("account", number).<Object>get(0)),
            network.parameterAddress(Parameter.PLATFORM_ACCOUNT));
  }

  Chain chain() {
    return network.chain();
  }

  Network network() {
    return network;
  }

  Blocks blocks() {
    return blocks;
  }

  /** The network's own accounts: banker, operators. */
  Cast cast() {
    return cast;
  }

  Parties parties() {
    return parties;
  }

  Book book() {
    return book;
  }

  Journal journal() {
    return journal;
  }

  ContractClient at(NativeAddress contract) {
    return Objects.requireNonNull(contracts.get(contract));
  }

  /** A governed number of blocks, or another small number. */
  long parameter(Parameter parameter) {
    return network.parameter(parameter).longValueExact();
  }

  /** An address out of a decoded tuple. */
  static Address address(Object value) {
    return AbiValues.address((com.esaulpaugh.headlong.abi.Address) value);
  }

  /** A call that a part makes. */
  Act act(Part who, NativeAddress contract, String function, Object... arguments) {
    return paying(who, BigInteger.ZERO, contract, function, arguments);
  }

  /** A call that a part makes, and sends wei with. */
  Act paying(
      Part who, BigInteger wei, NativeAddress contract, String function, Object... arguments) {
    return act(who.label(), parties.wallet(who), wei, contract, function, arguments);
  }

  /** A call that one of the network's own accounts makes. */
  Act act(
      String who,
      Wallet wallet,
      BigInteger wei,
      NativeAddress contract,
      String function,
      Object... arguments) {
    Draft draft = at(contract).draft(wallet, wei, function, arguments);
    return new Act(who, contract.contract() + "." + function, "", draft);
  }

  /** Sends one transaction, and waits for it. */
  TransactionReceipt send(Section section, Act act) {
    List<TransactionReceipt> receipt = new ArrayList<>();
    wave().with(section, act, receipt::add).send();
    return receipt.getFirst();
  }

  /** Transactions that are sent together. */
  Wave wave() {
    return new Wave(this);
  }

  /**
   * Sends transactions that do not need each other, waits for all, and writes down what they did.
   *
   * @throws DemoException where one fails in its block
   */
  List<TransactionReceipt> include(List<Act> acts) {
    List<TransactionReceipt> receipts = blocks.include(submit(acts));
    for (int i = 0; i < acts.size(); i++) {
      TransactionReceipt receipt = receipts.get(i);
      Act act = acts.get(i);
      if (!receipt.succeeded()) {
        throw new DemoException(
            act.who() + ": " + act.call() + " failed in block " + receipt.block() + why(act));
      }
      Draft draft = act.draft();
      if (draft.data().isEmpty()) {
        journal.transfer(
            receipt.block(), draft.from().address(), draft.to(), draft.value(), "coins to begin");
      }
      journal.read(receipt);
    }
    return receipts;
  }

  /** Why the chain would refuse a transaction now. */
  RevertedException refusal(Act act) {
    return client(act)
        .refusal(act.draft())
        .orElseThrow(
            () -> new DemoException(act.who() + ": " + act.call() + " ought to be refused"));
  }

  /** The only event of a name that a contract told in a receipt. */
  Tuple event(TransactionReceipt receipt, NativeAddress contract, String name) {
    return at(contract).event(receipt, name);
  }

  /** A number of that event. */
  long number(TransactionReceipt receipt, NativeAddress contract, String name, int position) {
    return event(receipt, contract, name).<BigInteger>get(position).longValueExact();
  }

  private List<Bytes32> submit(List<Act> acts) {
    try {
      return chain().submit(acts.stream().map(Act::draft).toList(), MARGIN);
    } catch (RpcErrorException e) {
      throw named(e, acts);
    }
  }

  /** The node says which error, not of which transaction: the contracts that were called know. */
  private ClientException named(RpcErrorException failure, List<Act> acts) {
    for (Act act : acts) {
      if (client(act).explained(failure) instanceof RevertedException reverted
          && !reverted.error().isEmpty()) {
        return reverted;
      }
    }
    return failure;
  }

  private String why(Act act) {
    return client(act).refusal(act.draft()).map(reason -> ": " + reason.getMessage()).orElse("");
  }

  private ContractClient client(Act act) {
    List<ContractClient> found = new ArrayList<>(contracts.values());
    found.removeIf(contract -> !contract.address().equals(act.draft().to()));
    return found.isEmpty() ? at(NativeAddress.SYSTEM) : found.getFirst();
  }
}
