package org.openledger.precompile.fee;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MalformedContentException;
import org.openledger.precompile.attribution.Output;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Settlement;
import org.openledger.precompile.model.Stage;
import org.openledger.precompile.system.Configuration;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** A model and the network's bounds, as one call needs them; configuration is read once. */
final class Service {

  private static final Output OUTPUT = new Output(FeeAbi.MALFORMED_OUTPUT, FeeAbi.OUTPUT_TOO_LONG);

  private final Call call;
  private final long model;
  private final Settlement terms;
  private final Configuration configuration;

  private Service(Call call, long model, Settlement terms) {
    this.call = call;
    this.model = model;
    this.terms = terms;
    this.configuration = new SystemStorage(call.storage()).configuration();
  }

  /** A model, or UnknownModel. */
  static Service of(Call call, BigInteger id) {
    // A stage is read with the terms: no need to look at how many models there are.
    Call.require(id.bitLength() < Long.SIZE, FeeAbi.UNKNOWN_MODEL, id);
    Settlement terms =
        new ModelStorage(call.storage()).settlement(id.longValue(), call.blockNumber());
    Call.require(terms.stage() != Stage.NONE, FeeAbi.UNKNOWN_MODEL, id);
    return new Service(call, id.longValue(), terms);
  }

  /** A model whose inferences can be settled, or UnknownModel, ModelNotDeployed, BondTooSmall. */
  static Service deployed(Call call, BigInteger id) {
    Service service = of(call, id);
    Call.require(service.terms.stage() == Stage.DEPLOYED, FeeAbi.MODEL_NOT_DEPLOYED, service.model);
    BigInteger least = new SystemStorage(call.storage()).parameter(Parameter.MIN_SERVING_BOND);
    if (least.signum() > 0) {
      // A withdrawal that was announced long ago can be finished in front of any dispute.
      BigInteger bond = new FeeStorage(call.storage()).bond(service.model).staying();
      Call.require(bond.compareTo(least) >= 0, FeeAbi.BOND_TOO_SMALL, service.model, bond, least);
    }
    return service;
  }

  /** As above, where the version that was signed for holds; else WrongVersion. */
  static Service deployed(Call call, BigInteger id, BigInteger version) {
    Service service = deployed(call, id);
    BigInteger current = BigInteger.valueOf(service.terms.version());
    Call.require(version.equals(current), FeeAbi.WRONG_VERSION, version, current);
    return service;
  }

  /** A model as it was under a version that it has had, or UnknownModel, UnknownVersion. */
  static Service under(Call call, BigInteger id, BigInteger version) {
    long model = known(call, id);
    ModelStorage models = new ModelStorage(call.storage());
    Call.require(models.hasHeld(model, version), FeeAbi.UNKNOWN_VERSION, id, version);
    return new Service(call, model, models.settlementBy(model, version.longValueExact()));
  }

  /** The id of a model, or UnknownModel. */
  static long known(Call call, BigInteger id) {
    Call.require(new ModelStorage(call.storage()).isModel(id), FeeAbi.UNKNOWN_MODEL, id);
    return id.longValueExact();
  }

  long model() {
    return model;
  }

  /** What holds for the model in this block, or held under the version asked for. */
  Settlement terms() {
    return terms;
  }

  Configuration configuration() {
    return configuration;
  }

  long chainId() {
    return configuration.chainId();
  }

  /** Ends the call unless one of the model's serving keys signed the digest. */
  void requireServed(Bytes32 digest, byte[] signature) {
    Address signer = Signatures.signer(call, digest, signature);
    Call.require(
        new ModelStorage(call.storage()).isServingKey(model, terms, signer),
        FeeAbi.WRONG_SIGNER,
        signer,
        terms.servingKey());
  }

  /** As above, or a key that was revoked lately. */
  void requireDisputable(Bytes32 digest, byte[] signature) {
    Address signer = Signatures.signer(call, digest, signature);
    Call.require(
        new ModelStorage(call.storage()).isDisputable(model, terms, signer),
        FeeAbi.WRONG_SIGNER,
        signer,
        terms.servingKey());
  }

  /** The fee of a bounded number of tokens. */
  Fee price(BigInteger inputTokens, BigInteger outputTokens) {
    atMost(inputTokens, BigInteger.valueOf(configuration.maxInput()));
    atMost(outputTokens, BigInteger.valueOf(configuration.maxOutput()));
    return Fee.of(terms.prices(), inputTokens, outputTokens, configuration.platformFee());
  }

  static void atMost(BigInteger tokens, BigInteger limit) {
    Call.require(tokens.compareTo(limit) <= 0, FeeAbi.TOO_MANY_TOKENS, tokens, limit);
  }

  /** The ids of an answer, or MalformedOutput, OutputTooLong. */
  int[] unpack(byte[] packed) {
    return unpack(packed, configuration.maxOutput());
  }

  /** As above, with a smaller bound. */
  int[] unpack(byte[] packed, long limit) {
    return OUTPUT.unpack(
        call, packed, terms.vocabularySize(), Math.min(limit, configuration.maxOutput()));
  }

  /** The receipt over an answer of so many tokens. */
  Receipt receipt(
      BigInteger version,
      Address payer,
      BigInteger request,
      BigInteger inputTokens,
      byte[] packed,
      long tokens,
      Bytes32 commitment) {
    return new Receipt(
        model,
        version,
        payer,
        request,
        inputTokens,
        BigInteger.valueOf(tokens),
        call.hash(packed),
        commitment);
  }

  /** The receipt over an answer that may be malformed: then it counts no tokens. */
  Receipt receiptOfAny(
      BigInteger version,
      Address payer,
      BigInteger request,
      BigInteger inputTokens,
      byte[] packed,
      Bytes32 commitment) {
    long tokens;
    try {
      tokens = AnswerPacking.count(packed, terms.vocabularySize());
    } catch (MalformedContentException e) {
      tokens = 0;
    }
    return receipt(version, payer, request, inputTokens, packed, tokens, commitment);
  }
}
