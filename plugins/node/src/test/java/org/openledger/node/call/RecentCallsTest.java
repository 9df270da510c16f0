package org.openledger.node.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.DelegatingBytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.gas.GasMeter;
import org.openledger.precompile.gas.OutOfGasException;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.MemoryHost;
import org.openledger.precompile.storage.Slot;

class RecentCallsTest {

  private static final int STEPS = 20_000;
  private static final long ENOUGH = 10_000_000;
  private static final Address ALICE = Address.fromHex("0x" + "a2".repeat(20));
  private static final Address BOB = Address.fromHex("0x" + "b0".repeat(20));

  private final Program program = new Program();
  private boolean distrusted;

  /** A twin of the host that notes which words are touched, as an access list does. */
  private static final class AskedHost extends MemoryHost {

    private final Set<Slot> asked = new LinkedHashSet<>();

    @Override
    public UInt256 storage(Address account, UInt256 key) {
      asked.add(new Slot(account, key));
      return super.storage(account, key);
    }

    @Override
    public void setStorage(Address account, UInt256 key, UInt256 value) {
      asked.add(new Slot(account, key));
      super.setStorage(account, key, value);
    }
  }

  /** Does what its calldata says, byte by byte, depending on what it has read so far. */
  private static class Program implements NativeContract {

    private final Address address;
    private int runs;

    Program() {
      this(BOB);
    }

    Program(Address address) {
      this.address = address;
    }

    @Override
    public String name() {
      return "Program";
    }

    @Override
    public Address address() {
      return address;
    }

    @Override
    public Outcome call(Host host, Bytes input) {
      runs++;
      GasMeter gas = new GasMeter(host);
      try {
        gas.charge(RecentCalls.LEAST_GAS);
        long seen = host.blockNumber() + host.value().toLong() + host.sender().bytes().get(0);
        seen += 2 * address.bytes().get(0) + 3 * host.recipient().bytes().get(0);
        for (byte step : input.toArray()) {
          Address account = (step & 1) == 0 ? ALICE : BOB;
          UInt256 key = UInt256.valueOf((step >>> 1 & 3) ^ (seen & 1));
          switch (step >>> 4 & 15) {
            case 0, 1, 2, 3, 4, 5 -> seen = seen * 31 + host.storage(account, key).toLong();
            case 6, 7, 8, 9 -> host.setStorage(account, key, UInt256.valueOf(seen & 3));
            case 10, 11 ->
                host.log(account, List.of(UInt256.valueOf(seen & 0xff).toBytes()), word(seen));
            case 12 -> gas.charge((seen & 0xff) * 1_000);
            case 13 -> seen += host.isStatic() ? 1 : 0;
            case 14 -> {
              if (seen % 7 == 0) {
                return new Outcome.Revert(word(seen));
              }
            }
            default -> {
              if (seen % 3 == 0) {
                host.transfer(ALICE, BOB, UInt256.ONE);
                seen += host.balance(BOB).toLong() & 1;
              }
            }
          }
        }
        return new Outcome.Success(word(seen));
      } catch (OutOfGasException e) {
        return new Outcome.OutOfGas();
      }
    }

    private static Bytes word(long value) {
      return Bytes.ofUnsignedLong(value);
    }
  }

