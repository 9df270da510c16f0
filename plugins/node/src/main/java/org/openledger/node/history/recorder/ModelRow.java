package org.openledger.node.history.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.store.Fields;
import org.openledger.node.history.store.Rows;
import org.openledger.precompile.host.Address;

/**
 * A model, as its events tell it.
 *
 * @param creator who earns the creator's share
 * @param parent the model that it was made from; 0: none
 * @param stage code of its stage
 * @param proposed where it was proposed
 */
public record ModelRow(Address creator, long parent, int stage, Position proposed) {

  /** One that holds from a block on, and the version whose data it has. */
  record Scheduled(long version, long fromBlock, long source) {}

  /** Reads a model. */
  public static Optional<ModelRow> read(Rows rows, long id) {
    return rows.get(Tables.model(id))
        .map(
            it ->
                new ModelRow(
                    it.address(),
                    it.number(),
                    it.shortNumber(),
                    new Position(it.number(), it.shortNumber())));
  }

  /** What a version of a model links. */
  public static List<Link> links(Rows rows, long model, long version) {
    List<Link> links = new ArrayList<>();
    rows.get(Tables.links(model, version))
        .ifPresent(
            it -> {
              while (it.hasNext()) {
                links.add(new Link(it.number(), it.number()));
              }
            });
    return links;
  }

  /** What the version of a model links that holds in a block. */
  public static List<Link> linksAt(Rows rows, long model, long block) {
    return links(rows, model, at(rows, model, block).source());
  }

  /** What a version of a model links, itself or by the version whose data it has. */
  static List<Link> linksOf(Rows rows, long model, long version) {
    long source =
        schedule(rows, model).stream()
            .filter(it -> it.version() == version)
            .findFirst()
            .map(Scheduled::source)
            .orElse(version);
    return links(rows, model, source);
  }

  static List<Scheduled> schedule(Rows rows, long model) {
    List<Scheduled> schedule = new ArrayList<>();
    rows.get(Tables.schedule(model))
        .ifPresent(
            it -> {
              while (it.hasNext()) {
                schedule.add(new Scheduled(it.number(), it.number(), it.number()));
              }
            });
    return schedule;
  }

  Fields.Writer write() {
    return Fields.write()
        .address(creator)
        .number(parent)
        .shortNumber(stage)
        .number(proposed.block())
        .shortNumber(proposed.log());
  }

  ModelRow withStage(int code) {
    return new ModelRow(creator, parent, code, proposed);
  }

  ModelRow withCreator(Address other) {
    return new ModelRow(other, parent, stage, proposed);
  }

  /** The first version holds from the deployment on; each scheduled one until the next. */
  private static Scheduled at(Rows rows, long model, long block) {
    Scheduled found = new Scheduled(1, 0, 1);
    for (Scheduled it : schedule(rows, model)) {
      if (it.fromBlock() <= block && it.fromBlock() >= found.fromBlock()) {
        found = it;
      }
    }
    return found;
  }
}
