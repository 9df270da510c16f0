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

  private static final int MOST = 1_000;

  private static int next = ThreadLocalRandom.current().nextInt(FIRST, END);

  private FreePorts() {}

  /**
   * A port that nobody listens on now.
   *
   * @throws IOException where there is none
   */
  public static int next() throws IOException {
    return next(1);
  }

  /**
   * The first of so many ports in a row that nobody listens on now.
   *
   * @param count how many, from 1 to a thousand
   * @throws IOException where there are not so many
   */
  public static synchronized int next(int count) throws IOException {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(count + " ports are asked for, 1 to " + MOST + " can be");
    }
    int free = 0;
    for (int tries = FIRST; tries < END + count; tries++) {
      if (next == END) {
        next = FIRST;
        free = 0;
      }
      free = isFree(next) ? free + 1 : 0;
      next++;
      if (free == count) {
        return next - count;
      }
    }
    throw new BindException(
        "there are no " + count + " free ports in a row from " + FIRST + " to " + (END - 1));
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }
}
