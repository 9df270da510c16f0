package org.openledger.precompile.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.attribution.rule.Parameters;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.storage.Field;
import org.openledger.precompile.storage.Slot;
import org.openledger.precompile.storage.Storage;

/**
 * Storage of the models, as solc lays it out:
 *
 * <pre>
 *   0  uint256 modelCount
 *   1  mapping(uint256 model =&gt; struct {
 *        address creator; uint8 stage; uint8 unit; uint32 minSpan;
 *          uint16 creatorShare; uint16 stakersShare; uint16 contributorsShare;
 *        address servingKey; uint32 minRarity; uint32 maxWeight;
 *        bytes32 tokenizer;
 *        bytes32 baseModel;
 *        bytes32 adapter;
 *        uint128 inputRate; uint128 outputRate;
 *        address sink;
 *        bytes32 weightTable;
 *        struct { uint128 datanet; uint128 version }[] links })
 * </pre>
 */
public final class ModelStorage {

  static final Address ACCOUNT = NativeAddress.MODELS.address();

  private static final Slot MODEL_COUNT = Slot.of(ACCOUNT, 0);
  private static final Slot MODELS = Slot.of(ACCOUNT, 1);

  private static final Field CREATOR = new Field(0, Address.SIZE);
  private static final Field STAGE = CREATOR.then(1);
  private static final Field UNIT = STAGE.then(1);
  private static final Field MIN_SPAN = UNIT.then(4);
  private static final Field CREATOR_SHARE = MIN_SPAN.then(2);
  private static final Field STAKERS_SHARE = CREATOR_SHARE.then(2);
  private static final Field CONTRIBUTORS_SHARE = STAKERS_SHARE.then(2);
  private static final Field SERVING_KEY = new Field(0, Address.SIZE);
  private static final Field MIN_RARITY = SERVING_KEY.then(4);
  private static final Field MAX_WEIGHT = MIN_RARITY.then(4);
  private static final Field INPUT_RATE = new Field(0, 16);
  private static final Field OUTPUT_RATE = INPUT_RATE.then(16);
  private static final Field LINK_DATANET = new Field(0, 16);
  private static final Field LINK_VERSION = LINK_DATANET.then(16);

  private static final long PARTIES = 0;
  private static final long SERVING = 1;
  private static final long TOKENIZER = 2;
  private static final long BASE_MODEL = 3;
  private static final long ADAPTER = 4;
  private static final long RATES = 5;
  private static final long SINK = 6;
  private static final long WEIGHT_TABLE = 7;
  private static final long LINKS = 8;

  private final Storage storage;

  public ModelStorage(Storage storage) {
    this.storage = storage;
  }

  /** How many models there are; ids run from 1. */
  public long modelCount() {
    return storage.loadLong(MODEL_COUNT);
  }

  /** Whether there is a model with an id. */
  public boolean isModel(BigInteger id) {
    return storage.isAmong(MODEL_COUNT, id);
  }

  public Address creator(long model) {
    return CREATOR.getAddress(storage.load(at(model, PARTIES)));
  }

  public Stage stage(long model) {
    return Stage.of(STAGE.getLong(storage.load(at(model, PARTIES))));
  }

  public Bytes32 tokenizer(long model) {
    return storage.loadBytes(at(model, TOKENIZER));
  }

  public Bytes32 weightTable(long model) {
    return storage.loadBytes(at(model, WEIGHT_TABLE));
  }

  /** The model's parameters of the attribution rule. */
  public Parameters attribution(long model) {
    UInt256 parties = storage.load(at(model, PARTIES));
    UInt256 serving = storage.load(at(model, SERVING));
    return new Parameters(
        (int) MIN_SPAN.getLong(parties),
        (int) MIN_RARITY.getLong(serving),
        UnitCode.unit(UNIT.getLong(parties)),
        (int) MAX_WEIGHT.getLong(serving));
  }

