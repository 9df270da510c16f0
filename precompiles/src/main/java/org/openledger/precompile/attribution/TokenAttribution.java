package org.openledger.precompile.attribution;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Parameters;
import org.openledger.attribution.rule.Run;
import org.openledger.attribution.rule.Unit;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Settlement;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.RegisteredTokenizer;
import org.openledger.precompile.system.SystemStorage;

/** {@code ITokenAttribution}: which data an answer's tokens came from. */
public final class TokenAttribution {

  private static final ContractAbi ABI = ContractAbi.of("TokenAttribution");
  private static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  private static final AbiError UNKNOWN_DATANET = ABI.error("UnknownDatanet");
  private static final AbiError UNKNOWN_VERSION = ABI.error("UnknownVersion");
  private static final AbiError RULE_OUT_OF_BOUNDS = ABI.error("RuleOutOfBounds");
  private static final Output OUTPUT =
      new Output(ABI.error("MalformedOutput"), ABI.error("OutputTooLong"));

  private static final BigInteger LEAST_WEIGHT = BigInteger.valueOf(1_024);
  private static final BigInteger MOST_WEIGHT = BigInteger.valueOf(65_536);

  private static final int RARITY = 1;

  private TokenAttribution() {}

  /** The contract, ready to be called. */
  public static NativeContract create(CorpusAttributor attributor) {
    return Dispatcher.bind(ABI, NativeAddress.TOKEN_ATTRIBUTION.address())
        .view("attribute", call -> attribute(call, attributor))
        .view("attributeOn", call -> attributeOn(call, attributor))
        .contract();
  }

  private static Tuple attribute(Call call, CorpusAttributor attributor) {
    BigInteger id = call.number(0);
    Call.require(id.bitLength() < Long.SIZE, UNKNOWN_MODEL, id);
    Settlement terms =
        new ModelStorage(call.storage()).settlement(id.longValue(), call.blockNumber());
    Call.require(terms.stage() != Stage.NONE, UNKNOWN_MODEL, id);
    int[] output = output(call, 1, terms.vocabularySize());
    return tuple(call, attributor.of(call, terms).attribute(output));
  }

  private static int[] output(Call call, int argument, int vocabularySize) {
    int limit = new SystemStorage(call.storage()).configuration().maxOutput();
    return OUTPUT.unpack(call, call.bytes(argument), vocabularySize, limit);
  }

  private static Tuple attributeOn(Call call, CorpusAttributor attributor) {
    DatanetStorage datanets = new DatanetStorage(call.storage());
    BigInteger id = call.number(0);
    Call.require(datanets.isDatanet(id), UNKNOWN_DATANET, id);
    long datanet = id.longValueExact();
    BigInteger number = call.number(1);
    Call.require(datanets.isVersion(datanet, number), UNKNOWN_VERSION, datanet, number);
    Parameters rule = rule(call);
    RegisteredTokenizer tokenizer =
        new SystemStorage(call.storage()).tokenizer(datanets.tokenizer(datanet));
    int[] output = output(call, 3, tokenizer.vocabularySize());
    List<Link> links = List.of(new Link(datanet, number.longValueExact()));
    return tuple(call, attributor.attribute(call, links, tokenizer.weightTable(), rule, output));
  }

  private static Parameters rule(Call call) {
    Tuple rule = call.struct(2);
    SystemStorage system = new SystemStorage(call.storage());
    BigInteger minSpan = rule.get(0);
    BigInteger minRarity = rule.get(1);
    BigInteger maxWeight = rule.get(2);
    int unit = rule.get(3);
    boolean sound =
        within(minSpan, BigInteger.ONE, system.parameter(Parameter.MAX_MIN_SPAN))
            && within(minRarity, BigInteger.ONE, system.parameter(Parameter.MAX_MIN_RARITY))
            && within(maxWeight, LEAST_WEIGHT, MOST_WEIGHT)
            && unit <= RARITY;
    Call.require(sound, RULE_OUT_OF_BOUNDS, rule);
    return new Parameters(
        minSpan.intValueExact(),
        minRarity.intValueExact(),
        unit == RARITY ? Unit.RARITY : Unit.TOKENS,
        maxWeight.intValueExact());
  }

  private static boolean within(BigInteger value, BigInteger least, BigInteger most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static Tuple tuple(Call call, Attribution attribution) {
    return AbiValues.tuple(
        AbiValues.tuple(
            (long) attribution.tokens(),
            (long) attribution.covered(),
            (long) attribution.credit().paidTokens(),
            attribution.credit().full(),
            credits(new Ledger(call.storage()), attribution),
            runs(attribution)));
  }

  /** Payees with units, by their first paid token. */
  private static Tuple[] credits(Ledger ledger, Attribution attribution) {
    Credit credit = attribution.credit();
    List<Tuple> credits = new ArrayList<>();
    boolean[] seen = new boolean[attribution.payeeCount()];
    for (Run run : credit.runs()) {
      if (run.paid() && !seen[run.payee()]) {
        seen[run.payee()] = true;
        credits.add(
            AbiValues.tuple(
                ledger.account(attribution.payee(run.payee())), credit.units(run.payee())));
      }
    }
    return credits.toArray(Tuple[]::new);
  }

  private static Tuple[] runs(Attribution attribution) {
    List<Tuple> runs = new ArrayList<>();
    for (int begin = 0; begin < attribution.tokens(); begin = attribution.runEnd(begin)) {
      long owner = attribution.owner(begin);
      runs.add(
          AbiValues.tuple(
              (long) begin, (long) attribution.runEnd(begin), owner == Owners.NONE ? 0L : owner));
    }
    return runs.toArray(Tuple[]::new);
  }
}
