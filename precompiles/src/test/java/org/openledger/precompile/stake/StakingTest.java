package org.openledger.precompile.stake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.tuple;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.TREASURY;
import static org.openledger.precompile.stake.StakeFixture.ALICE;
import static org.openledger.precompile.stake.StakeFixture.BOB;
import static org.openledger.precompile.stake.StakeFixture.CAROL;
import static org.openledger.precompile.stake.StakeFixture.CONTRACT;
import static org.openledger.precompile.stake.StakeFixture.COOLDOWN;
import static org.openledger.precompile.stake.StakeFixture.EVIDENCE;
import static org.openledger.precompile.stake.StakeFixture.SELF;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.pool.Side;
import org.openledger.precompile.system.Parameter;

/** What each function of Staking does, and what it refuses. */
class StakingTest {

  private final StakeFixture it = new StakeFixture();
  private final TestNetwork network = it.network;
  private final long model = it.model;

  @Test
  void aDepositIsAsMuchFreeToken() {
    it.deposit(ALICE, 1_000);
    assertThat(it.number("balanceOf", ALICE)).isEqualTo(1_000);
    assertThat(it.number("totalSupply")).isEqualTo(1_000);
    assertThat(it.number("liabilities")).isEqualTo(1_000);
    assertThat(it.coins(SELF)).isEqualTo(1_000);
    assertThat(network.<String>read(CONTRACT, "name")).isEqualTo("Governance OPEN");
    assertThat(network.<String>read(CONTRACT, "symbol")).isEqualTo("gOPEN");
    assertThat(network.<Integer>read(CONTRACT, "decimals")).isEqualTo(18);
    it.refuse("ZeroAmount", ALICE, "deposit");
  }

  @Test
  void noMoreTokensThanCanBeCounted() {
    network.host.setBalance(ALICE, UInt256.MAX_VALUE.shiftRight(2));
    network.pay(ALICE, Side.MAX_WEI, CONTRACT, "deposit");
    assertThat(network.refuse("TooManyCoins", BOB, BigInteger.ONE, CONTRACT, "deposit"))
        .isEqualTo(tuple(Side.MAX_WEI.add(BigInteger.ONE), Side.MAX_WEI));
  }

  @Test
  void freeTokensAreTransferredWithTheirVotes() {
    it.deposit(ALICE, 1_000);
    it.send(ALICE, "delegate", ALICE);
    it.send(BOB, "delegate", CAROL);
    assertThat(it.send(ALICE, "transfer", BOB, 400L)).isEqualTo(tuple(true));
    assertThat(it.number("balanceOf", BOB)).isEqualTo(400);
    assertThat(it.number("getVotes", ALICE)).isEqualTo(600);
    assertThat(it.number("getVotes", CAROL)).isEqualTo(400);
    assertThat(it.number("totalSupply")).isEqualTo(1_000);
    for (Address nobody : new Address[] {Address.ZERO, SELF, NativeAddress.MODELS.address()}) {
      assertThat(it.refuse("ERC20InvalidReceiver", ALICE, "transfer", nobody, 1L))
          .isEqualTo(tuple(nobody));
    }
    assertThat(it.refuse("ERC20InsufficientBalance", ALICE, "transfer", BOB, 601L))
        .isEqualTo(tuple(ALICE, 600L, 601L));
  }

  @Test
  void anAllowanceIsUsedUpUnlessItIsEndless() {
    it.deposit(ALICE, 1_000);
    it.send(ALICE, "approve", BOB, 300L);
    it.send(BOB, "transferFrom", ALICE, CAROL, 200L);
    assertThat(it.number("allowance", ALICE, BOB)).isEqualTo(100);
    assertThat(it.refuse("ERC20InsufficientAllowance", BOB, "transferFrom", ALICE, CAROL, 101L))
        .isEqualTo(tuple(BOB, 100L, 101L));
    BigInteger endless = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    it.send(ALICE, "approve", BOB, endless);
    it.send(BOB, "transferFrom", ALICE, CAROL, 200L);
    assertThat(it.number("allowance", ALICE, BOB)).isEqualTo(endless);
    assertThat(it.number("balanceOf", CAROL)).isEqualTo(400);
    it.refuse("ERC20InvalidSpender", ALICE, "approve", Address.ZERO, 1L);
    it.refuse("ERC20InsufficientBalance", BOB, "transferFrom", ALICE, CAROL, 601L);
  }

