package org.coomunity.people.notices;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How somebody wants to hear of what happens, read from their settings (`push.<group>`,
/// `mail.<group>`, `quiet.from`, `quiet.to`, `quiet.zone`). In the app everything is told always.
///
/// @param groups how each group comes
/// @param quiet when nothing is to make a sound; empty for never
/// @param zone where they wake and sleep; empty for the time of their community
public record Choices(
    Map<NoticeGroup, Choice> groups, Optional<Quiet> quiet, Optional<ZoneId> zone) {
  /// How one group comes.
  ///
  /// @param push true to call the browsers that may be called
  /// @param mail how often letters tell of it
  public record Choice(boolean push, MailRhythm mail) {}

  /// Hours in which browsers are not called and letters wait; from 22 to 7 goes over midnight.
  ///
  /// @param from an hour of the day, 0..23
  /// @param to an hour of the day, 0..23, not the same
  public record Quiet(int from, int to) {
    /// True at an hour of the day.
    boolean at(int hour) {
      return from < to ? hour >= from && hour < to : hour >= from || hour < to;
    }
  }

  private static final String OFF = "off";
  private static final String COMMUNITY = "community";
  private static final Quiet NIGHT = new Quiet(22, 7);

  public Choices {
    groups = Map.copyOf(groups);
  }

  /// What somebody's settings say; what they do not say is calm: a browser that may be called is
  /// called for what is one's own, letters come once a day, and the night is quiet.
  static Choices of(Map<String, String> settings) {
    Map<NoticeGroup, Choice> groups = new EnumMap<>(NoticeGroup.class);
    for (NoticeGroup group : NoticeGroup.values()) {
      String push = settings.get("push." + group.key());
      boolean called = push == null ? group != NoticeGroup.COMMUNITY : push.equals("on");
      MailRhythm mail =
          Optional.ofNullable(settings.get("mail." + group.key()))
              .flatMap(MailRhythm::of)
              .orElse(MailRhythm.DAILY);
      groups.put(group, new Choice(called, group == NoticeGroup.SAFETY ? MailRhythm.NOW : mail));
    }
    return new Choices(
        groups,
        quiet(settings.get("quiet.from"), settings.get("quiet.to")),
        Optional.ofNullable(settings.get("quiet.zone"))
            .filter(zone -> !zone.equals(COMMUNITY))
            .filter(ZoneId.getAvailableZoneIds()::contains)
            .map(ZoneId::of));
  }

  private static Optional<Quiet> quiet(@Nullable String from, @Nullable String to) {
    if (OFF.equals(from)) {
      return Optional.empty();
    }
    int begin = from == null ? NIGHT.from() : Integer.parseInt(from);
    int end = to == null ? NIGHT.to() : Integer.parseInt(to);
    return begin == end ? Optional.empty() : Optional.of(new Quiet(begin, end));
  }

  /// How a group comes.
  public Choice of(NoticeGroup group) {
    return groups.getOrDefault(group, new Choice(false, MailRhythm.OFF));
  }
}
