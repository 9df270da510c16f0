package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.RpcErrorException;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.dispatch.VersionedContract;
import org.openledger.precompile.dispatch.WrappedContract;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.SegmentSource;
import org.openledger.precompile.system.Parameter;

/** A devnet before, at and after the block from which a next version of the protocol holds. */
class UpgradeOnDevnetTest {

  private static final Wallet ADMIN = Wallet.of(DevAccounts.of(0).privateKey());
  private static final long NOTICE = 5;
  static final long DEARER = 777;

  @TempDir private Path directory;

  /** Version 2 of this test: each call costs more. */
  private record Dearer(NativeContract contract) implements WrappedContract {

    @Override
    public Outcome call(Host host, Bytes input) {
      if (host.remainingGas() < DEARER) {
        return new Outcome.OutOfGas();
      }
      host.consumeGas(DEARER);
      return contract.call(host, input);
    }
  }

  static List<NativeContract> upgraded(SegmentSource segments) {
    List<NativeContract> version1 = Contracts.version1(segments);
    return VersionedContract.of(
        List.of(version1, version1.stream().<NativeContract>map(Dearer::new).toList()));
  }

  private DevNetwork start(Function<SegmentSource, List<NativeContract>> contracts)
      throws IOException {
    DevnetOptions options =
        DevnetOptions.defaults().withPort(0).withFees(BigInteger.ZERO, BigInteger.ZERO);
    return DevNetwork.start(options, directory, contracts);
  }

  private static void setParameter(ContractClient system, Parameter parameter, long value) {
    system.send(ADMIN, "setParameter", parameter.key(), value);
  }

  private static long schedule(ContractClient system, JsonRpc rpc) {
    setParameter(system, Parameter.PROTOCOL_NOTICE, NOTICE);
    // The notice counts from the block of the call.
    long block = head(rpc) + 1 + NOTICE;
    system.send(ADMIN, "scheduleProtocol", 2L, block);
    return block;
  }

  private static long head(JsonRpc rpc) {
    return Long.decode(rpc.call("eth_blockNumber").asText());
  }

  private static void mineTo(JsonRpc rpc, long block) {
    while (head(rpc) < block) {
      rpc.call("evm_mine");
    }
  }

  @Test
  void gasIsThatOfTheVersionOfEachBlock() throws IOException {
    try (DevNetwork network = start(UpgradeOnDevnetTest::upgraded);
        JsonRpc rpc = new JsonRpc(network.url())) {
      ContractClient system = ContractClient.of(Chain.at(rpc), NativeAddress.SYSTEM);
      setParameter(system, Parameter.PLATFORM_FEE, 1);
      long block = schedule(system, rpc);
      mineTo(rpc, block - 2);
      BigInteger[] gas = new BigInteger[3];
      for (int i = 0; i < gas.length; i++) {
        var receipt =
            system
                .send(
                    List.of(
                        system.draft(
                            ADMIN,
                            BigInteger.ZERO,
                            "setParameter",
                            Parameter.PLATFORM_FEE.key(),
                            2L + i)))
                .getFirst();
        assertThat(receipt.block()).isEqualTo(block - 1 + i);
        gas[i] = BigInteger.valueOf(receipt.gasUsed());
      }
      BigInteger dearer = gas[0].add(BigInteger.valueOf(DEARER));
      assertThat(gas).containsExactly(gas[0], dearer, dearer);
      // An old block is asked by its own rules.
      assertThat(system.callAfter(block - 1, "protocolVersion").<BigInteger>get(0)).isOne();
      assertThat(system.callAfter(block, "protocolVersion").<BigInteger>get(0)).isEqualTo(2);
    }
  }

  @Test
  void softwareThatLacksItSaysSoBeforeAndExecutesNothingFromThere() throws IOException {
    try (DevNetwork network = start(Contracts::all);
        JsonRpc rpc = new JsonRpc(network.url())) {
      ContractClient system = ContractClient.of(Chain.at(rpc), NativeAddress.SYSTEM);
      long block = schedule(system, rpc);
      JsonNode version = rpc.call("openledger_version");
      assertThat(version.path("newestProtocolVersion").asText()).isEqualTo("0x1");
      assertThat(version.path("protocolVersion").asText()).isEqualTo("0x1");
      assertThat(version.path("scheduledProtocolVersion").asText()).isEqualTo("0x2");
      assertThat(Long.decode(version.path("scheduledProtocolBlock").asText())).isEqualTo(block);
      assertThat(codes(rpc)).containsExactly("OL-410");
      mineTo(rpc, block - 1);
      assertThat(codes(rpc)).containsExactly("OL-411");
      String state = stateRoot(rpc);
      assertThatThrownBy(() -> setParameter(system, Parameter.PLATFORM_FEE, 1))
          .isInstanceOf(RpcErrorException.class)
          .hasMessageContaining("protocol version 2 of the chain holds from block " + block);
      assertThat(head(rpc)).isEqualTo(block - 1);
      // A block without calls of ours is the same by all versions.
      rpc.call("evm_mine");
      assertThat(stateRoot(rpc)).isEqualTo(state);
      version = rpc.call("openledger_version");
      assertThat(version.path("protocolVersion").asText()).isEqualTo("0x2");
      assertThat(version.path("scheduledProtocolVersion").isNull()).isTrue();
      assertThat(codes(rpc)).containsExactly("OL-411");
    }
  }

  @Test
  void whatIsTakenBackInTimeHoldsNowhere() throws IOException {
    try (DevNetwork network = start(Contracts::all);
        JsonRpc rpc = new JsonRpc(network.url())) {
      ContractClient system = ContractClient.of(Chain.at(rpc), NativeAddress.SYSTEM);
      long block = schedule(system, rpc);
      mineTo(rpc, block - 2);
      system.send(ADMIN, "cancelProtocol");
      assertThat(head(rpc)).isEqualTo(block - 1);
      assertThat(codes(rpc)).isEmpty();
      setParameter(system, Parameter.PLATFORM_FEE, 1);
      assertThat(head(rpc)).isEqualTo(block);
      assertThat(rpc.call("openledger_version").path("scheduledProtocolBlock").isNull()).isTrue();
    }
  }

  private static List<String> codes(JsonRpc rpc) {
    return rpc.call("openledger_readiness").path("reasons").findValuesAsText("code");
  }

  private static String stateRoot(JsonRpc rpc) {
    return rpc.call("eth_getBlockByNumber", "latest", false).path("stateRoot").asText();
  }
}
