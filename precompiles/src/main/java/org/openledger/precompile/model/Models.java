package org.openledger.precompile.model;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Unit;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/** {@code IModels}: proposal, lineage, prices, split, attribution parameters, life-cycle. */
public final class Models {

  /** Parts per 10,000 that make a whole. */
  public static final int WHOLE = 10_000;

  private static final BigInteger RATE_MAX = BigInteger.ONE.shiftLeft(96);
  private static final BigInteger WEIGHT_MIN = BigInteger.valueOf(1_024);
  private static final BigInteger WEIGHT_MAX = BigInteger.valueOf(64 * 1_024);

  private static final ContractAbi ABI = ContractAbi.of("Models");
  private static final AbiEvent MODEL_PROPOSED = ABI.event("ModelProposed");
  private static final AbiEvent MODEL_LINKED = ABI.event("ModelLinked");
  private static final AbiEvent STAGE_CHANGED = ABI.event("StageChanged");
  private static final AbiError UNAUTHORIZED = ABI.error("AccessControlUnauthorizedAccount");
  private static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  private static final AbiError UNKNOWN_TOKENIZER = ABI.error("UnknownTokenizer");
  private static final AbiError UNKNOWN_DATANET = ABI.error("UnknownDatanet");
  private static final AbiError UNKNOWN_VERSION = ABI.error("UnknownVersion");
  private static final AbiError NOT_CREATOR = ABI.error("NotCreator");
  private static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  private static final AbiError ZERO_ADDRESS = ABI.error("ZeroAddress");
  private static final AbiError SHARES_DO_NOT_ADD_UP = ABI.error("SharesDoNotAddUp");
  private static final AbiError VALUE_OUT_OF_BOUNDS = ABI.error("ValueOutOfBounds");
  private static final AbiError NO_LINKS = ABI.error("NoLinks");
  private static final AbiError ALREADY_LINKED = ABI.error("AlreadyLinked");
  private static final AbiError TOO_MANY_SEGMENTS = ABI.error("TooManySegments");
  private static final AbiError TOKENIZER_MISMATCH = ABI.error("TokenizerMismatch");
  private static final AbiError VERSION_NOT_ACTIVE = ABI.error("VersionNotActive");
  private static final AbiError WRONG_STAGE = ABI.error("WrongStage");

