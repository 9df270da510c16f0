package org.openledger.node.query;

import static org.openledger.node.rpc.BlockSelector.BLOCK;
import static org.openledger.node.rpc.PageRequest.PAGE;
import static org.openledger.precompile.host.NativeAddress.DATANETS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.node.query.DatanetTypes.Access;
import org.openledger.node.query.DatanetTypes.Contribution;
import org.openledger.node.query.DatanetTypes.ContributionDetail;
import org.openledger.node.query.DatanetTypes.Datanet;
import org.openledger.node.query.DatanetTypes.DatanetDetail;
import org.openledger.node.query.DatanetTypes.Version;
import org.openledger.node.query.DatanetTypes.VersionDetail;
import org.openledger.node.rpc.Arguments;
import org.openledger.node.rpc.BlockId;
import org.openledger.node.rpc.BlockState;
import org.openledger.node.rpc.InputObject;
import org.openledger.node.rpc.JsonTypes;
import org.openledger.node.rpc.Listed;
import org.openledger.node.rpc.Page;
import org.openledger.node.rpc.Parameter;
import org.openledger.node.rpc.Queries;
import org.openledger.node.rpc.RpcException;
import org.openledger.node.rpc.RpcFailure;
import org.openledger.node.rpc.RpcMethod;
import org.openledger.node.rpc.Struct;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.datanet.Standing;
import org.openledger.precompile.datanet.Status;
import org.openledger.precompile.host.Address;

/** Datanets, contributions, versions and access, from the state of a block. */
public final class DatanetMethods {

  static final Parameter<Long> DATANET =
      Parameter.required("datanet", JsonTypes.ID, "Id of a Datanet");

  static final Parameter<Long> VERSION =
      Parameter.required("version", JsonTypes.ID, "Number of a sealed version");

  private static final Parameter<Long> CONTRIBUTION =
      Parameter.required("contribution", JsonTypes.ID, "Id of a contribution");

  private static final Parameter<Address> ACCOUNT =
      Parameter.required("account", JsonTypes.ADDRESS, "An account");

  private static final Parameter<Optional<Long>> OF_DATANET =
      Parameter.optional("datanet", JsonTypes.ID, "of this Datanet");

  private static final Parameter<Optional<Long>> OF_VERSION =
      Parameter.optional("version", JsonTypes.ID, "that this version of it adds");

  private static final Parameter<Optional<Status>> OF_STATUS =
      Parameter.optional("status", JsonTypes.oneOf(Status.class), "that stand there");

  private static final Parameter<Optional<Standing>> OF_STANDING =
      Parameter.optional("standing", JsonTypes.oneOf(Standing.class), "of this standing");

  private static final Parameter<Optional<Address>> OF_CONTRIBUTOR =
      Parameter.optional("contributor", JsonTypes.ADDRESS, "of this account");

  private static final InputObject FILTER_OBJECT =
      InputObject.of(
          "ContributionFilter",
          "Which contributions; all that is said holds at once",
          OF_DATANET,
          OF_VERSION,
          OF_STATUS,
          OF_STANDING,
          OF_CONTRIBUTOR);

  private static final Parameter<Arguments> FILTER =
      Parameter.optional(
          "filter", FILTER_OBJECT, FILTER_OBJECT.empty(), "Which contributions; default: all");

  private final Queries queries;

  private DatanetMethods(Queries queries) {
    this.queries = queries;
  }

