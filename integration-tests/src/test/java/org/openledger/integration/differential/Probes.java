package org.openledger.integration.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.client.RpcRequest;
import org.openledger.devnet.transaction.IntrinsicGas;
import org.openledger.integration.callers.Compiled;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;

/**
 * Calls that a Solidity contract makes on Besu, beside the same calls made by an account on the
 * devnet, after the same block. The contract stands in the caller's own place, by an override of
 * its code, so that a native contract meets the same caller.
 */
final class Probes {

  static final int CALL = 0xf1;
  static final int CALLCODE = 0xf2;
  static final int DELEGATECALL = 0xf4;
  static final int STATICCALL = 0xfa;

  /** Gas that no call needs. */
  static final long PLENTY = 4_000_000;

  private static final Function PROBE =
      new Function("probe(uint8,address,uint256,uint256,bytes)", "(bool,uint256,bytes)");

  /**
   * How a call ended.
   *
   * @param ok whether it succeeded
   * @param used gas of it and of making it
   * @param answer what it returned, or reverted with
   */
  record Ending(boolean ok, long used, Bytes answer) {}

  private final Mirror mirror;
  private final String block;

  Probes(Mirror mirror) {
    this.mirror = mirror;
    this.block = Mirror.number(mirror.head());
  }

  /** What Besu does where contracts make these calls so, each with its gas. */
  List<Ending> byContract(int opcode, List<Draft> calls, List<Long> gas) {
    List<RpcRequest> requests = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Draft it = calls.get(i);
      boolean paid = opcode == CALL || opcode == CALLCODE;
      BigInteger value = paid ? it.value() : BigInteger.ZERO;
      Bytes input =
          Bytes.wrap(
              PROBE
                  .encodeCall(AbiValues.tuple(opcode, it.to(), value, gas.get(i), it.input()))
                  .array());
      String caller = Senders.address(it.sender()).toString();
      Map<String, Object> call = new LinkedHashMap<>();
      call.put("to", caller);
      call.put("data", input.toHexString());
      call.put("gas", "0x" + Long.toHexString(3 * PLENTY));
      Object code = Map.of(caller, Map.of("code", Compiled.prober().toHexString()));
      requests.add(RpcRequest.of("eth_call", call, block, code));
    }
    List<Ending> endings = new ArrayList<>();
    List<ObjectNode> answers = mirror.besu().batch(requests);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).has("result")).as("%s: %s", calls.get(i), answers.get(i)).isTrue();
      Tuple ending =
          PROBE.decodeReturn(
              Bytes.fromHexString(answers.get(i).get("result").asText()).toArrayUnsafe());
      BigInteger used = ending.get(1);
      endings.add(
          new Ending(ending.get(0), used.longValueExact(), Bytes.wrap(ending.<byte[]>get(2))));
    }
    return endings;
  }

  /** What the devnet does where accounts make these calls; gas is not told. */
  List<Ending> byAccount(List<Draft> calls) {
    List<RpcRequest> requests = new ArrayList<>();
    for (Draft it : calls) {
      Map<String, Object> call = object(it);
      long gas = PLENTY + IntrinsicGas.of(it.input(), List.of());
      call.put("gas", "0x" + Long.toHexString(gas));
      requests.add(RpcRequest.of("eth_call", call, block));
    }
    List<Ending> endings = new ArrayList<>();
    for (ObjectNode answer : mirror.devnet().batch(requests)) {
      boolean ok = answer.has("result");
      String data = ok ? answer.get("result").asText() : answer.at("/error/data").asText("0x");
      endings.add(new Ending(ok, 0, Bytes.fromHexString(data.startsWith("0x") ? data : "0x")));
    }
    return endings;
  }

  /**
   * The gas of the calls by themselves as the devnet tells it; empty where a call fails, or where
   * the calldata's price hides it.
   */
  List<OptionalLong> gas(List<Draft> calls) {
    List<RpcRequest> requests = new ArrayList<>();
    calls.forEach(it -> requests.add(RpcRequest.of("eth_estimateGas", object(it), block)));
    List<OptionalLong> gas = new ArrayList<>();
    List<ObjectNode> answers = mirror.devnet().batch(requests);
    for (int i = 0; i < calls.size(); i++) {
      Bytes input = calls.get(i).input();
      long least =
          answers.get(i).has("result") ? Long.decode(answers.get(i).get("result").asText()) : 0;
      gas.add(
          least > IntrinsicGas.floor(input)
              ? OptionalLong.of(least - IntrinsicGas.of(input, List.of()))
              : OptionalLong.empty());
    }
    return gas;
  }

  /** The data of an error of the contract that is called. */
  static Bytes error(Address contract, String name) {
    return Abis.of(Abis.contract(contract)).error(name).encode();
  }

  private static Map<String, Object> object(Draft it) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("from", Senders.address(it.sender()).toString());
    call.put("to", it.to().toString());
    call.put("value", "0x" + it.value().toString(16));
    call.put("data", it.input().toHexString());
    return call;
  }
}
