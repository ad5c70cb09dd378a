package org.coomunity.base.translate;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;

/// What translation asks of the modules around it; `main` fills each with a method reference.
///
/// @param listings where listings are read, as one person may see them
/// @param consents who agreed that their texts go to a provider outside
public record TranslateDoors(Listings listings, Consents consents) {
  /// A text that somebody wrote.
  ///
  /// @param author whose text it is
  /// @param names what stays as it is, for example how the author is called
  public record Written(
      CommunityId community,
      MemberId author,
      Language language,
      String title,
      String text,
      List<String> names) {}

  /// Finds a listing of a community; empty when the caller may not see it.
  @FunctionalInterface
  public interface Listings {
    Optional<Written> of(Caller caller, String slug, UUID id);
  }

  /// Says whether a member agreed that what they wrote may be translated by others.
  @FunctionalInterface
  public interface Consents {
    boolean given(MemberId member);
  }
}
