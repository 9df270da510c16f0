package org.openledger.precompile.datanet;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.precompile.abi.AbiError;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.dispatch.Call;
import org.openledger.precompile.dispatch.Dispatcher;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.system.SystemStorage;

/** Datanets themselves: creation, policy, treasury, transfer of ownership in two steps. */
final class Registry {

  private static final AbiEvent DATANET_CREATED = Guards.ABI.event("DatanetCreated");
  private static final AbiEvent POLICY_CHANGED = Guards.ABI.event("PolicyChanged");
  private static final AbiEvent TREASURY_CHANGED = Guards.ABI.event("TreasuryChanged");
  private static final AbiEvent TRANSFER_STARTED = Guards.ABI.event("OwnershipTransferStarted");
  private static final AbiEvent TRANSFERRED = Guards.ABI.event("OwnershipTransferred");
  private static final AbiError UNKNOWN_TOKENIZER = Guards.ABI.error("UnknownTokenizer");
  private static final AbiError NOT_PENDING_OWNER = Guards.ABI.error("NotPendingOwner");

  private Registry() {}

  static void bind(Dispatcher.Binding binding) {
    binding
        .mutate("createDatanet", Registry::createDatanet)
        .mutateVoid("setPolicy", Registry::setPolicy)
        .mutateVoid("setTreasury", Registry::setTreasury)
        .mutateVoid("transferOwnership", Registry::transferOwnership)
        .mutateVoid("acceptOwnership", Registry::acceptOwnership)
        .view("datanet", Registry::datanet)
        .view("datanetCount", call -> AbiValues.tuple(datanets(call).datanetCount()))
        .view("pendingOwner", Registry::pendingOwner);
  }

  private static DatanetStorage datanets(Call call) {
    return new DatanetStorage(call.storage());
  }

  private static Tuple createDatanet(Call call) {
    Tuple settings = call.struct(1);
    Bytes32 tokenizer = Bytes32.wrap(settings.<byte[]>get(2));
    Bytes32 licence = Bytes32.wrap(settings.<byte[]>get(3));
    Address treasury = AbiValues.address(settings.<com.esaulpaugh.headlong.abi.Address>get(4));
    boolean known = new SystemStorage(call.storage()).tokenizer(tokenizer).isRegistered();
    Call.require(known, UNKNOWN_TOKENIZER, tokenizer);
    Guards.payable(treasury);
    Policy policy = Policy.checked(settings.get(7));
    long id = datanets(call).addDatanet(call.sender(), treasury, tokenizer, licence);
    Bytes32 domain = Bytes32.wrap(settings.<byte[]>get(0));
    Bytes32 schema = Bytes32.wrap(settings.<byte[]>get(1));
    datanets(call).setSubject(id, domain, schema);
    call.emit(
        DATANET_CREATED,
        id,
        call.sender(),
        tokenizer,
        licence,
        treasury,
        call.text(0),
        domain,
        schema);
    setPolicy(call, id, policy);
    Members.appoint(call, id, settings.<com.esaulpaugh.headlong.abi.Address[]>get(5));
    Members.setQuorum(call, id, settings.<BigInteger>get(6));
    return AbiValues.tuple(id);
  }

  private static void setPolicy(Call call) {
    setPolicy(call, Guards.owned(call), Policy.checked(call.struct(1)));
  }

  private static void setPolicy(Call call, long datanet, Policy policy) {
    datanets(call).setPolicy(datanet, policy);
    call.emit(POLICY_CHANGED, datanet, policy.tuple());
  }

  private static void setTreasury(Call call) {
    long datanet = Guards.owned(call);
    Address treasury = call.address(1);
    Guards.payable(treasury);
    datanets(call).setTreasury(datanet, treasury);
    call.emit(TREASURY_CHANGED, datanet, treasury);
  }

  private static void transferOwnership(Call call) {
    long datanet = Guards.owned(call);
    Address to = call.address(1);
    datanets(call).setPendingOwner(datanet, to);
    call.emit(TRANSFER_STARTED, datanet, call.sender(), to);
  }

  private static void acceptOwnership(Call call) {
    long datanet = Guards.datanet(call, 0);
    Call.require(
        datanets(call).pendingOwner(datanet).equals(call.sender()),
        NOT_PENDING_OWNER,
        datanet,
        call.sender());
    Address previous = datanets(call).owner(datanet);
    datanets(call).setOwner(datanet, call.sender());
    datanets(call).setPendingOwner(datanet, Address.ZERO);
    call.emit(TRANSFERRED, datanet, previous, call.sender());
  }

  private static Tuple datanet(Call call) {
    long id = Guards.datanet(call, 0);
    DatanetStorage datanets = datanets(call);
    return AbiValues.tuple(
        AbiValues.tuple(
            datanets.owner(id),
            datanets.treasury(id),
            datanets.tokenizer(id),
            datanets.licence(id),
            datanets.versionCount(id),
            datanets.domain(id),
            datanets.schema(id),
            datanets.pendingOwner(id),
            datanets.quorum(id),
            datanets.policy(id).tuple()));
  }

  private static Tuple pendingOwner(Call call) {
    return AbiValues.tuple(datanets(call).pendingOwner(Guards.datanet(call, 0)));
  }
}
