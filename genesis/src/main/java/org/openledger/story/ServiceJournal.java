package org.openledger.story;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openledger.node.history.event.Event;

/** The part of the journal about jobs and hosting: who paid whom for which service. */
final class ServiceJournal {

  private final Book book;
  private final String platform;
  private final Map<BigInteger, String> clients = new LinkedHashMap<>();
  private final Map<BigInteger, String> providers = new LinkedHashMap<>();
  private final Map<BigInteger, String> subscribers = new LinkedHashMap<>();
  private final Map<BigInteger, String> hosts = new LinkedHashMap<>();

  ServiceJournal(Book book, String platform) {
    this.book = book;
    this.platform = platform;
  }

  void read(long block, Event event) {
    switch (event.name()) {
      case "JobOpened" -> clients.put(event.amount("job"), Journal.who(event, "client"));
      case "JobPaid" ->
          pay(
              block,
              event,
              Journal.known(clients, event.amount("job")),
              Journal.who(event, "provider"),
              "price",
              "fine-tuning");
      case "OfferOpened" -> providers.put(event.amount("offer"), Journal.who(event, "provider"));
      case "Subscribed" -> {
        BigInteger id = event.amount("subscription");
        subscribers.put(id, Journal.who(event, "client"));
        hosts.put(id, Journal.known(providers, event.amount("offer")));
      }
      case "RentPaid" -> hosted(block, event, "hosting: rent");
      case "UsageBatchSettled" -> hosted(block, event, "hosting: usage");
      default -> {
        // Escrows and bonds stay whose they are until one of these.
      }
    }
  }

  private void hosted(long block, Event event, String reason) {
    BigInteger id = event.amount("subscription");
    String subscriber = Journal.known(subscribers, id);
    pay(block, event, subscriber, Journal.known(hosts, id), "amount", reason);
  }

  /** An amount less the platform's fee goes to the provider. */
  private void pay(
      long block, Event event, String from, String provider, String amount, String reason) {
    BigInteger fee = event.amount("fee");
    book.move(block, from, provider, event.amount(amount).subtract(fee), reason);
    book.move(block, from, platform, fee, reason + ": fee");
  }
}
