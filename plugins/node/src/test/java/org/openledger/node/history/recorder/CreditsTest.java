package org.openledger.node.history.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.ContractAbi;

class CreditsTest {

  @Test
  void everyEventIsOneOfItsContractAndHasWhatIsReadOfIt() {
    assertThat(Credits.collected())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            (name, told) -> {
              String[] parts = name.split("\\.", -1);
              AbiEvent event = ContractAbi.of(parts[0]).event(parts[1]);
              List<String> parameters =
                  IntStream.range(0, event.parameters().size())
                      .mapToObj(event.parameters()::getElementName)
                      .toList();
              assertThat(parameters).as(name).contains(told.account(), told.amount());
            });
  }
}
