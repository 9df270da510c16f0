package org.openledger.precompile.fuzz;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.host.NativeAddress;

/**
 * Bytes as calls: byte 0 is the contract, byte 1 the sender, byte 2 the value, the rest calldata.
 * Whoever must sign has signed: bent values get past the signatures.
 */
final class Calls {

  static final Address[] SENDERS = {
    TestNetwork.OWNER,
    TestNetwork.ADMIN,
    TestNetwork.CREATOR,
    TestNetwork.PAYER,
    TestNetwork.GOVERNOR,
    TestNetwork.OPERATOR,
    TestNetwork.REVIEWER
  };

  private static final TestNetwork NETWORK = network();
  private static final List<Bytes> BATCHES =
      Stream.of("settleBatch", "settleBatchPacked")
          .map(name -> Bytes.wrap(ContractAbi.of("InferenceFees").function(name).selector()))
          .toList();

  private Calls() {}

  private static TestNetwork network() {
    TestNetwork it = new TestNetwork();
    long datanet = it.createDatanet();
    it.attest(datanet, it.seal(datanet, it.accepted(TestNetwork.account(20), datanet, "abcdefgh")));
    it.deploy(it.terms(BigInteger.TEN, 4, 1), datanet, 1);
    it.pay(TestNetwork.PAYER, TestNetwork.OPEN, "InferenceFees", "deposit");
    return it;
  }

  /** Makes a call, and undoes it. */
  static boolean run(byte[] input) {
    if (input.length < 3) {
      return false;
    }
    NativeAddress[] contracts = NativeAddress.values();
    String contract = contracts[Math.floorMod(input[0], contracts.length)].contract();
    Address sender = SENDERS[Math.floorMod(input[1], SENDERS.length)];
    BigInteger value = BigInteger.valueOf(input[2] & 0xff);
    Bytes calldata = Bytes.wrap(input).slice(3).copy();
    Address[] signers = {TestNetwork.PAYER, NETWORK.servingKey.address()};
    boolean batch = calldata.size() > 4 && BATCHES.contains(calldata.slice(0, 4));
    int[] next = {batch ? 0 : 1};
    NETWORK.host.setRecovery((digest, v, r, s) -> Optional.of(signers[Math.min(1, next[0]++)]));
    MemoryHost.Snapshot before = NETWORK.host.snapshot();
    try {
      Outcome outcome = NETWORK.call(sender, contract, value, TestNetwork.GAS, calldata);
      for (NativeAddress holder :
          new NativeAddress[] {NativeAddress.DATANETS, NativeAddress.INFERENCE_FEES}) {
        BigInteger owed = NETWORK.read(holder.contract(), "liabilities");
        BigInteger held = NETWORK.host.balance(holder.address()).toUnsignedBigInteger();
        Target.require(held.compareTo(owed) >= 0, holder + " owes " + owed + " and holds " + held);
      }
      return outcome instanceof Outcome.Success;
    } finally {
      NETWORK.host.restore(before);
    }
  }
}
