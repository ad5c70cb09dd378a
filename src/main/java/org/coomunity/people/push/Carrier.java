package org.coomunity.people.push;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coomunity.people.push.PushStore.Waiting;

/// Brings one message to a push service, encrypted for the browser alone (RFC 8291) and signed (RFC
/// 8292).
final class Carrier {
  /// What a push service said.
  ///
  /// @param retryAfter when to come again, in its words
  record Said(PushRules.Outcome outcome, int status, Optional<String> retryAfter) {}

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /// Lengths say something too: messages are filled up to a multiple of this.
  private static final int STEP = 512;

  /// The place of the record size in the header of `aes128gcm` (RFC 8188, 2.1). The library says
  /// exactly the length, RFC 8291 (4) wants more than that.
  private static final int RECORD_SIZE_AT = 16;

  private static final int RECORD_SIZE = 4_096;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(4))
          .build();
  private final Vapid vapid;
  private final boolean anywhere;

  Carrier(Vapid vapid, boolean anywhere) {
    this.vapid = vapid;
    this.anywhere = anywhere;
  }

  /// Carries a message.
  ///
  /// @throws IOException when nobody answers in time
  Said carry(Waiting waiting, Instant now) throws IOException {
    URI endpoint = URI.create(waiting.endpoint());
    if (!anywhere && !open(endpoint)) {
      return new Said(PushRules.Outcome.REFUSED, 0, Optional.empty());
    }
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/octet-stream")
            .header("Content-Encoding", "aes128gcm")
            .header("Authorization", vapid.authorization(endpoint, now))
            .header("TTL", Long.toString(Duration.between(now, waiting.overAt()).toSeconds()))
            .header("Urgency", waiting.urgency())
            .header("Topic", waiting.topic())
            .POST(HttpRequest.BodyPublishers.ofByteArray(sealed(waiting)))
            .build();
    HttpResponse<?> answer = answer(request);
    return new Said(
        PushRules.outcome(answer.statusCode()),
        answer.statusCode(),
        answer.headers().firstValue("Retry-After"));
  }

  /// A name can point anywhere, also into our own network: it is looked up before each message. The
  /// connection uses what was just looked up, which the JDK keeps for a while.
  private static boolean open(URI endpoint) throws IOException {
    return Arrays.stream(InetAddress.getAllByName(endpoint.getHost())).allMatch(PushRules::open);
  }

  private HttpResponse<?> answer(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<Void>> sent =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new IOException("no answer in time", slow);
    } catch (ExecutionException broken) {
      throw new IOException("no answer: " + broken.getCause(), broken);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    } finally {
      sent.cancel(true);
    }
  }

  private static byte[] sealed(Waiting waiting) {
    byte[] plain = waiting.payload().getBytes(StandardCharsets.UTF_8);
    int filled = Math.min(PushRules.PAYLOAD_MOST, (plain.length / STEP + 1) * STEP);
    byte[] padded = Arrays.copyOf(plain, Math.max(plain.length, filled));
    Arrays.fill(padded, plain.length, padded.length, (byte) ' '); // JSON does not mind
    // one for each message: the library's is not for several threads
    EncryptedPushMessage message =
        MessageEncryptions.of()
            .encrypt(
                UserAgentMessageEncryptionKeyInfo.of(waiting.p256dh(), waiting.auth()),
                PushMessage.of(padded));
    byte[] bytes = message.toBytes();
    ByteBuffer.wrap(bytes).putInt(RECORD_SIZE_AT, RECORD_SIZE);
    return bytes;
  }
}
