package org.openledger.bench.soak;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A bare connection to a node, for clients that no library would be: those that send half a
 * request, or never read. Used by one thread.
 */
final class Wire implements Closeable {

  private static final int PATIENCE_MILLIS = 15_000;
  private static final int SMALL_BUFFER = 4_096;
  private static final int TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int CLOSE = 0x88;
  private static final int OPCODE = 0x0f;
  private static final int MEDIUM = 126;
  private static final int LONG = 127;

  private final Socket socket;
  private final DataInputStream in;
  private final URI url;

  private Wire(Socket socket, URI url) throws IOException {
    this.socket = socket;
    this.url = url;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), SMALL_BUFFER));
  }

  /** Connects; little is buffered on this side. */
  static Wire connect(URI url) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setReceiveBufferSize(SMALL_BUFFER);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
      return new Wire(socket, url);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Connects and becomes a WebSocket. */
  static Wire webSocket(URI url) throws IOException {
    Wire wire = connect(url);
    try {
      wire.upgrade();
      return wire;
    } catch (IOException e) {
      wire.close();
      throw e;
    }
  }

  /** Sends a request by POST, and does not read the answer. */
  void post(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write(
        "POST / HTTP/1.1\r\nHost: "
            + url.getAuthority()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n"
            + body);
  }

  /** Sends a text message over the WebSocket. */
  void send(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    if (payload.length > 0xffff) {
      throw new IllegalArgumentException(payload.length + " bytes are no short message");
    }
    boolean tiny = payload.length < MEDIUM;
    int head = tiny ? 6 : 8;
    byte[] frame = new byte[head + payload.length]; // The mask is zero.
    frame[0] = (byte) TEXT;
    frame[1] = (byte) (MASKED | (tiny ? payload.length : MEDIUM));
    if (!tiny) {
      frame[2] = (byte) (payload.length >>> 8);
      frame[3] = (byte) payload.length;
    }
    System.arraycopy(payload, 0, frame, head, payload.length);
    socket.getOutputStream().write(frame);
  }

  /**
   * The next text message of the WebSocket.
   *
   * @throws IOException where it is closed, or none comes in time
   */
  String read() throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      int size = in.readUnsignedByte() & 0x7f;
      long length = size == MEDIUM ? in.readUnsignedShort() : size == LONG ? in.readLong() : size;
      byte[] payload = in.readNBytes(Math.toIntExact(length));
      if (payload.length < length || first == CLOSE) {
        throw new IOException("the WebSocket was closed");
      }
      if ((first & OPCODE) == (TEXT & OPCODE)) {
        return new String(payload, StandardCharsets.UTF_8);
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody wants it any more.
    }
  }

  private void upgrade() throws IOException {
    write(
        "GET / HTTP/1.1\r\nHost: "
            + url.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("no WebSocket: " + head);
    }
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
