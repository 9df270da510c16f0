package org.openledger.precompile.model;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.ShippedTable;

/**
 * Versions of a deployed model. Each holds from a block that was announced changeNotice blocks
 * before (INV-MOD-03), so whoever pays or is paid can see it coming, and nothing that was settled
 * before changes.
 */
final class Versions {

  /** Furthest block, from now, that a change can be announced for. */
  private static final BigInteger FURTHEST = BigInteger.ONE.shiftLeft(24);

  private static final AbiEvent VERSION_PROPOSED = Guards.ABI.event("VersionProposed");
  private static final AbiEvent VERSION_SCHEDULED = Guards.ABI.event("VersionScheduled");
  private static final AbiEvent VERSION_WITHDRAWN = Guards.ABI.event("VersionWithdrawn");
  private static final AbiError TOO_MANY_VERSIONS = Guards.ABI.error("TooManyVersions");
  private static final AbiError CHANGE_PENDING = Guards.ABI.error("ChangePending");
  private static final AbiError WRONG_VERSION_STATE = Guards.ABI.error("WrongVersionState");

  private Versions() {}

  static Tuple propose(Call call) {
    long model = Guards.own(call);
    Guards.inStage(call, model, Stage.DEPLOYED);
    ModelStorage models = Guards.models(call);
    Terms terms = TermsCodec.checked(call, call.struct(1));
    Linking.sameTokenizer(models.tokenizer(model), terms.tokenizer());
    List<Link> links = Linking.checked(call, model, call.structs(2));
    Linking.covers(model, links, models.links(model));
    ShippedTable table = Proposals.weightTable(call, terms.tokenizer());
    long number = nextNumber(call, model);
    models.versions(model).add(number, terms, table, links);
    call.emit(
        VERSION_PROPOSED,
        model,
        number,
        TermsCodec.tuple(terms),
        table.hash(),
        TermsCodec.tuples(links));
    return AbiValues.tuple(number);
  }

  static void approve(Call call) {
    long model = Guards.known(call);
    Guards.onlyGovernor(call);
    Guards.inStage(call, model, Stage.DEPLOYED);
    long number = Guards.knownVersion(call, model);
    ModelStorage models = Guards.models(call);
    Version version = models.versions(model).version(number);
    VersionState state = state(call, model, number, version);
    Call.require(state == VersionState.PROPOSED, WRONG_VERSION_STATE, model, number, state.code());
    Terms terms = models.versions(model).terms(version, models.tokenizer(model));
    TermsCodec.checked(call, TermsCodec.tuple(terms));
    List<Link> links = models.versions(model).links(version);
    Linking.bounded(call, links);
    Linking.covers(model, links, models.links(model));
    Linking.active(call, links);
    schedule(call, model, number, version, call.number(2));
  }

  static Tuple schedulePricing(Call call) {
    long model = Guards.own(call);
    Guards.inStage(call, model, Stage.DEPLOYED);
    Prices prices = TermsCodec.checkedPrices(call, call.struct(1));
    ModelStorage models = Guards.models(call);
    Version current = models.versions(model).version(models.currentVersion(model));
    long number = nextNumber(call, model);
    schedule(call, model, number, current.at(prices), call.number(2));
    return AbiValues.tuple(number);
  }

  static void withdraw(Call call) {
    long model = Guards.own(call);
    Guards.inStage(call, model, Stage.DEPLOYED);
    long number = Guards.knownVersion(call, model);
    ModelStorage models = Guards.models(call);
    VersionStorage versions = models.versions(model);
    Version version = versions.version(number);
    VersionState state = state(call, model, number, version);
    Call.require(
        state == VersionState.PROPOSED || state == VersionState.SCHEDULED,
        WRONG_VERSION_STATE,
        model,
        number,
        state.code());
    versions.set(number, version.withdrawnByCreator());
    if (state == VersionState.SCHEDULED) {
      long current = version.predecessor();
      models.setChange(model, new Change(current, versions.version(current).fromBlock()));
    }
    call.emit(VERSION_WITHDRAWN, model, number);
  }

  static Tuple version(Call call) {
    long model = Guards.known(call);
    long number = Guards.knownVersion(call, model);
    ModelStorage models = Guards.models(call);
    VersionStorage versions = models.versions(model);
    Version version = versions.version(number);
    return AbiValues.tuple(
        AbiValues.tuple(
            state(call, model, number, version).code(),
            version.fromBlock(),
            version.predecessor(),
            version.source(),
            versions.weightTable(version),
            TermsCodec.tuple(versions.terms(version, models.tokenizer(model))),
            TermsCodec.tuples(versions.links(version))));
  }

  static Tuple scheduled(Call call) {
    Change change = Guards.models(call).scheduled(Guards.known(call));
    return AbiValues.tuple(change.version(), change.fromBlock());
  }

  private static VersionState state(Call call, long model, long number, Version version) {
    ModelStorage models = Guards.models(call);
    if (version.withdrawn()) {
      return VersionState.WITHDRAWN;
    }
    if (number == models.currentVersion(model)) {
      boolean deployed = models.stage(model).code() >= Stage.DEPLOYED.code();
      return deployed ? VersionState.CURRENT : VersionState.PROPOSED;
    }
    if (number > 1 && version.fromBlock() == 0) {
      return VersionState.PROPOSED;
    }
    return number == models.scheduled(model).version()
        ? VersionState.SCHEDULED
        : VersionState.SUPERSEDED;
  }

  private static long nextNumber(Call call, long model) {
    long limit = Guards.system(call).parameterLong(Parameter.MAX_VERSIONS);
    ModelStorage models = Guards.models(call);
    Call.require(models.versionCount(model) < limit, TOO_MANY_VERSIONS, model, limit);
    return models.nextVersion(model);
  }

  private static void schedule(
      Call call, long model, long number, Version version, BigInteger fromBlock) {
    ModelStorage models = Guards.models(call);
    Change pending = models.scheduled(model);
    Call.require(
        pending.version() == 0, CHANGE_PENDING, model, pending.version(), pending.fromBlock());
    BigInteger now = BigInteger.valueOf(call.storage().blockNumber());
    BigInteger notice = Guards.system(call).parameter(Parameter.CHANGE_NOTICE);
    long block =
        Guards.bounded("fromBlock", fromBlock, now.add(notice), now.add(FURTHEST)).longValueExact();
    Version scheduled = version.scheduled(models.currentVersion(model), block);
    models.versions(model).set(number, scheduled);
    models.setChange(model, new Change(number, block));
    call.emit(
        VERSION_SCHEDULED,
        model,
        number,
        block,
        scheduled.source(),
        TermsCodec.tuple(scheduled.prices()));
  }
}
