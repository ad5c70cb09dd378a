package org.coomunity.story;

import java.util.List;
import java.util.Optional;

/// The two people of the story as whom anybody may look around.
final class Demo {
  static final List<Story.LogIn> LOG_INS =
      List.of(
          new Story.LogIn("tomas", "canto de colibri", "Tomás Arias Gil, a member"),
          new Story.LogIn("luz", "panela con limon", "Luz Marina Ospina, an admin"));

  private Demo() {}

  static Optional<String> password(String handle) {
    return LOG_INS.stream()
        .filter(one -> one.handle().equals(handle))
        .map(Story.LogIn::password)
        .findFirst();
  }
}
