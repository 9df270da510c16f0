package org.openledger.precompile.fee;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.datanet.DatanetStorage;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Ledger;
import org.openledger.precompile.model.Link;
import org.openledger.precompile.model.ModelStorage;
import org.openledger.precompile.model.Settlement;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/**
 * What settlements earn for a model's creator, the stakers, the sink and the platform. It waits in
 * one word of the model and one of all, instead of a balance each, until somebody collects it.
 */
final class Accruals {

  private static final long PLATFORM = 0;

  private Accruals() {}

  /** Adds to a model's accrual; one that its word cannot hold is paid out at once. */
  static void add(Call call, long model, Accrual earned) {
    FeeStorage fees = new FeeStorage(call.storage());
    Accrual sum = fees.accrual(model).plus(earned);
    if (FeeStorage.fits(sum)) {
      fees.setAccrual(model, sum);
    } else {
      fees.setAccrual(model, Accrual.NONE);
      payOut(call, model, sum);
    }
  }

  /** {@code collect}. */
  static Tuple collect(Call call) {
    long model = Service.known(call, call.number(0));
    FeeStorage fees = new FeeStorage(call.storage());
    Accrual accrual = fees.accrual(model);
    if (accrual.total().signum() > 0) {
      fees.setAccrual(model, Accrual.NONE);
      payOut(call, model, accrual);
    }
    Ledger ledger = new Ledger(call.storage());
    BigInteger platform = ledger.platform();
    if (platform.signum() > 0) {
      ledger.addTotals(BigInteger.ZERO, platform.negate());
      credit(call, PLATFORM, system(call).parameterAddress(Parameter.PLATFORM_ACCOUNT), platform);
    }
    return AbiValues.tuple(accrual.total().add(platform));
  }

  private static void payOut(Call call, long model, Accrual accrual) {
    credit(call, model, new ModelStorage(call.storage()).creator(model), accrual.creator());
    // Nothing can be staked in this version: the stakers' share is the treasury's.
    credit(call, model, system(call).parameterAddress(Parameter.TREASURY), accrual.stakers());
    if (accrual.sink().signum() > 0) {
      Address[] accounts = sinkAccounts(call, model);
      long[] equal = new long[accounts.length];
      Arrays.fill(equal, 1);
      BigInteger[] amounts = Split.byLargestRemainder(accrual.sink(), equal);
      for (int i = 0; i < accounts.length; i++) {
        credit(call, model, accounts[i], amounts[i]);
      }
    }
  }

  private static void credit(Call call, long model, Address account, BigInteger amount) {
    if (amount.signum() > 0) {
      Ledger ledger = new Ledger(call.storage());
      ledger.credit(ledger.register(account), amount);
      call.emit(FeeAbi.COLLECTED, model, account, amount);
    }
  }

  /** The model's sink, or the treasuries of its Datanets. */
  private static Address[] sinkAccounts(Call call, long model) {
    ModelStorage models = new ModelStorage(call.storage());
    Settlement terms = models.settlement(model, call.blockNumber());
    if (terms.sink() != 0) {
      return new Address[] {new Ledger(call.storage()).account(terms.sink())};
    }
    List<Link> links = terms.links();
    DatanetStorage datanets = new DatanetStorage(call.storage());
    Address[] accounts = new Address[links.size()];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = datanets.treasury(links.get(i).datanet());
    }
    return accounts;
  }

  private static SystemStorage system(Call call) {
    return new SystemStorage(call.storage());
  }
}
