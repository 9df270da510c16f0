package org.openledger.integration.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.devnet.DevAccounts;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;
import org.openledger.twin.MemoryNetwork;

/**
 * What random calls start from: a Datanet with an active version, a deployed model of each kind on
 * it, deposits, stake, votes, bonds of all trades, and periods so short that they end while the
 * calls are made.
 */
final class Setting {

  /** Whose bonds are for jobs and hosting. */
  static final List<Integer> PROVIDERS = List.of(5, 6);

  /** Neither the creator nor the payers of the models. */
  static final List<Integer> RATERS = List.of(0, 1, 2, 5, 6, 7, 8);

  static final List<Integer> ATTESTERS = List.of(1, 2, 5, 6, 8);
  static final BigInteger ATTESTER_BOND = BigInteger.valueOf(10_000);
  static final BigInteger CHALLENGE_BOND = BigInteger.valueOf(50);

  /** Governance's votes spend it. */
  static final Address TREASURY = NativeAddress.GOVERNANCE.address();

  private static final Map<Parameter, Long> PARAMETERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(Parameter.PLATFORM_FEE, 5_000L),
              Map.entry(Parameter.WITHDRAWAL_DELAY, 2L),
              Map.entry(Parameter.BOND_LOCK, 2L),
              Map.entry(Parameter.CHANGE_NOTICE, 2L),
              Map.entry(Parameter.ACTIVATION_DELAY, 2L),
              Map.entry(Parameter.RESERVE_WINDOW, 6L),
              Map.entry(Parameter.REVEAL_WINDOW, 20L),
              Map.entry(Parameter.STAKE_COOLDOWN, 2L),
              Map.entry(Parameter.PROPOSAL_THRESHOLD, 1L),
              Map.entry(Parameter.VOTING_DELAY, 2L),
              Map.entry(Parameter.VOTING_PERIOD, 4L),
              Map.entry(Parameter.TIMELOCK, 1L),
              Map.entry(Parameter.QUORUM, 1L),
              Map.entry(Parameter.MIN_PROVIDER_BOND, 100L),
              Map.entry(Parameter.PROVIDER_DELAY, 2L),
              Map.entry(Parameter.SERVICE_FEE, 250L),
              Map.entry(Parameter.DISPUTE_WINDOW, 4L),
              Map.entry(Parameter.RATER_BOND, 10L),
              Map.entry(Parameter.UNREVEALED_PENALTY, 3L),
              Map.entry(Parameter.CORRECTION_BOUNTY, 40L),
              Map.entry(Parameter.FEEDBACK_WINDOW, 6L),
              Map.entry(Parameter.MAX_RATER_SHARE, 5_000L),
              Map.entry(Parameter.INFLUENCE_EPOCH, 2L),
              Map.entry(Parameter.RESULT_WINDOW, 8L),
              Map.entry(Parameter.CHALLENGE_WINDOW, 4L),
              Map.entry(Parameter.RESOLUTION_WINDOW, 4L),
              Map.entry(Parameter.CHALLENGE_BOND, CHALLENGE_BOND.longValueExact()),
              Map.entry(Parameter.MIN_ATTESTER_BOND, 1_000L),
              Map.entry(Parameter.ATTESTER_DELAY, 2L)));

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
    model(1, 0);
    model(2, 2);
    prepay();
    bonds();
    run();
  }

  private void periods() {
    PARAMETERS.forEach(
        (parameter, value) -> add(0, "System", "setParameter", parameter.key(), value));
    add(0, "System", "setParameter", Parameter.TREASURY.key(), TREASURY.toBigInteger());
    for (Role role : List.of(Role.ADMIN, Role.GOVERNOR)) {
      add(0, "System", "grantRole", role.id(), NativeAddress.GOVERNANCE.address());
    }
    ATTESTERS.forEach(it -> add(0, "System", "grantRole", Role.ATTESTER.id(), account(it)));
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

  /** Unit 0 pays by the answer's tokens, 2 by influence. */
  private void model(long model, int unit) {
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
            unit,
            Address.ZERO);
    add(9, "Models", "propose", "model", 0L, key, terms);
    add(0, "Models", "advance", model);
    add(9, "Models", "advance", model);
    add(9, "Models", "link", model, 1L, 1L);
    for (int i = 0; i < 3; i++) {
      add(9, "Models", "advance", model);
    }
  }

  private void prepay() {
    BigInteger coins = BigInteger.TEN.pow(18);
    pay(3, coins, "deposit");
    pay(4, coins, "deposit");
    pay(4, coins, "depositPledge", 1L);
    pay(9, coins, "depositServingBond", 1L);
  }

  private void bonds() {
    BigInteger coins = BigInteger.TEN.pow(8);
    for (int i = 0; i < DevAccounts.FUNDED; i++) {
      add(i, coins, "Staking", "deposit");
      add(i, "Staking", "delegate", account(i));
      add(i, "Staking", "stake", (long) i % 3, 1_000_000L);
    }
    for (int i = 3; i < 6; i++) {
      for (int other = 3; other < 6; other++) {
        add(i, "Staking", "approve", account(other), 1_000_000L);
      }
    }
    // A treasury that has coins can be spent.
    add(0, "Staking", "slashModel", 1L, 1_000L, Bytes32.ZERO);
    PROVIDERS.forEach(it -> add(it, coins, "Services", "register", Bytes32.ZERO, "ipfs://it"));
    RATERS.forEach(it -> add(it, BigInteger.valueOf(100_000), "Feedback", "depositBond"));
    add(1, coins, "Feedback", "fund", 1L);
    ATTESTERS.forEach(it -> add(it, ATTESTER_BOND, "InfluenceAttestations", "register"));
  }

  private static Address account(int index) {
    return Senders.address(index);
  }

  private void add(int sender, String contract, String function, Object... arguments) {
    add(sender, BigInteger.ZERO, contract, function, arguments);
  }

  private void pay(int sender, BigInteger value, String function, Object... arguments) {
    add(sender, value, "InferenceFees", function, arguments);
  }

  private void add(
      int sender, BigInteger value, String contract, String function, Object... arguments) {
    String name = contract + "." + function;
    NativeAddress to = Abis.contract(name);
    Bytes input = Abis.encoded(to, function, arguments);
    round.add(
        senders.sign(name, "setting", sender, to.address(), value, GAS, input, new Random(1)));
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
