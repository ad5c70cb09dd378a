package org.coomunity.decisions.governance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.voting.CanonicalJson;
import org.coomunity.decisions.voting.Chain;
import org.jspecify.annotations.Nullable;

/// The public record of a community: a chain of entries, each of which holds the hash of the one
/// before. Nobody is named in it; the same person has the same pseudonym, which only the platform
/// can trace.
final class Records {
  private static final String MAC = "HmacSHA256";
  private static final int PSEUDONYM = 8;
  private static final byte[] BEGINNING = HexFormat.of().parseHex(Chain.BEGINNING);

  private final byte[] key;

  /// @param key 32 bytes, makes pseudonyms
  Records(byte[] key) {
    this.key = key.clone();
  }

  /// Holds the end of the chain: what else is decided about the community waits.
  static void lock(Tx tx, CommunityId community) {
    RecordStore.head(tx, community, BEGINNING);
  }

  /// Adds an entry. It is best done last: whoever adds holds the end until the commit.
  void append(
      Tx tx,
      CommunityId community,
      @Nullable UUID proposal,
      String type,
      Map<String, @Nullable Object> body,
      Instant at) {
    RecordStore.Head head = RecordStore.head(tx, community, BEGINNING);
    Chain.Entry entry =
        new Chain.Entry(
            head.n() + 1,
            at.truncatedTo(ChronoUnit.MILLIS),
            type,
            body,
            HexFormat.of().formatHex(head.hash()));
    RecordStore.append(
        tx,
        community,
        new RecordStore.Row(
            entry.n(),
            type,
            proposal,
            CanonicalJson.write(body),
            head.hash(),
            HexFormat.of().parseHex(entry.hash()),
            entry.at()));
  }

  /// The community decides otherwise from now on.
  void chartered(Tx tx, CommunityId community, int version, int by, Instant at) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("version", version);
    body.put("actor", pseudonym(community, by));
    append(tx, community, null, "charter.changed", body, at);
  }

  /// The end of the chain as a draw needs it, in hexadecimal.
  static String head(Tx tx, CommunityId community) {
    return HexFormat.of().formatHex(RecordStore.head(tx, community, BEGINNING).hash());
  }

  /// An entry as it was hashed.
  static Chain.Entry entry(RecordStore.Row row) {
    @SuppressWarnings("unchecked") // we wrote it: an object
    Map<String, @Nullable Object> body = Json.read(row.body(), Map.class);
    return new Chain.Entry(
        row.n(), row.at(), row.type(), body, HexFormat.of().formatHex(row.prev()));
  }

  /// A name that says nobody; `clock` for the clock.
  String pseudonym(CommunityId community, int no) {
    if (no == 0) {
      return "clock";
    }
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      mac.update(community.toString().getBytes(StandardCharsets.UTF_8));
      byte[] digest = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(no).array());
      return HexFormat.of().formatHex(digest, 0, PSEUDONYM);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
