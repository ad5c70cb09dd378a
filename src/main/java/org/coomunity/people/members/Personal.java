package org.coomunity.people.members;

import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// What is personal about a member: it is stored sealed with their key.
///
/// @param skills a JSON array, as `languages`
/// @param born their birth date, `YYYY-MM-DD`
/// @param lat rounded to about a kilometre before it comes here
record Personal(
    String displayName,
    String words,
    String skills,
    String vocation,
    @Nullable String element,
    String languages,
    @Nullable String email,
    @Nullable String born,
    @Nullable Double lat,
    @Nullable Double lon) {
  /// Of whoever is gone nothing is told but the handle, which says nobody.
  static Personal nobody(String handle) {
    return new Personal(handle, "", "[]", "", null, "[]", null, null, null, null);
  }

  static Personal of(String json) {
    return Json.read(json, Personal.class);
  }

  String json() {
    return Json.write(this);
  }
}
