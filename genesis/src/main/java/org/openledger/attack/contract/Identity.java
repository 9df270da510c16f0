package org.openledger.attack.contract;

import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;

/** Runs a native contract's code in another account's name (DELEGATECALL, CALLCODE). */
final class Identity extends WriteAttack {

  Identity() {
    super(
        "delegatecall-identity",
        "runs a contract's code in another account's name, or in another native contract's",
        "INV-CALL-01",
        new Dial("recipient", 0, 64));
  }

  @Override
  boolean refused(Recorded recorded, Recorded.Write write, Settings settings) {
    Twin twin = recorded.twin();
    String other = write.contract().equals("Models") ? Scene.FEES : "Models";
    var recipient =
        settings.of("recipient") == 0
            ? twin.contract(other).address()
            : Twin.account(settings.of("recipient"));
    recorded.context(write, recipient, false);
    Outcome outcome = twin.contract(write.contract()).call(twin.host(), write.input());
    return outcome instanceof Outcome.Revert revert
        && revert
            .data()
            .slice(0, 4)
            .equals(ContractAbi.of(write.contract()).error("DelegateCallNotAllowed").selector());
  }
}
