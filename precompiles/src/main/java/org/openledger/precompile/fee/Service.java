package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.precompile.attribution.Output;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Pricing;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** A model and the network's bounds, as one call needs them; configuration is read once. */
final class Service {

  private final Call call;
  private final long model;
  private final Pricing pricing;
  private final BigInteger platformFee;
  private final BigInteger maxInput;
  private final BigInteger maxOutput;
  private final BigInteger chainId;
  private final Output outputs;
  private final int vocabularySize;

  private Service(Call call, long model, Pricing pricing) {
    SystemStorage system = new SystemStorage(call.storage());
    Bytes32 tokenizer = new ModelStorage(call.storage()).tokenizer(model);
    this.call = call;
    this.model = model;
    this.pricing = pricing;
    this.platformFee = system.parameter(Parameter.PLATFORM_FEE);
    this.maxInput = system.parameter(Parameter.MAX_INPUT);
    this.maxOutput = system.parameter(Parameter.MAX_OUTPUT);
    this.chainId = system.chainId();
    this.outputs = new Output(tokenizer, FeeAbi.MALFORMED_OUTPUT, FeeAbi.OUTPUT_TOO_LONG);
    this.vocabularySize = system.vocabularySize(tokenizer);
  }

  /** A model, or UnknownModel. */
  static Service of(Call call, BigInteger id) {
    // A stage is read with the prices: no need to look at how many models there are.
    Call.require(id.bitLength() < Long.SIZE, FeeAbi.UNKNOWN_MODEL, id);
    Pricing pricing = new ModelStorage(call.storage()).pricing(id.longValueExact());
    Call.require(pricing.stage() != Stage.NONE, FeeAbi.UNKNOWN_MODEL, id);
    return new Service(call, id.longValueExact(), pricing);
  }

  /** A model whose inferences can be settled, or UnknownModel, ModelNotDeployed, BondTooSmall. */
  static Service deployed(Call call, BigInteger id) {
    Service service = of(call, id);
    Call.require(
        service.pricing.stage() == Stage.DEPLOYED, FeeAbi.MODEL_NOT_DEPLOYED, service.model);
    BigInteger least = new SystemStorage(call.storage()).parameter(Parameter.MIN_SERVING_BOND);
    if (least.signum() > 0) {
      BigInteger bond = new FeeStorage(call.storage()).bond(service.model).amount();
      Call.require(bond.compareTo(least) >= 0, FeeAbi.BOND_TOO_SMALL, service.model, bond, least);
    }
    return service;
  }

  /** The id of a model, or UnknownModel. */
  static long known(Call call, BigInteger id) {
    Call.require(new ModelStorage(call.storage()).isModel(id), FeeAbi.UNKNOWN_MODEL, id);
    return id.longValueExact();
  }

  long model() {
    return model;
  }

  Pricing pricing() {
    return pricing;
  }

  BigInteger chainId() {
    return chainId;
  }

  /** Ends the call unless one of the model's serving keys signed the digest. */
  void requireServed(Bytes32 digest, byte[] signature) {
    Address signer = Signatures.signer(call, digest, signature);
    Address usual = pricing.servingKey();
    Call.require(
        signer.equals(usual) || isServingKey(call, model, signer),
        FeeAbi.WRONG_SIGNER,
        signer,
        usual);
  }

  /** Whether a key may sign a model's receipts. */
  static boolean isServingKey(Call call, long model, Address key) {
    ModelStorage models = new ModelStorage(call.storage());
    return models.isServingKey(model, models.settlement(model, call.blockNumber()), key);
  }

  /** The fee of a bounded number of tokens. */
  Fee price(BigInteger inputTokens, BigInteger outputTokens) {
    atMost(inputTokens, maxInput);
    atMost(outputTokens, maxOutput);
    return Fee.of(pricing, inputTokens, outputTokens, platformFee);
  }

  static void atMost(BigInteger tokens, BigInteger limit) {
    Call.require(tokens.compareTo(limit) <= 0, FeeAbi.TOO_MANY_TOKENS, tokens, limit);
  }

  /** The ids of an answer, or MalformedOutput, OutputTooLong. */
  int[] unpack(byte[] packed) {
    return unpack(packed, maxOutput.longValueExact());
  }

  /** As above, with a smaller bound. */
  int[] unpack(byte[] packed, long limit) {
    return outputs.unpack(
        call, packed, vocabularySize, Math.min(limit, maxOutput.longValueExact()));
  }

  /** The receipt over an answer of so many tokens. */
  Receipt receipt(
      Address payer,
      BigInteger request,
      BigInteger inputTokens,
      byte[] packed,
      long tokens,
      Bytes32 commitment) {
    return new Receipt(model, payer, request, inputTokens, tokens, call.hash(packed), commitment);
  }

  /** The receipt over an answer that may be malformed: then it counts no tokens. */
  Receipt receiptOfAny(
      Address payer,
      BigInteger request,
      BigInteger inputTokens,
      byte[] packed,
      Bytes32 commitment) {
    long tokens;
    try {
      tokens = AnswerPacking.count(packed, vocabularySize);
    } catch (MalformedContentException e) {
      tokens = 0;
    }
    return receipt(payer, request, inputTokens, packed, tokens, commitment);
  }
}
