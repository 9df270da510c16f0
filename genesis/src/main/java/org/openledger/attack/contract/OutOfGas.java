package org.openledger.attack.contract;

import org.openledger.attack.search.Dial;
import org.openledger.attack.search.Settings;
import org.openledger.precompile.dispatch.Outcome;

/** Lets a call run out of gas in the middle of its writes. */
final class OutOfGas extends WriteAttack {

  OutOfGas() {
    super(
        "out-of-gas",
        "lets a call run out of gas anywhere, also between two writes and at its last gas",
        "INV-CALL-03",
        new Dial("gas ‰", 0, 1_000),
        new Dial("less", 1, 64));
  }

  @Override
  boolean refused(Recorded recorded, Recorded.Write write, Settings settings) {
    Twin twin = recorded.twin();
    Outcome whole =
        twin.call(write.sender(), write.contract(), write.value(), Twin.GAS, write.input());
    long exact = twin.gasUsed();
    recorded.reset();
    long gas = Math.max(0, exact * settings.of("gas ‰") / 1_000 - settings.of("less"));
    Outcome outcome =
        twin.call(write.sender(), write.contract(), write.value(), gas, write.input());
    return whole instanceof Outcome.Success && outcome instanceof Outcome.OutOfGas;
  }
}