  /** INV-STAKE-06. */
  @Test
  void stakedAndCoolingTokensCannotBeTransferredAndTheErrorSaysSo() {
    it.deposit(ALICE, 1_000);
    it.send(ALICE, "stake", model, 700L);
    assertThat(it.refuse("NonTransferableWhileStaked", ALICE, "transfer", BOB, 301L))
        .isEqualTo(tuple(ALICE, 300L, 301L));
    it.send(ALICE, "unstake", model, 700L);
    it.refuse("NonTransferableWhileStaked", ALICE, "transfer", BOB, 301L);
    it.send(ALICE, "transfer", BOB, 300L);
    it.skip(COOLDOWN);
    it.send(ALICE, "withdraw", model);
    it.refuse("ERC20InsufficientBalance", ALICE, "transfer", BOB, 301L);
  }

  @Test
  void whatIsStakedComesBackAfterTheCooldownAndNotBefore() {
    BigInteger before = it.coins(ALICE);
    it.stake(ALICE, model, 1_000);
    assertThat(it.number("balanceOf", SELF)).isEqualTo(1_000);
    assertThat(it.refuse("InsufficientStake", ALICE, "unstake", model, 1_001L))
        .isEqualTo(tuple(ALICE, model, 1_000L, 1_001L));
    it.refuse("NothingCooling", ALICE, "withdraw", model);
    assertThat(it.send(ALICE, "unstake", model, 400L)).isEqualTo(tuple(1_000 + COOLDOWN));
    it.skip(COOLDOWN - 1);
    assertThat(it.refuse("TooEarly", ALICE, "withdraw", model))
        .isEqualTo(tuple(1_000 + COOLDOWN, 999 + COOLDOWN));
    // More that is asked back lets all of it wait anew.
    it.send(ALICE, "unstake", model, 600L);
    it.skip(1);
    it.refuse("TooEarly", ALICE, "withdraw", model);
    it.skip(COOLDOWN - 1);
    assertThat(it.send(ALICE, "withdraw", model)).isEqualTo(tuple(1_000L));
    assertThat(it.coins(ALICE)).isEqualTo(before);
    assertThat(it.number("totalSupply")).isZero();
    assertThat(it.pool(model).<BigInteger>get(8)).as("poolShare").isZero();
  }

  @Test
  void freeTokensAreRedeemedByTheSameWay() {
    BigInteger before = it.coins(ALICE);
    it.deposit(ALICE, 1_000);
    it.send(ALICE, "delegate", ALICE);
    it.send(ALICE, "redeem", 1_000L);
    assertThat(it.number("getVotes", ALICE)).isZero();
    it.refuse("TooEarly", ALICE, "withdraw", 0L);
    it.skip(COOLDOWN);
    it.send(ALICE, "withdraw", 0L);
    assertThat(it.coins(ALICE)).isEqualTo(before);
  }

  @Test
  void zeroAmountsAndUnknownModelsAreRefused() {
    it.deposit(ALICE, 10);
    it.refuse("ZeroAmount", ALICE, "stake", model, 0L);
    it.refuse("ZeroAmount", ALICE, "unstake", model, 0L);
    it.refuse("ZeroAmount", ALICE, "redeem", 0L);
    BigInteger alias = BigInteger.TWO.pow(64).add(wei(model));
    for (Object none : new Object[] {model + 1, alias}) {
      it.refuse("UnknownModel", ALICE, "stake", none, 1L);
      it.refuse("UnknownModel", ALICE, "claim", none);
      it.refuse("UnknownModel", ALICE, "pool", none);
    }
    it.refuse("UnknownModel", GOVERNOR, "slashModel", 0L, 1L, EVIDENCE);
  }

  @Test
  void nothingIsStakedOnARetiredModelAndWhatIsStakedLeaves() {
    it.stake(ALICE, model, 10);
    network.send(TestNetwork.CREATOR, "Models", "retire", model);
    it.deposit(BOB, 10);
    assertThat(it.refuse("ModelRetired", BOB, "stake", model, 1L)).isEqualTo(tuple(model));
    it.send(ALICE, "unstake", model, 10L);
  }

