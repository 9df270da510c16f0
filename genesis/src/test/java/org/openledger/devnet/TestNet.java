package org.openledger.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.devnet.block.BlockListener;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.rpc.RpcError;
import org.openledger.devnet.state.GenesisAccount;
import org.openledger.precompile.host.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.transaction.type.TransactionType;
import org.web3j.utils.Numeric;

/** A devnet with {@link Fake}, and signed transactions for it. */
final class TestNet implements AutoCloseable {

  static final BigInteger PRICE = BigInteger.valueOf(2_000);
  static final Address EVM_CODE = Address.fromHex("0x00000000000000000000000000000000000e4dc0");
  static final Address CODED_DEV = DevAccounts.of(11).address();

  final List<SealedBlock> heard = Collections.synchronizedList(new ArrayList<>());
  final List<Long> rewound = Collections.synchronizedList(new ArrayList<>());
  final Devnet devnet;
  final RpcClient rpc;
  final DevnetOptions options;

  TestNet() throws IOException {
    this(DevnetOptions.defaults().withFees(BigInteger.ZERO, BigInteger.valueOf(1_000)));
  }

  TestNet(DevnetOptions options) throws IOException {
    this.options = options.withPort(options.port() == 8545 ? 0 : options.port());
    devnet =
        Devnet.start(
            this.options,
            alloc(),
            List.of(Fake.INSTANCE),
            Map.of(
                "openledger_hello",
                params -> "hello " + params,
                "openledger_fail",
                params -> {
                  throw new RpcError(-32099, "it fails", "0xfa11");
                }),
            new BlockListener() {
              @Override
              public void onBlock(SealedBlock block) {
                heard.add(block);
              }

              @Override
              public void onRewind(SealedBlock head, List<SealedBlock> removed) {
                rewound.add(head.number());
              }
            });
    rpc = new RpcClient(devnet.url());
  }

  static Map<Address, GenesisAccount> alloc() {
    Map<Address, GenesisAccount> alloc = new TreeMap<>();
    for (DevAccount account : DevAccounts.funded()) {
      alloc.put(account.address(), GenesisAccount.funded(DevAccounts.BALANCE));
    }
    alloc.put(Fake.INSTANCE.address(), GenesisAccount.nativeContract(Collections.emptySortedMap()));
    alloc.put(
        EVM_CODE,
        new GenesisAccount(
            BigInteger.ZERO, 1, Bytes.fromHexString("0x6000"), Collections.emptySortedMap()));
    alloc.put(
        CODED_DEV,
        new GenesisAccount(DevAccounts.BALANCE, 0, Bytes.of(0xfe), Collections.emptySortedMap()));
    return alloc;
  }

  static Credentials key(int index) {
    return Credentials.create(DevAccounts.of(index).privateKeyHex());
  }

  BigInteger nonce(int from) {
    return Numeric.decodeQuantity(rpc.text("eth_getTransactionCount", address(from), "latest"));
  }

  static String address(int index) {
    return DevAccounts.of(index).address().toString();
  }

  String sign(int from, RawTransaction transaction) {
    return sign(from, transaction, options.chainId());
  }

  static String sign(int from, RawTransaction transaction, long chainId) {
    boolean legacy = transaction.getType() == TransactionType.LEGACY;
    return Numeric.toHexString(
        legacy
            ? TransactionEncoder.signMessage(transaction, chainId, key(from))
            : TransactionEncoder.signMessage(transaction, key(from)));
  }

  /** A raw legacy transaction with the next nonce. */
  String legacy(int from, Address to, long gas, BigInteger value, String input) {
    return sign(
        from,
        RawTransaction.createTransaction(
            nonce(from), PRICE, BigInteger.valueOf(gas), to.toString(), value, input));
  }

  /** Sends a call to the fake contract and returns the receipt. */
  JsonNode call(int from, long gas, BigInteger value, String input) {
    return receipt(
        rpc.text(
            "eth_sendRawTransaction", legacy(from, Fake.INSTANCE.address(), gas, value, input)));
  }

  JsonNode call(String input) {
    return call(0, 1_000_000, BigInteger.ZERO, input);
  }

  JsonNode receipt(String hash) {
    return rpc.result("eth_getTransactionReceipt", hash);
  }

  BigInteger balance(String address) {
    return Numeric.decodeQuantity(rpc.text("eth_getBalance", address, "latest"));
  }

  static BigInteger number(JsonNode quantity) {
    return Numeric.decodeQuantity(quantity.asText());
  }

  @Override
  public void close() {
    devnet.close();
  }
}
