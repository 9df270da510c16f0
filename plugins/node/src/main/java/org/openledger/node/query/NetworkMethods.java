package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.precompile.host.NativeAddress.SYSTEM;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.tokenizer.Tokenizers;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** The network's configuration, from the state of a block. */
public final class NetworkMethods {

  private record Value(Parameter parameter, BigInteger value) {}

  private record Member(Role role, List<Address> accounts) {}

  private record Tokenizer(String id, Struct of) {}

  private record Network(
      BlockId block,
      long protocolVersion,
      BigInteger chainId,
      List<Value> parameters,
      List<Member> roles,
      List<Tokenizer> tokenizers) {}

  private static final ObjectType<Value> VALUE =
      ObjectType.<Value>of("NetworkParameter", "A governed parameter")
          .with("name", JsonTypes.STRING, "its name", value -> value.parameter().label())
          .with("value", JsonTypes.WORD, "its value", Value::value)
          .with("minimum", JsonTypes.WORD, "its least value", value -> value.parameter().minimum())
          .with(
              "maximum", JsonTypes.WORD, "its largest value", value -> value.parameter().maximum());

  private static final ObjectType<Member> MEMBER =
      ObjectType.<Member>of("RoleMembers", "Who holds a role")
          .with("role", JsonTypes.oneOf(Role.class), "the role", Member::role)
          .with("id", JsonTypes.HASH, "its id in the contracts", member -> member.role().id())
          .with(
              "accounts",
              JsonTypes.listOf(JsonTypes.ADDRESS),
              "who holds it, in no particular order",
              Member::accounts);

  private static final ObjectType<Tokenizer> TOKENIZER =
      ObjectType.<Tokenizer>of("Tokenizer", "A tokenizer that the network uses")
          .with("id", JsonTypes.STRING, "its name", Tokenizer::id)
          .with(
              "hash",
              JsonTypes.HASH,
              "identity of its vocabulary",
              tokenizer -> tokenizer.of().hash("hash"))
          .with(
              "vocabularySize",
              JsonTypes.QUANTITY,
              "ordinary ids are below it",
              tokenizer -> tokenizer.of().number("vocabularySize"))
          .with(
              "weightTable",
              JsonTypes.HASH,
              "SHA-256 of the table of weights that new model versions use",
              tokenizer -> tokenizer.of().hash("weightTable"));

  private static final ObjectType<Network> NETWORK =
      ObjectType.<Network>of("Network", "The network's configuration in a block")
          .with("block", BlockId.TYPE, "the block", Network::block)
          .with(
              "protocolVersion",
              JsonTypes.QUANTITY,
              "version of the protocol that is active",
              Network::protocolVersion)
          .with(
              "chainId",
              JsonTypes.WORD,
              "the chain id that signatures are checked with",
              Network::chainId)
          .with("parameters", JsonTypes.listOf(VALUE), "all parameters", Network::parameters)
          .with("roles", JsonTypes.listOf(MEMBER), "all roles", Network::roles)
          .with(
              "tokenizers",
              JsonTypes.listOf(TOKENIZER),
              "tokenizers of this release that are registered",
              Network::tokenizers);

  private final Queries queries;

  private NetworkMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    NetworkMethods methods = new NetworkMethods(queries);
    return List.of(
        RpcMethod.named(
                "openledger_getNetwork",
                "The network's configuration: parameters with their bounds, roles, tokenizers.")
            .takes(BLOCK)
            .answers("network", NETWORK, methods::network));
  }

  private Network network(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    List<Value> parameters = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      parameters.add(new Value(parameter, state.amount(SYSTEM, "parameter", parameter.key())));
    }
    List<Member> roles = new ArrayList<>();
    for (Role role : Role.values()) {
      roles.add(new Member(role, members(state, role)));
    }
    List<Tokenizer> tokenizers = new ArrayList<>();
    for (String id : Tokenizers.ids()) {
      Struct of = state.struct(SYSTEM, "tokenizer", AbiValues.name(id));
      if (of.number("vocabularySize") != 0) {
        tokenizers.add(new Tokenizer(id, of));
      }
    }
    return new Network(
        BlockId.of(state.block()),
        state.number(SYSTEM, "protocolVersion"),
        state.amount(SYSTEM, "chainId"),
        parameters,
        roles,
        tokenizers);
  }

  private static List<Address> members(BlockState state, Role role) throws RpcException {
    long count = state.number(SYSTEM, "getRoleMemberCount", role.id());
    List<Address> members = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      members.add(state.call(SYSTEM, "getRoleMember", role.id(), i).address(0));
    }
    return members;
  }
}
