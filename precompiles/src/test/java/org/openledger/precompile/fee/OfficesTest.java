package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.ADMIN;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.DATANET_TREASURY;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.PLATFORM;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.fee.FeeFixture.ALICE;
import static org.openledger.precompile.fee.FeeFixture.BOB;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;

/** INV-FEE-10: what has accrued goes to who held the office when it was earned. */
class OfficesTest {

  private static final Address OTHER = TestNetwork.account(50);

  private final FeeFixture fees = new FeeFixture(FeeFixture.with(Parameter.CHANGE_NOTICE, 10));
  private final TestNetwork network = fees.network;
  private long request;

  /** Settles an answer of nobody's words: the whole pool goes to the sink. */
  private Tuple settle() {
    Bytes output = TestNetwork.output("@".repeat(40));
    Tuple receipt = fees.receipt(request, output, Bytes32.ZERO);
    BigInteger gross = fees.gross(40);
    return network
        .pay(fees.payer, gross, CONTRACT, "settle", fees.model, request++, output, receipt)
        .get(0);
  }

  private void set(Parameter parameter, Address account) {
    network.send(ADMIN, "System", "setParameter", parameter.key(), account.toBigInteger());
  }

  private void collect() {
    network.send(GATEWAY, CONTRACT, "collect", fees.model);
  }

  @Test
  void aNewPlatformAccountGetsNothingOfWhatWasEarnedBefore() {
    BigInteger fee = settle().get(1);
    set(Parameter.PLATFORM_ACCOUNT, OTHER);
    assertThat(network.creditOf(PLATFORM)).isEqualTo(fee).isPositive();
    collect();
    assertThat(network.creditOf(OTHER)).isZero();
    settle();
    collect();
    assertThat(network.creditOf(OTHER)).isEqualTo(fee);
    assertThat(network.creditOf(PLATFORM)).isEqualTo(fee);
  }

  @Test
  void aNewTreasuryGetsNothingOfWhatWasEarnedBefore() {
    BigInteger stakers = settle().get(4);
    set(Parameter.TREASURY, OTHER);
    assertThat(network.creditOf(TREASURY)).isEqualTo(stakers).isPositive();
    collect();
    assertThat(network.creditOf(OTHER)).isZero();
    settle();
    collect();
    assertThat(network.creditOf(OTHER)).isEqualTo(stakers);
    assertThat(network.creditOf(TREASURY)).isEqualTo(stakers);
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities"))
        .isEqualTo(fees.gross(40).multiply(BigInteger.TWO));
  }

  @Test
  void aNewCreatorGetsNothingOfWhatWasEarnedBefore() {
    BigInteger share = settle().get(3);
    network.send(CREATOR, "Models", "transferModel", fees.model, ALICE);
    network.send(ALICE, "Models", "acceptModel", fees.model);
    settle();
    assertThat(network.creditOf(CREATOR)).isEqualTo(share).isPositive();
    collect();
    assertThat(network.creditOf(CREATOR)).isEqualTo(share);
    assertThat(network.creditOf(ALICE)).isEqualTo(share);
  }

  /** Collected after the change without a settlement in between, too. */
  @Test
  void aNewSinkGetsNothingOfWhatWasEarnedBefore() {
    BigInteger pool = settle().get(5);
    Tuple old = network.terms(FeeFixture.RATE, 8, 8);
    Object[] terms = new Object[old.size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = old.get(i);
    }
    terms[terms.length - 1] = AbiValues.address(BOB);
    Tuple[] links = {AbiValues.tuple(1L, 1L)};
    BigInteger version =
        network
            .send(CREATOR, "Models", "proposeVersion", fees.model, Tuple.from(terms), links)
            .get(0);
    network.send(GOVERNOR, "Models", "approveVersion", fees.model, version, 200L);
    network.host.setBlockNumber(200);
    collect();
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(pool).isPositive();
    assertThat(network.creditOf(BOB)).isZero();
    settle();
    collect();
    assertThat(network.creditOf(BOB)).isEqualTo(pool);
    assertThat(network.creditOf(DATANET_TREASURY)).isEqualTo(pool);
  }
}
