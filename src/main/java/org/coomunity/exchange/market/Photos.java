package org.coomunity.exchange.market;

import java.time.InstantSource;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// Photos of listings: put, taken away, shown.
final class Photos {
  private final Database database;
  private final InstantSource clock;
  private final MarketDoors doors;

  Photos(Database database, InstantSource clock, MarketDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  /// Puts a photo (JPEG, PNG or WebP, at most 4 MiB and 40 megapixels) at place `n`, 0..7, of a
  /// listing of one's own. It is turned upright, scaled and written anew: nothing of what the
  /// camera wrote stays.
  Photo put(Standing standing, UUID id, int n, byte[] sent) {
    inPlace(n);
    database.read(tx -> Market.own(tx, standing, id, doors, clock.instant()));
    Picture photo = PhotoRules.prepared(sent);
    return database.write(tx -> {
      ListingRow row = Market.own(tx, standing, id, doors, clock.instant());
      PhotoStore.put(tx, standing.community(), id, n, photo, clock.instant());
      tellChanged(tx, standing, row);
      return Showcase.photo(
          standing.slug(), new PhotoStore.Row(id, n, photo.hash(), photo.width(), photo.height()));
    });
  }

  private void tellChanged(Tx tx, Standing standing, ListingRow row) {
    tx.publish(
        new MarketEvent.ListingChanged(
            standing.community(), row.id(), row.owner(), row.state().key(), clock.instant()));
  }

  private static void inPlace(int n) {
    if (n < 0 || n >= MarketRules.PHOTOS_MOST) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
  }

  /// Takes a photo away.
  void remove(Standing standing, UUID id, int n) {
    inPlace(n);
    database.write(tx -> {
      ListingRow row = Market.own(tx, standing, id, doors, clock.instant());
      PhotoStore.remove(tx, standing.community(), id, n);
      tellChanged(tx, standing, row);
      return id;
    });
  }

  /// The bytes (JPEG) of a photo.
  ///
  /// @param hash of its content, as in its address; empty for whatever is there
  byte[] bytes(Standing standing, UUID id, int n, String hash, boolean thumb) {
    return database.read(tx -> {
      Market.visible(tx, standing, id, doors, clock.instant());
      return PhotoStore.bytes(tx, standing.community(), id, n, hash, thumb)
          .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    });
  }
}
