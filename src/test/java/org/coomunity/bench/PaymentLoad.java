package org.coomunity.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.Neighbours;

/// Payments over HTTP from one thread on many connections that stay open. It shares the machine
/// with the server, so each request is a prepared text in which only identifier and receiver
/// change.
final class PaymentLoad implements AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";
  private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
  private static final int NOT_YET = -1;

  private final Selector selector = Selector.open();
  private final List<Line> lines = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(5);
  private final int people;
  private long[] took = new long[1 << 16];
  private int answered;

  /// Nanoseconds between two requests of one connection; 0 for as fast as answers come.
  private long apart;

  /// One connection: a member who pays.
  private static final class Line {
    final SocketChannel channel;
    final byte[] request;
    final int idAt;
    final int toAt;
    final int own;
    final byte[] bytes = new byte[16_384];
    final ByteBuffer in = ByteBuffer.wrap(bytes);

    /// When the next request is due, or was: latency counts from there, so that a slow answer does
    /// not hide those that had to wait behind it.
    long due;

    boolean waiting;

    Line(SocketChannel channel, byte[] request, int idAt, int toAt, int own) {
      this.channel = channel;
      this.request = request;
      this.idAt = idAt;
      this.toAt = toAt;
      this.own = own;
    }
  }

  /// What a run found.
  ///
  /// @param rate payments acknowledged each second
  /// @param p50 milliseconds
  /// @param p99 milliseconds
  record Found(double rate, double p50, double p99) {}

  PaymentLoad(Neighbours neighbours, URI server, int connections, int people) throws IOException {
    this.people = people;
    for (int i = 0; i < connections; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      int own = i % people;
      String body =
          "{\"id\":\"%s\",\"to\":\"%s\",\"amount\":\"0.01\",\"concept\":\"pan de maiz\"}"
              .formatted(NO_ID, Neighbours.handle(own));
      String request =
          String.join(
              "\r\n",
              "POST /api/v1" + Neighbours.path("/payments") + " HTTP/1.1",
              "Host: " + server.getAuthority(),
              "Authorization: Bearer " + neighbours.token(own),
              "Content-Type: application/json",
              "Content-Length: " + body.length(),
              "",
              body);
      Line line =
          new Line(
              channel,
              request.getBytes(StandardCharsets.US_ASCII),
              request.indexOf(NO_ID),
              request.lastIndexOf(Neighbours.handle(own)),
              own);
      channel.register(selector, SelectionKey.OP_READ, line);
      lines.add(line);
    }
  }

  /// Pays as fast as answers come.
  Found closed(int seconds) throws IOException {
    return run(seconds, 0);
  }

  /// Pays at a fixed rate, whether answers come or not.
  Found open(int seconds, double rate) throws IOException {
    return run(seconds, rate);
  }

  private Found run(int seconds, double rate) throws IOException {
    answered = 0;
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    apart = rate == 0 ? 0 : (long) (1e9 * lines.size() / rate);
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).due = start + apart * i / lines.size();
    }
    boolean open = true;
    while (open || lines.stream().anyMatch(line -> line.waiting)) {
      long now = System.nanoTime();
      open = now < end;
      long soonest = end;
      for (Line line : lines) {
        if (open && !line.waiting) {
          if (line.due <= now) {
            send(line);
          } else {
            soonest = Math.min(soonest, line.due);
          }
        }
      }
      long wait = open ? Math.max(0, soonest - now) / 1_000_000 : 1_000;
      if (wait == 0) {
        selector.selectNow(this::readable);
      } else {
        selector.select(this::readable, wait);
      }
      for (Line line : lines) {
        if (apart == 0 && !line.waiting) {
          line.due = System.nanoTime();
        }
      }
    }
    double rateFound = answered / ((System.nanoTime() - start) / 1e9);
    long[] sorted = Arrays.copyOf(took, answered);
    Arrays.sort(sorted);
    return new Found(rateFound, millis(sorted, 0.5), millis(sorted, 0.99));
  }

  private static double millis(long[] sorted, double part) {
    return sorted[(int) (part * (sorted.length - 1))] / 1e6;
  }

  private void send(Line line) throws IOException {
    put(line.request, line.idAt, Uuid7.at(CLOCK.instant()).toString());
    int to = (line.own + 1 + random.nextInt(people - 1)) % people;
    put(line.request, line.toAt, Neighbours.handle(to));
    ByteBuffer out = ByteBuffer.wrap(line.request);
    while (out.hasRemaining()) {
      line.channel.write(out);
    }
    line.in.clear();
    line.waiting = true;
  }

  private static void put(byte[] request, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      request[at + i] = (byte) text.charAt(i);
    }
  }

  private void readable(SelectionKey key) {
    Line line = (Line) key.attachment();
    try {
      if (line.channel.read(line.in) < 0) {
        throw new IOException("the server hung up");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    byte[] bytes = line.bytes;
    if (!whole(bytes, line.in.position())) {
      return;
    }
    if (bytes[9] != '2' || bytes[10] != '0' || bytes[11] != '1') {
      throw new IllegalStateException(
          new String(bytes, 0, line.in.position(), StandardCharsets.UTF_8));
    }
    line.waiting = false;
    if (answered == took.length) {
      took = Arrays.copyOf(took, 2 * took.length);
    }
    took[answered++] = System.nanoTime() - line.due;
    line.due += apart;
  }

  /// Whether all of an answer has come.
  private static boolean whole(byte[] bytes, int end) {
    int length = NOT_YET;
    for (int i = 3; i < end; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return length != NOT_YET && end >= i + 1 + length;
      }
      if (bytes[i - 1] == '\n' && (bytes[i] | 0x20) == 'c') {
        int found = length(bytes, i, end);
        length = found == NOT_YET ? length : found;
      }
    }
    return false;
  }

  private static int length(byte[] bytes, int at, int end) {
    for (int i = 0; i < LENGTH.length; i++) {
      if (at + i >= end || (bytes[at + i] | 0x20) != LENGTH[i]) {
        return NOT_YET;
      }
    }
    int length = 0;
    for (int i = at + LENGTH.length; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      length = 10 * length + bytes[i] - '0';
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    for (Line line : lines) {
      line.channel.close();
    }
    selector.close();
  }
}
