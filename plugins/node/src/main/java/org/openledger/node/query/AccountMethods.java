package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.AGENTS;
import static org.openledger.precompile.host.NativeAddress.INFERENCE_FEES;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.node.chain.StateStorage;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.ObjectType;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.ledger.Holding;
import org.openledger.precompile.system.Role;
import org.openledger.precompile.system.SystemStorage;

/** Accounts and what they are owed, from the state of a block. */
public final class AccountMethods {

  /** An account with its statement. */
  record Account(Address address, Struct statement) {}

  private record Detail(
      BlockId block, Account account, BigInteger balance, List<Role> roles, Optional<Long> agent) {}

  private static final Parameter<Address> ACCOUNT =
      Parameter.required("account", JsonTypes.ADDRESS, "An account");

  static final ObjectType<Account> TYPE =
      ObjectType.<Account>of("Account", "What the fees contract owes an account")
          .with("address", JsonTypes.ADDRESS, "the account", Account::address)
          .with(
              "number",
              JsonTypes.optional(JsonTypes.ID),
              "its number in the ledger, given once it may earn; null before",
              account -> Absent.number(account.statement(), "number"))
          .with(
              "earnings",
              JsonTypes.WEI,
              "what it can withdraw",
              account -> account.statement().word("earnings"))
          .with(
              "deposit",
              JsonTypes.WEI,
              "what it has prepaid, what is being withdrawn included",
              account -> account.statement().word("deposit"))
          .with(
              "unlocking",
              JsonTypes.WEI,
              "the part of the deposit that a withdrawal was announced for",
              account -> account.statement().word("unlocking"))
          .with(
              "unlockBlock",
              JsonTypes.optional(JsonTypes.QUANTITY),
              "first block in which that can be finished",
              account ->
                  Absent.number(account.statement(), "unlockBlock")
                      .filter(block -> block != Holding.NEVER))
          .with(
              "reserved",
              JsonTypes.WEI,
              "what its reservations hold",
              account -> account.statement().word("reserved"));

  private static final ObjectType<Detail> DETAIL =
      ObjectType.<Detail>of("AccountDetail", "An account in a block")
          .with("block", BlockId.TYPE, "the block", Detail::block)
          .including(TYPE, Detail::account)
          .with("balance", JsonTypes.WEI, "its native coins", Detail::balance)
          .with(
              "roles",
              JsonTypes.listOf(JsonTypes.oneOf(Role.class)),
              "the network's roles that it holds",
              Detail::roles)
          .with(
              "agent",
              JsonTypes.optional(JsonTypes.ID),
              "the agent whose wallet it is: then earnings and deposit are the agent's owner's",
              Detail::agent);

  private final Queries queries;

  private AccountMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    AccountMethods methods = new AccountMethods(queries);
    return List.of(
        RpcMethod.named(
                "openledger_getAccount",
                "What an account has earned, prepaid and reserved; its roles.")
            .takes(ACCOUNT, BLOCK)
            .answers("account", DETAIL, methods::getAccount),
        RpcMethod.named(
                "openledger_listAccounts", "All accounts that have a number in the ledger, by it.")
            .takes(BLOCK, PAGE)
            .answers("accounts", Listed.type("Accounts", TYPE), methods::listAccounts));
  }

  private Detail getAccount(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    Address address = arguments.get(ACCOUNT);
    Account account = account(state, address);
    return new Detail(
        BlockId.of(state.block()),
        account,
        state.state().balance(address).toUnsignedBigInteger(),
        roles(state, address),
        Optional.of(state.number(AGENTS, "agentOf", address)).filter(agent -> agent != 0));
  }

  /** Roles as the system's contract reads them, without a call of it for each. */
  private static List<Role> roles(BlockState state, Address address) {
    SystemStorage system =
        new SystemStorage(StateStorage.of(state.state(), state.block().number()));
    return Stream.of(Role.values()).filter(role -> system.hasRole(role.id(), address)).toList();
  }

  private Listed<Account> listAccounts(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    return page.numbered(
        state.number(INFERENCE_FEES, "accountCount"),
        number -> Optional.of(account(state, number)));
  }

  /** The account of a number. */
  static Account account(BlockState state, long number) throws RpcException {
    return account(state, state.call(INFERENCE_FEES, "account", number).address(0));
  }

  private static Account account(BlockState state, Address address) throws RpcException {
    return new Account(address, state.struct(INFERENCE_FEES, "statement", address));
  }
}
