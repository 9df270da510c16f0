package org.openledger.attestation;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.TransactionReceipt;
import org.openledger.client.Wallet;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Role;

/** An operator at his own node: compares its indexes with what others attest, and attests them. */
public final class Operator {

  private static final int ACTIVE = 4;

  private final JsonRpc rpc;
  private final Wallet wallet;
  private final ContractClient datanets;
  private final List<Address> operators;

  private Operator(JsonRpc rpc, Wallet wallet, ContractClient datanets, List<Address> operators) {
    this.rpc = rpc;
    this.wallet = wallet;
    this.datanets = datanets;
    this.operators = operators;
  }

  /**
   * An operator.
   *
   * @param rpc his own node, whose word he gives
   * @throws NotOperatorException where the account is none
   */
  public static Operator at(JsonRpc rpc, Wallet wallet) {
    Chain chain = Chain.at(rpc);
    ContractClient system = ContractClient.of(chain, NativeAddress.SYSTEM);
    Bytes32 role = Role.OPERATOR.id();
    long count = system.call("getRoleMemberCount", role).<BigInteger>get(0).longValueExact();
    List<Address> operators = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Tuple member = system.call("getRoleMember", role, i);
      operators.add(AbiValues.address(member.<com.esaulpaugh.headlong.abi.Address>get(0)));
    }
    if (!operators.contains(wallet.address())) {
      throw new NotOperatorException(
          wallet.address() + " is no operator of this chain: its operators are " + operators);
    }
    ContractClient datanets = ContractClient.of(chain, NativeAddress.DATANETS);
    return new Operator(rpc, wallet, datanets, operators);
  }

  /** What is to be said of every version that the node knows, by Datanet and version. */
  public List<Attestation> attestations() {
    List<Attestation> attestations = new ArrayList<>();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    JsonNode page;
    do {
      page = rpc.call("openledger_segments", request);
      for (JsonNode status : page.path("items")) {
        attestations.add(attestation(status));
      }
      request.set("cursor", page.path("next"));
    } while (page.path("next").isTextual());
    return attestations;
  }

  /** How many Datanets there are: they are numbered from 1. */
  public long datanetCount() {
    return datanets.call("datanetCount").<BigInteger>get(0).longValueExact();
  }

  /** Attests the node's digest of a version; waits until that is in a block. */
  public TransactionReceipt attest(Attestation it) {
    return datanets.send(wallet, "attest", it.datanet(), it.version(), it.digest().orElseThrow());
  }

  private Attestation attestation(JsonNode status) {
    long datanet = Long.decode(status.path("datanet").asText());
    long version = Long.decode(status.path("version").asText());
    Optional<Bytes32> digest =
        Optional.of(status.path("indexDigest"))
            .filter(JsonNode::isTextual)
            .map(text -> Bytes32.fromHexString(text.asText()));
    Map<Address, Bytes32> others = new LinkedHashMap<>();
    Optional<Bytes32> given = Optional.empty();
    for (Address operator : operators) {
      Optional<Bytes32> attested = attested(datanet, version, operator);
      if (operator.equals(wallet.address())) {
        given = attested;
      } else if (attested.isPresent() && digest.isPresent() && !attested.equals(digest)) {
        others.put(operator, attested.get());
      }
    }
    Tuple sealed = datanets.call("version", datanet, version).get(0);
    return new Attestation(
        datanet,
        version,
        Bytes32.fromHexString(status.path("segmentRoot").asText()),
        digest,
        given,
        others,
        sealed.<Boolean>get(ACTIVE),
        status.path("problem").isTextual() ? status.path("problem").asText() : "");
  }

  private Optional<Bytes32> attested(long datanet, long version, Address operator) {
    Bytes32 digest =
        Bytes32.wrap(datanets.call("attestation", datanet, version, operator).<byte[]>get(0));
    return Optional.of(digest).filter(it -> !it.isZero());
  }
}
