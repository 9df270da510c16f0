package org.openledger.precompile.abi;

import com.esaulpaugh.headlong.abi.Event;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** An event of a contract's interface. Its indexed parameters are all of one word. */
public final class AbiEvent {

  private final Event<Tuple> event;
  private final Bytes32 signature;
  private final int indexed;
  private final TupleType<Tuple> data;

  AbiEvent(Event<Tuple> event) {
    this.event = event;
    this.signature = Keccak256.hash(event.getCanonicalSignature());
    this.indexed = event.getIndexedParams().size();
    this.data = event.getNonIndexedParams();
  }

  /** The event's name. */
  public String name() {
    return event.getName();
  }

  /** The first topic: the hash of the event's canonical signature. */
  public Bytes32 signature() {
    return signature;
  }

  /** All parameters in the order of their declaration, with their names. */
  public TupleType<Tuple> parameters() {
    return event.getInputs();
  }

  /** The topics for the values of the indexed parameters, the signature first. */
  public List<Bytes32> topics(Object... values) {
    if (values.length != indexed) {
      throw new IllegalArgumentException(name() + " has " + indexed + " indexed parameters");
    }
    List<Bytes32> topics = new ArrayList<>(1 + values.length);
    topics.add(signature);
    for (Object value : values) {
      topics.add(AbiValues.word(value));
    }
    return topics;
  }

  /** The data for the values of the parameters that are not indexed. */
  public Bytes data(Object... values) {
    return Bytes.wrap(data.encode(AbiValues.tuple(values)).array());
  }

  /** The number of indexed parameters. */
  public int indexedCount() {
    return indexed;
  }

  /** All arguments of a log of this event, in the order of their declaration. */
  public Tuple decode(List<Bytes32> topics, Bytes logData) {
    byte[][] words = topics.stream().map(Bytes32::toArray).toArray(byte[][]::new);
    return event.decodeArgs(words, logData.toArrayUnsafe());
  }
}
