package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/security.md names the tests that prove it.
class SecurityTest {
  private static final Pattern PROOF = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void every_proof_that_the_checklist_names_is_a_test() throws IOException {
    Map<String, String> tests =
        SourceFile.files(Path.of("src", "test", "java"), "Test.java").stream()
            .collect(
                Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""), SourceFile::read));
    List<String> missing = new ArrayList<>();
    int proofs = 0;
    Matcher proof = PROOF.matcher(Files.readString(Path.of("docs", "security.md")));
    while (proof.find()) {
      proofs++;
      if (!tests.getOrDefault(proof.group(1), "").contains("void " + proof.group(2) + "(")) {
        missing.add(proof.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(proofs).isGreaterThan(50);
  }
}
