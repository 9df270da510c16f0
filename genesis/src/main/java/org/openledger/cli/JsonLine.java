package org.openledger.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.devnet.DevAccount;
import org.openledger.devnet.DevAccounts;
import org.openledger.genesis.DevNetwork;

/** What the commands print as one line of JSON. */
final class JsonLine {

  private JsonLine() {}

  /**
   * The start-up line of a devnet: {@code {url, webSocketUrl, chainId, accounts: [{address,
   * privateKey, balance}]}}.
   */
  static String devnet(DevNetwork devnet, long chainId, List<DevAccount> accounts) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (DevAccount account : accounts) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("address", account.address().toString());
      entry.put("privateKey", account.privateKeyHex());
      entry.put("balance", DevAccounts.BALANCE.toString());
      list.add(entry);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("url", devnet.url());
    report.put("webSocketUrl", devnet.webSocketUrl());
    report.put("chainId", chainId);
    report.put("accounts", list);
    return text(report);
  }

  /** A map of strings and numbers as one line of JSON. */
  static String text(Map<String, Object> report) {
    try {
      return new JsonMapper().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of strings is always JSON", e);
    }
  }
}
