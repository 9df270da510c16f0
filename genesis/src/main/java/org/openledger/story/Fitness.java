package org.openledger.story;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.openledger.client.ContractClient;
import org.openledger.demo.DemoException;
import org.openledger.demo.Network;
import org.openledger.genesis.ShortPeriods;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** Whether the story can be told on a network: periods that end while one waits, small bonds. */
final class Fitness {

  /** The longest period that is waited for, in blocks. */
  static final long MOST_BLOCKS = 100;

  /** In a shorter window a transaction that was sent in time may come too late. */
  private static final long LEAST_BLOCKS = 3;

  private static final List<Parameter> WAITED =
      List.of(
          Parameter.VOTING_DELAY,
          Parameter.TIMELOCK,
          Parameter.STAKE_COOLDOWN,
          Parameter.BOND_LOCK,
          Parameter.CHANGE_NOTICE,
          Parameter.WITHDRAWAL_DELAY,
          Parameter.PROVIDER_DELAY);

  private static final List<Parameter> WINDOWS =
      List.of(
          Parameter.VOTING_PERIOD,
          Parameter.FEEDBACK_WINDOW,
          Parameter.INFLUENCE_EPOCH,
          Parameter.CHALLENGE_WINDOW);

  private static final List<Parameter> BONDS =
      List.of(
          Parameter.PROPOSAL_THRESHOLD,
          Parameter.MIN_ATTESTER_BOND,
          Parameter.RATER_BOND,
          Parameter.MIN_PROVIDER_BOND);

  private Fitness() {}

  /**
   * Looks at a network's parameters and roles, before anything is sent.
   *
   * @throws DemoException where the story cannot be told there: names all parameters that stand in
   *     its way
   */
  static void require(Network network, Address admin) {
    List<String> problems = new ArrayList<>();
    WAITED.forEach(p -> within(network, p, BigInteger.ZERO, blocks(MOST_BLOCKS), problems));
    WINDOWS.forEach(p -> within(network, p, blocks(LEAST_BLOCKS), blocks(MOST_BLOCKS), problems));
    BONDS.forEach(p -> within(network, p, BigInteger.ZERO, Coins.open(MOST_BLOCKS), problems));
    within(network, Parameter.MIN_SERVING_BOND, BigInteger.ZERO, BigInteger.ZERO, problems);
    within(network, Parameter.MIN_OTHER_RATERS, BigInteger.ZERO, blocks(3), problems);
    within(network, Parameter.MIN_ATTESTERS, BigInteger.ZERO, blocks(3), problems);
    if (!problems.isEmpty()) {
      throw new DemoException(
          "the full story cannot be told on this network:\n  "
              + String.join("\n  ", problems)
              + "\nlet its admin set them, or make a network for it:"
              + " ./openledger network create --config docs/examples/story.json --output net");
    }
    requireAttesters(network);
    if (!network.hasRole(Role.ADMIN, admin)) {
      throw new DemoException(
          "the full story appoints attesters and gives Governance its roles: it needs the admin"
              + " role for account 0 of the test mnemonic, "
              + admin);
    }
  }

  /** Those of the story make a quorum together with all who are there. */
  private static void requireAttesters(Network network) {
    ContractClient attestations =
        ContractClient.of(network.chain(), NativeAddress.INFLUENCE_ATTESTATIONS);
    BigInteger active = attestations.call("attesters").get(0);
    BigInteger own = blocks(Attesting.ATTESTERS.size());
    BigInteger quorum = attestations.call("quorumOf", active.add(own)).get(0);
    if (quorum.compareTo(own) > 0) {
      throw new DemoException(
          "the full story brings %s attesters, and with the %s of this network %s must sign"
              .formatted(own, active, quorum));
    }
  }

  private static void within(
      Network network,
      Parameter parameter,
      BigInteger least,
      BigInteger most,
      List<String> problems) {
    BigInteger value = network.parameter(parameter);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add(
          "parameter %s is %s, the story takes %s … %s; %s would do"
              .formatted(parameter.label(), value, least, most, suggestion(parameter)));
    }
  }

  private static BigInteger suggestion(Parameter parameter) {
    return ShortPeriods.parameters().getOrDefault(parameter, parameter.standard());
  }

  private static BigInteger blocks(long number) {
    return BigInteger.valueOf(number);
  }
}
