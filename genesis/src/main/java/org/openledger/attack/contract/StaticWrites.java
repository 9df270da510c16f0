package org.openledger.attack.contract;

import org.openledger.attack.search.Settings;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;

/** Writes under STATICCALL. */
final class StaticWrites extends WriteAttack {

  StaticWrites() {
    super("static-writes", "writes where nothing may be written (STATICCALL)", "INV-CALL-02");
  }

  @Override
  boolean refused(Recorded recorded, Recorded.Write write, Settings settings) {
    Twin twin = recorded.twin();
    recorded.context(write, twin.contract(write.contract()).address(), true);
    Outcome outcome = twin.contract(write.contract()).call(twin.host(), write.input());
    return outcome instanceof Outcome.Revert revert
        && revert
            .data()
            .slice(0, 4)
            .equals(ContractAbi.of(write.contract()).error("StaticCallNotAllowed").selector());
  }
}
