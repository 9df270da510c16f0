package org.openledger.precompile.attribution;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openledger.attribution.rule.Credit;
import org.openledger.attribution.rule.Owners;
import org.openledger.attribution.rule.Run;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.ModelStorage;

/** {@code ITokenAttribution}: which data an answer's tokens came from. */
public final class TokenAttribution {

  private static final ContractAbi ABI = ContractAbi.of("TokenAttribution");
  private static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  private static final AbiError MALFORMED_OUTPUT = ABI.error("MalformedOutput");
  private static final AbiError OUTPUT_TOO_LONG = ABI.error("OutputTooLong");

  private TokenAttribution() {}

  /** The contract, ready to be called. */
  public static NativeContract create(Attributor attributor) {
    return Dispatcher.bind(ABI, NativeAddress.TOKEN_ATTRIBUTION.address())
        .view("attribute", call -> attribute(call, attributor))
        .contract();
  }

  private static Tuple attribute(Call call, Attributor attributor) {
    BigInteger id = call.number(0);
    Call.require(new ModelStorage(call.storage()).isModel(id), UNKNOWN_MODEL, id);
    long model = id.longValueExact();
    int[] output = Output.unpack(call, model, call.bytes(1), MALFORMED_OUTPUT, OUTPUT_TOO_LONG);
    Attribution attribution = attributor.attribute(call, model, output);
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
    SortedSet<Integer> seen = new TreeSet<>();
    for (Run run : credit.runs()) {
      if (run.paid() && seen.add(run.payee())) {
        credits.add(
            AbiValues.tuple(
                ledger.account(attribution.payees().get(run.payee())), credit.units(run.payee())));
      }
    }
    return credits.toArray(Tuple[]::new);
  }

  private static Tuple[] runs(Attribution attribution) {
    List<Tuple> runs = new ArrayList<>();
    int begin = 0;
    for (int end = 1; end <= attribution.tokens(); end++) {
      if (end == attribution.tokens() || attribution.owner(end) != attribution.owner(begin)) {
        long owner = attribution.owner(begin);
        runs.add(AbiValues.tuple((long) begin, (long) end, owner == Owners.NONE ? 0L : owner));
        begin = end;
      }
    }
    return runs.toArray(Tuple[]::new);
  }
}
