package org.openledger.node.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainTransaction;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.NodeLog;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Events;
import org.openledger.node.history.event.Payout;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.series.Kind;
import org.openledger.node.history.series.Span;
import org.openledger.precompile.host.Address;

/**
 * What a history must answer, by a plain scan of all logs: nothing is kept from one question to the
 * next, nothing is summed up beforehand.
 */
final class Oracle {

  /** A log and where it stands. */
  record Found(Position at, Event event) {}

  /** An amount for something. */
  private record Entry(Position at, Bytes of, List<BigInteger> amounts) {}

  private final List<Found> logs = new ArrayList<>();

  Oracle(ChainView chain) {
    for (long number = 0; number <= chain.head().number(); number++) {
      BlockRef block = chain.block(number).orElseThrow();
      int index = 0;
      for (ChainTransaction transaction : chain.transactions(block).orElseThrow()) {
        for (NodeLog log : transaction.logs()) {
          Position at = new Position(number, index++);
          Events.decode(log).ifPresent(event -> logs.add(new Found(at, event)));
        }
      }
    }
  }

  /** Sums of everything of a kind over a span: count first, then its columns. */
  Map<Bytes, List<BigInteger>> sums(Kind kind, Span span) {
    Map<Bytes, List<BigInteger>> sums = new TreeMap<>();
    Map<Bytes, Set<Position>> counted = new HashMap<>();
    for (Entry entry : entries(kind)) {
      if (entry.at().block() < span.first() || entry.at().block() > span.last()) {
        continue;
      }
      boolean first = counted.computeIfAbsent(entry.of(), it -> new HashSet<>()).add(entry.at());
      List<BigInteger> added = new ArrayList<>();
      added.add(first ? BigInteger.ONE : BigInteger.ZERO);
      added.addAll(entry.amounts());
      sums.merge(entry.of(), added, Oracle::plus);
    }
    return sums;
  }

  /** Positions of the logs that concern an account, the last one first. */
  List<Position> activity(Address account, Span span) {
    List<Position> found = new ArrayList<>();
    for (Found log : logs) {
      boolean concerns =
          log.event().accounts().contains(account)
              || payouts(log.event()).stream()
                  .anyMatch(payout -> RandomChain.account(payout.account()).equals(account));
      if (concerns && log.at().block() >= span.first() && log.at().block() <= span.last()) {
        found.addFirst(log.at());
      }
    }
    return found;
  }

  /** Positions of settlements, the last one first. */
  List<Position> settlements(
      Optional<Long> model, Optional<Address> payer, Optional<Address> contributor) {
    List<Position> found = new ArrayList<>();
    for (Found log : logs) {
      Event event = log.event();
      if (event.name().equals("InferenceSettled")
          && model.filter(it -> it != event.number("model")).isEmpty()
          && payer.filter(it -> !it.equals(event.address("payer"))).isEmpty()
          && contributor
              .filter(
                  it ->
                      payouts(event).stream()
                          .noneMatch(p -> RandomChain.account(p.account()).equals(it)))
              .isEmpty()) {
        found.addFirst(log.at());
      }
    }
    return found;
  }

  List<Found> logs(String event) {
    return logs.stream().filter(it -> it.event().name().equals(event)).toList();
  }

  private List<Entry> entries(Kind kind) {
    List<Entry> entries = new ArrayList<>();
    for (Found log : logs) {
      Event event = log.event();
      if (kind == Kind.BALANCE) {
        balance(log, entries);
      } else if (event.name().equals("InferenceSettled")) {
        settled(kind, log, entries);
      }
    }
    return entries;
  }

  private void settled(Kind kind, Found log, List<Entry> entries) {
    Event event = log.event();
    Bytes model = Bytes.ofUnsignedLong(event.number("model"));
    Bytes payer = event.address("payer").bytes();
    switch (kind) {
      case NETWORK -> entries.add(new Entry(log.at(), Bytes.EMPTY, fee(event)));
      case MODEL -> entries.add(new Entry(log.at(), model, fee(event)));
      case PAYER -> entries.add(new Entry(log.at(), payer, fee(event)));
      case PAYER_MODEL ->
          entries.add(
              new Entry(
                  log.at(), Bytes.concatenate(payer, model), List.of(event.amount("fee.gross"))));
      default -> {
        for (Payout payout : payouts(event)) {
          paid(kind, log, model, payout, entries);
        }
      }
    }
  }

