package org.openledger.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.client.Pause;
import org.openledger.client.RpcErrorException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.system.Parameter;

/** Every balance before the story and after it, and the book between. */
final class Accounting {

  private static final List<String> POOLS =
      List.of(Book.ACCRUED, Book.STAKERS, Book.FEEDBACK, Book.INFLUENCE);

  private static final int INDEX_NOT_READY = -39_007;
  private static final int ATTEMPTS = 100;
  private static final long PAUSE_MILLIS = 100;

  private final Scene scene;
  private final long firstBlock;
  private final Map<Address, String> network = new LinkedHashMap<>();
  private final Map<Address, BigInteger> starts = new LinkedHashMap<>();
  private final Map<String, BigInteger> poolStarts = new LinkedHashMap<>();

  private Accounting(Scene scene) {
    this.scene = scene;
    this.firstBlock = scene.chain().head();
  }

  /** Notes what the network's own accounts and pools have before the story. */
  static Accounting begin(Scene scene) {
    Accounting accounting = new Accounting(scene);
    Map<Address, String> network = accounting.network;
    network.put(scene.cast().banker().address(), "banker (account 0)");
    for (int i = 0; i < scene.cast().operators().size(); i++) {
      network.putIfAbsent(scene.cast().operators().get(i).address(), "operator " + (i + 1));
    }
    network.putIfAbsent(
        scene.network().parameterAddress(Parameter.PLATFORM_ACCOUNT), "platform account");
    network.putIfAbsent(NativeAddress.GOVERNANCE.address(), "Governance (the treasury)");
    network.putIfAbsent(
        scene.network().parameterAddress(Parameter.TREASURY), "treasury until then");
    Holdings holdings = new Holdings(scene, accounting.firstBlock);
    network
        .keySet()
        .forEach(account -> accounting.starts.put(account, sum(holdings.ofNetwork(account))));
    POOLS.forEach(pool -> accounting.poolStarts.put(pool, holdings.pool(pool, 0)));
    return accounting;
  }

  private static BigInteger sum(Map<String, BigInteger> held) {
    return held.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Closes the books. */
  Outcome end(Gathering gathering, long model, List<Section> sections) {
    long lastBlock = scene.chain().head();
    Holdings holdings = new Holdings(scene, lastBlock);
    List<Explained> accounts = new ArrayList<>();
    for (Part part : Part.values()) {
      accounts.add(part(part, holdings, gathering, model));
    }
    network.forEach(
        (account, name) ->
            accounts.add(
                explained(
                    name,
                    account,
                    starts.getOrDefault(account, BigInteger.ZERO),
                    holdings.ofNetwork(account))));
    List<Explained> pools = new ArrayList<>();
    for (String pool : POOLS) {
      BigInteger start = poolStarts.getOrDefault(pool, BigInteger.ZERO);
      Map<String, BigInteger> found = new LinkedHashMap<>();
      found.put("held", holdings.pool(pool, model));
      pools.add(new Explained(pool, "", start, scene.book().of(pool), found));
    }
    return new Outcome(
        scene.chain().rpc().url(),
        scene.chain().client(),
        scene.chain().chainId(),
        firstBlock,
        lastBlock,
        gathering.datanet(),
        model,
        List.copyOf(sections),
        accounts,
        pools,
        scene.book().sum(Book.GAS),
        recount(lastBlock));
  }

  /** The node counts by its history, which may be a little behind its head. */
  private JsonNode recount(long block) {
    for (int attempt = 1; ; attempt++) {
      try {
        return scene
            .chain()
            .rpc()
            .call("openledger_conservation", true, "0x" + Long.toHexString(block));
      } catch (RpcErrorException e) {
        if (e.code() != INDEX_NOT_READY || attempt == ATTEMPTS) {
          throw e;
        }
        Pause.millis(PAUSE_MILLIS);
      }
    }
  }

  private Explained part(Part part, Holdings holdings, Gathering gathering, long model) {
    Address account = scene.parties().address(part);
    long contribution =
        switch (part) {
          case ALICE, BOB, COPYIST -> gathering.contribution(part);
          default -> 0;
        };
    Map<String, BigInteger> held = holdings.ofPart(account, model, contribution);
    for (Address owned : deposits(account)) {
      BigInteger deposit = holdings.deposit(owned);
      if (deposit.signum() > 0) {
        held.merge("deposit", deposit, BigInteger::add);
      }
    }
    return explained(part.label(), account, BigInteger.ZERO, held);
  }

  /** Whose deposits are an account's: its own, unless it is an agent's wallet, and its agents'. */
  private List<Address> deposits(Address account) {
    Map<String, String> owners = scene.journal().owners();
    List<Address> deposits = new ArrayList<>();
    if (!owners.containsKey(Journal.name(account))) {
      deposits.add(account);
    }
    owners.forEach(
        (wallet, owner) -> {
          if (owner.equals(Journal.name(account))) {
            deposits.add(Address.fromHex(wallet));
          }
        });
    return deposits;
  }

  private Explained explained(
      String name, Address account, BigInteger start, Map<String, BigInteger> found) {
    return new Explained(
        name, account.toString(), start, scene.book().of(Journal.name(account)), found);
  }
}
