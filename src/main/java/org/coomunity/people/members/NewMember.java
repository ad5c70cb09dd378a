package org.coomunity.people.members;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody who wants to join.
///
/// @param invitation the code they were given
/// @param handle 2..30 of a-z, 0-9, `-` and `_`, beginning with a letter or digit
/// @param displayName 1..80 characters
/// @param password 10 characters at least
/// @param language BCP 47; absent for that of the community
/// @param birthDate whoever joins is 18 years old
/// @param consents by purpose; `terms` must be true
public record NewMember(
    String invitation,
    String handle,
    String displayName,
    @Nullable String email,
    String password,
    @Nullable String language,
    LocalDate birthDate,
    Map<String, Boolean> consents) {
  @Override
  public String toString() {
    return "NewMember[" + handle + "]";
  }
}
