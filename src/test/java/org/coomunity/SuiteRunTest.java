package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cases of `src/test/resources/messageformat`, in the form of the official files.
class SuiteRunTest {
  private static final Path CASES = Path.of("src", "test", "resources", "messageformat");

  @TempDir Path folder;

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
