package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is shipped beside the program fits the program.
class DeployTest {
  private static final Path UNIT = Path.of("deploy", "coomunity.service");
  private static final Pattern SETTING = Pattern.compile("\\b([A-Z]{2,}(?:_[A-Z]+)*)=");
  private static final List<String> NOT_OURS = List.of("JAVA_HOME", "CI", "NAME", "JAVA_OPTS");

  private static Map<String, String> unit() throws IOException {
    Map<String, String> keys = new TreeMap<>();
    String section = "";
    for (String line : Files.readAllLines(UNIT)) {
      if (line.startsWith("[")) {
        section = line;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("=", 2);
        assertThat(keys.put(section + parts[0], parts[1])).as(line).isNull();
      }
    }
    return keys;
  }

  @Test
  void the_unit_starts_the_launcher_as_a_user_without_rights() throws IOException {
    Map<String, String> unit = unit();
    assertThat(unit).containsEntry("[Service]ExecStart", "/opt/coomunity/coomunity start");
    assertThat(unit).containsEntry("[Service]User", "coomunity");
    assertThat(unit).containsEntry("[Service]Environment", "DATA_DIR=/var/lib/coomunity");
    assertThat(unit).containsEntry("[Service]StateDirectory", "coomunity");
    assertThat(unit).containsEntry("[Install]WantedBy", "multi-user.target");
  }

  @Test
  void the_unit_is_hardened_and_gives_the_server_time_to_end() throws IOException {
    Map<String, String> unit = unit();
    for (String key :
        List.of(
            "NoNewPrivileges",
            "ProtectHome",
            "PrivateTmp",
            "PrivateDevices",
            "RestrictSUIDSGID",
            "LockPersonality")) {
      assertThat(unit).containsEntry("[Service]" + key, "yes");
    }
    assertThat(unit).containsEntry("[Service]ProtectSystem", "strict");
    assertThat(unit).containsEntry("[Service]CapabilityBoundingSet", "");
    assertThat(Integer.parseInt(unit.getOrDefault("[Service]TimeoutStopSec", "0")))
        .isGreaterThan(10);
    assertThat(unit)
        .as("the JVM writes code into memory, and PostgreSQL shares memory")
        .doesNotContainKey("[Service]MemoryDenyWriteExecute")
        .containsEntry("[Service]RemoveIPC", "no");
  }

  @Test
  void settings_named_in_the_documents_exist() throws IOException {
    List<String> names = Arrays.stream(Setting.values()).map(Enum::name).toList();
    for (Path page : pages()) {
      Matcher named = SETTING.matcher(Files.readString(page));
      while (named.find()) {
        if (!NOT_OURS.contains(named.group(1))) {
          assertThat(names).as(page.toString()).contains(named.group(1));
        }
      }
    }
  }

  @Test
  void links_between_the_documents_lead_somewhere() throws IOException {
    Pattern link = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");
    for (Path page : pages()) {
      Matcher found = link.matcher(Files.readString(page));
      while (found.find()) {
        assertThat(page.resolveSibling(found.group(1))).as("in %s", page).exists();
      }
    }
  }

  @Test
  void the_launcher_can_be_read_by_bash_and_refuses_what_it_does_not_know()
      throws IOException, InterruptedException {
    assertThat(exit("bash", "-n", "coomunity")).isZero();
    assertThat(exit("bash", "-n", ".ci/run")).isZero();
    assertThat(Files.isExecutable(Path.of("coomunity"))).isTrue();
    assertThat(exit("bash", "coomunity", "nonsense")).isEqualTo(2);
    assertThat(exit("bash", "coomunity", "bench", "nonsense")).isEqualTo(2);
    assertThat(exit("bash", "coomunity", "check", "nonsense")).isEqualTo(2);
    assertThat(Files.readString(Path.of(".ci", "run"))).contains("./coomunity check");
  }

  private static int exit(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void the_map_of_the_architecture_is_short() throws IOException {
    assertThat(Files.readAllLines(Path.of("ARCHITECTURE.md")).size()).isLessThanOrEqualTo(150);
  }

  private static List<Path> pages() {
    List<Path> pages = new java.util.ArrayList<>(SourceFile.files(Path.of("docs"), ".md"));
    pages.addAll(SourceFile.files(Path.of("deploy"), ".md"));
    for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(Path.of(name));
    }
    return pages;
  }
}
