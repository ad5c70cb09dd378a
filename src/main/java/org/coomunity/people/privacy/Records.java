package org.coomunity.people.privacy;

import java.util.List;
import java.util.stream.Collectors;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// The records of processing activities (GDPR Article 30, LGPD Article 37), made from what the
/// modules say they keep.
final class Records {
  private static final String HEAD =
      """
      # Records of processing

      This page is made from the code by `./coomunity records --write`; a test fails when it is not what the
      code says. Who is responsible and where the data lives are settings of each platform
      (`OPERATOR_CONTACT`, `DATA_RESIDENCE`) and stand on its page `/privacy`.

      - **Whose data**: members of communities, and people who act for organisations. 18 years and older.
      - **Who receives it**: nobody outside the platform, unless a member agrees (`GET /me/consents`).
      - **How it is kept safe**: log-ins by Argon2id, roles checked on every route, personal fields encrypted
        with a key for each member, append-only books and audit, backups readable by their owner only.
      - **How one gets it**: `GET /me/export`, every class below that is exported.
      - **How one goes**: `DELETE /me`; undone within 30 days by coming back, then for good.

      | Data | Tables | What for | Basis | Kept | Read by | Exported | Erased |
      |---|---|---|---|---|---|---|---|
      """;

  private static final String TAIL =
      """

      ## What "erased" means
      """;

  private Records() {}

  static String page(List<DataClass> data) {
    String rows = data.stream().map(Records::row).collect(Collectors.joining("\n"));
    StringBuilder means = new StringBuilder();
    for (Erasure how : Erasure.values()) {
      means.append("- **").append(word(how)).append("**: ").append(meaning(how)).append('\n');
    }
    return HEAD + rows + "\n" + TAIL + means;
  }

  private static String row(DataClass one) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            one.key(),
            one.tables().stream().map(table -> "`" + table + "`").collect(Collectors.joining(" ")),
            one.purpose(),
            one.basis().words(),
            one.retention(),
            one.seen(),
            one.export().isPresent() ? "yes" : "no",
            word(one.erasure()));
  }

  private static String word(Erasure how) {
    return how.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String meaning(Erasure how) {
    return switch (how) {
      case SHREDDED ->
          "encrypted with a key of the member that is destroyed; unreadable in backups as well.";
      case DELETED -> "deleted from the tables; backups lose it as they are replaced.";
      case EMPTIED ->
          "the member's words are deleted; that it happened stays, under a handle that says nobody.";
      case DETACHED ->
          "it stays under a number and a handle that says nobody, because the books or others need it.";
      case LAPSES -> "it goes by itself when its time is over.";
    };
  }
}