  /** What the creator fixed. */
  public Terms terms(long model) {
    UInt256 parties = storage.load(at(model, PARTIES));
    UInt256 serving = storage.load(at(model, SERVING));
    UInt256 rates = storage.load(at(model, RATES));
    return new Terms(
        storage.loadBytes(at(model, BASE_MODEL)),
        storage.loadBytes(at(model, ADAPTER)),
        tokenizer(model),
        SERVING_KEY.getAddress(serving),
        INPUT_RATE.get(rates).toUnsignedBigInteger(),
        OUTPUT_RATE.get(rates).toUnsignedBigInteger(),
        (int) CREATOR_SHARE.getLong(parties),
        (int) STAKERS_SHARE.getLong(parties),
        (int) CONTRIBUTORS_SHARE.getLong(parties),
        attribution(model),
        storage.loadAddress(at(model, SINK)));
  }

  /** What pricing and the receipt need of a model, without the hashes of its parts. */
  public Pricing pricing(long model) {
    UInt256 parties = storage.load(at(model, PARTIES));
    UInt256 rates = storage.load(at(model, RATES));
    return new Pricing(
        CREATOR.getAddress(parties),
        Stage.of(STAGE.getLong(parties)),
        SERVING_KEY.getAddress(storage.load(at(model, SERVING))),
        INPUT_RATE.get(rates).toUnsignedBigInteger(),
        OUTPUT_RATE.get(rates).toUnsignedBigInteger(),
        (int) CREATOR_SHARE.getLong(parties),
        (int) STAKERS_SHARE.getLong(parties),
        (int) CONTRIBUTORS_SHARE.getLong(parties),
        storage.loadAddress(at(model, SINK)));
  }

  /** The Datanet versions that the model builds on, in the order in which they were linked. */
  public List<Link> links(long model) {
    Slot list = at(model, LINKS);
    long count = storage.loadLong(list);
    List<Link> links = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      UInt256 word = storage.load(list.element(i));
      links.add(new Link(LINK_DATANET.getLong(word), LINK_VERSION.getLong(word)));
    }
    return links;
  }

  long addModel(Address creator, Terms terms, Bytes32 weightTable) {
    long id = modelCount() + 1;
    storage.store(MODEL_COUNT, id);
    UInt256 parties = CREATOR.set(UInt256.ZERO, creator);
    parties = STAGE.set(parties, Stage.PROPOSED.code());
    parties = UNIT.set(parties, UnitCode.of(terms.attribution().unit()));
    parties = MIN_SPAN.set(parties, terms.attribution().minSpan());
    parties = CREATOR_SHARE.set(parties, terms.creatorShare());
    parties = STAKERS_SHARE.set(parties, terms.stakersShare());
    storage.store(at(id, PARTIES), CONTRIBUTORS_SHARE.set(parties, terms.contributorsShare()));
    UInt256 serving = SERVING_KEY.set(UInt256.ZERO, terms.servingKey());
    serving = MIN_RARITY.set(serving, terms.attribution().minRarityBits());
    storage.store(at(id, SERVING), MAX_WEIGHT.set(serving, terms.attribution().maxWeight()));
    storage.store(at(id, TOKENIZER), terms.tokenizer());
    storage.store(at(id, BASE_MODEL), terms.baseModel());
    storage.store(at(id, ADAPTER), terms.adapter());
    UInt256 rates = INPUT_RATE.set(UInt256.ZERO, UInt256.valueOf(terms.inputRate()));
    storage.store(at(id, RATES), OUTPUT_RATE.set(rates, UInt256.valueOf(terms.outputRate())));
    storage.store(at(id, SINK), terms.sink());
    storage.store(at(id, WEIGHT_TABLE), weightTable);
    return id;
  }

  void addLink(long model, Link link) {
    Slot list = at(model, LINKS);
    long count = storage.loadLong(list);
    storage.store(list, count + 1);
    UInt256 word = LINK_DATANET.set(UInt256.ZERO, link.datanet());
    storage.store(list.element(count), LINK_VERSION.set(word, link.version()));
  }

  void setStage(long model, Stage stage) {
    Slot at = at(model, PARTIES);
    storage.store(at, STAGE.set(storage.load(at), stage.code()));
  }

  private static Slot at(long model, long member) {
    return MODELS.mapping(model).member(member);
  }
}
