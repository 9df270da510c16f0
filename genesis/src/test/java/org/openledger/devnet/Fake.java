package org.openledger.devnet;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.openledger.precompile.dispatch.NativeContract;
import org.openledger.precompile.dispatch.Outcome;
import org.openledger.precompile.host.Address;
import org.openledger.precompile.host.Host;
import org.openledger.precompile.host.NodeFailureException;

/** A native contract whose first byte of input says what it does. */
record Fake(String name, Address address) implements NativeContract {

  static final Fake INSTANCE =
      new Fake("Fake", Address.fromHex("0x000000000000000000000000000000000000fa4e"));

  static final Bytes32 TOPIC = Bytes32.leftPad(Bytes.fromHexString("0x7091c0"));

  static final int COUNT = 1;
  static final int ECHO = 2;
  static final int LOG = 3;
  static final int REVERT = 4;
  static final int OUT_OF_GAS = 5;
  static final int PAY_OUT = 6;
  static final int NODE_FAILURE = 7;
  static final int CONSUME = 8;
  static final int RECOVER = 9;
  static final int ABSENT = 10;
  static final int BUG = 11;
  static final int STORE = 12;
  static final int PICKY = 13;
  static final int CONTEXT = 14;
  static final int OVERDRAW = 15;
  static final int LOGS = 16;

  /** Ends in an AssertionError. */
  static final int UNKNOWN = 17;

  static String input(int op, Bytes... rest) {
    return Bytes.concatenate(Bytes.of(op), Bytes.concatenate(rest)).toHexString();
  }

  @Override
  public Outcome call(Host host, Bytes input) {
    Bytes rest = input.size() > 1 ? input.slice(1) : Bytes.EMPTY;
    return switch (input.isEmpty() ? 0 : input.get(0)) {
      case 0 -> new Outcome.Success(Bytes.EMPTY);
      case COUNT -> new Outcome.Success(count(host).toBytes());
      case ECHO -> new Outcome.Success(rest);
      case LOG -> log(host, rest);
      case REVERT -> {
        change(host);
        yield new Outcome.Revert(rest);
      }
      case OUT_OF_GAS -> {
        change(host);
        yield new Outcome.OutOfGas();
      }
      case PAY_OUT -> {
        host.transfer(address, host.sender(), UInt256.fromBytes(rest));
        yield new Outcome.Success(Bytes.EMPTY);
      }
      case NODE_FAILURE -> {
        change(host);
        throw new NodeFailureException("segment 0x12 is not on this node: run the index builder");
      }
      case CONSUME -> consume(host, rest.toLong());
      case RECOVER ->
          new Outcome.Success(
              host.recover(
                      Bytes32.wrap(rest.slice(0, 32)),
                      rest.get(32),
                      Bytes32.wrap(rest.slice(33, 32)),
                      Bytes32.wrap(rest.slice(65, 32)))
                  .map(Address::bytes)
                  .orElse(Bytes.EMPTY));
      case ABSENT -> new Outcome.Absent();
      case BUG -> throw new IllegalStateException("a bug of the contract");
      case STORE -> {
        host.setStorage(
            address, UInt256.fromBytes(rest.slice(0, 32)), UInt256.fromBytes(rest.slice(32, 32)));
        yield new Outcome.Success(Bytes.EMPTY);
      }
      case PICKY -> host.remainingGas() < 100_000 ? new Outcome.OutOfGas() : consume(host, 5_000);
      case CONTEXT ->
          new Outcome.Success(
              Bytes.concatenate(
                  host.sender().bytes(),
                  host.recipient().bytes(),
                  host.value().toBytes(),
                  Bytes.ofUnsignedLong(host.blockNumber())));
      case OVERDRAW -> {
        host.transfer(address, host.sender(), UInt256.MAX_VALUE);
        yield new Outcome.Success(Bytes.EMPTY);
      }
      case LOGS -> {
        for (int i = 0; i < rest.toInt(); i++) {
          host.log(address, List.of(TOPIC), Bytes.EMPTY);
        }
        yield new Outcome.Success(Bytes.EMPTY);
      }
      default -> throw new AssertionError("no such operation: " + input);
    };
  }

  private UInt256 count(Host host) {
    UInt256 next = host.storage(address, UInt256.ZERO).add(1);
    host.setStorage(address, UInt256.ZERO, next);
    return next;
  }

  private void change(Host host) {
    count(host);
    host.log(address, List.of(TOPIC), Bytes.of(1));
    UInt256 balance = host.balance(address);
    host.transfer(address, Address.fromHex("0x000000000000000000000000000000000000dead"), balance);
    host.consumeGas(Math.min(host.remainingGas(), 1_000));
  }

  private Outcome log(Host host, Bytes rest) {
    host.log(address, List.of(TOPIC, host.sender().toWord().toBytes()), rest);
    return new Outcome.Success(Bytes.EMPTY);
  }

  private static Outcome consume(Host host, long gas) {
    if (gas > host.remainingGas()) {
      return new Outcome.OutOfGas();
    }
    host.consumeGas(gas);
    return new Outcome.Success(Bytes.ofUnsignedLong(host.remainingGas()));
  }
}
