package org.coomunity.exchange.market;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Shows stored listings and questions as members see them.
final class Showcase {
  private static final MarketDoors.Person NOBODY = new MarketDoors.Person("", "");

  private final MarketDoors doors;

  Showcase(MarketDoors doors) {
    this.doors = doors;
  }

  Listing one(Tx tx, Standing standing, ListingRow row) {
    return all(tx, standing, List.of(row)).getFirst();
  }

  List<Listing> all(Tx tx, Standing standing, List<ListingRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Integer, MarketDoors.Person> people =
        people(standing, rows.stream().map(ListingRow::owner).toList());
    Unit unit = doors.terms().of(standing.community()).unit();
    Map<UUID, List<Photo>> photos = new HashMap<>();
    for (PhotoStore.Row photo :
        PhotoStore.of(tx, standing.community(), rows.stream().map(ListingRow::id).toList())) {
      photos
          .computeIfAbsent(photo.listing(), id -> new ArrayList<>())
          .add(photo(standing.slug(), photo));
    }
    return rows.stream()
        .map(row -> listing(standing, row, unit, people, photos.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private Map<Integer, MarketDoors.Person> people(Standing standing, Collection<Integer> numbers) {
    return doors.names().of(standing.community(), new TreeSet<>(numbers));
  }

  private static Listing listing(
      Standing standing,
      ListingRow row,
      Unit unit,
      Map<Integer, MarketDoors.Person> people,
      List<Photo> photos) {
    MarketDoors.Person owner = people.getOrDefault(row.owner(), NOBODY);
    Double km = row.distanceKm();
    return new Listing(
        row.id(),
        row.side().key(),
        row.kind(),
        row.category().key(),
        row.title(),
        row.body(),
        row.price() == null ? null : unit.format(row.price()),
        row.quantity(),
        row.tagList(),
        place(row),
        km == null ? null : Double.valueOf(Math.round(km * 10) / 10.0),
        row.language(),
        owner.handle(),
        owner.name(),
        row.state().key(),
        row.createdAt(),
        row.expiresAt(),
        photos,
        row.owner() == standing.no(),
        row.favourite());
  }

  private static @Nullable Place place(ListingRow row) {
    Integer lat = row.placeLatE2();
    Integer lon = row.placeLonE2();
    return lat == null || lon == null ? null : new Place(lat / 100.0, lon / 100.0);
  }

  static Photo photo(String slug, PhotoStore.Row row) {
    String url =
        "/api/v1/communities/%s/listings/%s/photos/%d?v=%s"
            .formatted(slug, row.listing(), row.n(), row.hash());
    return new Photo(row.n(), url, url + "&size=thumb", row.width(), row.height());
  }

  List<Question> questions(Standing standing, List<QuestionStore.Row> rows) {
    Map<Integer, MarketDoors.Person> people =
        people(standing, rows.stream().map(QuestionStore.Row::asker).toList());
    return rows.stream()
        .map(row -> {
          MarketDoors.Person asker = people.getOrDefault(row.asker(), NOBODY);
          return new Question(
              row.id(),
              asker.handle(),
              asker.name(),
              row.words(),
              row.answer(),
              row.askedAt(),
              row.answeredAt());
        })
        .toList();
  }
}
