package org.openledger.precompile.stake;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.fee.Signatures;
import org.openledger.precompile.fee.TypedData;
import org.openledger.precompile.gas.GasSchedule;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.pool.Pools;
import org.openledger.precompile.system.SystemStorage;

/**
 * Votes of gOPEN as ERC-5805 and ERC-6372 have them; errors and events are OpenZeppelin's. An
 * account's free gOPEN and general stake are its voting units, one a wei; they vote for whom it
 * delegates to. INV-STAKE-04: an account's votes = Σ units of all who delegate to it, at the end of
 * every block; what is staked on a model or cools votes for nobody.
 */
final class Votes {

  private static final Bytes32 DELEGATION =
      Keccak256.hash("Delegation(address delegatee,uint256 nonce,uint256 expiry)");

  private Votes() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .view("clock", call -> Tuple.from(call.blockNumber()))
        .view("CLOCK_MODE", call -> AbiValues.tuple("mode=blocknumber&from=default"))
        .view("getVotes", call -> AbiValues.tuple(storage(call).votes(call.address(0)).latest()))
        .view("getPastVotes", call -> past(call, storage(call).votes(call.address(0)), 1))
        .view("getPastTotalSupply", call -> past(call, storage(call).supplies(), 0))
        .view("delegates", call -> AbiValues.tuple(storage(call).delegatee(call.address(0))))
        .view("nonces", call -> AbiValues.tuple(storage(call).nonce(call.address(0))))
        .view("delegationDigest", call -> AbiValues.tuple(digest(call)))
        .mutateVoid("delegate", call -> delegate(call, call.sender(), call.address(0)))
        .mutateVoid("delegateBySig", Votes::delegateBySig);
  }

  private static StakeStorage storage(Call call) {
    return new StakeStorage(call.storage());
  }

  private static Tuple past(Call call, Trace trace, int argument) {
    BigInteger block = call.number(argument);
    Call.require(
        block.compareTo(BigInteger.valueOf(call.blockNumber())) < 0,
        StakeAbi.FUTURE_LOOKUP,
        block,
        new AbiValues.Narrow(call.blockNumber()));
    return AbiValues.tuple(trace.at(block.longValueExact()));
  }

  private static Bytes32 digest(Call call) {
    call.gas().charge(GasSchedule.TYPED_DATA);
    Bytes32 struct = TypedData.struct(DELEGATION, call.address(0), call.number(1), call.number(2));
    long chainId = new SystemStorage(call.storage()).configuration().chainId();
    return TypedData.digest(Token.NAME, chainId, StakeStorage.ACCOUNT, struct);
  }

  private static void delegateBySig(Call call) {
    BigInteger expiry = call.number(2);
    boolean holds = BigInteger.valueOf(call.blockNumber()).compareTo(expiry) <= 0;
    Call.require(holds, StakeAbi.EXPIRED_SIGNATURE, expiry);
    Optional<Address> signer =
        Signatures.recover(call, digest(call), call.smallNumber(3), call.word(4), call.word(5));
    Call.require(signer.isPresent(), StakeAbi.INVALID_SIGNATURE);
    Address account = signer.orElseThrow();
    BigInteger nonce = storage(call).nonce(account);
    Call.require(call.number(1).equals(nonce), StakeAbi.INVALID_NONCE, account, nonce);
    storage(call).setNonce(account, nonce.add(BigInteger.ONE));
    delegate(call, account, call.address(0));
  }

  private static void delegate(Call call, Address account, Address to) {
    StakeStorage storage = storage(call);
    Address from = storage.delegatee(account);
    storage.setDelegatee(account, to);
    call.emit(StakeAbi.DELEGATE_CHANGED, account, from, to);
    // General stake is never slashed as a whole: each of its shares is one wei.
    BigInteger staked = new Pools(call.storage()).position(Pools.GENERAL, account).shares();
    moveVotes(call, from, to, storage.balance(account).add(staked));
  }

  /**
   * Moves voting units from one account to another.
   *
   * @param from zero: they come to be
   * @param to zero: they cease
   */
  static void move(Call call, Address from, Address to, BigInteger units) {
    StakeStorage storage = storage(call);
    Trace supplies = storage.supplies();
    if (from.isZero()) {
      supplies.push(supplies.latest().add(units));
    }
    if (to.isZero()) {
      supplies.push(supplies.latest().subtract(units));
    }
    moveVotes(call, delegatee(storage, from), delegatee(storage, to), units);
  }

  private static Address delegatee(StakeStorage storage, Address account) {
    return account.isZero() ? Address.ZERO : storage.delegatee(account);
  }

  private static void moveVotes(Call call, Address from, Address to, BigInteger units) {
    if (from.equals(to) || units.signum() == 0) {
      return;
    }
    if (!from.isZero()) {
      change(call, from, units.negate());
    }
    if (!to.isZero()) {
      change(call, to, units);
    }
  }

  private static void change(Call call, Address delegatee, BigInteger change) {
    Trace votes = storage(call).votes(delegatee);
    BigInteger before = votes.latest();
    votes.push(before.add(change));
    call.emit(StakeAbi.DELEGATE_VOTES_CHANGED, delegatee, before, before.add(change));
  }
}
