package org.openledger.node.history.recorder;

import java.util.Optional;
import org.openledger.node.chain.BlockRef;
import org.openledger.node.chain.ChainView;
import org.openledger.node.chain.ContractReader;
import org.openledger.node.chain.StateView;
import org.openledger.node.chain.ViewException;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;
import org.openledger.precompile.host.NodeFailureException;

/**
 * Account numbers as the contract tells them: in the state of the block itself, or in that of the
 * last one where the host no longer has it, which says the same as long as the block is canonical.
 */
public final class ContractAccounts implements AccountNumbers {

  private final ChainView chain;
  private final ContractReader contracts;

  public ContractAccounts(ChainView chain, ContractReader contracts) {
    this.chain = chain;
    this.contracts = contracts;
  }

  @Override
  public Address account(BlockRef block, long number) {
    Optional<Address> own = read(block, number);
    Address account =
        own.or(() -> read(chain.head(), number))
            .orElseThrow(() -> new NodeFailureException("the host has no state of its last block"));
    boolean canonical =
        chain.block(block.number()).filter(it -> it.hash().equals(block.hash())).isPresent();
    if (account.isZero() || (own.isEmpty() && !canonical)) {
      throw new NodeFailureException(
          "account " + number + " of block " + block.number() + " cannot be told now");
    }
    return account;
  }

  private Optional<Address> read(BlockRef at, long number) {
    Optional<StateView> found = chain.state(at);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (StateView state = found.get()) {
      return Optional.of(
          AbiValues.address(
              contracts
                  .call(state, at.number(), NativeAddress.INFERENCE_FEES, "account", number)
                  .<com.esaulpaugh.headlong.abi.Address>get(0)));
    } catch (ViewException e) {
      throw new NodeFailureException("the number of an account cannot be read", e);
    }
  }
}