  /**
   * Totals are powers of two, so that division leaves nothing over to be paid later. Of 64 stakers'
   * wei half is the model's stake's, half general stake's.
   */
  @Test
  void rewardsAreSharedInProportionAndCreditedToTheOneLedger() {
    it.stake(ALICE, model, 384);
    it.stake(BOB, model, 128);
    it.stake(CAROL, 0, 64);
    it.settle(1);
    assertThat(it.pool(model).<BigInteger>get(7)).as("accrued").isEqualTo(32);
    assertThat(it.stakeOf(ALICE, model).<BigInteger>get(3)).isEqualTo(24);
    assertThat(it.stakeOf(CAROL, 0).<BigInteger>get(3)).isEqualTo(32);
    assertThat(it.send(ALICE, "claim", model)).isEqualTo(tuple(24L));
    assertThat(it.send(BOB, "claim", model)).isEqualTo(tuple(8L));
    BigInteger contributed = network.creditOf(CAROL);
    assertThat(it.send(CAROL, "claim", 0L)).isEqualTo(tuple(32L));
    assertThat(network.creditOf(ALICE)).isEqualTo(24);
    assertThat(network.creditOf(CAROL)).isEqualTo(contributed.add(wei(32)));
    assertThat(it.send(ALICE, "claim", model)).isEqualTo(tuple(0L));
  }

  @Test
  void whileNothingIsStakedTheTreasuryEarns() {
    it.settle(1);
    BigInteger before = network.creditOf(TREASURY);
    it.stake(ALICE, 0, 128);
    assertThat(network.creditOf(TREASURY)).isEqualTo(before.add(wei(64)));
    assertThat(it.stakeOf(ALICE, 0).<BigInteger>get(3)).isZero();
    it.settle(1);
    network.collect(model);
    assertThat(network.creditOf(TREASURY)).isEqualTo(before.add(wei(64)));
    assertThat(it.send(ALICE, "claim", 0L)).isEqualTo(tuple(64L));
  }

  /** INV-FEE-10: a new treasury takes nothing of the stakers', and nothing of the old one's. */
  @Test
  void aNewTreasuryTakesNothingThatWasEarnedBefore() {
    it.settle(1);
    BigInteger before = network.creditOf(TREASURY);
    it.parameter(Parameter.TREASURY, BOB.toBigInteger());
    assertThat(network.creditOf(TREASURY)).isEqualTo(before.add(wei(64)));
    it.stake(ALICE, 0, 128);
    it.settle(1);
    it.parameter(Parameter.TREASURY, CAROL.toBigInteger());
    assertThat(network.creditOf(BOB)).isZero();
    assertThat(it.send(ALICE, "claim", 0L)).isEqualTo(tuple(64L));
  }

  @Test
  void theModelsShareIsGovernedAndHoldsFromTheNextClaimOn() {
    it.stake(ALICE, model, 128);
    it.stake(BOB, 0, 128);
    it.parameter(Parameter.MODEL_STAKERS_SHARE, wei(75));
    it.settle(1);
    assertThat(it.pool(model).<BigInteger>get(7)).isEqualTo(32);
    it.send(CAROL, "claim", model);
    assertThat(it.pool(model).<BigInteger>get(8)).isEqualTo(75);
    it.settle(1);
    assertThat(it.send(ALICE, "claim", model)).isEqualTo(tuple(32L + 48));
    assertThat(it.send(BOB, "claim", 0L)).isEqualTo(tuple(32L + 16));
  }

  @Test
  void collectSharesOutWhatHasAccrued() {
    it.stake(ALICE, model, 128);
    it.settle(2);
    int before = network.host.logs().size();
    network.collect(model);
    assertThat(network.host.logs().size()).isGreaterThan(before);
    assertThat(it.pool(model).<BigInteger>get(7)).as("accrued").isZero();
    assertThat(it.pool(model).<BigInteger>get(6)).as("rewards").isEqualTo(64);
    assertThat(it.send(ALICE, "claim", model)).isEqualTo(tuple(64L));
    assertThat(it.pool(model).<BigInteger>get(6)).isZero();
  }

