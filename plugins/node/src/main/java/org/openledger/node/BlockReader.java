package org.openledger.node;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.tuweni.bytes.Bytes32;
import org.openledger.node.chain.NodeLog;
import org.openledger.precompile.abi.AbiEvent;
import org.openledger.precompile.abi.AbiValues;
import org.openledger.precompile.abi.ContractAbi;
import org.openledger.precompile.host.NativeAddress;

/** Reads what concerns a node from the logs of a block. */
final class BlockReader {

  private static final ContractAbi DATANETS = ContractAbi.of("Datanets");
  private static final AbiEvent DATANET_CREATED = DATANETS.event("DatanetCreated");
  private static final AbiEvent CONTRIBUTED = DATANETS.event("Contributed");
  private static final AbiEvent CONTENT_PUBLISHED = DATANETS.event("ContentPublished");
  private static final AbiEvent VERSION_SEALED = DATANETS.event("VersionSealed");
  private static final AbiEvent VERSION_SCHEDULED = DATANETS.event("VersionScheduled");
  private static final AbiEvent VERSION_ACTIVATED = DATANETS.event("VersionActivated");

  private BlockReader() {}

  /**
   * The facts of a block, in order.
   *
   * @param content takes each published content's root and bytes
   */
  static List<Fact> facts(long block, List<NodeLog> logs, BiConsumer<Bytes32, byte[]> content) {
    List<Fact> facts = new ArrayList<>();
    for (NodeLog log : logs) {
      if (!log.emitter().equals(NativeAddress.DATANETS.address())) {
        continue;
      }
      Bytes32 signature = log.topics().getFirst();
      if (signature.equals(DATANET_CREATED.signature())) {
        Tuple event = DATANET_CREATED.decode(log.topics(), log.data());
        facts.add(new Fact.Datanet(block, number(event, 0), AbiValues.text(word(event, 2))));
      } else if (signature.equals(CONTRIBUTED.signature())) {
        Tuple event = CONTRIBUTED.decode(log.topics(), log.data());
        facts.add(new Fact.Contributed(block, number(event, 1), word(event, 3)));
      } else if (signature.equals(CONTENT_PUBLISHED.signature())) {
        Tuple event = CONTENT_PUBLISHED.decode(log.topics(), log.data());
        content.accept(word(event, 1), event.get(2));
        facts.add(new Fact.Published(block, number(event, 0), word(event, 1)));
      } else if (signature.equals(VERSION_SEALED.signature())) {
        Tuple event = VERSION_SEALED.decode(log.topics(), log.data());
        List<Long> orders =
            Arrays.stream(event.<BigInteger[]>get(3)).map(BigInteger::longValueExact).toList();
        facts.add(
            new Fact.Sealed(block, number(event, 0), number(event, 1), word(event, 2), orders));
      } else if (signature.equals(VERSION_SCHEDULED.signature())) {
        Tuple event = VERSION_SCHEDULED.decode(log.topics(), log.data());
        facts.add(new Fact.Announced(block, number(event, 0), number(event, 1), word(event, 2)));
      } else if (signature.equals(VERSION_ACTIVATED.signature())) {
        Tuple event = VERSION_ACTIVATED.decode(log.topics(), log.data());
        facts.add(new Fact.Activated(block, number(event, 0), number(event, 1), word(event, 2)));
      }
    }
    return facts;
  }

  private static long number(Tuple event, int position) {
    return event.<BigInteger>get(position).longValueExact();
  }

  private static Bytes32 word(Tuple event, int position) {
    return Bytes32.wrap(event.<byte[]>get(position));
  }
}
