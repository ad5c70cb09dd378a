package org.coomunity.exchange.commons;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.commons.CommonsDoors.Picture;
import org.coomunity.exchange.commons.ContributionStore.Row;

/// Photos that show a contribution: put and taken away by whoever told it, while nobody has
/// confirmed it. What others have seen and confirmed does not change any more.
final class Evidence {
  private final Database database;
  private final InstantSource clock;
  private final CommonsDoors doors;

  Evidence(Database database, InstantSource clock, CommonsDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  /// Puts a photo at place `n`. It is turned upright, scaled and written anew: nothing of what the
  /// camera wrote stays.
  Contribution.Photo put(Standing standing, UUID id, int n, byte[] sent) {
    inPlace(n);
    database.read(tx -> own(ContributionStore.find(tx, standing.community(), id), standing));
    Picture picture = doors.pictures().of(sent);
    return database.write(tx -> {
      own(ContributionStore.held(tx, standing.community(), id), standing);
      EvidenceStore.put(tx, standing.community(), id, n, picture, clock.instant());
      tell(tx, standing, id);
      return photo(
          standing.slug(),
          new EvidenceStore.Row(id, n, picture.hash(), picture.width(), picture.height()));
    });
  }

  private static void inPlace(int n) {
    if (n < 0 || n >= CommonsRules.PHOTOS_MOST) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
  }

  private static Row own(Optional<Row> found, Standing standing) {
    Row row = found.orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (row.no() != standing.no()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (row.state() != ContributionState.OPEN || row.confirmations() > 0) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state().key());
    }
    return row;
  }

  private void tell(Tx tx, Standing standing, UUID id) {
    tx.publish(
        new CommonsEvent.ContributionShown(
            standing.community(), id, standing.no(), clock.instant()));
  }

  /// Takes a photo away.
  void remove(Standing standing, UUID id, int n) {
    inPlace(n);
    database.write(tx -> {
      own(ContributionStore.held(tx, standing.community(), id), standing);
      EvidenceStore.remove(tx, standing.community(), id, n);
      tell(tx, standing, id);
      return id;
    });
  }

  /// The bytes (JPEG) of a photo.
  ///
  /// @param hash of its content, as in its address; empty for whatever is there
  byte[] bytes(Standing standing, UUID id, int n, String hash, boolean thumb) {
    return database
        .read(tx -> EvidenceStore.bytes(tx, standing.community(), id, n, hash, thumb))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// The photos of these, in their places.
  Map<UUID, List<Contribution.Photo>> of(Standing standing, List<UUID> ids) {
    Map<UUID, List<Contribution.Photo>> photos = new HashMap<>();
    for (EvidenceStore.Row row :
        database.read(tx -> EvidenceStore.of(tx, standing.community(), ids))) {
      photos
          .computeIfAbsent(row.contributionId(), id -> new ArrayList<>())
          .add(photo(standing.slug(), row));
    }
    return photos;
  }

  private static Contribution.Photo photo(String slug, EvidenceStore.Row row) {
    String url =
        "/api/v1/communities/%s/contributions/%s/photos/%d?v=%s"
            .formatted(slug, row.contributionId(), row.n(), row.hash());
    return new Contribution.Photo(row.n(), url, url + "&size=thumb", row.width(), row.height());
  }
}