  @Test
  void aSlashOfAModelTakesTheSamePartOfStakeAndOfWhatCools() {
    it.stake(ALICE, model, 1_000);
    it.stake(BOB, model, 600);
    it.send(BOB, "unstake", model, 600L);
    BigInteger treasury = network.creditOf(TREASURY);
    assertThat(it.send(GOVERNOR, "slashModel", model, 2_500L, EVIDENCE)).isEqualTo(tuple(400L));
    assertThat(network.creditOf(TREASURY)).isEqualTo(treasury.add(wei(400)));
    assertThat(it.stakeOf(ALICE, model).<BigInteger>get(0)).isEqualTo(750);
    assertThat(it.stakeOf(BOB, model).<BigInteger>get(1)).isEqualTo(450);
    assertThat(it.number("totalSupply")).isEqualTo(1_200);
    assertThat(it.coins(SELF)).isEqualTo(1_200);
    // Whoever comes later is not slashed for what was before.
    it.stake(CAROL, model, 300);
    assertThat(it.stakeOf(CAROL, model).<BigInteger>get(0)).isEqualTo(300);
    assertThat(it.stakeOf(ALICE, model).<BigInteger>get(0)).isEqualTo(750);
    it.skip(COOLDOWN);
    assertThat(it.send(BOB, "withdraw", model)).isEqualTo(tuple(450L));
  }

  @Test
  void aSlashOfAnAccountTakesOnlyItsOwn() {
    it.stake(ALICE, 0, 1_000);
    it.stake(BOB, 0, 1_000);
    it.send(ALICE, "delegate", ALICE);
    it.send(ALICE, "unstake", 0L, 200L);
    assertThat(it.send(GOVERNOR, "slashAccount", ALICE, 0L, 5_000L, EVIDENCE))
        .isEqualTo(tuple(500L));
    assertThat(it.stakeOf(ALICE, 0).<BigInteger>get(0)).isEqualTo(400);
    assertThat(it.stakeOf(ALICE, 0).<BigInteger>get(1)).isEqualTo(100);
    assertThat(it.number("getVotes", ALICE)).isEqualTo(400);
    assertThat(it.stakeOf(BOB, 0).<BigInteger>get(0)).isEqualTo(1_000);
  }

  @Test
  void slashesAreBoundedAndOnlyAGovernors() {
    it.stake(ALICE, model, 1_000);
    for (String slash : new String[] {"slashModel", "slashAccount"}) {
      boolean all = slash.equals("slashModel");
      for (long share : new long[] {0, 5_001}) {
        Object[] given =
            all
                ? new Object[] {model, share, EVIDENCE}
                : new Object[] {ALICE, model, share, EVIDENCE};
        assertThat(it.refuse("SlashOutOfBounds", GOVERNOR, slash, given))
            .isEqualTo(tuple(share, 5_000L));
        it.refuse("AccessControlUnauthorizedAccount", ALICE, slash, given);
      }
      Object[] given =
          all ? new Object[] {model, 1L, EVIDENCE} : new Object[] {ALICE, model, 1L, EVIDENCE};
      it.send(GOVERNOR, slash, given);
      long block = network.host.blockNumber();
      it.skip(COOLDOWN - 1);
      assertThat(it.refuse("SlashedLately", GOVERNOR, slash, given))
          .isEqualTo(tuple(block, block + COOLDOWN));
      it.skip(1);
      it.send(GOVERNOR, slash, given);
    }
    it.refuse("NothingToSlash", GOVERNOR, "slashAccount", BOB, model, 1L, EVIDENCE);
  }

  @Test
  void votesOfThePastAreThoseOfTheEndOfTheBlock() {
    it.deposit(ALICE, 100);
    it.deposit(BOB, 50);
    it.send(ALICE, "delegate", ALICE);
    it.send(BOB, "delegate", ALICE);
    it.skip(1);
    it.send(BOB, "redeem", 20L);
    it.send(ALICE, "stake", model, 30L);
    it.send(ALICE, "stake", 0L, 40L);
    it.skip(5);
    it.send(BOB, "delegate", BOB);
    assertThat(it.number("getPastVotes", ALICE, 999L)).isZero();
    assertThat(it.number("getPastVotes", ALICE, 1_000L)).isEqualTo(150);
    assertThat(it.number("getPastVotes", ALICE, 1_001L)).isEqualTo(100);
    assertThat(it.number("getPastVotes", ALICE, 1_005L)).isEqualTo(100);
    assertThat(it.number("getVotes", ALICE)).isEqualTo(70);
    assertThat(it.number("getVotes", BOB)).isEqualTo(30);
    assertThat(it.number("getPastTotalSupply", 999L)).isZero();
    assertThat(it.number("getPastTotalSupply", 1_000L)).isEqualTo(150);
    assertThat(it.number("getPastTotalSupply", 1_001L)).isEqualTo(100);
    assertThat(network.<Long>read(CONTRACT, "clock")).isEqualTo(1_006);
    assertThat(network.<String>read(CONTRACT, "CLOCK_MODE"))
        .isEqualTo("mode=blocknumber&from=default");
    Tuple future = it.refuse("ERC5805FutureLookup", BOB, "getPastVotes", ALICE, 1_006L);
    assertThat(future.<BigInteger>get(0)).isEqualTo(1_006);
    assertThat(future.<Long>get(1)).isEqualTo(1_006);
    it.refuse("ERC5805FutureLookup", BOB, "getPastTotalSupply", BigInteger.TWO.pow(200));
  }

