package org.coomunity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.MessageFormat;
import org.coomunity.base.messages.Comparison;
import org.coomunity.base.messages.Flaw;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.translate.CatalogueScore;
import org.coomunity.base.translate.CatalogueTranslation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What can be asked about messages from the command line.
final class MessageCommands {
  private MessageCommands() {}

  private static JsonNode file(Path file) throws IOException {
    return Json.MAPPER.readTree(Files.readAllBytes(file));
  }

  private static Language language(String tag) {
    return Language.of(tag)
        .orElseThrow(() -> new CommandLine.TypeConversionException("no language '" + tag + "'"));
  }

  /// `messages …`
  @Command(name = "messages", description = "Formats, checks and compares messages.")
  static final class OfMessages {
    private final InputStream in;
    private final PrintStream out;
    private final Function<Map<String, String>, Config> config;

    /// @param config the settings, with some of them said here
    OfMessages(InputStream in, PrintStream out, Function<Map<String, String>, Config> config) {
      this.in = in;
      this.out = out;
      this.config = config;
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
      JsonNode one = file(base);
      JsonNode two = file(other);
      if (!format.equals("mf2") && !format.equals("i18next")) {
        out.println("--format is i18next or mf2");
        return Commands.WRONG;
      }
      Comparison found =
          format.equals("mf2") ? Comparison.ofMessages(one, two) : Comparison.ofI18next(one, two);
      out.println(Json.MAPPER.writeValueAsString(found));
      return 0;
    }

    @Command(description = "Translates a file of messages; only what passes every rule is written.")
    int translate(
        @Option(names = "--in", paramLabel = "FILE", required = true) Path source,
        @Option(names = "--out", paramLabel = "FILE", required = true) Path target,
        @Option(names = "--from", paramLabel = "xx", defaultValue = "es") String from,
        @Option(names = "--to", paramLabel = "xx", required = true) String to,
        @Option(names = "--provider", required = true, description = "or lines") String provider,
        @Option(names = "--url", description = "where the provider is") @Nullable String url,
        @Option(names = "--model", description = "of the provider") @Nullable String model,
        @Option(names = "--command", description = "what the provider lines is, for the shell")
            @Nullable String command)
        throws IOException {
      boolean lines = provider.equals("lines");
      if (lines == (command == null)) {
        out.println("--command and --provider lines belong together");
        return Commands.WRONG;
      }
      Map<String, String> said = new HashMap<>();
      if (!lines) {
        said.put("TRANSLATE_PROVIDER", provider);
      }
      if (url != null) {
        said.put("TRANSLATE_URL", url);
      }
      if (model != null) {
        said.put("TRANSLATE_MODEL", model);
      }
      ObjectNode made = Json.MAPPER.createObjectNode();
      CatalogueTranslation.Report report =
          CatalogueTranslation.run(
              file(source),
              language(from),
              language(to),
              config.apply(said).translate(),
              command,
              made);
      Files.writeString(
          target, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(made) + "\n");
      out.println(Json.MAPPER.writeValueAsString(report));
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
  @Command(
      name = "evaluate",
      mixinStandardHelpOptions = true,
      description = "Measures models and texts over files.")
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

    @Command(description = "Measures a translated file of messages.")
    int translation(
        @Option(names = "--source", paramLabel = "FILE", required = true) Path source,
        @Option(names = "--candidate", paramLabel = "FILE", required = true) Path candidate,
        @Option(names = "--reference", paramLabel = "FILE", description = "by a good translator")
            @Nullable Path reference,
        @Option(names = "--from", paramLabel = "xx", defaultValue = "es") String from,
        @Option(names = "--to", paramLabel = "xx", required = true) String to)
        throws IOException {
      out.println(
          Json.MAPPER.writeValueAsString(
              CatalogueScore.of(
                  file(source),
                  file(candidate),
                  reference == null ? null : file(reference),
                  language(from),
                  language(to))));
      return 0;
    }
  }
}
