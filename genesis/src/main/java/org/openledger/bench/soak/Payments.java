package org.openledger.bench.soak;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.openledger.client.Draft;
import org.openledger.devnet.DevAccounts;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.JsonRpc2_0Web3j;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/**
 * One account that signs and sends transactions by web3j as it is, evenly over the time, and looks
 * for the receipt of each.
 */
final class Payments implements Strain {

  /** What an account sends next. */
  interface Source {
    Draft next();
  }

  private static final BigInteger GAS = BigInteger.valueOf(3_000_000);
  private static final BigInteger PRICE = BigInteger.valueOf(1_000_000_000);

  private final OkHttpClient http = new OkHttpClient();
  private final JsonRpc2_0Web3j web3j;
  private final Credentials credentials;
  private final long chainId;
  private final Source source;
  private final int count;
  private final long pauseNanos;
  private final Findings findings;
  private BigInteger nonce = BigInteger.ZERO;
  private long due;
  private int sent;

  /**
   * @param account index of the devnet's account
   * @param count how many transactions
   * @param pauseNanos from one to the next; where the node is slower, they come as fast as it takes
   *     them
   */
  Payments(
      URI url,
      long chainId,
      int account,
      Source source,
      int count,
      long pauseNanos,
      Findings findings)
      throws IOException {
    this.web3j = new JsonRpc2_0Web3j(new HttpService(url.toString(), http));
    this.credentials = Credentials.create(ECKeyPair.create(DevAccounts.of(account).privateKey()));
    this.chainId = chainId;
    this.source = source;
    this.count = count;
    this.pauseNanos = pauseNanos;
    this.findings = findings;
    this.nonce = transactionCount();
    this.due = System.nanoTime();
  }

  /** How many were sent and succeeded, or were found to fail. */
  int sent() {
    return sent;
  }

  boolean isDone() {
    return sent >= count;
  }

  @Override
  public void round() throws IOException, InterruptedException {
    long early = due - System.nanoTime();
    if (isDone() || early > 0) {
      TimeUnit.NANOSECONDS.sleep(isDone() ? pauseNanos : early);
      return;
    }
    due += pauseNanos;
    EthSendTransaction answer = web3j.ethSendRawTransaction(signed(source.next())).send();
    if (answer.hasError()) {
      findings.wrong("eth_sendRawTransaction: " + answer.getError().getMessage());
      nonce = transactionCount();
      return;
    }
    nonce = nonce.add(BigInteger.ONE);
    String hash = answer.getTransactionHash();
    TransactionReceipt receipt =
        web3j.ethGetTransactionReceipt(hash).send().getTransactionReceipt().orElse(null);
    if (receipt == null || !receipt.isStatusOK() || !hash.equals(receipt.getTransactionHash())) {
      findings.wrong("transaction " + hash + " has the receipt " + receipt);
    }
    sent++;
  }

  /** Whether the chain counts what was sent. */
  void check() throws IOException {
    BigInteger counted = transactionCount();
    if (!counted.equals(nonce)) {
      findings.wrong(credentials.getAddress() + " sent " + nonce + ", the chain counts " + counted);
    }
  }

  @Override
  public void close() {
    web3j.shutdown();
    http.dispatcher().executorService().shutdown();
    ConnectionPool pool = http.connectionPool();
    pool.evictAll();
  }

  private BigInteger transactionCount() throws IOException {
    return web3j
        .ethGetTransactionCount(credentials.getAddress(), DefaultBlockParameterName.LATEST)
        .send()
        .getTransactionCount();
  }

  private String signed(Draft draft) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            nonce, PRICE, GAS, draft.to().toString(), draft.value(), draft.data().toHexString());
    return Numeric.toHexString(TransactionEncoder.signMessage(transaction, chainId, credentials));
  }
}
