package org.openledger.precompile.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.ContractFixture.wei;
import static org.openledger.precompile.influence.InfluenceFixture.CAROL;
import static org.openledger.precompile.influence.InfluenceFixture.EVIDENCE;
import static org.openledger.precompile.influence.InfluenceFixture.METHOD;

import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.TestKey;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.Keccak256;
import org.openledger.precompile.system.Parameter;
import org.openledger.precompile.system.Role;

/** What is signed, spelled out as EIP-712 does, and signed with secp256k1. */
class SigningTest {

  @Test
  void aResultIsSignedWithRealKeysOverTheDigestOfEip712() {
    TreeMap<Parameter, java.math.BigInteger> parameters = new TreeMap<>();
    parameters.put(Parameter.MIN_ATTESTERS, wei(1));
    InfluenceFixture it = new InfluenceFixture(parameters);
    for (int who = 0; who < 5; who++) {
      it.send(it.attesters.get(who).address(), "leave");
    }
    TestKey key = TestKey.of(4_711);
    it.network.host.setBalance(key.address(), UInt256.valueOf(TestNetwork.OPEN));
    it.network.send(TestNetwork.ADMIN, "System", "grantRole", Role.ATTESTER.id(), key.address());
    it.network.pay(
        key.address(), wei(InfluenceFixture.BOND), InfluenceFixture.CONTRACT, "register");
    it.skip(1);
    long epoch = it.endedEpoch();
    Bytes32 digest = it.digest(epoch, 0, it.shares());
    assertThat(digest).isEqualTo(plain(it, epoch, 0, it.shares()));
    it.send(CAROL, "submit", it.model, epoch, EVIDENCE, METHOD, it.shares(), key.sign(digest));
    assertThat(it.state(epoch)).isEqualTo(2);
  }

  private static Bytes32 plain(InfluenceFixture it, long epoch, long round, Bytes weights) {
    Bytes32 domain =
        Keccak256.hash(
            Bytes.concatenate(
                Keccak256.hash(
                    "EIP712Domain(string name,string version,uint256 chainId,"
                        + "address verifyingContract)"),
                Keccak256.hash("OpenLedger InfluenceAttestations"),
                Keccak256.hash("1"),
                word(TestNetwork.CHAIN_ID),
                word(0xa10a)));
    Bytes32 struct =
        Keccak256.hash(
            Bytes.concatenate(
                Keccak256.hash(
                    "Attestation(uint256 model,uint256 version,uint256 epoch,uint256 round,"
                        + "bytes32 weightsHash,bytes32 evidence,bytes32 method)"),
                word(it.model),
                word(1),
                word(epoch),
                word(round),
                Keccak256.hash(weights),
                EVIDENCE,
                METHOD));
    return Keccak256.hash(Bytes.concatenate(Bytes.of(0x19, 0x01), domain, struct));
  }

  private static Bytes word(long number) {
    return UInt256.valueOf(number).toBytes();
  }
}
