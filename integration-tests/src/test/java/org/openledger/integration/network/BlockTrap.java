package org.openledger.integration.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.openledger.genesis.files.NodeEntry;
import org.openledger.integration.besu.CompiledPlugin;

/**
 * A plugin of the tests beside ours, in which a node's execution of a block comes to a standstill:
 * who kills the node then kills it in the middle of that block, whatever the machine.
 */
final class BlockTrap {

  /** Where execution stands; nothing of the block is on the disk in either. */
  enum Place {
    BETWEEN_TRANSACTIONS,
    AFTER_THE_LAST
  }

  private static final String NAME = "org.openledger.trap.Trap";

  private static final String SOURCE =
      """
      package org.openledger.trap;

      import java.io.IOException;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.List;
      import java.util.Set;
      import org.apache.tuweni.bytes.Bytes;
      import org.hyperledger.besu.datatypes.Address;
      import org.hyperledger.besu.datatypes.Log;
      import org.hyperledger.besu.datatypes.Transaction;
      import org.hyperledger.besu.evm.worldstate.WorldView;
      import org.hyperledger.besu.plugin.BesuPlugin;
      import org.hyperledger.besu.plugin.ServiceManager;
      import org.hyperledger.besu.plugin.data.BlockBody;
      import org.hyperledger.besu.plugin.data.BlockHeader;
      import org.hyperledger.besu.plugin.services.BlockImportTracerProvider;
      import org.hyperledger.besu.plugin.services.tracer.BlockAwareOperationTracer;

      public final class Trap implements BesuPlugin, BlockImportTracerProvider {
        private static final Path SET =
            Path.of(System.getProperty("besu.plugins.dir")).resolveSibling("trap.set");

        @Override public void register(ServiceManager services) {
          services.addService(BlockImportTracerProvider.class, this);
        }
        @Override public void start() {}
        @Override public void stop() {}

        @Override public BlockAwareOperationTracer getBlockImportTracer(BlockHeader header) {
          return new BlockAwareOperationTracer() {
            private int ended;

            @Override public void traceEndTransaction(
                WorldView world, Transaction transaction, boolean status, Bytes output,
                List<Log> logs, long gasUsed, Set<Address> destroyed, long nanos) {
              if (++ended == 2) {
                stand("BETWEEN_TRANSACTIONS", header.getNumber());
              }
            }

            @Override public void traceEndBlock(BlockHeader end, BlockBody body) {
              if (ended > 0) {
                stand("AFTER_THE_LAST", header.getNumber());
              }
            }
          };
        }

        private static void stand(String place, long block) {
          try {
            if (!Files.exists(SET) || !Files.readString(SET).equals(place)) {
              return;
            }
            Path sprung = Files.writeString(SET.resolveSibling("trap.new"), "" + block);
            Files.move(sprung, SET.resolveSibling("trap.sprung"));
            while (true) {
              Thread.sleep(1_000);
            }
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path jar;
  private final Path set;
  private final Path sprung;

  private BlockTrap(NodeEntry node) {
    jar = node.plugins().resolve("trap.jar");
    set = node.plugins().resolveSibling("trap.set");
    sprung = node.plugins().resolveSibling("trap.sprung");
  }

  /** Puts it into a node that does not run; it is not set. */
  static BlockTrap in(NodeEntry node) throws IOException {
    BlockTrap trap = new BlockTrap(node);
    CompiledPlugin.write(trap.jar, NAME, SOURCE);
    return trap;
  }

  /** The next block with transactions springs it. */
  void set(Place place) throws IOException {
    Files.writeString(set, place.name());
  }

  /** Waits until a block has sprung it, and gives the block's number. */
  long awaitBlock() throws IOException {
    Awaitility.await("a block in the trap")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(sprung));
    return Long.parseLong(Files.readString(sprung));
  }

  /** Blocks go through again; what stands, stands on. */
  void release() throws IOException {
    Files.delete(set);
    Files.delete(sprung);
  }

  /** Takes it out of a node that does not run. */
  void remove() throws IOException {
    Files.delete(jar);
  }
}
