package org.openledger.story;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openledger.client.TransactionReceipt;

/** Transactions that do not need each other and are sent together: a block holds them all. */
final class Wave {

  private record Step(Section section, Act act, Consumer<TransactionReceipt> then) {}

  private final Scene scene;
  private final List<Step> steps = new ArrayList<>();

  Wave(Scene scene) {
    this.scene = scene;
  }

  /** Adds a transaction to a chapter. */
  Wave with(Section section, Act act) {
    return with(section, act, receipt -> {});
  }

  /** Adds a transaction, and says what to do with its receipt. */
  Wave with(Section section, Act act, Consumer<TransactionReceipt> then) {
    steps.add(new Step(section, act, then));
    return this;
  }

  /** Sends them all and waits for them. */
  void send() {
    if (steps.isEmpty()) {
      return;
    }
    List<TransactionReceipt> receipts = scene.include(steps.stream().map(Step::act).toList());
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      TransactionReceipt receipt = receipts.get(i);
      step.section()
          .add(
              new Section.Row(
                  receipt.block(),
                  step.act().who(),
                  step.act().call(),
                  step.act().words(),
                  receipt.hash().toHexString(),
                  receipt.gasUsed(),
                  receipt.cost()));
      step.then().accept(receipt);
    }
  }
}
