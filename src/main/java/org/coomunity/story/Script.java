package org.coomunity.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.market.ListingKind;
import org.coomunity.people.communities.Community;
import org.coomunity.people.members.Element;
import org.jspecify.annotations.Nullable;

/// The story of one community, as it is written in `story/<slug>.json`. Days and hours count back
/// from the end.
///
/// @param also people of the other communities who join this one too
/// @param scenes what is told word for word, at the end; the last one opens a trade
/// @param minga what people do for all
/// @param circle a group inside the community
/// @param assembly what is decided
record Script(
    Town community,
    List<Actor> people,
    List<Guest> also,
    List<House> organisations,
    List<Item> listings,
    List<Scene> scenes,
    Minga.Plan minga,
    Ring.Plan circle,
    Assembly.Plan assembly) {
  /// One in so many does not agree to being counted, and one in so many of the others not to care.
  private static final int SILENT = 5;

  private static final int ALONE = 4;

  /// @param zone where people wake and sleep
  record Town(
      String slug,
      String name,
      String country,
      String language,
      String zone,
      String text,
      Community.CurrencyWish currency,
      Map<String, Object> policy) {
    Community.Draft draft() {
      return new Community.Draft(slug, name, country, language, text, currency, policy);
    }
  }

  /// @param joined days before the end
  /// @param invitedBy handle; null for those who begin the community
  /// @param lean hours above zero where they feel at home: above for givers, below for receivers
  record Actor(
      String handle,
      String name,
      LocalDate born,
      Element element,
      String role,
      int joined,
      @Nullable String invitedBy,
      int lean,
      String vocation,
      String text,
      List<String> skills,
      List<String> languages,
      Place place) {}

  record Guest(String handle, int joined, String invitedBy) {}

  record House(
      String handle,
      String name,
      int founded,
      String founder,
      List<String> others,
      String text,
      int lean) {}

  /// @param picture a drawing of `Pictures`
  record Item(
      String owner,
      String side,
      ListingKind kind,
      String category,
      String title,
      String text,
      @Nullable String price,
      @Nullable Integer quantity,
      List<String> tags,
      @Nullable String picture,
      @Nullable String question,
      @Nullable String answer) {
    boolean offer() {
      return side.equals("offer");
    }
  }

  /// @param what `proposed`, `accepted`, `done`, `disputed`, `question`, `request`, `favourite` or
  ///   `invite`
  /// @param hours before the end
  /// @param say what proposer and other say in turn
  record Scene(
      String what,
      double hours,
      @Nullable String buyer,
      @Nullable String seller,
      @Nullable String by,
      @Nullable String amount,
      @Nullable String concept,
      @Nullable String listing,
      @Nullable String text,
      @Nullable String reason,
      @Nullable List<String> say) {
    boolean isTrade() {
      return List.of("proposed", "accepted", "done", "disputed").contains(what);
    }

    String buys() {
      return Objects.requireNonNull(buyer);
    }

    String sells() {
      return Objects.requireNonNull(seller);
    }

    /// Who begins it: the buyer, unless it says otherwise.
    String begins() {
      return by == null ? buys() : by;
    }
  }

  /// What people say when it does not matter much, as it is written in
  /// `story/words.<language>.json`.
  record Words(
      List<String> ask,
      List<String> reply,
      List<String> after,
      List<String> decline,
      List<String> cancel,
      List<String> calloff,
      List<String> counter,
      List<String> dispute,
      List<String> resolve,
      List<String> five,
      List<String> four,
      List<String> three,
      List<String> two,
      List<String> direct,
      List<String> request,
      List<String> refuse,
      List<String> welcome,
      List<String> vouch) {}

  static Script of(String slug) {
    return read("story/" + slug + ".json", Script.class);
  }

  Words words() {
    return read("story/words." + community.language() + ".json", Words.class);
  }

  /// The identifier of a thing in this story: the same in each telling.
  UUID id(String thing) {
    return Uuid8.of("story " + community.slug() + " " + thing);
  }

  /// The same for what carries the time of the story in its identifier.
  UUID id(String thing, Instant at) {
    UUID facts = id(thing);
    return Uuid7.of(at, facts.getMostSignificantBits(), facts.getLeastSignificantBits());
  }

  /// Handles of those who began the community.
  List<String> founders() {
    return people.stream().filter(one -> one.invitedBy() == null).map(Actor::handle).toList();
  }

  /// Whether somebody agrees to being counted and to their way being kept; guests do.
  boolean counted(String handle) {
    return agrees(handle, SILENT);
  }

  /// Whether they also agree to be noticed when they may need a hand.
  boolean cared(String handle) {
    return counted(handle) && agrees(handle, ALONE);
  }

  /// True but for the last of so many, in the order in which people came.
  private boolean agrees(String handle, int of) {
    for (int n = 0; n < people.size(); n++) {
      if (people.get(n).handle().equals(handle)) {
        return n % of != of - 1;
      }
    }
    return true;
  }

  /// The trade that is opened last: where it is, the story has been told to its end.
  UUID lastTrade() {
    return id("scene " + (scenes.size() - 1));
  }

  /// What the first Mundo of every community teaches.
  static Lectures.Lessons lessons() {
    return read("story/lessons.json", Lectures.Lessons.class);
  }

  private static <T> T read(String name, Class<T> type) {
    try (InputStream in = Script.class.getClassLoader().getResourceAsStream(name)) {
      return Json.read(
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8),
          type);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
