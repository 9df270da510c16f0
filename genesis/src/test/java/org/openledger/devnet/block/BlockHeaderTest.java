package org.openledger.devnet.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;
import org.openledger.devnet.state.PatriciaTrie;
import org.openledger.precompile.host.Address;

class BlockHeaderTest {

  private static final Bytes32 NO_OMMERS =
      Bytes32.fromHexString("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
  private static final Bytes32 NO_REQUESTS =
      Bytes32.fromHexString("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  @Test
  void aBlockOfEthereumMainnetHasItsHash() {
    BlockHeader header =
        new BlockHeader(
            hash("0x63ce16602b2afe4089fa8e0a2c16be1a2dea1c4d30b65bd717d9398ddd5fba23"),
            NO_OMMERS,
            Address.fromHex("0xdadb0d80178819f2319190d340ce9a924f783711"),
            hash("0x41ebb402f36d0ce15799e98d1aca83bbb5d4b08d1b6572e73b388e4ece192916"),
            hash("0x3b889eb9fa0713d2e1d9e90725d45fd04ec4a550a7a390639c243c5f3b2c6215"),
            hash("0x52fc280ab6b1db61781dae4cc5f81b7ddd484eae78320bdd8161d5b2fe8e7719"),
            Bytes.fromHexString(
                "0xfffffef97ffdf7dfb75fbbfeffffdfffffbeefffffbbffff6ffffdffbffffaf9"
                    + "df7fff7f7fff6ffbffffdfdffbffffff76fffffcbf7ffbfffffeefffffff7df7"
                    + "bffffffdefffff8fdfdf7f7ceffdffff7ff77affe7ef5ff5fbfff57ff7eeadff"
                    + "fffffabfff7bdffbbfbffcfffdefffeffefffffffff5fffefdffdffbffffdfdf"
                    + "fbffe7fffffffffdffebf7e37fdfe977f7fbdfefdffddffffffffff5f97ffffd"
                    + "fbffdf7fffffbff9feff77afffefffeef77ffff7fff6fffeffd77ffffeefefdb"
                    + "7bffffff7f7ffdfbff7ffffffffefdffdffddffffffefffffffefdfbf7fdffef"
                    + "7fffff3bdf7fff6cefffdfffdf7ffffeffbfbffffdafffdfbf7efdbeffff7fff"),
            BigInteger.ZERO,
            0x177d354,
            0x3938700,
            0x1a4ed69,
            0x69b09d6b,
            Bytes.fromHexString("0x4275696c6465724e6574202842656176657229"),
            hash("0xf824cbc0bffaa4862fffafa96c2cce90898dda8b97fc3eaa6a85ac38075991e5"),
            Bytes.wrap(new byte[8]),
            BigInteger.valueOf(0x246edf3),
            hash("0x76abcbef0846a5bd065d0207581dacc3cf8df4ec2ba0a8e4d4fbbe97864b82ee"),
            0x40000,
            0xa2a720e,
            hash("0xd9b957562f8477151f61eddc77bcad7451ef62eab8f4fe470402073a794e8bba"),
            NO_REQUESTS);

    assertThat(header.hash())
        .isEqualTo(hash("0x6c4c6ea047f0ca4bcb0b0fbbcc2e50061d8dd24ba1ab8a22a6d3583a497c3c82"));
  }

  @Test
  void theGenesisBlockOfBesusOsakaTestsHasItsHashAndSize() {
    BlockHeader header =
        new BlockHeader(
            Bytes32.ZERO,
            NO_OMMERS,
            Address.ZERO,
            hash("0x1a4b82e6ca6153aeb948dcf6f4e8c061c3c86a77106a865821d00062c9c749e3"),
            PatriciaTrie.EMPTY_ROOT,
            PatriciaTrie.EMPTY_ROOT,
            LogBloom.of(List.of()),
            BigInteger.valueOf(0x400000000L),
            0,
            0x1c9c380,
            0,
            0,
            Bytes.fromHexString(
                "0x"
                    + "00".repeat(32)
                    + "a94f5374fce5edbc8e2a8697c15331677e6ebf0b"
                    + "00".repeat(65)),
            Bytes32.ZERO,
            Bytes.fromHexString("0x0000000000000042"),
            BigInteger.valueOf(7),
            PatriciaTrie.EMPTY_ROOT,
            0,
            0,
            Bytes32.ZERO,
            NO_REQUESTS);

    assertThat(header.hash())
        .isEqualTo(hash("0x0d16454be2446b1f8e013562833b84da2e76536bef3d529cf2f8976ac1eb5905"));
    assertThat(SealedBlock.of(header, List.of(), List.of()).size()).isEqualTo(0x2db);
  }

  private static Bytes32 hash(String hex) {
    return Bytes32.fromHexString(hex);
  }
}
