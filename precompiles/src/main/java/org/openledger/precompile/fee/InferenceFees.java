package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.attribution.Attribution;
import org.openledger.precompile.attribution.Attributor;
import org.openledger.precompile.attribution.Output;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Pricing;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** {@code IInferenceFees}: quote, settle, withdraw. Every wei of a fee is somebody's credit. */
public final class InferenceFees {

  /** Half of secp256k1's order: a larger s is the same signature malleated (EIP-2). */
  private static final BigInteger HALF_ORDER =
      new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

  private static final int SIGNATURE_SIZE = 65;

  private static final ContractAbi ABI = ContractAbi.of("InferenceFees");
  private static final AbiEvent INFERENCE_SETTLED = ABI.event("InferenceSettled");
  private static final AbiEvent INFERENCE_ATTRIBUTED = ABI.event("InferenceAttributed");
  private static final AbiEvent CONTRIBUTOR_PAID = ABI.event("ContributorPaid");
  private static final AbiEvent SINK_PAID = ABI.event("SinkPaid");
  private static final AbiEvent WITHDRAWN = ABI.event("Withdrawn");
  private static final AbiEvent SURPLUS_SWEPT = ABI.event("SurplusSwept");
  private static final AbiError UNKNOWN_MODEL = ABI.error("UnknownModel");
  private static final AbiError MODEL_NOT_DEPLOYED = ABI.error("ModelNotDeployed");
  private static final AbiError WRONG_VALUE = ABI.error("WrongValue");
  private static final AbiError ALREADY_SETTLED = ABI.error("AlreadySettled");
  private static final AbiError INVALID_SIGNATURE = ABI.error("InvalidSignature");
  private static final AbiError WRONG_SIGNER = ABI.error("WrongSigner");
  private static final AbiError MALFORMED_OUTPUT = ABI.error("MalformedOutput");
  private static final AbiError OUTPUT_TOO_LONG = ABI.error("OutputTooLong");
  private static final AbiError TOO_MANY_TOKENS = ABI.error("TooManyTokens");
  private static final AbiError NOTHING_TO_WITHDRAW = ABI.error("NothingToWithdraw");
  private static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  private static final AbiError ZERO_ADDRESS = ABI.error("ZeroAddress");

  private final Attributor attributor;

  private InferenceFees(Attributor attributor) {
    this.attributor = attributor;
  }

  /** The contract, ready to be called. */
  public static NativeContract create(Attributor attributor) {
    InferenceFees fees = new InferenceFees(attributor);
    return Dispatcher.bind(ABI, FeeStorage.ACCOUNT)
        .view("quote", InferenceFees::quote)
        .mutate("settle", fees::settle)
        .mutate("withdraw", call -> withdraw(call, call.sender()))
        .mutate("withdrawTo", call -> withdraw(call, call.address(0)))
        .mutate("sweepSurplus", InferenceFees::sweepSurplus)
        .view("creditOf", call -> AbiValues.tuple(credit(call, call.address(0))))
        .view("liabilities", call -> AbiValues.tuple(ledger(call).liabilities()))
        .view("surplus", call -> AbiValues.tuple(surplus(call)))
        .view(
            "isSettled",
            call -> AbiValues.tuple(fees(call).isSettled(call.address(0), call.number(1))))
        .view("receiptDigest", InferenceFees::receiptDigest)
        .contract();
  }

  private static FeeStorage fees(Call call) {
    return new FeeStorage(call.storage());
  }

  private static Ledger ledger(Call call) {
    return new Ledger(call.storage());
  }

  private static BigInteger credit(Call call, Address account) {
    return ledger(call).balance(ledger(call).number(account));
  }

  private static SystemStorage system(Call call) {
    return new SystemStorage(call.storage());
  }

  private static Tuple quote(Call call) {
    Pricing pricing = new ModelStorage(call.storage()).pricing(known(call));
    return AbiValues.tuple(tuple(price(call, pricing, call.number(1), call.number(2))));
  }

