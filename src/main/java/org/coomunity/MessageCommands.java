package org.coomunity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.MessageFormat;
import org.coomunity.base.messages.Comparison;
import org.coomunity.base.messages.Flaw;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What can be asked about messages from the command line.
final class MessageCommands {
  private MessageCommands() {}

  /// `messages …`
  @Command(name = "messages", description = "Formats, checks and compares messages.")
  static final class OfMessages {
    private final InputStream in;
    private final PrintStream out;

    OfMessages(InputStream in, PrintStream out) {
      this.in = in;
      this.out = out;
    }

    @Command(description = "Formats the requests of standard input, one JSON object a line.")
    int run() throws IOException {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          out.println(Json.MAPPER.writeValueAsString(answer(Json.MAPPER.readTree(line))));
        }
      }
      return 0;
    }

    @Command(description = "Checks the texts of all languages, or of one.")
    int check(@Option(names = "--lang", paramLabel = "xx") @Nullable String lang)
        throws IOException {
      Messages messages = new Messages();
      List<Flaw> flaws = new ArrayList<>();
      for (Language language : Language.values()) {
        if (lang == null || language.tag().equals(lang)) {
          flaws.addAll(messages.flaws(language));
        }
      }
      if (lang != null && Language.of(lang).isEmpty()) {
        out.println(Json.MAPPER.writeValueAsString(Map.of("unknown", lang)));
        return Commands.WRONG;
      }
      out.println(Json.MAPPER.writeValueAsString(Map.of("faults", flaws)));
      return flaws.isEmpty() ? 0 : Commands.FAILED;
    }

    @Command(description = "Says which texts of a file another one lacks.")
    int missing(
        @Option(names = "--base", paramLabel = "FILE", required = true) Path base,
        @Option(names = "--other", paramLabel = "FILE", required = true) Path other,
        @Option(names = "--format", defaultValue = "mf2", description = "i18next or mf2")
            String format)
        throws IOException {
      JsonNode one = Json.MAPPER.readTree(Files.readAllBytes(base));
      JsonNode two = Json.MAPPER.readTree(Files.readAllBytes(other));
      if (!format.equals("mf2") && !format.equals("i18next")) {
        out.println("--format is i18next or mf2");
        return Commands.WRONG;
      }
      Comparison found =
          format.equals("mf2") ? Comparison.ofMessages(one, two) : Comparison.ofI18next(one, two);
      out.println(Json.MAPPER.writeValueAsString(found));
      return 0;
    }

    private static Map<String, Object> answer(JsonNode request) {
      MessageFormat.Result result = SuiteRun.format(request, Json.MAPPER.createObjectNode());
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("out", result.text());
      answer.put("parts", result.parts());
      answer.put(
          "errors", result.faults().stream().map(fault -> Map.of("type", fault.type())).toList());
      return answer;
    }
  }

  /// `evaluate …`
  @Command(name = "evaluate", description = "Measures against official data.")
  static final class Evaluate {
    private final PrintStream out;

    Evaluate(PrintStream out) {
      this.out = out;
    }

    @Command(description = "Runs the official Unicode test suite of MessageFormat 2.")
    int messageformat(
        @Option(names = "--suite", paramLabel = "DIR", required = true) Path suite,
        @Option(names = "--failures", description = "names each test that failed") boolean failures)
        throws IOException {
      Map<String, Object> result = new SuiteRun().run(suite);
      if (!failures) {
        result.put("failures", List.of());
      }
      out.println(Json.MAPPER.writeValueAsString(result));
      return Objects.equals(result.get("passed"), result.get("total")) ? 0 : Commands.FAILED;
    }
  }
}
