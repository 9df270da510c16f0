package org.openledger.story;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.attribution.content.AnswerCommitment;
import org.openledger.attribution.content.AnswerPacking;
import org.openledger.attribution.content.MerkleTree;
import org.openledger.attribution.tokenizer.Tokenizer;
import org.openledger.client.RevertedException;
import org.openledger.client.TransactionReceipt;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.NativeAddress;

/** Answers that somebody pays for: with value, or an agent out of its budget, within its limits. */
final class Serving {

  private static final NativeAddress FEES = NativeAddress.INFERENCE_FEES;
  private static final NativeAddress AGENTS = NativeAddress.AGENTS;

  /** Tokens of every prompt, as in the published example. */
  private static final long PROMPT = 40;

  private static final BigInteger BUDGET = Coins.open(3);
  private static final BigInteger PER_INFERENCE = Coins.thousandths(900);
  private static final BigInteger PER_PERIOD = Coins.open(1);
  private static final long PERIOD = 10_000;

  private final Scene scene;
  private final Tokenizer tokenizer;
  private final long model;
  private final SecureRandom random = new SecureRandom();
  private long agent;

  Serving(Scene scene, Tokenizer tokenizer, long model) {
    this.scene = scene;
    this.tokenizer = tokenizer;
    this.model = model;
  }

  /** Registers the agent: this model only, one inference and one period at a price. */
  void register(Section section, Wave wave) {
    Tuple limits =
        AbiValues.tuple(PER_INFERENCE, PER_PERIOD, PERIOD, scene.chain().head() + 10 * PERIOD);
    Object models = new BigInteger[] {BigInteger.valueOf(model)};
    wave.with(
        section,
        scene
            .act(
                Part.AGENT_OWNER,
                AGENTS,
                "register",
                scene.parties().address(Part.AGENT),
                Keccak256.hash("agent"),
                "story:agent",
                limits,
                false,
                models)
            .so(
                "at most %s an inference, %s in %d blocks, model %d only"
                    .formatted(Coins.words(PER_INFERENCE), Coins.words(PER_PERIOD), PERIOD, model)),
        receipt -> agent = scene.number(receipt, AGENTS, "AgentRegistered", 0));
  }

  /** Its wallet consents. */
  void employ(Section section, Wave wave) {
    wave.with(section, scene.act(Part.AGENT, AGENTS, "accept", agent).so("consents"));
  }

  /** Its owner pays a budget in. */
  void fund(Section section, Wave wave) {
    wave.with(
        section,
        scene
            .paying(Part.AGENT_OWNER, BUDGET, AGENTS, "fund", agent)
            .so("budget " + Coins.words(BUDGET)));
  }

  /** The owner ends the agent: what is left of the budget is his credit. */
  void revoke(Section section, Wave wave) {
    wave.with(
        section,
        scene
            .act(Part.AGENT_OWNER, AGENTS, "revoke", agent)
            .so("the budget's rest becomes his credit"));
  }

  /** Somebody pays for an answer with value. */
  void settle(Section section, Wave wave, long request, String answer) {
    wave.with(
        section,
        inference(Part.PAYER, request, answer, true),
        receipt -> tell(section, Part.PAYER, receipt));
  }

  /** The agent pays out of its budget. */
  void settleByAgent(Section section, Wave wave, long request, String answer) {
    wave.with(
        section,
        inference(Part.AGENT, request, answer, false),
        receipt -> tell(section, Part.AGENT, receipt));
  }

  /** What would be more than the agent may spend is refused by the chain. */
  void refuse(Section section, long request, String answer) {
    RevertedException refused = scene.refusal(inference(Part.AGENT, request, answer, false));
    section.say(
        "The agent's next inference is refused, it would be beyond its period's limit: "
            + refused.getMessage());
    if (!refused.error().equals("AgentLimitExceeded")) {
      throw refused;
    }
  }

  private Act inference(Part payer, long request, String answer, boolean withValue) {
    int[] tokens = tokenizer.encode(answer);
    Bytes output = Bytes.wrap(AnswerPacking.pack(tokens, tokenizer.vocabularySize()));
    byte[] salt = Bytes32.random(random).toArray();
    byte[] root = MerkleTree.root(AnswerCommitment.leaves(tokens, salt));
    Bytes32 commitment = Bytes32.wrap(AnswerCommitment.of(tokens.length, root));
    BigInteger version = scene.at(NativeAddress.MODELS).call("currentVersion", model).get(0);
    byte[] digest =
        scene
            .at(FEES)
            .call(
                "receiptDigest",
                model,
                version,
                scene.parties().address(payer),
                request,
                PROMPT,
                output,
                commitment)
            .get(0);
    Bytes signature = scene.parties().wallet(Part.SERVING_KEY).sign(Bytes32.wrap(digest));
    Tuple quote = scene.at(FEES).call("quote", model, PROMPT, (long) tokens.length).get(0);
    BigInteger gross = quote.get(0);
    Tuple receipt = AbiValues.tuple(version, PROMPT, commitment, signature);
    return scene
        .paying(
            payer,
            withValue ? gross : BigInteger.ZERO,
            FEES,
            "settle",
            model,
            request,
            output,
            receipt)
        .so(
            "%d and %d tokens, version %s: %s%s"
                .formatted(
                    PROMPT,
                    tokens.length,
                    version,
                    Coins.words(gross),
                    withValue ? "" : ", out of the budget"));
  }

  private void tell(Section section, Part payer, TransactionReceipt receipt) {
    Tuple settled = scene.event(receipt, FEES, "InferenceSettled");
    Tuple fee = settled.get(6);
    boolean waits = !scene.at(FEES).events(receipt, "InfluencePoolHeld").isEmpty();
    section.say(
        "Request %s of the %s: gross %s = platform %s + creator %s + stakers %s + contributors %s"
                .formatted(
                    settled.get(2),
                    payer.label(),
                    Coins.words(fee.get(0)),
                    Coins.words(fee.get(1)),
                    Coins.words(fee.get(3)),
                    Coins.words(fee.get(4)),
                    Coins.words(fee.get(5)))
            + (waits
                ? ", which waits for its weights"
                : "; %s of %s tokens are somebody's".formatted(settled.get(8), settled.get(7))));
  }

  /** What was earned becomes credits, the stakers' rewards, the feedback pool. */
  void collect(Section section, Wave wave) {
    wave.with(
        section, scene.act(Part.CREATOR, FEES, "collect", model).so("what inferences have earned"));
  }
}
