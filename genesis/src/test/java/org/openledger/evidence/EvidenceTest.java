package org.openledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevNetwork;
import org.openledger.node.evidence.Claim;
import org.openledger.node.evidence.Evidence;
import org.openledger.node.evidence.EvidenceMaker;
import org.openledger.node.evidence.Verified;
import org.openledger.node.evidence.Verifier;

class EvidenceTest {

  @TempDir private static Path directory;

  private static DevNetwork network;
  private static EvidenceMaker.Wanted wanted;

  @BeforeAll
  static void settle() throws IOException {
    network = DevNetwork.start(DevnetOptions.defaults().withPort(0));
    wanted =
        SettledStory.tell(
            network,
            directory,
            SettledStory.ALICE + " Zyx. " + SettledStory.BOB + " And then " + SettledStory.CAROL);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void evidenceOfTheStoryIsVerified() throws Exception {
    Evidence evidence = network.evidence().evidence(wanted);
    Verified verified = Verifier.shipped().verify(evidence);
    assertThat(verified.blockHash())
        .isEqualTo(network.chain().block(verified.blockNumber()).orElseThrow().hash());
    assertThat(verified.payees()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(verified.claim()).isInstanceOf(Claim.Owned.class);
    System.out.println(verified);
  }
}
