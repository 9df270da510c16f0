package org.openledger.precompile.model;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.precompile.system.ShippedTable;
import org.openledger.precompile.system.ShippedTables;

/** A model's beginning: proposal, lineage, data. */
final class Proposals {

  private static final long FIRST = 1;

  private static final AbiEvent MODEL_PROPOSED = Guards.ABI.event("ModelProposed");
  private static final AbiEvent MODEL_LINKED = Guards.ABI.event("ModelLinked");
  private static final AbiEvent STAGE_CHANGED = Guards.ABI.event("StageChanged");
  private static final AbiError UNKNOWN_TOKENIZER = Guards.ABI.error("UnknownTokenizer");
  private static final AbiError LINEAGE_TOO_DEEP = Guards.ABI.error("LineageTooDeep");
  private static final AbiError WRONG_STAGE = Guards.ABI.error("WrongStage");
  private static final AbiError ALREADY_LINKED = Guards.ABI.error("AlreadyLinked");

  private Proposals() {}

  static Tuple propose(Call call) {
    ModelStorage models = Guards.models(call);
    BigInteger parentId = call.number(1);
    Address servingKey = call.address(2);
    Keys.requireKey(servingKey);
    Terms terms = TermsCodec.checked(call, call.struct(3));
    ShippedTable table = weightTable(call, terms.tokenizer());
    long parent = parentId.signum() == 0 ? 0 : parent(call, parentId, terms.tokenizer());
    long depth = parent == 0 ? 0 : depth(call, parent);
    List<Link> links = parent == 0 ? List.of() : models.links(parent);
    Linking.bounded(call, links);
    if (parent != 0 && !models.creator(parent).equals(call.sender())) {
      Linking.accessible(call, links);
    }
    long model = models.addModel(call.sender(), terms.tokenizer(), parent, depth);
    models.versions(model).add(models.nextVersion(model), terms, table, links);
    call.emit(
        MODEL_PROPOSED,
        model,
        call.sender(),
        parent,
        call.text(0),
        TermsCodec.tuple(terms),
        table.hash());
    call.emit(STAGE_CHANGED, model, Stage.NONE.code(), Stage.PROPOSED.code());
    Keys.add(call, model, servingKey);
    for (Link link : links) {
      call.emit(MODEL_LINKED, model, link.datanet(), link.version());
    }
    return AbiValues.tuple(model);
  }

  /** The weight table that the network uses now for a tokenizer. */
  static ShippedTable weightTable(Call call, Bytes32 tokenizer) {
    RegisteredTokenizer registered = Guards.system(call).tokenizer(tokenizer);
    return ShippedTables.VERSION_1
        .find(tokenizer, registered.weightTable())
        .orElseThrow(() -> new RevertException(UNKNOWN_TOKENIZER, tokenizer));
  }

  private static long parent(Call call, BigInteger id, Bytes32 tokenizer) {
    ModelStorage models = Guards.models(call);
    long parent = Guards.known(call, id);
    Stage stage = models.stage(parent);
    Call.require(
        stage == Stage.DEPLOYED || stage == Stage.RETIRED, WRONG_STAGE, parent, stage.code());
    Linking.sameTokenizer(tokenizer, models.tokenizer(parent));
    return parent;
  }

  private static long depth(Call call, long parent) {
    long depth = Guards.models(call).depth(parent) + 1;
    long limit = Guards.system(call).parameterLong(Parameter.MAX_LINEAGE);
    Call.require(depth <= limit, LINEAGE_TOO_DEEP, depth, limit);
    return depth;
  }

  static void link(Call call) {
    long model = Guards.own(call);
    Guards.inStage(call, model, Stage.DATA_COLLECTION);
    Link link = Linking.checked(call, model, call.number(1), call.number(2));
    VersionStorage versions = Guards.models(call).versions(model);
    Version version = versions.version(FIRST);
    List<Link> links = new ArrayList<>(versions.links(version));
    int at = index(links, link.datanet());
    if (at == links.size()) {
      links.add(link);
      versions.set(FIRST, version.withLinkCount(links.size()));
    } else {
      // A child may build on newer data of its parent's Datanets, never on less.
      Call.require(links.get(at).version() < link.version(), ALREADY_LINKED, model, link.datanet());
      links.set(at, link);
    }
    Linking.bounded(call, links);
    versions.setLink(FIRST, at, link);
    call.emit(MODEL_LINKED, model, link.datanet(), link.version());
  }

  /** Where a Datanet stands in a list; its size where it does not. */
  private static int index(List<Link> links, long datanet) {
    int at = 0;
    while (at < links.size() && links.get(at).datanet() != datanet) {
      at++;
    }
    return at;
  }
}
