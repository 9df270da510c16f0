package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** Jobs, offers and providers over JSON-RPC, and their coins in a recount. */
class ServicesOnDevnetTest {

  private static final BigInteger BOND = BigInteger.TEN.pow(20);
  private static final Bytes32 HASH = Bytes32.repeat((byte) 5);
  private static final Wallet CLIENT = Wallet.of(DevAccounts.of(8).privateKey());
  private static final Wallet PROVIDER = Wallet.of(DevAccounts.of(9).privateKey());
  private static final Tuple[] NO_DATA = {};

  @Test
  void whatIsOpenIsListedAndEveryWeiIsCounted() throws IOException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(network.url())) {
      tell(Chain.at(rpc));
      String provider = PROVIDER.address().toString();
      JsonNode jobs = rpc.call("openledger_listJobs");
      assertThat(jobs.get("items")).hasSize(2);
      Map<String, String> filter = Map.of("status", "accepted", "provider", provider);
      JsonNode accepted = rpc.call("openledger_listJobs", filter);
      assertThat(accepted.get("items")).hasSize(1);
      JsonNode job = rpc.call("openledger_getJob", "0x1");
      assertThat(job.get("status").asText()).isEqualTo("accepted");
      assertThat(job.get("provider").asText()).isEqualToIgnoringCase(provider);
      assertThat(job.get("escrow").asText()).isEqualTo("5000");
      assertThat(job.get("data")).isEmpty();
      assertThat(rpc.call("openledger_getJob", "0x2").get("provider").isNull()).isTrue();
      JsonNode offers = rpc.call("openledger_listOffers", Map.of("provider", provider));
      assertThat(offers.get("items").get(0).get("periodPrice").asText()).isEqualTo("1001");
      assertThat(rpc.call("openledger_getOffer", "0x1").get("closed").asBoolean()).isFalse();
      JsonNode firm = rpc.call("openledger_getProvider", provider);
      assertThat(firm.get("bond").asText()).isEqualTo(BOND.add(BigInteger.TEN).toString());
      assertThat(firm.get("locked").asText()).isEqualTo("10");
      assertThatThrownBy(() -> rpc.call("openledger_getProvider", CLIENT.address().toString()))
          .hasMessageContaining("is no provider");
      assertThatThrownBy(() -> rpc.call("openledger_getJob", "0x3"))
          .hasMessageContaining("UnknownJob");
      recount(rpc);
    }
  }

  private static void tell(Chain chain) {
    ContractClient services = ContractClient.of(chain, NativeAddress.SERVICES);
    BigInteger bond = BOND.add(BigInteger.TEN);
    chain.send(services.draft(PROVIDER, bond, "register", HASH, "ipfs://profile"));
    Tuple terms =
        AbiValues.tuple(Address.ZERO, 0L, HASH, 5_000L, 10L, 70L, 1_000L, 1_000L, 1_000L, NO_DATA);
    for (int i = 0; i < 2; i++) {
      chain.send(services.draft(CLIENT, BigInteger.valueOf(5_070), "openJob", terms));
    }
    chain.send(services.draft(PROVIDER, BigInteger.ZERO, "acceptJob", BigInteger.ONE));
    Tuple offer =
        AbiValues.tuple(PROVIDER.address(), HASH, HASH, 1_001L, 100L, 1L, 2L, 3L, 4L, 1L << 31);
    chain.send(services.draft(PROVIDER, BigInteger.ZERO, "openOffer", offer));
    BigInteger value = BigInteger.valueOf(1_500);
    BigInteger one = BigInteger.ONE;
    chain.send(services.draft(CLIENT, value, "subscribe", one, one, HASH, Address.ZERO));
  }

  private static void recount(JsonRpc rpc) {
    JsonNode conservation = rpc.call("openledger_conservation", true);
    assertThat(conservation.get("conserved").asBoolean()).as(conservation.toString()).isTrue();
    for (JsonNode contract : conservation.get("contracts")) {
      if (contract.get("contract").asText().equals("Services")) {
        BigInteger owed = BOND.add(BigInteger.valueOf(10 + 5_000 + 5_070 + 1_500));
        assertThat(contract.get("liabilities").asText()).isEqualTo(owed.toString());
        assertThat(contract.get("terms")).hasSize(3);
        return;
      }
    }
    throw new IllegalStateException("no books of Services in " + conservation);
  }
}
