package org.openledger.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.query.Proposal;
import org.openledger.node.history.query.Told;
import org.openledger.node.history.recorder.Tables;
import org.openledger.node.history.store.Key;
import org.openledger.node.history.store.Row;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/** Proposals and votes of a history beside a plain scan of the logs. */
final class GovernanceRows {

  private static final List<String> STEPS =
      List.of("ProposalQueued", "ProposalExecuted", "ProposalCanceled");

  private GovernanceRows() {}

  static void compare(Rows rows, Oracle oracle, String where) {
    List<Oracle.Found> created = oracle.logs("ProposalCreated");
    for (int i = 0; i < created.size(); i++) {
      BigInteger id = created.get(i).event().amount("proposalId");
      Proposal proposal = Proposal.find(rows, id).orElseThrow();
      assertThat(Proposal.numbered(rows, i + 1).orElseThrow().id()).as(where).isEqualTo(id);
      assertThat(Proposal.id(rows, i + 1)).as(where).isEqualTo(id);
      assertThat(proposal.id()).as(where).isEqualTo(id);
      assertThat(proposal.created().at()).as(where).isEqualTo(created.get(i).at());
      List<Position> steps = new ArrayList<>();
      STEPS.forEach(step -> steps.addAll(positions(oracle, step, id)));
      assertThat(proposal.steps().stream().map(Told::at)).as(where).isEqualTo(sorted(steps));
      votes(rows, oracle, id, where);
    }
    assertThat(Proposal.numbered(rows, created.size() + 1)).as(where).isEmpty();
    for (long number = 1; number <= RandomChain.ACCOUNTS; number++) {
      Address account = RandomChain.account(number);
      List<Long> own = new ArrayList<>();
      for (int i = 0; i < created.size(); i++) {
        if (created.get(i).event().address("proposer").equals(account)) {
          own.add(i + 1L);
        }
      }
      Key prefix = Tables.proposer(account);
      List<Long> found = new ArrayList<>();
      rows(rows, prefix).forEach(row -> found.add(row.key().number(prefix.size())));
      assertThat(found).as(where).isEqualTo(own);
    }
  }

  private static void votes(Rows rows, Oracle oracle, BigInteger id, String where) {
    Bytes32 word = Proposal.word(id);
    List<Position> found = new ArrayList<>();
    rows(rows, Tables.votes(word)).forEach(row -> found.add(Position.last(row.key())));
    assertThat(found).as(where).isEqualTo(positions(oracle, "VoteCast", id));
    for (long number = 1; number <= RandomChain.ACCOUNTS; number++) {
      Address voter = RandomChain.account(number);
      Optional<Position> expected =
          oracle.logs("VoteCast").stream()
              .filter(it -> it.event().amount("proposalId").equals(id))
              .filter(it -> it.event().address("voter").equals(voter))
              .map(Oracle.Found::at)
              .findFirst();
      assertThat(
              rows.get(Tables.vote(word, voter))
                  .map(it -> new Position(it.number(), it.shortNumber())))
          .as(where)
          .isEqualTo(expected);
    }
  }

  private static List<Position> positions(Oracle oracle, String event, BigInteger id) {
    return oracle.logs(event).stream()
        .filter(it -> it.event().amount("proposalId").equals(id))
        .map(Oracle.Found::at)
        .toList();
  }

  private static List<Position> sorted(List<Position> positions) {
    return positions.stream().sorted().toList();
  }

  private static List<Row> rows(Rows rows, Key prefix) {
    List<Row> found = new ArrayList<>();
    rows.ascending(prefix, prefix.end()).forEachRemaining(found::add);
    return found;
  }
}
