package org.openledger.node.history.recorder;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.openledger.node.history.event.Event;
import org.openledger.node.history.event.Position;
import org.openledger.node.history.store.Edits;
import org.openledger.node.history.store.Fields;
import org.openledger.precompile.host.Address;

/** Keeps models, what their versions link and from when on they hold. */
final class ModelRecorder {

  private static final String MODEL = "model";
  private static final String VERSION = "version";

  private ModelRecorder() {}

  static void record(Edits rows, Position at, Event event) {
    switch (event.name()) {
      case "ModelProposed" -> proposed(rows, at, event);
      case "ModelLinked" -> linked(rows, event);
      case "StageChanged" -> {
        long model = event.number(MODEL);
        int stage = (int) event.number("current");
        put(rows, model, row(rows, model).withStage(stage));
      }
      case "ModelTransferred" -> {
        Address creator = event.address("current");
        put(rows, event.number(MODEL), row(rows, event.number(MODEL)).withCreator(creator));
      }
      case "VersionProposed" -> {
        List<Link> links = new ArrayList<>();
        for (Tuple link : event.structs("links")) {
          links.add(
              new Link(
                  link.<BigInteger>get(0).longValueExact(),
                  link.<BigInteger>get(1).longValueExact()));
        }
        putLinks(rows, event.number(MODEL), event.number(VERSION), links);
      }
      case "VersionScheduled" -> scheduled(rows, event);
      case "VersionWithdrawn" -> {
        long model = event.number(MODEL);
        List<ModelRow.Scheduled> schedule = ModelRow.schedule(rows, model);
        schedule.removeIf(it -> it.version() == event.number(VERSION));
        putSchedule(rows, model, schedule);
      }
      default -> {
        // Serving keys and offers change no sum and no edge.
      }
    }
  }

  private static void proposed(Edits rows, Position at, Event event) {
    long model = event.number(MODEL);
    long parent = event.number("parent");
    put(rows, model, new ModelRow(event.address("creator"), parent, 1, at));
    if (parent != 0) {
      rows.put(Tables.children(parent).with(model), Fields.write());
    }
  }

  private static void linked(Edits rows, Event event) {
    long model = event.number(MODEL);
    Link added = new Link(event.number("datanet"), event.number(VERSION));
    List<Link> links = new ArrayList<>(ModelRow.links(rows, model, 1));
    links.removeIf(it -> it.datanet() == added.datanet());
    links.add(added);
    putLinks(rows, model, 1, links);
  }

  private static void scheduled(Edits rows, Event event) {
    long model = event.number(MODEL);
    List<ModelRow.Scheduled> schedule = ModelRow.schedule(rows, model);
    schedule.add(
        new ModelRow.Scheduled(
            event.number(VERSION), event.number("fromBlock"), event.number("source")));
    putSchedule(rows, model, schedule);
  }

  private static ModelRow row(Edits rows, long model) {
    return ModelRow.read(rows, model)
        .orElseThrow(() -> new IllegalStateException("model " + model + " was never proposed"));
  }

  private static void put(Edits rows, long model, ModelRow row) {
    rows.put(Tables.model(model), row.write());
  }

  private static void putLinks(Edits rows, long model, long version, List<Link> links) {
    Fields.Writer fields = Fields.write();
    for (Link link : links) {
      fields.number(link.datanet()).number(link.version());
      rows.put(Tables.users(link.datanet()).with(model), Fields.write());
    }
    rows.put(Tables.links(model, version), fields);
  }

  private static void putSchedule(Edits rows, long model, List<ModelRow.Scheduled> schedule) {
    Fields.Writer fields = Fields.write();
    for (ModelRow.Scheduled it : schedule) {
      fields.number(it.version()).number(it.fromBlock()).number(it.source());
    }
    rows.put(Tables.schedule(model), fields);
  }
}
