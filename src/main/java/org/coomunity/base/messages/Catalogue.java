package org.coomunity.base.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.platform.json.Json;

/// Reads the files of texts from the class path: by language, by module, by key.
final class Catalogue {
  private static final String FOLDER = "i18n";
  private static final String END = ".json";

  private Catalogue() {}

  static Map<Language, Map<String, Map<String, String>>> read() {
    URL folder = Catalogue.class.getClassLoader().getResource(FOLDER + "/es/platform.json");
    if (folder == null) {
      throw new IllegalStateException("the program has no texts");
    }
    try {
      URI uri = folder.toURI();
      if (!uri.getScheme().equals("jar")) {
        return read(Path.of(uri).resolve("../..").normalize());
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.getPath("/" + FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<Language, Map<String, Map<String, String>>> read(Path root)
      throws IOException {
    Map<Language, Map<String, Map<String, String>>> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Path folder = root.resolve(language.tag());
      if (Files.isDirectory(folder)) {
        all.put(language, modules(folder));
      }
    }
    return all;
  }

  private static Map<String, Map<String, String>> modules(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(file -> file.toString().endsWith(END)).sorted().toList();
    }
    Map<String, Map<String, String>> modules = new TreeMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      Map<String, String> texts = new TreeMap<>();
      Json.MAPPER
          .readTree(Files.readAllBytes(file))
          .properties()
          .forEach(text -> texts.put(text.getKey(), source(text.getValue())));
      modules.put(name.substring(0, name.length() - END.length()), texts);
    }
    return modules;
  }

  /// A text is a string, or its lines.
  static String source(JsonNode text) {
    if (!text.isArray()) {
      return text.asText();
    }
    List<String> lines = new ArrayList<>();
    text.forEach(line -> lines.add(line.asText()));
    return String.join("\n", lines);
  }
}
