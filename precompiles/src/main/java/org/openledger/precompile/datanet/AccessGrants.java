package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.SystemStorage;

/** Access to a Datanet's data: asked for, paid, granted for a purpose and a time, revoked. */
final class AccessGrants {

  /** The event's request number of access that the owner gives by himself. */
  private static final long GIFT = 0;

  private static final AbiEvent ACCESS_REQUESTED = Guards.ABI.event("AccessRequested");
  private static final AbiEvent ACCESS_GRANTED = Guards.ABI.event("AccessGranted");
  private static final AbiEvent ACCESS_DENIED = Guards.ABI.event("AccessDenied");
  private static final AbiEvent REQUEST_CANCELLED = Guards.ABI.event("RequestCancelled");
  private static final AbiEvent ACCESS_REVOKED = Guards.ABI.event("AccessRevoked");
  private static final AbiError UNKNOWN_REQUEST = Guards.ABI.error("UnknownRequest");
  private static final AbiError REQUEST_NOT_OPEN = Guards.ABI.error("RequestNotOpen");
  private static final AbiError NOT_REQUESTER = Guards.ABI.error("NotRequester");
  private static final AbiError NOT_OWNER = Guards.ABI.error("NotOwner");
  private static final AbiError ACCESS_IS_OPEN = Guards.ABI.error("AccessIsOpen");
  private static final AbiError NO_ACCESS = Guards.ABI.error("NoAccess");
  private static final AbiError ACCESS_NOT_EXTENDED = Guards.ABI.error("AccessNotExtended");
  private static final AbiError ACCESS_TOO_LONG = Guards.ABI.error("AccessTooLong");
  private static final AbiError REFUND_TOO_SMALL = Guards.ABI.error("RefundTooSmall");

