package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openledger.bench.devnet.Settlements;
import org.openledger.client.Chain;
import org.openledger.client.ContractClient;
import org.openledger.client.JsonRpc;
import org.openledger.client.Wallet;
import org.openledger.devnet.DevAccounts;
import org.openledger.devnet.DevnetOptions;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

/** A recount of what is owed, beside plain sums of what was put in, in every block. */
class RecountTest {

  private static final long SEED = Long.getLong("openledger.seed", 20_261_121L);
  private static final int STEPS = 40;
  private static final int RICH = 9;

  /** They own nothing and have no number: only events of others' deposits name them. */
  private static final List<Address> PAYERS =
      IntStream.range(100, 120).mapToObj(i -> DevAccounts.of(i).address()).toList();

  private final Random random = new Random(SEED);

  private record Books(BigInteger deposits, BigInteger pledges) {
    Books with(BigInteger deposit, BigInteger pledge) {
      return new Books(deposits.add(deposit), pledges.add(pledge));
    }
  }

  @Test
  void aRecountFindsEveryWeiInEveryBlock() throws IOException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
        JsonRpc rpc = new JsonRpc(network.url())) {
      Settlements settlements = Settlements.told(rpc);
      Chain chain = Chain.at(rpc);
      ContractClient fees = ContractClient.of(chain, NativeAddress.INFERENCE_FEES);
      JsonNode first = conservation(rpc, true, chain.head());
      Books books = new Books(term(first, "deposits"), term(first, "pledges"));
      Map<Long, Books> expected = new LinkedHashMap<>();
      for (int step = 0; step < STEPS; step++) {
        books = step(chain, fees, settlements, books);
        expected.put(chain.head(), books);
      }
      for (Map.Entry<Long, Books> block : expected.entrySet()) {
        JsonNode counted = conservation(rpc, true, block.getKey());
        String shown = "seed " + SEED + ", block " + block.getKey() + ": " + counted;
        assertThat(term(counted, "deposits")).as(shown).isEqualTo(block.getValue().deposits());
        assertThat(term(counted, "pledges")).as(shown).isEqualTo(block.getValue().pledges());
        assertThat(counted.get("conserved").asBoolean()).as(shown).isTrue();
        assertThat(sums(counted)).as(shown).isEqualTo(liabilities(counted));
      }
      assertThat(books.deposits()).isGreaterThan(BigInteger.ZERO);
      assertThat(books.pledges()).isGreaterThan(BigInteger.ZERO);
    }
  }

  /** Puts something in, or settles; what comes in is the transaction's own value. */
  private Books step(Chain chain, ContractClient fees, Settlements settlements, Books before) {
    Wallet rich = Wallet.of(DevAccounts.of(RICH).privateKey());
    BigInteger value = BigInteger.valueOf(1 + random.nextInt(1_000_000_000));
    switch (random.nextInt(4)) {
      case 0 -> {
        chain.send(settlements.next());
        return before;
      }
      case 1 -> {
        chain.send(fees.draft(rich, value, "depositPledge", BigInteger.ONE));
        return before.with(BigInteger.ZERO, value);
      }
      default -> {
        Address payer = PAYERS.get(random.nextInt(PAYERS.size()));
        chain.send(fees.draft(rich, value, "depositFor", payer));
        return before.with(value, BigInteger.ZERO);
      }
    }
  }

  private static JsonNode conservation(JsonRpc rpc, boolean recount, long block) {
    return rpc.call("openledger_conservation", recount, "0x" + Long.toHexString(block));
  }

  private static JsonNode books(JsonNode conservation) {
    for (JsonNode contract : conservation.get("contracts")) {
      if (contract.get("contract").asText().equals("InferenceFees")) {
        return contract;
      }
    }
    throw new IllegalStateException("no books of InferenceFees in " + conservation);
  }

  private static BigInteger term(JsonNode conservation, String name) {
    for (JsonNode term : books(conservation).get("terms")) {
      if (term.get("name").asText().equals(name)) {
        return new BigInteger(term.get("amount").asText());
      }
    }
    throw new IllegalStateException("no term " + name + " in " + conservation);
  }

  private static BigInteger sums(JsonNode conservation) {
    List<BigInteger> amounts = new ArrayList<>();
    books(conservation)
        .get("terms")
        .forEach(term -> amounts.add(new BigInteger(term.get("amount").asText())));
    return amounts.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger liabilities(JsonNode conservation) {
    return new BigInteger(books(conservation).get("liabilities").asText());
  }
}
