package org.openledger.genesis.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address for servers that are started a while later. A port that the system
 * chooses is one that it gives to outgoing connections, too: before the server has it, another
 * process's connection may. These lie below, and no process gets one twice.
 */
public final class FreePorts {

  private static final int FIRST = 10_000;

  /** Linux gives 32,768 and more to outgoing connections, others 49,152 and more. */
  private static final int END = 32_000;

  private static int next = ThreadLocalRandom.current().nextInt(FIRST, END);

  private FreePorts() {}

  /**
   * A port that nobody listens on now.
   *
   * @throws IOException where there is none
   */
  public static synchronized int next() throws IOException {
    for (int tries = FIRST; tries < END; tries++) {
      int port = next;
      next = next + 1 < END ? next + 1 : FIRST;
      if (isFree(port)) {
        return port;
      }
    }
    throw new BindException("no port from " + FIRST + " to " + (END - 1) + " is free");
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }
}
