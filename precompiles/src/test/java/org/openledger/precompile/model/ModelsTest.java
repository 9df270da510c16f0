package org.openledger.precompile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.precompile.TestNetwork.CREATOR;
import static org.openledger.precompile.TestNetwork.GOVERNOR;
import static org.openledger.precompile.TestNetwork.OWNER;
import static org.openledger.precompile.TestNetwork.UTF8;
import static org.openledger.precompile.TestNetwork.account;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.weight.WeightTable;
import org.openledger.precompile.TestNetwork;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.NativeAddress;

class ModelsTest {

  private static final Address ALICE = account(20);

  private final TestNetwork network = new TestNetwork();

  private Tuple terms() {
    return network.terms(BigInteger.TEN, 8, 8);
  }

  /** Valid terms with one member replaced. */
  private Tuple terms(int member, Object value) {
    Object[] members = terms().toArray();
    members[member] = AbiValues.tuple(value).get(0);
    return Tuple.from(members);
  }

  private long propose() {
    return network.send(CREATOR, "Models", "propose", "m", terms()).<BigInteger>get(0).longValue();
  }

  @Test
  void aModelRemembersItsTermsAndTheWeightTableOfItsTokenizer() {
    long id = propose();
    assertThat(network.<Tuple>read("Models", "terms", id)).isEqualTo(terms());
    assertThat(
            AbiValues.address(
                network.<com.esaulpaugh.headlong.abi.Address>read("Models", "creator", id)))
        .isEqualTo(CREATOR);
    assertThat(network.<byte[]>read("Models", "weightTable", id))
        .isEqualTo(WeightTable.shipped("utf8-bytes").orElseThrow().hash());
    assertThat(network.<Integer>read("Models", "stage", id)).isEqualTo(Stage.PROPOSED.code());
    assertThat(network.<Tuple[]>read("Models", "links", id)).isEmpty();
  }

  @Test
  void termsOutOfBoundsAreRefused() {
    refuse("ZeroAddress", terms(3, Address.ZERO));
    refuse("UnknownTokenizer", terms(2, AbiValues.name("no-such")));
    refuse("SharesDoNotAddUp", terms(6, 6_999L));
    refuse("ValueOutOfBounds", terms(6, 10_001L));
    refuse("ValueOutOfBounds", terms(4, BigInteger.TWO.pow(97)));
    refuse("ValueOutOfBounds", terms(9, 0L));
    refuse("ValueOutOfBounds", terms(10, 0L));
    refuse("ValueOutOfBounds", terms(11, 0L));
    refuse("ValueOutOfBounds", terms(9, BigInteger.TWO.pow(255)));
    refuse("ValueOutOfBounds", terms(9, 65L));
    refuse("ValueOutOfBounds", terms(10, 513L));
    refuse("ValueOutOfBounds", terms(11, 1_023L));
    refuse("ValueOutOfBounds", terms(8, 999L));
    refuse("ValueOutOfBounds", terms(12, 2));
    refuse("ValueOutOfBounds", terms(12, 255));
    refuse("NotPayable", terms(13, NativeAddress.MODELS.address()));
  }

  private void refuse(String error, Tuple terms) {
    network.refuse(error, CREATOR, "Models", "propose", "m", terms);
  }

  @Test
  void eachStageHasItsGuard() {
    long datanet = network.createDatanet();
    long version = network.seal(datanet, network.accepted(ALICE, datanet, "abcdefgh"));
    long id = propose();
    network.refuse("AccessControlUnauthorizedAccount", CREATOR, "Models", "advance", id);
    network.refuse("WrongStage", CREATOR, "Models", "link", id, datanet, version);
    network.send(GOVERNOR, "Models", "advance", id);
    network.refuse("NotCreator", GOVERNOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "advance", id);
    network.refuse("NoLinks", CREATOR, "Models", "advance", id);
    network.refuse("NotCreator", OWNER, "Models", "link", id, datanet, version);
    network.refuse("UnknownDatanet", CREATOR, "Models", "link", id, 9L, version);
    network.refuse("UnknownVersion", CREATOR, "Models", "link", id, datanet, 2L);
    network.send(CREATOR, "Models", "link", id, datanet, version);
    network.refuse("AlreadyLinked", CREATOR, "Models", "link", id, datanet, version);
    network.send(CREATOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "advance", id);
    network.refuse("VersionNotActive", CREATOR, "Models", "advance", id);
    network.attest(datanet, version);
    network.send(CREATOR, "Models", "advance", id);
    assertThat(network.<Integer>read("Models", "stage", id)).isEqualTo(Stage.DEPLOYED.code());
    network.refuse("WrongStage", CREATOR, "Models", "advance", id);
    network.refuse("NotCreator", OWNER, "Models", "retire", id);
    network.send(CREATOR, "Models", "retire", id);
    network.refuse("WrongStage", CREATOR, "Models", "retire", id);
    network.refuse("UnknownModel", CREATOR, "Models", "retire", 2L);
  }

  @Test
  void contentOfAnotherTokenizerCannotBeLinked() {
    Bytes32 other = AbiValues.name("cl100k_base");
    long datanet =
        network
            .send(
                OWNER,
                "Datanets",
                "createDatanet",
                "n",
                other,
                Bytes32.ZERO,
                ALICE,
                new com.esaulpaugh.headlong.abi.Address[] {AbiValues.address(TestNetwork.REVIEWER)})
            .<BigInteger>get(0)
            .longValue();
    byte[] content = {0, 0, 65, -1, -1, -1};
    network.send(ALICE, "Datanets", "contributeInline", datanet, "", content);
    network.send(TestNetwork.REVIEWER, "Datanets", "accept", 1L);
    network.send(OWNER, "Datanets", "seal", datanet, new BigInteger[] {BigInteger.ONE});
    long id = propose();
    network.send(GOVERNOR, "Models", "advance", id);
    network.send(CREATOR, "Models", "advance", id);
    Tuple details = network.refuse("TokenizerMismatch", CREATOR, "Models", "link", id, datanet, 1L);
    assertThat(Bytes32.wrap(details.<byte[]>get(0))).isEqualTo(UTF8);
    assertThat(Bytes32.wrap(details.<byte[]>get(1))).isEqualTo(other);
  }
}