  /** The methods. */
  public static List<RpcMethod> of(Queries queries) {
    DatanetMethods methods = new DatanetMethods(queries);
    return List.of(
        RpcMethod.named("openledger_listDatanets", "All Datanets, by id.")
            .takes(BLOCK, PAGE)
            .answers(
                "datanets", Listed.type("Datanets", DatanetTypes.DATANET), methods::listDatanets),
        RpcMethod.named("openledger_getDatanet", "One Datanet.")
            .takes(DATANET, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("datanet", DatanetTypes.DATANET_DETAIL, methods::getDatanet),
        RpcMethod.named("openledger_listContributions", "Contributions, by id.")
            .takes(FILTER, BLOCK, PAGE)
            .fails(RpcFailure.NOT_FOUND)
            .answers(
                "contributions",
                Listed.type("Contributions", DatanetTypes.CONTRIBUTION),
                methods::listContributions),
        RpcMethod.named("openledger_getContribution", "One contribution.")
            .takes(CONTRIBUTION, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("contribution", DatanetTypes.CONTRIBUTION_DETAIL, methods::getContribution),
        RpcMethod.named("openledger_listVersions", "The sealed versions of a Datanet, by number.")
            .takes(DATANET, BLOCK, PAGE)
            .fails(RpcFailure.NOT_FOUND)
            .answers(
                "versions",
                Listed.type("DatanetVersions", DatanetTypes.VERSION),
                methods::listVersions),
        RpcMethod.named("openledger_getVersion", "One sealed version of a Datanet.")
            .takes(DATANET, VERSION, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("version", DatanetTypes.VERSION_DETAIL, methods::getVersion),
        RpcMethod.named(
                "openledger_getAccess",
                "Whether an account may use a Datanet's data, and until when.")
            .takes(DATANET, ACCOUNT, BLOCK)
            .fails(RpcFailure.NOT_FOUND)
            .answers("access", DatanetTypes.ACCESS, methods::getAccess));
  }

  private Listed<Datanet> listDatanets(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    return page.numbered(
        state.number(DATANETS, "datanetCount"), id -> Optional.of(datanet(state, id)));
  }

  private DatanetDetail getDatanet(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long id = arguments.get(DATANET);
    Datanet datanet = datanet(state, id);
    List<Address> reviewers = new ArrayList<>();
    Object found = state.call(DATANETS, "reviewers", id).at(0);
    for (com.esaulpaugh.headlong.abi.Address reviewer :
        (com.esaulpaugh.headlong.abi.Address[]) found) {
      reviewers.add(AbiValues.address(reviewer));
    }
    return new DatanetDetail(BlockId.of(state.block()), datanet, reviewers);
  }

  private static Datanet datanet(BlockState state, long id) throws RpcException {
    return new Datanet(id, state.struct(DATANETS, "datanet", id));
  }

  private Listed<Contribution> listContributions(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    Arguments filter = arguments.get(FILTER);
    return page.numbered(
        state.number(DATANETS, "contributionCount"),
        id -> Optional.of(contribution(state, id)).filter(it -> matches(it, filter)));
  }

  private static boolean matches(Contribution it, Arguments filter) {
    return is(filter.get(OF_DATANET), it.of().number("datanet"))
        && is(filter.get(OF_VERSION), it.of().number("sealedIn"))
        && is(filter.get(OF_STATUS), it.status())
        && is(filter.get(OF_STANDING), it.standing())
        && is(filter.get(OF_CONTRIBUTOR), it.of().address("contributor"));
  }

  private static <T> boolean is(Optional<T> wanted, T found) {
    return wanted.isEmpty() || wanted.get().equals(found);
  }

  private ContributionDetail getContribution(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    return new ContributionDetail(
        BlockId.of(state.block()), contribution(state, arguments.get(CONTRIBUTION)));
  }

  /** A contribution in a block. */
  static Contribution contribution(BlockState state, long id) throws RpcException {
    Struct of = state.struct(DATANETS, "contribution", id);
    boolean lapsed =
        of.constant("status", Status.class) == Status.COMMITTED
            && state.block().number() > of.number("deadline");
    return new Contribution(id, of, lapsed);
  }

  private Listed<Version> listVersions(Arguments arguments) throws RpcException {
    Page page = Page.open(arguments, queries);
    BlockState state = page.state();
    long datanet = arguments.get(DATANET);
    return page.numbered(
        datanet(state, datanet).of().number("versions"),
        number -> Optional.of(version(state, datanet, number)));
  }

  private VersionDetail getVersion(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    Version version = version(state, arguments.get(DATANET), arguments.get(VERSION));
    Struct tally =
        state.call(
            DATANETS,
            "attesting",
            version.datanet(),
            version.number(),
            version.of().hash("indexDigest"));
    boolean scheduled = !version.of().hash("indexDigest").isZero();
    return new VersionDetail(
        BlockId.of(state.block()),
        version,
        scheduled ? tally.number("count") : 0,
        tally.number("operators"));
  }

  static Version version(BlockState state, long datanet, long number) throws RpcException {
    return new Version(datanet, number, state.struct(DATANETS, "version", datanet, number));
  }

  private Access getAccess(Arguments arguments) throws RpcException {
    BlockState state = queries.state(arguments);
    long datanet = arguments.get(DATANET);
    Address account = arguments.get(ACCOUNT);
    Struct has = state.call(DATANETS, "hasAccess", datanet, account);
    return new Access(
        BlockId.of(state.block()),
        has.flag("granted"),
        has,
        state.struct(DATANETS, "access", datanet, account));
  }
}