  private Models() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    return Dispatcher.bind(ABI, ModelStorage.ACCOUNT)
        .mutate("propose", Models::propose)
        .mutateVoid("link", Models::link)
        .mutate("advance", Models::advance)
        .mutateVoid("retire", Models::retire)
        .view("modelCount", call -> AbiValues.tuple(models(call).modelCount()))
        .view("creator", call -> AbiValues.tuple(models(call).creator(known(call))))
        .view("stage", call -> AbiValues.tuple(models(call).stage(known(call)).code()))
        .view("terms", call -> AbiValues.tuple(tuple(models(call).terms(known(call)))))
        .view("links", Models::links)
        .view("weightTable", call -> AbiValues.tuple(models(call).weightTable(known(call))))
        .contract();
  }

  private static ModelStorage models(Call call) {
    return new ModelStorage(call.storage());
  }

  private static Tuple propose(Call call) {
    String name = call.text(0);
    Terms terms = checked(call, call.struct(1));
    RegisteredTokenizer tokenizer = new SystemStorage(call.storage()).tokenizer(terms.tokenizer());
    Call.require(tokenizer.isRegistered(), UNKNOWN_TOKENIZER, terms.tokenizer());
    long id = models(call).addModel(call.sender(), terms, tokenizer.weightTable());
    call.emit(MODEL_PROPOSED, id, call.sender(), name, tuple(terms), tokenizer.weightTable());
    call.emit(STAGE_CHANGED, id, Stage.NONE.code(), Stage.PROPOSED.code());
    return AbiValues.tuple(id);
  }

  private static void link(Call call) {
    long model = known(call);
    onlyCreator(call, model);
    Stage stage = models(call).stage(model);
    Call.require(stage == Stage.DATA_COLLECTION, WRONG_STAGE, model, stage.code());
    DatanetStorage datanets = new DatanetStorage(call.storage());
    BigInteger datanetId = call.number(1);
    BigInteger versionNumber = call.number(2);
    Call.require(datanets.isDatanet(datanetId), UNKNOWN_DATANET, datanetId);
    long datanet = datanetId.longValueExact();
    Call.require(
        datanets.isVersion(datanet, versionNumber), UNKNOWN_VERSION, datanet, versionNumber);
    long version = versionNumber.longValueExact();
    Bytes32 tokenizer = models(call).tokenizer(model);
    Bytes32 other = datanets.tokenizer(datanet);
    Call.require(tokenizer.equals(other), TOKENIZER_MISMATCH, tokenizer, other);
    long segments = version;
    for (Link link : models(call).links(model)) {
      Call.require(link.datanet() != datanet, ALREADY_LINKED, model, datanet);
      segments += link.version();
    }
    long limit = new SystemStorage(call.storage()).parameterLong(Parameter.MAX_SEGMENTS);
    Call.require(segments <= limit, TOO_MANY_SEGMENTS, segments, limit);
    models(call).addLink(model, new Link(datanet, version));
    call.emit(MODEL_LINKED, model, datanet, version);
  }

  private static Tuple advance(Call call) {
    long model = known(call);
    Stage stage = models(call).stage(model);
    Call.require(stage.code() < Stage.DEPLOYED.code(), WRONG_STAGE, model, stage.code());
    if (stage == Stage.PROPOSED) {
      Bytes32 governor = Role.GOVERNOR.id();
      Call.require(
          new SystemStorage(call.storage()).hasRole(governor, call.sender()),
          UNAUTHORIZED,
          call.sender(),
          governor);
    } else {
      onlyCreator(call, model);
    }
    Stage next = stage.next();
    List<Link> links = models(call).links(model);
    if (next == Stage.FINE_TUNING) {
      Call.require(!links.isEmpty(), NO_LINKS, model);
    }
    if (next == Stage.DEPLOYED) {
      DatanetStorage datanets = new DatanetStorage(call.storage());
      for (Link link : links) {
        for (long version = 1; version <= link.version(); version++) {
          Call.require(
              datanets.isActive(link.datanet(), version),
              VERSION_NOT_ACTIVE,
              link.datanet(),
              version);
        }
      }
    }
    change(call, model, stage, next);
    return AbiValues.tuple(next.code());
  }

  private static void retire(Call call) {
    long model = known(call);
    onlyCreator(call, model);
    Stage stage = models(call).stage(model);
    Call.require(stage != Stage.RETIRED, WRONG_STAGE, model, stage.code());
    change(call, model, stage, Stage.RETIRED);
  }

  private static void change(Call call, long model, Stage from, Stage to) {
    models(call).setStage(model, to);
    call.emit(STAGE_CHANGED, model, from.code(), to.code());
  }

  private static Tuple links(Call call) {
    List<Link> links = models(call).links(known(call));
    Tuple[] tuples = new Tuple[links.size()];
    for (int i = 0; i < tuples.length; i++) {
      tuples[i] = AbiValues.tuple(links.get(i).datanet(), links.get(i).version());
    }
    return AbiValues.tuple((Object) tuples);
  }

  private static Terms checked(Call call, Tuple given) {
    SystemStorage system = new SystemStorage(call.storage());
    Bytes32 baseModel = Bytes32.wrap(given.<byte[]>get(0));
    Bytes32 adapter = Bytes32.wrap(given.<byte[]>get(1));
    Bytes32 tokenizer = Bytes32.wrap(given.<byte[]>get(2));
    Address servingKey = AbiValues.address(given.<com.esaulpaugh.headlong.abi.Address>get(3));
    Call.require(!servingKey.isZero(), ZERO_ADDRESS);
    BigInteger inputRate = bounded("inputRate", given.get(4), BigInteger.ZERO, RATE_MAX);
    BigInteger outputRate = bounded("outputRate", given.get(5), BigInteger.ZERO, RATE_MAX);
    int creator = share("creatorShare", given.get(6));
    int stakers = share("stakersShare", given.get(7));
    int contributors =
        bounded(
                "contributorsShare",
                given.get(8),
                system.parameter(Parameter.MIN_CONTRIBUTORS_SHARE),
                BigInteger.valueOf(WHOLE))
            .intValueExact();
    int sum = creator + stakers + contributors;
    Call.require(sum == WHOLE, SHARES_DO_NOT_ADD_UP, (long) sum);
    int minSpan =
        bounded("minSpan", given.get(9), BigInteger.ONE, system.parameter(Parameter.MAX_MIN_SPAN))
            .intValueExact();
    int rarity =
        bounded(
                "minRarity",
                given.get(10),
                BigInteger.ONE,
                system.parameter(Parameter.MAX_MIN_RARITY))
            .intValueExact();
    int weight = bounded("maxWeight", given.get(11), WEIGHT_MIN, WEIGHT_MAX).intValueExact();
    // An enum travels as uint8: what the interface's enum does not name must revert, not fail.
    BigInteger code = BigInteger.valueOf(given.<Integer>get(12));
    Unit unit =
        UnitCode.unit(bounded("unit", code, BigInteger.ZERO, UnitCode.LARGEST).longValueExact());
    Address sink = AbiValues.address(given.<com.esaulpaugh.headlong.abi.Address>get(13));
    Call.require(!NativeAddress.contains(sink), NOT_PAYABLE, sink);
    return new Terms(
        baseModel,
        adapter,
        tokenizer,
        servingKey,
        inputRate,
        outputRate,
        creator,
        stakers,
        contributors,
        new Parameters(minSpan, rarity, unit, weight),
        sink);
  }

  private static int share(String name, BigInteger value) {
    return bounded(name, value, BigInteger.ZERO, BigInteger.valueOf(WHOLE)).intValueExact();
  }

  private static BigInteger bounded(
      String name, BigInteger value, BigInteger minimum, BigInteger maximum) {
    if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
      throw new RevertException(VALUE_OUT_OF_BOUNDS, AbiValues.name(name), value, minimum, maximum);
    }
    return value;
  }

  private static Tuple tuple(Terms terms) {
    return AbiValues.tuple(
        terms.baseModel(),
        terms.adapter(),
        terms.tokenizer(),
        terms.servingKey(),
        terms.inputRate(),
        terms.outputRate(),
        (long) terms.creatorShare(),
        (long) terms.stakersShare(),
        (long) terms.contributorsShare(),
        (long) terms.attribution().minSpan(),
        (long) terms.attribution().minRarityBits(),
        (long) terms.attribution().maxWeight(),
        UnitCode.of(terms.attribution().unit()),
        terms.sink());
  }

  private static void onlyCreator(Call call, long model) {
    Call.require(
        models(call).creator(model).equals(call.sender()), NOT_CREATOR, model, call.sender());
  }

  private static long known(Call call) {
    BigInteger id = call.number(0);
    Call.require(models(call).isModel(id), UNKNOWN_MODEL, id);
    return id.longValueExact();
  }
}
