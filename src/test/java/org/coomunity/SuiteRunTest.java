package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.coomunity.base.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The official files, and the cases of `src/test/resources/messageformat` in their form.
class SuiteRunTest {
  private static final Path CASES = Path.of("src", "test", "resources", "messageformat");

  private static final Path OFFICIAL = Path.of("src", "test", "resources", "unicode");

  @TempDir Path folder;

  @Test
  void the_official_cases_pass_but_for_those_that_the_standard_has_overtaken() throws IOException {
    Map<String, Object> result = new SuiteRun().run(OFFICIAL.resolve("cldr-48.2/messageFormat"));
    List<String> superseded = new ArrayList<>();
    Json.MAPPER
        .readTree(Files.readAllBytes(OFFICIAL.resolve("superseded.json")))
        .findValues("cases")
        .forEach(cases -> cases.forEach(one -> superseded.add(name(one))));

    assertThat(Json.MAPPER.<JsonNode>valueToTree(result.get("failures")).valueStream())
        .map(SuiteRunTest::name)
        .containsExactlyInAnyOrderElementsOf(superseded);
    assertThat(result.get("total")).isEqualTo(419);
  }

  private static String name(JsonNode one) {
    return one.get("file").asText() + ": " + one.get("src").asText();
  }

  @Test
  void every_case_of_the_standard_passes() throws IOException {
    Map<String, Object> result = new SuiteRun().run(CASES);
    assertThat((List<?>) result.get("failures")).isEmpty();
    assertThat(result.get("total")).isEqualTo(result.get("passed"));
    assertThat(result.get("total"))
        .asInstanceOf(InstanceOfAssertFactories.INTEGER)
        .isGreaterThan(400);
    assertThat((List<?>) result.get("files")).hasSize(17);
  }

  @Test
  void a_wrong_text_a_wrong_error_and_a_wrong_part_each_fail() throws IOException {
    Files.writeString(
        folder.resolve("wrong.json"),
        """
        {"defaultTestProperties": {"locale": "en-US", "bidiIsolation": "none"}, "tests": [
          {"src": "{1 :number}", "exp": "2"},
          {"src": "{$x}", "exp": "{$x}"},
          {"src": "{a}", "exp": "a", "expErrors": [{"type": "bad-operand"}]},
          {"src": "{a}", "exp": "a", "expErrors": true},
          {"src": "{a}", "exp": "a", "expParts": [{"type": "text", "value": "a"}]},
          {"src": "{a}", "exp": "a"}]}
        """);
    Map<String, Object> result = new SuiteRun().run(folder);
    assertThat(result).containsEntry("passed", 1).containsEntry("total", 6);
    assertThat((List<?>) result.get("failures")).hasSize(5);
  }
}