  /** The fee of a bounded number of tokens. */
  private static Fee price(
      Call call, Pricing pricing, BigInteger inputTokens, BigInteger outputTokens) {
    atMost(inputTokens, system(call).parameter(Parameter.MAX_INPUT));
    atMost(outputTokens, system(call).parameter(Parameter.MAX_OUTPUT));
    return Fee.of(
        pricing, inputTokens, outputTokens, system(call).parameter(Parameter.PLATFORM_FEE));
  }

  private static void atMost(BigInteger tokens, BigInteger limit) {
    Call.require(tokens.compareTo(limit) <= 0, TOO_MANY_TOKENS, tokens, limit);
  }

  private Tuple settle(Call call) {
    long model = known(call);
    BigInteger request = call.number(1);
    Tuple given = call.struct(3);
    BigInteger inputTokens = given.get(0);
    Bytes32 outputCommitment = Bytes32.wrap(given.<byte[]>get(1));
    Pricing pricing = new ModelStorage(call.storage()).pricing(model);
    Call.require(pricing.stage() == Stage.DEPLOYED, MODEL_NOT_DEPLOYED, model);
    int[] output = Output.unpack(call, model, call.bytes(2), MALFORMED_OUTPUT, OUTPUT_TOO_LONG);
    Fee fee = price(call, pricing, inputTokens, BigInteger.valueOf(output.length));
    Call.require(call.value().equals(fee.gross()), WRONG_VALUE, call.value(), fee.gross());
    // INV-FEE-02: a settled request never settles again.
    Call.require(
        !fees(call).isSettled(call.sender(), request), ALREADY_SETTLED, call.sender(), request);
    fees(call).setSettled(call.sender(), request);
    Receipt receipt =
        new Receipt(
            model,
            call.sender(),
            request,
            inputTokens,
            output.length,
            call.hash(call.bytes(2)),
            outputCommitment);
    requireSigned(call, receipt, given.get(2), pricing.servingKey());

    Credits credits = new Credits(ledger(call));
    credits.add(system(call).parameterAddress(Parameter.PLATFORM_ACCOUNT), fee.platform());
    credits.add(pricing.creator(), fee.creator());
    // Nothing can be staked in this version: the stakers' share is the treasury's.
    credits.add(system(call).parameterAddress(Parameter.TREASURY), fee.stakers());
    call.emit(
        INFERENCE_SETTLED,
        model,
        call.sender(),
        request,
        inputTokens,
        outputCommitment,
        tuple(fee));
    shareOut(
        call, model, request, pricing, attributor.attribute(call, model, output), fee, credits);
    // INV-FEE-03: parts add up to the whole.
    if (!credits.total().equals(fee.gross())) {
      throw new IllegalStateException(credits.total() + " wei credited of " + fee.gross());
    }
    credits.write();
    return AbiValues.tuple(tuple(fee));
  }

  private static void shareOut(
      Call call,
      long model,
      BigInteger request,
      Pricing pricing,
      Attribution attribution,
      Fee fee,
      Credits credits) {
    Address payer = call.sender();
    call.emit(
        INFERENCE_ATTRIBUTED,
        model,
        payer,
        request,
        (long) attribution.tokens(),
        (long) attribution.covered(),
        (long) attribution.credit().paidTokens(),
        attribution.credit().full());
    for (int i = 0; i < attribution.payees().size(); i++) {
      long units = attribution.credit().units(i);
      if (units > 0) {
        long payee = attribution.payees().get(i);
        BigInteger amount = attribution.credit().share(fee.contributors(), i);
        credits.add(payee, amount);
        call.emit(CONTRIBUTOR_PAID, model, ledger(call).account(payee), request, units, amount);
      }
    }
    BigInteger sink = attribution.credit().sink(fee.contributors());
    if (sink.signum() > 0) {
      Address[] accounts = sinkAccounts(call, model, pricing);
      BigInteger[] amounts = Split.byLargestRemainder(sink, equal(accounts.length));
      for (int i = 0; i < accounts.length; i++) {
        if (amounts[i].signum() > 0) {
          credits.add(accounts[i], amounts[i]);
          call.emit(SINK_PAID, model, accounts[i], request, amounts[i]);
        }
      }
    }
  }

