package org.openledger.precompile.system;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.RevertException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.ledger.Totals;
import org.openledger.precompile.pool.Pools;

/** {@code ISystem}: configuration and roles. */
public final class SystemContract {

  private static final ContractAbi ABI = ContractAbi.of("System");
  private static final AbiEvent ROLE_GRANTED = ABI.event("RoleGranted");
  private static final AbiEvent ROLE_REVOKED = ABI.event("RoleRevoked");
  private static final AbiEvent PARAMETER_CHANGED = ABI.event("ParameterChanged");
  private static final AbiEvent ACCRUAL_PAID = ABI.event("AccrualPaid");
  private static final AbiError UNAUTHORIZED = ABI.error("AccessControlUnauthorizedAccount");
  private static final AbiError UNKNOWN_PARAMETER = ABI.error("UnknownParameter");
  private static final AbiError PARAMETER_OUT_OF_BOUNDS = ABI.error("ParameterOutOfBounds");
  private static final AbiError LAST_ADMIN = ABI.error("LastAdmin");

  /** Attesting walks all operators: their number must stay payable. */
  private static final long MAX_MEMBERS = 256;

  private static final AbiError NOT_PAYABLE = ABI.error("NotPayable");
  private static final AbiError TOO_MANY_MEMBERS = ABI.error("TooManyMembers");
  private static final AbiError NO_SUCH_MEMBER = ABI.error("NoSuchMember");
  private static final AbiError ZERO_ADDRESS = ABI.error("ZeroAddress");

  private SystemContract() {}

  /** The contract, ready to be called. */
  public static NativeContract create() {
    return create(ShippedTables.VERSION_1);
  }

  /** The contract of a protocol version with other tables. */
  static NativeContract create(ShippedTables tables) {
    TokenizerRegistry registry = new TokenizerRegistry(tables);
    return Dispatcher.bind(ABI, SystemStorage.ACCOUNT)
        .view("protocolVersion", Upgrades::version)
        .view("scheduledProtocol", Upgrades::scheduled)
        .mutateVoid("scheduleProtocol", Upgrades::schedule)
        .mutateVoid("cancelProtocol", Upgrades::cancel)
        .view("chainId", call -> AbiValues.tuple(system(call).chainId()))
        .view("parameter", SystemContract::parameter)
        .mutateVoid("setParameter", SystemContract::setParameter)
        .view("tokenizer", SystemContract::tokenizer)
        .mutateVoid("registerTokenizer", registry::register)
        .mutateVoid("setWeightTable", registry::setWeightTable)
        .view(
            "hasRole", call -> AbiValues.tuple(system(call).hasRole(call.word(0), call.address(1))))
        .view("getRoleMemberCount", call -> AbiValues.tuple(system(call).memberCount(call.word(0))))
        .view("getRoleMember", SystemContract::roleMember)
        .mutateVoid("grantRole", SystemContract::grantRole)
        .mutateVoid("revokeRole", SystemContract::revokeRole)
        .contract();
  }

  static SystemStorage system(Call call) {
    return new SystemStorage(call.storage());
  }

  private static Tuple parameter(Call call) {
    return AbiValues.tuple(system(call).parameter(known(call.word(0))));
  }

  private static void setParameter(Call call) {
    only(Role.ADMIN, call);
    Parameter parameter = known(call.word(0));
    BigInteger value = call.number(1);
    Call.require(
        parameter.admits(value),
        PARAMETER_OUT_OF_BOUNDS,
        parameter.key(),
        value,
        parameter.minimum(),
        parameter.maximum());
    if (parameter.namesAccount()) {
      Address account = Address.of(value);
      Call.require(parameter.admitsAccount(account), NOT_PAYABLE, account);
    }
    BigInteger previous = system(call).parameter(parameter);
    payAccrued(call, parameter);
    system(call).setParameter(parameter, value);
    call.emit(PARAMETER_CHANGED, parameter.key(), previous, value);
  }

  /** INV-FEE-10: what has accrued for an account stays its own when another takes its place. */
  private static void payAccrued(Call call, Parameter parameter) {
    if (!parameter.namesAccount()) {
      return;
    }
    Ledger ledger = new Ledger(call.storage());
    Totals totals = ledger.totals();
    Configuration accounts = system(call).configuration();
    boolean platform = parameter == Parameter.PLATFORM_ACCOUNT;
    long account = platform ? accounts.platformAccount() : accounts.treasury();
    BigInteger amount = platform ? totals.platform() : totals.stakers();
    // What general stake has earned is the treasury's only while there is none.
    boolean stakers = !platform && !new Pools(call.storage()).active(Pools.GENERAL).isEmpty();
    if (amount.signum() > 0 && !stakers) {
      ledger.setTotals(platform ? totals.platformCollected() : totals.stakersCollected());
      ledger.credit(account, amount);
      call.emit(ACCRUAL_PAID, ledger.account(account), amount);
    }
  }

  private static Tuple tokenizer(Call call) {
    RegisteredTokenizer tokenizer = system(call).tokenizer(call.word(0));
    return AbiValues.tuple(
        AbiValues.tuple(
            tokenizer.hash(), (long) tokenizer.vocabularySize(), tokenizer.weightTable()));
  }

  private static Tuple roleMember(Call call) {
    Bytes32 role = call.word(0);
    BigInteger index = call.number(1);
    BigInteger count = BigInteger.valueOf(system(call).memberCount(role));
    Call.require(index.compareTo(count) < 0, NO_SUCH_MEMBER, role, index);
    return AbiValues.tuple(system(call).member(role, index.longValueExact()));
  }

  private static void grantRole(Call call) {
    only(Role.ADMIN, call);
    Bytes32 role = call.word(0);
    Address account = call.address(1);
    Call.require(!account.isZero(), ZERO_ADDRESS);
    if (!system(call).hasRole(role, account)) {
      Call.require(
          system(call).memberCount(role) < MAX_MEMBERS, TOO_MANY_MEMBERS, role, MAX_MEMBERS);
      system(call).addMember(role, account);
      call.emit(ROLE_GRANTED, role, account, call.sender());
    }
  }

  private static void revokeRole(Call call) {
    only(Role.ADMIN, call);
    Bytes32 role = call.word(0);
    Address account = call.address(1);
    if (system(call).hasRole(role, account)) {
      boolean lastAdmin = role.equals(Role.ADMIN.id()) && system(call).memberCount(role) == 1;
      Call.require(!lastAdmin, LAST_ADMIN);
      system(call).removeMember(role, account);
      call.emit(ROLE_REVOKED, role, account, call.sender());
    }
  }

  static void only(Role role, Call call) {
    Call.require(
        system(call).hasRole(role.id(), call.sender()), UNAUTHORIZED, call.sender(), role.id());
  }

  private static Parameter known(Bytes32 key) {
    return Parameter.byKey(key).orElseThrow(() -> new RevertException(UNKNOWN_PARAMETER, key));
  }
}
