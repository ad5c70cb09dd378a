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
/// @param texts where texts are read, as one person may see them
/// @param consents who agreed that their texts go to a provider outside
public record TranslateDoors(Texts texts, Consents consents) {
  /// A text of the platform.
  ///
  /// @param kind `listing` or `announcement`
  /// @param slug the community it stands in
  public record Ref(String kind, String slug, UUID id) {}

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

  /// Finds a text of a community; empty when the caller may not see it.
  @FunctionalInterface
  public interface Texts {
    Optional<Written> of(Caller caller, Ref ref);
  }

  /// Says whether a member agreed that what they wrote may be translated by others.
  @FunctionalInterface
  public interface Consents {
    boolean given(MemberId member);
  }
}
