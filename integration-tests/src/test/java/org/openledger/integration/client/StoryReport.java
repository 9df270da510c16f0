package org.openledger.integration.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.openledger.contracts.CustomError;
import org.openledger.contracts.InferenceFees;
import org.openledger.contracts.TokenAttribution;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** What a teller of the story reports: the same, whichever client tells it. */
final class StoryReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode story = JSON.createObjectNode();

  StoryReport() {
    story.putArray("steps");
    story.putArray("settlements");
    story.putArray("errors");
  }

  /** All of it; more can be put there. */
  ObjectNode json() {
    return story;
  }

  /** Tells of a transaction, and gives it back. */
  TransactionReceipt step(String name, TransactionReceipt receipt) {
    ObjectNode told = story.withArrayProperty("steps").addObject();
    told.put("name", name);
    told.put("succeeded", receipt.isStatusOK());
    told.put("gasUsed", receipt.getGasUsed().toString());
    told.put("price", Numeric.decodeQuantity(receipt.getEffectiveGasPrice()).toString());
    return receipt;
  }

  /**
   * Tells of a settlement.
   *
   * @param attribution of the same answer, by the chain
   * @param fees who stands behind the numbers of payouts
   */
  void tellSettlement(
      InferenceFees.InferenceSettledEventResponse settled,
      TokenAttribution.Attribution attribution,
      InferenceFees fees)
      throws Exception {
    ObjectNode told = story.withArrayProperty("settlements").addObject();
    told.put("request", settled.request.toString());
    ObjectNode fee = told.putObject("fee");
    fee.put("gross", settled.fee.gross.toString());
    fee.put("platform", settled.fee.platform.toString());
    fee.put("net", settled.fee.net.toString());
    fee.put("creator", settled.fee.creator.toString());
    fee.put("stakers", settled.fee.stakers.toString());
    fee.put("contributors", settled.fee.contributors.toString());
    told.put("tokens", settled.tokens.toString());
    told.put("covered", settled.covered.toString());
    told.put("paid", settled.paid.toString());
    told.put("full", settled.full.toString());
    told.put("sink", settled.sink.toString());
    told.put("evidence", Numeric.toHexString(settled.evidence));
    ArrayNode payouts = told.putArray("payouts");
    ByteBuffer packed = ByteBuffer.wrap(settled.payouts);
    while (packed.hasRemaining()) {
      BigInteger account = BigInteger.valueOf(Integer.toUnsignedLong(packed.getInt()));
      byte[] amount = new byte[16];
      packed.get(amount);
      ObjectNode payout = payouts.addObject();
      payout.put("account", fees.account(account).send());
      payout.put("amount", new BigInteger(1, amount).toString());
    }
    ArrayNode credits = told.putArray("credits");
    for (TokenAttribution.Credit credit : attribution.credits) {
      credits.addObject().put("payee", credit.payee).put("units", credit.units.toString());
    }
    ArrayNode runs = told.putArray("runs");
    for (TokenAttribution.Run run : attribution.runs) {
      ObjectNode one = runs.addObject();
      one.put("begin", run.begin.toString());
      one.put("end", run.end.toString());
      one.put("contribution", run.contribution.toString());
    }
  }

  /** The custom error in a node's answer, by name, its arguments one word each. */
  void tellError(String what, Response<?> answer) {
    assertThat(answer.hasError()).as(what).isTrue();
    CustomError error = CustomError.of(String.valueOf(answer.getError().getData())).orElseThrow();
    ObjectNode told = story.withArrayProperty("errors").addObject();
    told.put("what", what);
    told.put("name", error.name());
    ArrayNode arguments = told.putArray("args");
    String[] types =
        error.signature().substring(error.name().length() + 1).replace(")", "").split(",");
    for (int i = 0; i < types.length; i++) {
      BigInteger word = new BigInteger(error.arguments().substring(64 * i, 64 * (i + 1)), 16);
      arguments.add(
          types[i].equals("address") ? "0x" + String.format("%040x", word) : word.toString());
    }
  }

  void write(Path file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), story);
  }
}
