package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.precompile.host.Address;

class SplitterPeerTest {

  /** Of one payee: a cold account and a call with value, or a credit and its log. */
  private static final long LEAST_OF_A_PAYEE = 5_000;

  private static final long MOST_OF_A_PAYEE = 15_000;

  @BeforeEach
  void besuIsThere() {
    assumeTrue(
        BesuEvm.find().isPresent(), "the peer runs on Besu's EVM: set BESU_HOME, see README.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PushSplitter", "PullSplitter"})
  void whatAPeerCostsGrowsByThePayee(String contract) {
    long few = cost(contract, 16).gas();
    long many = cost(contract, 116).gas();
    assertThat(few).isGreaterThan(21_000 + 16 * LEAST_OF_A_PAYEE);
    assertThat((many - few) / 100).isBetween(LEAST_OF_A_PAYEE, MOST_OF_A_PAYEE);
  }

  @Test
  void aSettlementThatFailsIsNotMeasured() {
    BesuEvm evm = BesuEvm.find().orElseThrow();
    evm.fund(BenchNetwork.account(1), BigInteger.ONE);
    evm.fund(BenchNetwork.account(2), BigInteger.ONE);
    assertThatThrownBy(
            () ->
                evm.call(
                    BenchNetwork.account(1),
                    BenchNetwork.account(2),
                    Bytes.fromHexString("0xfe"),
                    Bytes.EMPTY,
                    BigInteger.ZERO,
                    false))
        .hasMessage("the peer's call failed");
  }

  private static SplitterPeer.Cost cost(String contract, int payees) {
    List<Address> accounts = new ArrayList<>();
    for (int i = 0; i < payees; i++) {
      accounts.add(BenchNetwork.account(10_000 + i));
    }
    SplitterPeer.Cost cost = SplitterPeer.find(contract, 1).orElseThrow().measure(accounts);
    assertThat(cost.micros()).isPositive();
    return cost;
  }
}
