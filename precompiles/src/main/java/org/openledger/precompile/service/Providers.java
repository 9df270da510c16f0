package org.openledger.precompile.service;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * Who provides services, and the bond that answers for them. INV-SERV-03: the governed minimum is
 * never lent to a job, and stays while work is open.
 */
final class Providers {

  private static final BigInteger MAX_NUMBER = BigInteger.ONE.shiftLeft(32);

  private Providers() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("register", Providers::register)
        .mutateVoid("describe", Providers::describe)
        .mutateVoid("depositBond", Providers::deposit)
        .mutate("startBondWithdrawal", Providers::startWithdrawal)
        .mutate("finishBondWithdrawal", Providers::finishWithdrawal)
        .mutate("slashProvider", Providers::slash)
        .view("provider", Providers::view)
        .view("providerCount", call -> AbiValues.tuple(storage(call).count()))
        .view("providerAt", Providers::at);
  }

  static ProviderStorage storage(Call call) {
    return new ProviderStorage(call.storage());
  }

  static BigInteger minimum(Call call) {
    return Guards.system(call).parameter(Parameter.MIN_PROVIDER_BOND);
  }

  /** A registered provider. */
  static Provider known(Call call, Address account) {
    Provider provider = storage(call).provider(account);
    Call.require(provider.number() > 0, ServiceAbi.UNKNOWN_PROVIDER, account);
    return provider;
  }

  /** The caller takes on one more thing to do, for which a part of his bond answers. */
  static void begin(Call call, Address account, BigInteger lock) {
    Provider provider = known(call, account);
    BigInteger free = provider.free(minimum(call));
    Call.require(
        free.compareTo(lock) >= 0,
        ServiceAbi.INSUFFICIENT_BOND,
        account,
        free.max(BigInteger.ZERO),
        lock);
    storage(call).setProvider(account, provider.begun(lock));
  }

  /** A thing to do has ended that was no job. */
  static void end(Call call, Address account) {
    Provider provider = storage(call).provider(account);
    storage(call).setProvider(account, provider.ended(BigInteger.ZERO, BigInteger.ZERO));
  }

  private static Tuple register(Call call) {
    Address account = call.sender();
    Guards.payable(account);
    boolean registered = storage(call).provider(account).number() > 0;
    Call.require(!registered, ServiceAbi.ALREADY_REGISTERED, account);
    BigInteger minimum = minimum(call);
    Call.require(
        call.value().compareTo(minimum) >= 0, ServiceAbi.BOND_TOO_SMALL, call.value(), minimum);
    BigInteger bond = Guards.holdable(Vault.hold(call));
    long number = storage(call).add(account);
    storage(call).setProvider(account, Provider.NONE.numbered(number).plus(bond));
    profile(call, account);
    call.emit(ServiceAbi.PROVIDER_REGISTERED, account, number, call.word(0), call.text(1));
    call.emit(ServiceAbi.BOND_DEPOSITED, account, account, bond);
    return AbiValues.tuple(number);
  }

  private static void describe(Call call) {
    known(call, call.sender());
    profile(call, call.sender());
    call.emit(ServiceAbi.PROVIDER_DESCRIBED, call.sender(), call.word(0), call.text(1));
  }

  private static void profile(Call call, Address account) {
    byte[] uri = call.text(1).getBytes(StandardCharsets.UTF_8);
    storage(call).describe(account, call.word(0), call.hash(uri));
  }

  private static void deposit(Call call) {
    Address account = call.address(0);
    BigInteger amount = Guards.something(call);
    Provider provider = known(call, account).plus(amount);
    Guards.holdable(provider.bond());
    Vault.hold(call);
    storage(call).setProvider(account, provider);
    call.emit(ServiceAbi.BOND_DEPOSITED, account, call.sender(), amount);
  }

  private static Tuple startWithdrawal(Call call) {
    Provider provider = known(call, call.sender());
    BigInteger amount = call.number(0);
    Call.require(
        amount.compareTo(provider.unlocked()) <= 0,
        ServiceAbi.INSUFFICIENT_BOND,
        call.sender(),
        provider.unlocked(),
        amount);
    long unlock = amount.signum() == 0 ? 0 : call.blockNumber() + delay(call);
    storage(call).setProvider(call.sender(), provider.unlocking(amount, unlock));
    call.emit(ServiceAbi.BOND_WITHDRAWAL_STARTED, call.sender(), amount, unlock);
    return AbiValues.tuple(unlock);
  }

  private static Tuple finishWithdrawal(Call call) {
    Provider provider = known(call, call.sender());
    BigInteger amount = provider.unlocking();
    Call.require(amount.signum() > 0, ServiceAbi.NOTHING_TO_WITHDRAW, call.sender());
    Guards.from(call, provider.unlockBlock());
    Provider rest = provider.unlocking(BigInteger.ZERO, 0).minus(amount);
    Call.require(
        rest.openWork() == 0 || rest.unlocked().compareTo(minimum(call)) >= 0,
        ServiceAbi.WORK_OPEN,
        call.sender(),
        rest.openWork());
    storage(call).setProvider(call.sender(), rest);
    Vault.pay(call, call.sender(), amount);
    call.emit(ServiceAbi.BOND_WITHDRAWN, call.sender(), amount);
    return AbiValues.tuple(amount);
  }

  static long delay(Call call) {
    return Guards.system(call).parameterLong(Parameter.PROVIDER_DELAY);
  }

  private static Tuple slash(Call call) {
    Guards.onlyGovernor(call);
    Address account = call.address(0);
    Provider provider = known(call, account);
    BigInteger share = call.number(1);
    BigInteger limit = Guards.system(call).parameter(Parameter.MAX_SLASH);
    boolean within = share.signum() > 0 && share.compareTo(limit) <= 0;
    Call.require(within, ServiceAbi.SLASH_OUT_OF_BOUNDS, share, limit);
    long earliest = provider.slashedBlock() + delay(call);
    Call.require(
        provider.slashedBlock() == 0 || call.blockNumber() >= earliest,
        ServiceAbi.SLASHED_LATELY,
        provider.slashedBlock(),
        earliest);
    BigInteger amount =
        Vault.part(provider.bond(), share.longValueExact()).min(provider.unlocked());
    Call.require(amount.signum() > 0, ServiceAbi.NOTHING_TO_SLASH, account);
    storage(call).setProvider(account, provider.minus(amount).slashedIn(call.blockNumber()));
    SystemStorage system = Guards.system(call);
    Vault.pay(call, system.parameterAddress(Parameter.TREASURY), amount);
    call.emit(ServiceAbi.PROVIDER_SLASHED, account, share, amount, call.word(2));
    return AbiValues.tuple(amount);
  }

  private static Tuple view(Call call) {
    Address account = call.address(0);
    Provider it = storage(call).provider(account);
    return AbiValues.tuple(
        AbiValues.tuple(
            it.number(),
            it.bond(),
            it.locked(),
            it.unlocking(),
            it.unlockBlock(),
            it.openWork(),
            it.paidJobs(),
            it.missedJobs(),
            it.lostDisputes(),
            it.slashedBlock(),
            storage(call).name(account),
            storage(call).profile(account)));
  }

  private static Tuple at(Call call) {
    BigInteger number = call.number(0);
    boolean possible = number.signum() > 0 && number.compareTo(MAX_NUMBER) < 0;
    return AbiValues.tuple(possible ? storage(call).at(number.longValueExact()) : Address.ZERO);
  }
}