  @Test
  void aSignedDelegationHoldsOnceAndInTime() {
    TestKey key = TestKey.of(5);
    Address signer = key.address();
    network.host.setBalance(signer, UInt256.valueOf(1_000));
    it.deposit(signer, 100);
    byte[] digest = network.read(CONTRACT, "delegationDigest", BOB, 0L, 1_000L);
    Bytes signature = key.sign(Bytes32.wrap(digest));
    int v = signature.get(64);
    Bytes32 r = Bytes32.wrap(signature.slice(0, 32));
    Bytes32 s = Bytes32.wrap(signature.slice(32, 32));
    it.refuse("InvalidSignature", CAROL, "delegateBySig", BOB, 0L, 1_000L, 29, r, s);
    Bytes32 high = Bytes32.repeat((byte) 0xf0);
    it.refuse("InvalidSignature", CAROL, "delegateBySig", BOB, 0L, 1_000L, v, r, high);
    it.send(CAROL, "delegateBySig", BOB, 0L, 1_000L, v, r, s);
    assertThat(it.number("getVotes", BOB)).isEqualTo(100);
    assertThat(it.number("nonces", signer)).isEqualTo(1);
    assertThat(network.read(CONTRACT, "delegates", signer).toString())
        .isEqualToIgnoringCase(BOB.toString());
    assertThat(it.refuse("InvalidAccountNonce", CAROL, "delegateBySig", BOB, 0L, 1_000L, v, r, s))
        .isEqualTo(tuple(signer, 1L));
    it.skip(1);
    assertThat(it.refuse("VotesExpiredSignature", CAROL, "delegateBySig", BOB, 0L, 1_000L, v, r, s))
        .isEqualTo(tuple(1_000L));
  }

  /** The digest as EIP-712 makes it, by an independent computation. */
  @Test
  void theDigestOfADelegationIsThatOfEip712() {
    Bytes32 domain =
        words(
            text(
                "EIP712Domain(string name,string version,uint256 chainId,address"
                    + " verifyingContract)"),
            text("Governance OPEN"),
            text("1"),
            UInt256.valueOf(TestNetwork.CHAIN_ID).toBytes(),
            SELF.toWord().toBytes());
    Bytes32 struct =
        words(
            text("Delegation(address delegatee,uint256 nonce,uint256 expiry)"),
            BOB.toWord().toBytes(),
            UInt256.valueOf(7).toBytes(),
            UInt256.valueOf(9).toBytes());
    Bytes expected = Keccak256.hash(Bytes.concatenate(Bytes.of(0x19, 0x01), domain, struct));
    assertThat(Bytes.wrap(network.<byte[]>read(CONTRACT, "delegationDigest", BOB, 7L, 9L)))
        .isEqualTo(expected);
  }

  private static Bytes32 text(String text) {
    return Keccak256.hash(text);
  }

  private static Bytes32 words(Bytes... words) {
    return Keccak256.hash(Bytes.concatenate(words));
  }

  @Test
  void coinsThatArriveUncalledGoToTheTreasury() {
    it.deposit(ALICE, 100);
    network.host.setBalance(SELF, UInt256.valueOf(130));
    assertThat(it.number("surplus")).isEqualTo(30);
    BigInteger before = network.creditOf(TREASURY);
    assertThat(it.send(BOB, "sweepSurplus")).isEqualTo(tuple(30L));
    assertThat(network.creditOf(TREASURY)).isEqualTo(before.add(wei(30)));
    assertThat(it.number("surplus")).isZero();
    assertThat(it.send(BOB, "sweepSurplus")).isEqualTo(tuple(0L));
  }
}
