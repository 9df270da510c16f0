package org.openledger.integration.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.twin.MemoryNetwork;

/**
 * What random calls start from: a Datanet with an active version, a deployed model on it, deposits,
 * a bond, and periods so short that they end while the calls are made.
 */
final class Setting {

  private static final long GAS = 3_000_000;

  private final Mirror mirror;
  private final Senders senders;
  private final Knowledge known;
  private final List<Sent> round = new ArrayList<>();

  Setting(Mirror mirror, Senders senders, Knowledge known) {
    this.mirror = mirror;
    this.senders = senders;
    this.known = known;
  }

  /** Brings it about. */
  void make() {
    periods();
    datanet();
    run();
    mirror.awaitIndexes();
    known.refresh();
    Knowledge.Sealed sealed = known.versions().getFirst();
    add(0, "Datanets", "attest", sealed.datanet(), sealed.version(), sealed.digest());
    model();
    prepay();
    run();
  }

  private void periods() {
    for (Parameter parameter :
        List.of(
            Parameter.WITHDRAWAL_DELAY,
            Parameter.BOND_LOCK,
            Parameter.CHANGE_NOTICE,
            Parameter.ACTIVATION_DELAY)) {
      add(0, "System", "setParameter", parameter.key(), 2L);
    }
    add(0, "System", "setParameter", Parameter.RESERVE_WINDOW.key(), 6L);
    add(0, "System", "setParameter", Parameter.REVEAL_WINDOW.key(), 20L);
  }

  private void datanet() {
    Tuple policy = AbiValues.tuple(true, true, true, true, false, 0L, 0L, 0L);
    com.esaulpaugh.headlong.abi.Address[] reviewers = {AbiValues.address(Senders.address(2))};
    Tuple settings =
        AbiValues.tuple(
            AbiValues.name("differential"),
            Bytes32.ZERO,
            MemoryNetwork.UTF8,
            AbiValues.name("CC0-1.0"),
            Senders.address(8),
            reviewers,
            1L,
            policy);
    add(1, "Datanets", "createDatanet", "texts", settings);
    int count = RandomArguments.TEXTS.size();
    BigInteger[] all = new BigInteger[count];
    for (int i = 0; i < count; i++) {
      Bytes content = RandomArguments.content(RandomArguments.TEXTS.get(i));
      add(5 + i % 2, "Datanets", "contributeInline", 1L, "", content);
      add(2, "Datanets", "accept", i + 1L);
      all[i] = BigInteger.valueOf(i + 1L);
    }
    add(1, "Datanets", "seal", 1L, all);
  }

  private void model() {
    Address key = DevAccounts.of(RandomCalls.SERVING_KEY).address();
    Tuple terms =
        AbiValues.tuple(
            Bytes32.ZERO,
            Bytes32.ZERO,
            MemoryNetwork.UTF8,
            Bytes32.ZERO,
            1_000_000_007L,
            3_000_000_019L,
            7_000L,
            1_000L,
            2_000L,
            8L,
            8L,
            16_384L,
            0,
            Address.ZERO);
    add(9, "Models", "propose", "model", 0L, key, terms);
    add(0, "Models", "advance", 1L);
    add(9, "Models", "advance", 1L);
    add(9, "Models", "link", 1L, 1L, 1L);
    for (int i = 0; i < 3; i++) {
      add(9, "Models", "advance", 1L);
    }
  }

  private void prepay() {
    BigInteger coins = BigInteger.TEN.pow(18);
    pay(3, coins, "deposit");
    pay(4, coins, "deposit");
    pay(4, coins, "depositPledge", 1L);
    pay(9, coins, "depositServingBond", 1L);
  }

  private void add(int sender, String contract, String function, Object... arguments) {
    add(sender, BigInteger.ZERO, contract, function, arguments);
  }

  private void pay(int sender, BigInteger value, String function, Object... arguments) {
    add(sender, value, "InferenceFees", function, arguments);
  }

  private void add(
      int sender, BigInteger value, String contract, String function, Object... arguments) {
    Bytes input =
        Bytes.wrap(
            ContractAbi.of(contract)
                .function(function)
                .encodeCall(AbiValues.tuple(arguments))
                .array());
    Address to = null;
    for (NativeAddress address : NativeAddress.values()) {
      if (address.contract().equals(contract)) {
        to = address.address();
      }
    }
    round.add(
        senders.sign(
            contract + "." + function, "setting", sender, to, value, GAS, input, new Random(1)));
  }

  private void run() {
    List<JsonNode> receipts = mirror.execute(round);
    for (int i = 0; i < receipts.size(); i++) {
      assertThat(receipts.get(i).get("status").asText())
          .as("%s %s", round.get(i), receipts.get(i))
          .isEqualTo("0x1");
    }
    round.clear();
  }
}
