package org.openledger.bench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.NativeAddress;

/**
 * What a version of the protocol answers, charges, writes, pays and tells, as one digest for each
 * contract: of every function called with success, and of each of these calls made otherwise.
 *
 * <p>Until a first network runs on a version its file is written anew with {@code
 * -Dversions.write=true} by whoever changes a rule. From then on a difference is a fork: the change
 * belongs into the next version, and the file stays.
 */
class VersionDigestTest {

  private static final Path VERSION_1 = Path.of("src/test/resources/versions/1.txt");

  private static final class Seen {
    private final MessageDigest digest;
    private long calls;

    Seen() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    void take(BenchNetwork network, ContractCall call) {
      calls++;
      Outcome outcome = network.make(call, BenchNetwork.PLENTY);
      say(call.name(), call.sender(), call.value(), call.input());
      say(answer(outcome), network.gasUsed());
      if (outcome instanceof Outcome.Success) {
        for (NativeAddress place : NativeAddress.values()) {
          say(network.host().storageOf(place.address()));
        }
        say(network.host().balances());
        say(network.host().emitted());
      }
      network.host().rewind();
    }

    private static Bytes answer(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Success it -> Bytes.concatenate(Bytes.of(1), it.output());
        case Outcome.Revert it -> Bytes.concatenate(Bytes.of(2), it.data());
        case Outcome.OutOfGas it -> Bytes.of(3);
        case Outcome.Absent it -> Bytes.of(4);
      };
    }

    private void say(Object... what) {
      for (Object it : what) {
        digest.update((it + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void versionOneIsWhatItWas() throws IOException {
    SortedMap<String, Seen> contracts = new TreeMap<>();
    EveryFunction.tell(
        (network, call) -> {
          Seen seen = contracts.computeIfAbsent(call.contract(), name -> new Seen());
          seen.take(network, call);
          for (ContractCall other : BentCalls.others(call)) {
            seen.take(network, other);
          }
        });
    StringBuilder text = new StringBuilder();
    contracts.forEach(
        (name, seen) ->
            text.append(name)
                .append(' ')
                .append(HexFormat.of().formatHex(seen.digest.digest()))
                .append(' ')
                .append(seen.calls)
                .append(" calls\n"));
    if (Boolean.getBoolean("versions.write")) {
      Files.createDirectories(VERSION_1.getParent());
      Files.writeString(VERSION_1, text);
    }
    assertThat(Files.readString(VERSION_1))
        .as("a rule of version 1 has changed, see VersionDigestTest")
        .isEqualTo(text.toString());
  }
}
