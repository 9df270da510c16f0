package org.openledger.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.block.Receipt;
import org.openledger.devnet.block.SealedBlock;
import org.openledger.devnet.state.GenesisAccount;
import org.openledger.precompile.host.Address;

class ConservationTest {

  private static final int[] OPERATIONS = {
    0,
    Fake.COUNT,
    Fake.LOG,
    Fake.REVERT,
    Fake.OUT_OF_GAS,
    Fake.PAY_OUT,
    Fake.ABSENT,
    Fake.NODE_FAILURE
  };

  /** Balances and burned base fees add up to the genesis supply after every block. */
  @Test
  void noWeiAppearsOrVanishes() throws IOException {
    long seed = Long.getLong("devnet.seed", System.nanoTime());
    System.out.println("conservation: repeat with -Ddevnet.seed=" + seed);
    Random random = new Random(seed);
    BigInteger baseFee = BigInteger.valueOf(900);
    try (TestNet net = new TestNet(DevnetOptions.defaults().withFees(baseFee, BigInteger.ONE))) {
      Map<Address, GenesisAccount> alloc = TestNet.alloc();
      BigInteger supply =
          alloc.values().stream()
              .map(GenesisAccount::balance)
              .reduce(BigInteger.ZERO, BigInteger::add);
      Set<Address> accounts = new TreeSet<>(alloc.keySet());
      accounts.add(net.options.coinbase());
      accounts.add(Address.of(BigInteger.valueOf(0xdead)));
      BigInteger burned = BigInteger.ZERO;
      for (int step = 0; step < 300; step++) {
        long before = net.devnet.chain().head().number();
        net.rpc.raw("eth_sendRawTransaction", random(net, random, accounts));
        SealedBlock head = net.devnet.chain().head();
        if (head.number() > before) {
          for (Receipt receipt : head.receipts()) {
            burned = burned.add(baseFee.multiply(BigInteger.valueOf(receipt.gasUsed())));
          }
        }
        BigInteger sum = burned;
        for (Address account : accounts) {
          sum =
              sum.add(
                  net.devnet
                      .chain()
                      .headEntry()
                      .state()
                      .account(account)
                      .balance()
                      .toUnsignedBigInteger());
        }
        assertThat(sum).as("seed %d step %d", seed, step).isEqualTo(supply);
      }
      assertThat(net.devnet.chain().head().number()).isGreaterThan(150);
      SealedBlock last = net.devnet.chain().head();
      JsonNode json = net.rpc.result("eth_getBlockByNumber", "latest", false);
      assertThat(json.get("stateRoot").asText()).isEqualTo(last.header().stateRoot().toHexString());
    }
  }

  private static String random(TestNet net, Random random, Set<Address> accounts) {
    int from = random.nextInt(10);
    BigInteger value = new BigInteger(random.nextInt(70), random);
    long gas = 21_000 + random.nextInt(200_000);
    if (random.nextInt(3) == 0) {
      Address to = Address.fromWord(UInt256.valueOf(0x7000 + random.nextInt(20)));
      accounts.add(to);
      return net.legacy(from, to, gas, value, "0x");
    }
    int op = OPERATIONS[random.nextInt(OPERATIONS.length)];
    Bytes rest = op == Fake.PAY_OUT ? UInt256.valueOf(random.nextInt(5)).toBytes() : Bytes.of(1);
    return net.legacy(from, Fake.INSTANCE.address(), gas, value, Fake.input(op, rest));
  }
}
