package org.coomunity.exchange.komunitin;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The public keys of a foreign issuer (RFC 7517), fetched from one fixed address: redirects are
/// not followed, waiting and size have an end. They are kept for ten minutes; an unknown key asks
/// again, but not more often than every thirty seconds. When they cannot be had, nobody gets in.
final class KeySet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int BYTES = 256 * 1024;
  private static final int KEYS = 100;

  private final URI address;
  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  private List<JWK> keys = List.of();
  private Instant fetchedAt = Instant.EPOCH;
  private Instant triedAt = Instant.EPOCH;

  KeySet(URI address, InstantSource clock) {
    this.address = address;
    this.clock = clock;
  }

  /// The key of this name, or the only one for a token that names none.
  ///
  /// @throws Refused `busy` when the keys cannot be had
  synchronized Optional<JWK> key(@Nullable String name) {
    Instant now = clock.instant();
    boolean stale = !now.isBefore(fetchedAt.plus(KEPT));
    boolean rested = !now.isBefore(triedAt.plus(PAUSE));
    if (rested && (stale || find(name).isEmpty())) {
      triedAt = now;
      Optional<List<JWK>> fetched = fetch();
      if (fetched.isPresent()) {
        keys = fetched.get();
        fetchedAt = now;
        stale = false;
      }
    }
    if (stale) {
      throw Refused.because(Refusal.BUSY);
    }
    return find(name);
  }

  private Optional<JWK> find(@Nullable String name) {
    if (name == null) {
      return keys.size() == 1 ? Optional.of(keys.getFirst()) : Optional.empty();
    }
    return keys.stream().filter(key -> name.equals(key.getKeyID())).findFirst();
  }

  private Optional<List<JWK>> fetch() {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER)
            .header("Accept", "application/jwk-set+json, application/json")
            .build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = answer.statusCode() == 200 ? body.readNBytes(BYTES + 1) : new byte[0];
        if (bytes.length == 0 || bytes.length > BYTES) {
          LOG.warn("no keys at {}: status {}", address, answer.statusCode());
          return Optional.empty();
        }
        List<JWK> found = JWKSet.parse(new String(bytes, StandardCharsets.UTF_8)).getKeys();
        return Optional.of(found.subList(0, Math.min(KEYS, found.size())));
      }
    } catch (IOException | ParseException failure) {
      LOG.warn("no keys at {}: {}", address, failure.toString());
      return Optional.empty();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
