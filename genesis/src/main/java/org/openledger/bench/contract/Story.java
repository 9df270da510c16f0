package org.openledger.bench.contract;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.openledger.precompile.host.Address;

/** Calls of one network, each shown to a visitor and then made. */
abstract class Story {

  static final String DATANETS = "Datanets";
  static final String MODELS = "Models";
  static final String FEES = "InferenceFees";
  static final String SYSTEM = "System";
  static final String ATTRIBUTION = "TokenAttribution";
  static final String STAKING = "Staking";
  static final String GOVERNANCE = "Governance";
  static final String SERVICES = "Services";
  static final String FEEDBACK = "Feedback";
  static final String AGENTS = "Agents";
  static final String ATTESTATIONS = "InfluenceAttestations";

  final BenchNetwork network;
  private final CallVisitor visitor;

  Story(BenchNetwork network, CallVisitor visitor) {
    this.network = network;
    this.visitor = visitor;
  }

  /** Tells the story. */
  abstract void tell();

  Tuple pay(
      Address sender, BigInteger value, String contract, String function, Object... arguments) {
    ContractCall call = BenchNetwork.of(sender, value, contract, function, arguments);
    visitor.visit(network, call);
    return network.run(call);
  }

  Tuple send(Address sender, String contract, String function, Object... arguments) {
    return pay(sender, BigInteger.ZERO, contract, function, arguments);
  }

  long idOf(Address sender, String contract, String function, Object... arguments) {
    return BenchNetwork.id(send(sender, contract, function, arguments));
  }

  void skip(long blocks) {
    network.host().setBlockNumber(network.host().blockNumber() + blocks);
  }
}
