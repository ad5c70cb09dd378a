package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.coomunity.testing.RandomRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Ten thousand random requests, built from the platform's own OpenAPI document, over all of its
/// routes at once: whatever they ask, they get an answer that the document knows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurfaceTest {
  /// What would log the callers out or take the ground from under the others.
  private static final Set<String> ENDINGS =
      Set.of(
          "DELETE /api/v1/session",
          "POST /api/v1/me/password",
          "POST /api/v1/communities/{slug}/leave",
          "POST /api/v1/communities/{slug}/archive",
          "DELETE /api/v1/communities/{slug}/members/{handle}",
          "PATCH /api/v1/communities/{slug}/members/{handle}",
          "POST /api/v1/communities/{slug}/members/{handle}/suspend",
          "DELETE /api/v1/me/sessions",
          "DELETE /api/v1/me/sessions/{id}",
          "POST /api/v1/admin/members/{handle}/recover");

  private final TwoTowns towns = new TwoTowns();

  @BeforeAll
  void begin() {
    assertThat(towns.of(TwoTowns.ALFA).ids()).isNotEmpty();
  }

  @AfterAll
  void end() {
    towns.close();
  }

  /// The people of one community, and one of the other who has no business there.
  private RandomRequests.Plan plan(String slug, Set<String> skip, long seed, int count) {
    boolean alfa = slug.equals(TwoTowns.ALFA);
    List<String> people = alfa ? List.of("ada", "abel", "alma") : List.of("bea", "berto", "bruna");
    Map<String, List<String>> known = new HashMap<>();
    towns.of(slug).ids().forEach((kind, id) -> known.put(kind, List.of(id)));
    known.put("trades", List.of(towns.of(slug).id("trades"), towns.of(slug).id("accepted")));
    known.put("slug", List.of(slug, slug, slug, alfa ? TwoTowns.BETA : TwoTowns.ALFA));
    for (String name : List.of("handle", "person", "to", "from", "buyer", "seller")) {
      known.put(name, people);
    }
    known.put("n", List.of("0", "1"));
    known.put("side", List.of("offer", "want"));
    known.put("category", List.of("food", "crafts"));
    known.put("listing", List.of(towns.of(slug).id("listings")));
    List<String> callers = new ArrayList<>(people);
    callers.addAll(people);
    callers.addAll(List.of("operator", alfa ? "bruna" : "alma"));
    return new RandomRequests.Plan(
        towns.uri("/"), callers.stream().map(towns::token).toList(), known, skip, seed, count);
  }

  @Test
  void ten_thousand_random_requests_find_no_failure() {
    List<RandomRequests.Report> reports =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(n ->
                RandomRequests.run(
                    plan(n % 2 == 0 ? TwoTowns.ALFA : TwoTowns.BETA, ENDINGS, n, 2_450)))
            .toList();
    reports.forEach(report -> assertThat(report.faults()).isEmpty());
    Set<Integer> seen = new HashSet<>();
    reports.forEach(report -> seen.addAll(report.statuses().keySet()));
    assertThat(seen).contains(200, 201, 204, 400, 401, 403, 404, 409, 415, 422);
    RandomRequests.Report last = RandomRequests.run(plan(TwoTowns.BETA, Set.of(), 99, 200));
    assertThat(last.faults()).isEmpty();
    assertThat(towns.verified()).isEmpty();
  }

  @Test
  void the_document_names_every_area_of_the_public_surface() {
    JsonNode paths = towns.document().path("paths");
    for (String path :
        List.of(
            "/session",
            "/session/refresh",
            "/session/second-factor",
            "/session/passkey/begin",
            "/session/passkey/finish",
            "/session/reset",
            "/me/second-factor",
            "/me/passkeys",
            "/me/sessions",
            "/me",
            "/me/settings",
            "/me/consents",
            "/me/notices",
            "/me/blocks",
            "/members",
            "/members/{handle}",
            "/communities",
            "/communities/{slug}",
            "/communities/{slug}/policy",
            "/communities/{slug}/members",
            "/communities/{slug}/members/{handle}",
            "/communities/{slug}/invitations",
            "/communities/{slug}/join",
            "/communities/{slug}/leave",
            "/communities/{slug}/listings",
            "/communities/{slug}/listings/{id}",
            "/communities/{slug}/listings/{id}/photos/{n}",
            "/communities/{slug}/listings/{id}/questions",
            "/communities/{slug}/listings/{id}/favourite",
            "/communities/{slug}/trades",
            "/communities/{slug}/trades/{id}",
            "/communities/{slug}/trades/{id}/accept",
            "/communities/{slug}/trades/{id}/decline",
            "/communities/{slug}/trades/{id}/counter",
            "/communities/{slug}/trades/{id}/cancel",
            "/communities/{slug}/trades/{id}/complete",
            "/communities/{slug}/trades/{id}/dispute",
            "/communities/{slug}/trades/{id}/resolve",
            "/communities/{slug}/trades/{id}/ratings",
            "/communities/{slug}/trades/{id}/messages",
            "/communities/{slug}/payments",
            "/communities/{slug}/payments/batch",
            "/communities/{slug}/payments/{id}/reverse",
            "/communities/{slug}/payment-requests",
            "/communities/{slug}/payment-requests/{id}/accept",
            "/communities/{slug}/payment-requests/{id}/reject",
            "/communities/{slug}/accounts/{handle}",
            "/communities/{slug}/accounts/{handle}/statement",
            "/concepts/{key}",
            "/translations",
            "/communities/{slug}/translations/queue",
            "/refusals")) {
      assertThat(paths.has("/api/v1" + path)).as(path).isTrue();
    }
  }
}