  @Test
  void nobodyCanTellARepeatedCallFromAComputedOne() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RecentCalls calls = new RecentCalls(() -> distrusted);
    AskedHost with = host();
    AskedHost without = host();
    List<Bytes> inputs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      byte[] input = new byte[random.nextInt(40)];
      random.nextBytes(input);
      inputs.add(Bytes.wrap(input));
    }
    for (int step = 0; step < STEPS; step++) {
      Bytes input = inputs.get(random.nextInt(inputs.size()));
      if (random.nextInt(4) == 0) {
        UInt256 key = UInt256.valueOf(random.nextInt(4));
        UInt256 value = UInt256.valueOf(random.nextInt(4));
        with.setStorage(ALICE, key, value);
        without.setStorage(ALICE, key, value);
      }
      long gas = random.nextInt(3) == 0 ? random.nextInt(600_000) : ENOUGH;
      Address sender = random.nextBoolean() ? ALICE : BOB;
      Address recipient = random.nextInt(4) == 0 ? ALICE : BOB;
      Program own = new Program(random.nextInt(4) == 0 ? ALICE : BOB);
      UInt256 value = UInt256.valueOf(random.nextInt(2));
      long block = random.nextInt(2);
      boolean isStatic = random.nextInt(8) == 0;
      List<Outcome> outcomes = new ArrayList<>();
      for (AskedHost host : List.of(with, without)) {
        host.asked.clear();
        host.setGas(gas);
        host.setSender(sender);
        host.setRecipient(recipient);
        host.setValue(value);
        host.setBlockNumber(block);
        host.setStatic(isStatic);
        MemoryHost.Snapshot before = host.snapshot();
        Outcome outcome =
            (host == with ? new RememberedContract(own, calls) : own).call(host, input);
        if (outcome instanceof Outcome.Success) {
          host.release(before);
        } else {
          host.restore(before);
        }
        outcomes.add(outcome);
      }
      String where = "step " + step + " of seed " + seed;
      assertThat(outcomes.getFirst()).as(where).isEqualTo(outcomes.getLast());
      assertThat(with.remainingGas()).as(where).isEqualTo(without.remainingGas());
      assertThat(with.asked).as(where).isEqualTo(without.asked);
      if (step % 16 == 0) {
        assertThat(with.world()).as(where).isEqualTo(without.world());
      }
    }
    assertThat(with.world()).isEqualTo(without.world());
    assertThat(calls.repeated()).as("of seed %d", seed).isGreaterThan(STEPS / 100);
    assertThat(calls.computed()).as("of seed %d", seed).isGreaterThan(STEPS / 100);
  }

  /** Reads the word 3 of ALICE's, when she is the sender of a call in an even block. */
  private static final Bytes READS = Bytes.of(0x06);

  @Test
  void aCallIsComputedOnceForEachOfAFewStates() {
    RememberedContract contract = new RememberedContract(program, new RecentCalls(() -> false));
    for (int turn = 0; turn < 6; turn++) {
      for (int state = 0; state < 3; state++) {
        assertThat(contract.call(host(state), READS))
            .isEqualTo(new Program().call(host(state), READS));
      }
    }
    assertThat(program.runs).isEqualTo(3);
  }

  private static MemoryHost host(int state) {
    MemoryHost host = host();
    host.setStorage(ALICE, UInt256.valueOf(3), UInt256.valueOf(state));
    return host;
  }

  @Test
  void whereAnIndexWasWrongAllIsComputed() {
    RememberedContract contract =
        new RememberedContract(program, new RecentCalls(() -> distrusted));
    contract.call(host(), READS);
    contract.call(host(), READS);
    assertThat(program.runs).isEqualTo(1);
    distrusted = true;
    contract.call(host(), READS);
    contract.call(host(), READS);
    assertThat(program.runs).isEqualTo(3);
  }

  @Test
  void ofManyCallsTheLastAreKept() {
    RecentCalls calls = new RecentCalls(() -> false, 100_000);
    RememberedContract contract = new RememberedContract(program, calls);
    for (int i = 0; i < 20; i++) {
      contract.call(host(), large(i));
    }
    contract.call(host(), large(19));
    assertThat(calls.repeated()).isEqualTo(1);
    contract.call(host(), large(0));
    assertThat(calls.repeated()).isEqualTo(1);
    assertThat(calls.computed()).isEqualTo(21);
  }

  private static Bytes large(int number) {
    byte[] input = new byte[10_000];
    input[0] = (byte) number;
    return Bytes.wrap(input);
  }

  /** It would be copied and hashed for gas that does not suffice to look at it. */
  @Test
  void calldataThatIsNotPaidForIsNotLookedAt() {
    Bytes untouchable =
        new DelegatingBytes(Bytes.wrap(new byte[1 << 20])) {
          @Override
          public byte[] toArray() {
            throw new AssertionError("copied");
          }
        };
    NativeContract poor =
        new Program() {
          @Override
          public Outcome call(Host host, Bytes input) {
            return new Outcome.OutOfGas();
          }
        };
    MemoryHost host = host();
    host.setGas(2 * RecentCalls.LEAST_GAS);
    assertThat(new RememberedContract(poor, new RecentCalls(() -> false)).call(host, untouchable))
        .isEqualTo(new Outcome.OutOfGas());
  }

  @Test
  void callsOfABlockOnTheChainAreForgotten() {
    RecentCalls calls = new RecentCalls(() -> false);
    RememberedContract contract = new RememberedContract(program, calls);
    call(contract, 7);
    call(contract, 8);
    calls.forget(7);
    call(contract, 8);
    assertThat(calls.repeated()).isEqualTo(1);
    call(contract, 7);
    call(contract, 7);
    assertThat(calls.repeated()).isEqualTo(1);
    assertThat(program.runs).isEqualTo(2 + 2);
  }

  private static void call(RememberedContract contract, int block) {
    MemoryHost host = host();
    host.setBlockNumber(block);
    contract.call(host, READS);
  }

  @Test
  void whatMovesCoinsIsComputed() {
    Bytes moves = Bytes.of(0xf0);
    RememberedContract contract = new RememberedContract(program, new RecentCalls(() -> false));
    for (int block = 0; block < 3; block++) {
      for (int turn = 0; turn < 2; turn++) {
        MemoryHost host = host();
        host.setSender(Address.ZERO);
        host.setBlockNumber(block);
        contract.call(host, moves);
        assertThat(host.balance(BOB).toLong()).isEqualTo(block == 1 ? 1_001 : 1_000);
      }
    }
    assertThat(program.runs).isEqualTo(1 + 2 + 1);
  }

  private static AskedHost host() {
    AskedHost host = new AskedHost();
    host.setRecipient(BOB);
    host.setSender(ALICE);
    host.setGas(ENOUGH);
    host.setBalance(ALICE, UInt256.valueOf(1L << 40));
    host.setBalance(BOB, UInt256.valueOf(1_000));
    return host;
  }
}