  private void paid(Kind kind, Found log, Bytes model, Payout payout, List<Entry> entries) {
    Address contributor = RandomChain.account(payout.account());
    List<BigInteger> amount = List.of(payout.amount());
    if (kind == Kind.CONTRIBUTOR) {
      entries.add(new Entry(log.at(), contributor.bytes(), amount));
      return;
    }
    if (kind == Kind.MODEL_CONTRIBUTOR) {
      entries.add(new Entry(log.at(), Bytes.concatenate(model, contributor.bytes()), amount));
      return;
    }
    List<Long> sources = new ArrayList<>();
    links(model.toLong(), log.event().number("version"), log.at())
        .forEach(
            (datanet, version) -> {
              if (holds(contributor, datanet, version, log.at())) {
                sources.add(datanet);
              }
            });
    for (long source : sources) {
      Bytes datanet = Bytes.ofUnsignedLong(source);
      Bytes of =
          switch (kind) {
            case DATANET -> datanet;
            case MODEL_DATANET -> Bytes.concatenate(model, datanet);
            case DATANET_CONTRIBUTOR -> Bytes.concatenate(datanet, contributor.bytes());
            default -> throw new IllegalArgumentException(kind.toString());
          };
      List<BigInteger> bounds =
          sources.size() == 1
              ? List.of(payout.amount(), BigInteger.ZERO)
              : List.of(BigInteger.ZERO, payout.amount());
      entries.add(new Entry(log.at(), of, bounds));
    }
  }

  private static void balance(Found log, List<Entry> entries) {
    Event event = log.event();
    switch (event.name()) {
      case "InferenceSettled" ->
          payouts(event)
              .forEach(
                  it ->
                      entries.add(
                          new Entry(
                              log.at(),
                              RandomChain.account(it.account()).bytes(),
                              List.of(it.amount(), BigInteger.ZERO, BigInteger.ZERO))));
      case "Collected", "PenaltyPaid" ->
          entries.add(
              new Entry(
                  log.at(),
                  event.address("account").bytes(),
                  List.of(BigInteger.ZERO, event.amount("amount"), BigInteger.ZERO)));
      case "UnderReportingProved" ->
          entries.add(
              new Entry(
                  log.at(),
                  event.address("payer").bytes(),
                  List.of(BigInteger.ZERO, event.amount("toPayer"), BigInteger.ZERO)));
      case "Withdrawn" ->
          entries.add(
              new Entry(
                  log.at(),
                  event.address("account").bytes(),
                  List.of(BigInteger.ZERO, BigInteger.ZERO, event.amount("amount"))));
      default -> {
        // Nothing moves.
      }
    }
  }

  /** What a version of a model links, by all that was told before a place. */
  private Map<Long, Long> links(long model, long version, Position before) {
    Map<Long, Map<Long, Long>> byVersion = new HashMap<>();
    for (Found log : logs) {
      Event event = log.event();
      if (log.at().compareTo(before) >= 0
          || !event.has("model")
          || event.number("model") != model) {
        continue;
      }
      switch (event.name()) {
        case "ModelLinked" ->
            byVersion
                .computeIfAbsent(1L, it -> new TreeMap<>())
                .put(event.number("datanet"), event.number("version"));
        case "VersionProposed" -> {
          Map<Long, Long> links = new TreeMap<>();
          for (var link : event.structs("links")) {
            links.put(
                link.<BigInteger>get(0).longValueExact(), link.<BigInteger>get(1).longValueExact());
          }
          byVersion.put(event.number("version"), links);
        }
        default -> {
          // No link changes.
        }
      }
    }
    return byVersion.getOrDefault(version, Map.of());
  }

  private boolean holds(Address contributor, long datanet, long version, Position before) {
    Map<Long, Address> contributors = new HashMap<>();
    for (Found log : logs) {
      Event event = log.event();
      if (log.at().compareTo(before) < 0 && event.name().equals("Contributed")) {
        contributors.put(event.number("contribution"), event.address("contributor"));
      }
      if (log.at().compareTo(before) < 0
          && event.name().equals("VersionSealed")
          && event.number("datanet") == datanet
          && event.number("version") <= version
          && event.numbers("contributions").stream()
              .anyMatch(id -> contributor.equals(contributors.get(id)))) {
        return true;
      }
    }
    return false;
  }

  private static List<Payout> payouts(Event event) {
    return event.name().equals("InferenceSettled") ? Payout.of(event.data("payouts")) : List.of();
  }

  private static List<BigInteger> fee(Event event) {
    return List.of(
        event.amount("fee.gross"),
        event.amount("fee.platform"),
        event.amount("fee.creator"),
        event.amount("fee.stakers"),
        event.amount("fee.contributors"),
        event.amount("sink"),
        event.amount("tokens"),
        event.amount("covered"),
        event.amount("paid"));
  }

  private static List<BigInteger> plus(List<BigInteger> left, List<BigInteger> right) {
    List<BigInteger> sum = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      sum.add(left.get(i).add(right.get(i)));
    }
    return sum;
  }
}