  private AccessGrants() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("requestAccess", AccessGrants::requestAccess)
        .mutate("grantAccess", AccessGrants::grantAccess)
        .mutateVoid("denyAccess", AccessGrants::denyAccess)
        .mutateVoid("cancelRequest", AccessGrants::cancelRequest)
        .mutateVoid("giveAccess", AccessGrants::giveAccess)
        .mutate("revokeAccess", AccessGrants::revokeAccess)
        .view("hasAccess", AccessGrants::hasAccess)
        .view("access", AccessGrants::access)
        .view("request", AccessGrants::request)
        .view("requestCount", call -> AbiValues.tuple(grants(call).count()));
  }

  private static AccessStorage grants(Call call) {
    return new AccessStorage(call.storage());
  }

  private static DatanetStorage datanets(Call call) {
    return new DatanetStorage(call.storage());
  }

  private static long mostBlocks(Call call) {
    return new SystemStorage(call.storage()).parameterLong(Parameter.MAX_ACCESS);
  }

  private static Tuple requestAccess(Call call) {
    long datanet = Guards.datanet(call, 0);
    Bytes32 purpose = call.word(1);
    long blocks = Guards.counted("blocks", call.number(2), mostBlocks(call));
    Policy policy = datanets(call).policy(datanet);
    Call.require(!policy.openAccess(), ACCESS_IS_OPEN, datanet);
    BigInteger price =
        Guards.exactly(call, policy.accessPrice().multiply(BigInteger.valueOf(blocks)));
    if (policy.autoGrant()) {
      return AbiValues.tuple(buy(call, datanet, call.sender(), blocks, price, purpose));
    }
    Escrow.hold(call, price);
    RequestStatus status = RequestStatus.OPEN;
    return AbiValues.tuple(
        ask(call, new Request(datanet, call.sender(), status, blocks, price, purpose)));
  }

  private static long ask(Call call, Request it) {
    long id = grants(call).add(it);
    call.emit(
        ACCESS_REQUESTED, it.datanet(), id, it.requester(), it.purpose(), it.blocks(), it.price());
    return id;
  }

  /**
   * Access that is granted at once; the Datanets hold its price.
   *
   * @return the request's number
   */
  static long buy(
      Call call, long datanet, Address account, long blocks, BigInteger price, Bytes32 purpose) {
    Request request = new Request(datanet, account, RequestStatus.GRANTED, blocks, price, purpose);
    long id = ask(call, request);
    grant(call, id, request);
    Escrow.credit(call, datanets(call).treasury(datanet), price);
    return id;
  }

  private static Tuple grantAccess(Call call) {
    long id = known(call);
    Request request = answered(call, id, RequestStatus.GRANTED);
    long expiry = grant(call, id, request);
    Escrow.release(call, datanets(call).treasury(request.datanet()), request.price());
    return AbiValues.tuple(expiry);
  }

  private static void denyAccess(Call call) {
    long id = known(call);
    Request request = answered(call, id, RequestStatus.DENIED);
    Escrow.release(call, request.requester(), request.price());
    call.emit(ACCESS_DENIED, request.datanet(), id);
  }

  private static void cancelRequest(Call call) {
    long id = known(call);
    Request request = grants(call).request(id);
    Call.require(request.requester().equals(call.sender()), NOT_REQUESTER, id, call.sender());
    close(call, id, request, RequestStatus.CANCELLED);
    Escrow.release(call, request.requester(), request.price());
    call.emit(REQUEST_CANCELLED, request.datanet(), id);
  }

  private static void giveAccess(Call call) {
    long datanet = Guards.owned(call);
    Address account = call.address(1);
    Bytes32 purpose = call.word(2);
    BigInteger expiry = call.number(3);
    Guards.notZero(account);
    Access now = grants(call).access(datanet, account);
    long least = Math.max(now.expiry(), call.blockNumber());
    Call.require(
        expiry.compareTo(BigInteger.valueOf(least)) > 0, ACCESS_NOT_EXTENDED, expiry, least);
    store(call, datanet, account, GIFT, now.given(reachable(call, expiry), purpose));
  }

  private static Tuple revokeAccess(Call call) {
    long datanet = Guards.datanet(call, 0);
    Address account = call.address(1);
    boolean owner = Guards.isOwner(call, datanet);
    Call.require(owner || Guards.isGovernor(call), NOT_OWNER, datanet, call.sender());
    Access now = grants(call).access(datanet, account);
    Call.require(now.reaches(call.blockNumber()), NO_ACCESS, datanet, account);
    // A governor's decision may forfeit what was paid; an owner who governs decides for himself.
    boolean forfeit = !owner && call.value().signum() == 0;
    BigInteger refund = forfeit ? BigInteger.ZERO : now.unused(call.blockNumber());
    Call.require(call.value().compareTo(refund) >= 0, REFUND_TOO_SMALL, call.value(), refund);
    grants(call).setAccess(datanet, account, Access.NONE);
    Escrow.credit(call, account, refund);
    Escrow.credit(call, call.sender(), call.value().subtract(refund));
    call.emit(ACCESS_REVOKED, datanet, account, call.sender(), refund);
    return AbiValues.tuple(refund);
  }

  private static long known(Call call) {
    BigInteger id = call.number(0);
    Call.require(grants(call).isRequest(id), UNKNOWN_REQUEST, id);
    return id.longValueExact();
  }

  /** An open request to a Datanet of the caller, answered. */
  private static Request answered(Call call, long id, RequestStatus answer) {
    Request request = grants(call).request(id);
    Guards.onlyOwner(call, request.datanet());
    close(call, id, request, answer);
    return request;
  }

  private static void close(Call call, long id, Request request, RequestStatus as) {
    Call.require(
        request.status() == RequestStatus.OPEN, REQUEST_NOT_OPEN, id, request.status().code());
    grants(call).setStatus(id, as);
  }

  private static long grant(Call call, long id, Request request) {
    Access access =
        grants(call)
            .access(request.datanet(), request.requester())
            .bought(call.blockNumber(), request.blocks(), request.price(), request.purpose());
    reachable(call, BigInteger.valueOf(access.paidUntil()));
    store(call, request.datanet(), request.requester(), id, access);
    return access.expiry();
  }

  /** An expiry that is not too far ahead. */
  private static long reachable(Call call, BigInteger expiry) {
    long latest = call.blockNumber() + mostBlocks(call);
    Call.require(
        expiry.compareTo(BigInteger.valueOf(latest)) <= 0, ACCESS_TOO_LONG, expiry, latest);
    return expiry.longValueExact();
  }

  private static void store(Call call, long datanet, Address account, long id, Access access) {
    grants(call).setAccess(datanet, account, access);
    call.emit(ACCESS_GRANTED, datanet, id, account, access.purpose(), access.expiry());
  }

  private static Tuple hasAccess(Call call) {
    long datanet = Guards.datanet(call, 0);
    Address account = call.address(1);
    if (datanets(call).isFree(datanet, account)) {
      return AbiValues.tuple(true, UInt256.MAX_VALUE);
    }
    Access it = grants(call).access(datanet, account);
    return AbiValues.tuple(it.reaches(call.blockNumber()), it.expiry());
  }

  private static Tuple access(Call call) {
    long datanet = Guards.datanet(call, 0);
    Access it = grants(call).access(datanet, call.address(1));
    return AbiValues.tuple(
        AbiValues.tuple(
            it.expiry(),
            it.start(),
            it.paidUntil(),
            it.paid(),
            it.unused(call.blockNumber()),
            it.purpose()));
  }

  private static Tuple request(Call call) {
    Request it = grants(call).request(known(call));
    return AbiValues.tuple(
        AbiValues.tuple(
            it.datanet(),
            it.requester(),
            it.status().code(),
            it.blocks(),
            it.price(),
            it.purpose()));
  }
}
