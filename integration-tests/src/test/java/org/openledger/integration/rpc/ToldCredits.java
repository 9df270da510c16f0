package org.openledger.integration.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** INV-FEE-13: the logs tell every wei that ever moved an account's credit. */
public final class ToldCredits {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ToldCredits() {}

  /**
   * That for each account on the ledger of a chain at rest {@code openledger_earnings}, summed up
   * from logs alone, says what {@code creditOf} does.
   *
   * @return how many accounts the ledger knows
   */
  public static int require(String url) {
    try (JsonRpc rpc = new JsonRpc(url)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                JsonNode status = rpc.call("openledger_historyStatus");
                return status.get("block").equals(status.get("head"));
              });
      ContractClient fees = ContractClient.of(Chain.at(rpc), NativeAddress.INFERENCE_FEES);
      int accounts = fees.call("accountCount").<BigInteger>get(0).intValueExact();
      TreeMap<Address, BigInteger> credits = new TreeMap<>();
      TreeMap<Address, BigInteger> told = new TreeMap<>();
      for (long number = 1; number <= accounts; number++) {
        Address account =
            AbiValues.address(
                fees.call("account", number).<com.esaulpaugh.headlong.abi.Address>get(0));
        JsonNode balance = rpc.call("openledger_earnings", account.toString()).get("balance");
        credits.put(account, fees.call("creditOf", account).get(0));
        told.put(
            account,
            wei(balance, "payouts")
                .add(wei(balance, "collected"))
                .subtract(wei(balance, "withdrawn")));
      }
      assertThat(told).isEqualTo(credits);
      return accounts;
    }
  }

  private static BigInteger wei(JsonNode object, String member) {
    return new BigInteger(object.get(member).asText());
  }
}
