package org.coomunity.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.testing.Neighbours;

/// Events over HTTP at a fixed rate, from some members, 500 in each request.
final class EventFlow implements AutoCloseable {
  private static final int BATCH = 500;
  private static final String[] TYPES = {
    "page_viewed", "search_made", "listing_viewed", "offer_started", "vote_cast"
  };

  private final List<Thread> clients = new ArrayList<>();
  private final AtomicLong accepted = new AtomicLong();
  private final long began = System.nanoTime();
  private volatile boolean over;

  /// @param rate events a second; 0 for as fast as answers come
  EventFlow(Neighbours people, URI server, int clients, double rate) {
    for (int client = 0; client < clients; client++) {
      String token = people.token(client);
      long apart = rate == 0 ? 0 : (long) (1e9 * BATCH * clients / rate);
      long first = began + apart * client / clients;
      this.clients.add(Thread.ofPlatform().start(() -> flow(server, token, first, apart)));
    }
  }

  private void flow(URI server, String token, long first, long apart) {
    SplittableRandom random = new SplittableRandom(first);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setTcpNoDelay(true);
      byte[] answer = new byte[65_536];
      for (long due = first; !over; due += apart) {
        LockSupport.parkNanos(due - System.nanoTime());
        String body = batch(random);
        String head =
            String.join(
                "\r\n",
                "POST /api/v1/events HTTP/1.1",
                "Host: " + server.getAuthority(),
                "Authorization: Bearer " + token,
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "",
                "");
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        accepted.addAndGet(accepted(socket.getInputStream(), answer));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int accepted(InputStream in, byte[] bytes) throws IOException {
    int read = 0;
    String text = "";
    while (!text.contains("\"rejected\"")) {
      int more = in.read(bytes, read, bytes.length - read);
      if (more < 0) {
        throw new IOException("the server hung up: " + text);
      }
      read += more;
      text = new String(bytes, 0, read, StandardCharsets.US_ASCII);
      if (!text.startsWith("HTTP/1.1 202")) {
        throw new IOException(text);
      }
    }
    String number = text.substring(text.indexOf("\"accepted\":") + 11);
    return Integer.parseInt(number.substring(0, number.indexOf(',')));
  }

  private static String batch(SplittableRandom random) {
    String now = InstantSource.system().instant().toString();
    StringBuilder body = new StringBuilder("[");
    for (int i = 0; i < BATCH; i++) {
      body.append(i == 0 ? "{\"id\":\"" : ",{\"id\":\"")
          .append(new UUID(random.nextLong(), random.nextLong()))
          .append("\",\"type\":\"")
          .append(TYPES[random.nextInt(TYPES.length)])
          .append("\",\"at\":\"")
          .append(now)
          .append("\",\"session\":\"s\"}");
    }
    return body.append(']').toString();
  }

  /// Goes on for a while.
  void last(int seconds) throws InterruptedException {
    new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }

  /// How many were taken in each second so far.
  double rate() {
    return accepted.get() / ((System.nanoTime() - began) / 1e9);
  }

  @Override
  public void close() {
    over = true;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
