package org.openledger.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.openledger.devnet.DevnetOptions;
import org.openledger.genesis.DevGenesis;
import org.openledger.genesis.DevNetwork;
import org.openledger.precompile.system.Parameter;

/** Where a story is told: at a node that is there, or on a devnet that is started for it. */
public final class StoryNode implements AutoCloseable {

  private final DemoOptions options;
  private final SortedMap<Parameter, BigInteger> changed;
  private @Nullable DevNetwork devnet;

  /**
   * Nothing is started yet.
   *
   * @param changed parameters in which the devnet differs from others
   */
  public StoryNode(DemoOptions options, SortedMap<Parameter, BigInteger> changed) {
    this.options = options;
    this.changed = changed;
  }

  /**
   * The URLs of the nodes that are there, with commas between, or of the devnet, which is started.
   *
   * @throws DemoException where that cannot be
   */
  public String open() {
    String rpc = options.rpc();
    if (rpc != null) {
      return rpc;
    }
    DevnetOptions devnetOptions = DevnetOptions.defaults().withPort(options.port());
    try {
      started(
          DevNetwork.start(
              devnetOptions, DevGenesis.configuration(devnetOptions.chainId(), changed)));
    } catch (IOException e) {
      throw new DemoException(
          e.getMessage()
              + ": choose another port by --port, or use the node that runs there by --rpc",
          e);
    }
    return devnetUrl();
  }

  private synchronized void started(DevNetwork network) {
    devnet = network;
  }

  /** The URL of the devnet that was started; empty where none was. */
  public synchronized String devnetUrl() {
    DevNetwork started = devnet;
    return started == null ? "" : started.url();
  }

  @Override
  public synchronized void close() {
    DevNetwork started = devnet;
    devnet = null;
    if (started != null) {
      started.close();
    }
  }
}
