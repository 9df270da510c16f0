package org.openledger.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.host.Address;

/**
 * What became of a transaction.
 *
 * @param hash the transaction's hash
 * @param block number of its block
 * @param sender who signed and paid for it
 * @param succeeded whether it was executed to its end
 * @param gasUsed units of gas
 * @param gasPrice wei that a unit of gas cost
 * @param logs what the contracts said
 */
public record TransactionReceipt(
    Bytes32 hash,
    long block,
    Address sender,
    boolean succeeded,
    long gasUsed,
    BigInteger gasPrice,
    List<LogEntry> logs) {

  /** Wei that its gas cost the sender. */
  public BigInteger cost() {
    return gasPrice.multiply(BigInteger.valueOf(gasUsed));
  }

  static TransactionReceipt of(JsonNode json) {
    List<LogEntry> logs = new ArrayList<>();
    for (JsonNode log : json.path("logs")) {
      List<Bytes32> topics = new ArrayList<>();
      log.path("topics").forEach(topic -> topics.add(Bytes32.fromHexString(topic.asText())));
      logs.add(
          new LogEntry(
              Address.fromHex(log.path("address").asText()), topics, Hex.bytes(log.path("data"))));
    }
    return new TransactionReceipt(
        Bytes32.fromHexString(json.path("transactionHash").asText()),
        Hex.integer(json.path("blockNumber")),
        Address.fromHex(json.path("from").asText()),
        json.path("status").asText().equals("0x1"),
        Hex.integer(json.path("gasUsed")),
        Hex.number(json.path("effectiveGasPrice")),
        logs);
  }
}