  /** The model's sink, or the treasuries of its Datanets in equal parts. */
  private static Address[] sinkAccounts(Call call, long model, Pricing pricing) {
    if (!pricing.sink().isZero()) {
      return new Address[] {pricing.sink()};
    }
    List<Link> links = new ModelStorage(call.storage()).links(model);
    DatanetStorage datanets = new DatanetStorage(call.storage());
    Address[] accounts = new Address[links.size()];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = datanets.treasury(links.get(i).datanet());
    }
    return accounts;
  }

  private static long[] equal(int count) {
    long[] weights = new long[count];
    Arrays.fill(weights, 1);
    return weights;
  }

  private static void requireSigned(
      Call call, Receipt receipt, byte[] signature, Address servingKey) {
    Call.require(signature.length == SIGNATURE_SIZE, INVALID_SIGNATURE);
    Bytes bytes = Bytes.wrap(signature);
    int v = bytes.get(64);
    boolean low = bytes.slice(32, 32).toUnsignedBigInteger().compareTo(HALF_ORDER) <= 0;
    Call.require(low && (v == 27 || v == 28), INVALID_SIGNATURE);
    Address signer =
        call.recover(
                receipt.digest(system(call).chainId()),
                v,
                Bytes32.wrap(bytes.slice(0, 32).toArray()),
                Bytes32.wrap(bytes.slice(32, 32).toArray()))
            .orElseThrow(() -> new RevertException(INVALID_SIGNATURE));
    Call.require(signer.equals(servingKey), WRONG_SIGNER, signer, servingKey);
  }

  private static Tuple withdraw(Call call, Address to) {
    Call.require(!to.isZero(), ZERO_ADDRESS);
    Call.require(!NativeAddress.contains(to), NOT_PAYABLE, to);
    BigInteger amount = credit(call, call.sender());
    Call.require(amount.signum() > 0, NOTHING_TO_WITHDRAW, call.sender());
    ledger(call).clear(ledger(call).number(call.sender()));
    ledger(call).addLiabilities(amount.negate());
    call.pay(to, amount);
    call.emit(WITHDRAWN, call.sender(), to, amount);
    return AbiValues.tuple(amount);
  }

  private static Tuple sweepSurplus(Call call) {
    BigInteger amount = surplus(call);
    if (amount.signum() > 0) {
      Address treasury = system(call).parameterAddress(Parameter.TREASURY);
      Credits credits = new Credits(ledger(call));
      credits.add(treasury, amount);
      credits.write();
      call.emit(SURPLUS_SWEPT, treasury, amount);
    }
    return AbiValues.tuple(amount);
  }

  /** INV-FEE-01: the balance is never below the liabilities. */
  private static BigInteger surplus(Call call) {
    return call.balance().subtract(ledger(call).liabilities());
  }

  private static Tuple receiptDigest(Call call) {
    long model = known(call);
    int[] output = Output.unpack(call, model, call.bytes(4), MALFORMED_OUTPUT, OUTPUT_TOO_LONG);
    Receipt receipt =
        new Receipt(
            model,
            call.address(1),
            call.number(2),
            call.number(3),
            output.length,
            call.hash(call.bytes(4)),
            call.word(5));
    return AbiValues.tuple(receipt.digest(system(call).chainId()));
  }

  private static Tuple tuple(Fee fee) {
    return AbiValues.tuple(
        fee.gross(), fee.platform(), fee.net(), fee.creator(), fee.stakers(), fee.contributors());
  }

  private static long known(Call call) {
    BigInteger id = call.number(0);
    Call.require(new ModelStorage(call.storage()).isModel(id), UNKNOWN_MODEL, id);
    return id.longValueExact();
  }
}
