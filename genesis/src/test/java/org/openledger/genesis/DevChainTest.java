package org.openledger.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.DevnetOptions;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.ContractReader;
import org.openledger.node.chain.StateView;
import org.openledger.node.chain.ViewException;
import org.openledger.precompile.Contracts;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;

class DevChainTest {

  private static final long GAS = 1_000_000;

  @Test
  void viewsOfTheContractsRunOnTheStateOfABlock() throws IOException, ViewException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0))) {
      ChainView chain = network.chain();
      BlockRef head = chain.head();
      StateView state = chain.state(head).orElseThrow();
      ContractReader reader = reader(GAS);

      BigInteger chainId =
          reader.call(state, head.number(), NativeAddress.SYSTEM, "chainId").get(0);
      assertThat(chainId).isEqualTo(chain.chainId());
      assertThat(chain.block(head.hash())).contains(head);
      assertThat(chain.block(head.number() + 1)).isEmpty();
      assertThat(chain.block(Bytes32.ZERO)).isEmpty();
    }
  }

  @Test
  void aRefusedViewSaysWhy() throws IOException {
    try (DevNetwork network = DevNetwork.start(DevnetOptions.defaults().withPort(0))) {
      ChainView chain = network.chain();
      StateView state = chain.state(chain.head()).orElseThrow();

      assertThatThrownBy(
              () -> reader(GAS).call(state, 0, NativeAddress.MODELS, "stage", BigInteger.TWO))
          .isInstanceOfSatisfying(
              ViewException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(ViewException.Cause.REVERTED);
                assertThat(e.data()).isNotEqualTo(Bytes.EMPTY);
              });
      assertThatThrownBy(() -> reader(1_000).call(state, 0, NativeAddress.MODELS, "modelCount"))
          .isInstanceOfSatisfying(
              ViewException.class,
              e -> assertThat(e.reason()).isEqualTo(ViewException.Cause.OUT_OF_GAS));
    }
  }

  private static ContractReader reader(long gas) {
    return new ContractReader(
        Contracts.all(
            root -> {
              throw new NodeFailureException("no index");
            }),
        gas);
  }
}
