package org.openledger.precompile.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.fee.FeeFixture.CONTRACT;
import static org.openledger.precompile.fee.FeeFixture.GATEWAY;
import static org.openledger.precompile.fee.FeeFixture.wei;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.system.Parameter;

/** A commitment that nobody can open is refuted by the one that came with the answer. */
class ContradictionsTest {

  private static final Bytes OUTPUT = TestNetwork.output("quick brown");
  private static final Bytes32 BLIND = Bytes32.repeat((byte) 9);
  private static final Bytes32 OPEN = Bytes32.repeat((byte) 1);

  private final FeeFixture fees =
      new FeeFixture(FeeFixture.with(Parameter.UNDER_REPORTING_PENALTY, 1_001));
  private final TestNetwork network = fees.network;
  private final Tuple permit = fees.permit(TestNetwork.OPEN.multiply(BigInteger.TEN), 200, 1);

  private Tuple inBatch;

  /** A gateway has delivered request 1 with the commitment OPEN and settles it with BLIND. */
  @BeforeEach
  void aBatchWithABlindCommitment() {
    network.pay(CREATOR, wei(5_000), CONTRACT, "depositServingBond", fees.model);
    fees.deposit(TestNetwork.OPEN.multiply(BigInteger.TEN));
    List<FeeFixture.Item> items =
        List.of(FeeFixture.Item.of(2, "jumps"), new FeeFixture.Item(1, 0, OUTPUT, BLIND));
    Object[] batch = fees.batch(permit, items, true);
    network.send(GATEWAY, CONTRACT, "settleBatch", batch);
    byte[][] hashes = {
      hash(receipt(1, 2, 0, 5, TestNetwork.output("jumps"), Bytes32.ZERO)),
      hash(receipt(1, 1, 0, 11, OUTPUT, BLIND))
    };
    Tuple there = AbiValues.tuple(permit, true, hashes, 1L);
    inBatch = AbiValues.tuple(1L, 0L, 11L, Keccak256.hash(OUTPUT), BLIND, batch[5], there);
  }

  private Receipt receipt(
      long version, long request, long input, long tokens, Bytes output, Bytes32 commitment) {
    return new Receipt(
        fees.model,
        wei(version),
        fees.payer,
        wei(request),
        wei(input),
        wei(tokens),
        Keccak256.hash(output),
        commitment);
  }

  private static byte[] hash(Receipt item) {
    return item.itemHash().toArray();
  }

  private Tuple delivered(TestKey key, long version, long input, Bytes32 commitment) {
    Receipt receipt = receipt(version, 1, input, 11, OUTPUT, commitment);
    return AbiValues.tuple(
        version,
        input,
        11L,
        receipt.outputHash(),
        commitment,
        key.sign(receipt.digest(TestNetwork.CHAIN_ID)),
        FeeFixture.noBatch());
  }

  private void refused(String error, Tuple one, Tuple other) {
    network.refuse(error, fees.payer, CONTRACT, "proveContradiction", fees.model, 1L, one, other);
  }

  @Test
  void twoCommitmentsForOneRequestCostTheBond() {
    BigInteger owed = network.read(CONTRACT, "liabilities");
    Tuple delivered = delivered(network.servingKey, 1, 0, OPEN);
    assertThat(
            network
                .send(
                    fees.payer, CONTRACT, "proveContradiction", fees.model, 1L, inBatch, delivered)
                .<BigInteger>get(0))
        .isEqualTo(wei(1_001));
    assertThat(network.creditOf(fees.payer)).isEqualTo(wei(500));
    assertThat(network.creditOf(TREASURY)).isEqualTo(wei(501));
    assertThat(network.<BigInteger>read(CONTRACT, "liabilities")).isEqualTo(owed);
    assertThat(network.send(GATEWAY, CONTRACT, "servingBond", fees.model))
        .isEqualTo(AbiValues.tuple(3_999L, 0L, 0L));
    assertThat(fees.events("ContradictionProved"))
        .containsExactly(AbiValues.tuple(fees.model, fees.payer, 1L, 500L, 501L));
    assertThat(network.<Boolean>read(CONTRACT, "isProved", fees.payer, fees.model, 1L)).isTrue();
    refused("AlreadyProved", delivered, inBatch);
  }

  @Test
  void anotherCountOfInputTokensContradictsToo() {
    Tuple delivered = delivered(network.servingKey, 1, 7, BLIND);
    network.send(fees.payer, CONTRACT, "proveContradiction", fees.model, 1L, delivered, inBatch);
  }

  /** For a batch, or because another version holds by now. */
  @Test
  void theSameAnswerMayBeSignedAgain() {
    refused("NothingProved", inBatch, inBatch);
    refused("NothingProved", inBatch, delivered(network.servingKey, 1, 0, BLIND));
    refused("NothingProved", delivered(network.servingKey, 2, 0, BLIND), inBatch);
  }

  @Test
  void onlyTheModelsKeysContradictThemselvesAndOnlyToThePayer() {
    Tuple delivered = delivered(network.servingKey, 1, 0, OPEN);
    refused("WrongSigner", inBatch, delivered(TestKey.of(5), 1, 0, OPEN));
    Object[] bent = delivered.toArray();
    bent[1] = BigInteger.ONE;
    refused("WrongSigner", inBatch, Tuple.from(bent));
    Object[] misplaced = inBatch.toArray();
    misplaced[4] = OPEN.toArray();
    refused("WrongBatchItem", delivered, Tuple.from(misplaced));
    network.refuse(
        "NotSettled", GATEWAY, CONTRACT, "proveContradiction", fees.model, 1L, inBatch, delivered);
    network.refuse(
        "NotSettled",
        fees.payer,
        CONTRACT,
        "proveContradiction",
        fees.model,
        3L,
        inBatch,
        delivered);
    network.refuse(
        "UnknownModel", fees.payer, CONTRACT, "proveContradiction", 9L, 1L, inBatch, delivered);
  }
}
