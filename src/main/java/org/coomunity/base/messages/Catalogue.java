package org.coomunity.base.messages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String ONE = FOLDER + "/es/platform.json";
  private static final String END = ".json";

  private Catalogue() {}

  static Map<Language, Map<String, Map<String, String>>> read() {
    URL file = Catalogue.class.getClassLoader().getResource(ONE);
    if (file == null) {
      throw new IllegalStateException("the program has no texts");
    }
    return read(file);
  }

  /// All texts beside a file of them, in a folder or in a jar; as often at once as one likes.
  static Map<Language, Map<String, Map<String, String>>> read(URL file) {
    try {
      if (!(file.openConnection() instanceof JarURLConnection packed)) {
        return read(Path.of(file.toURI()).resolve("../..").normalize());
      }
      // A file system asked for by path is one's own; asked for by URI, there is only one of it.
      Path jar = Path.of(packed.getJarFileURL().toURI());
      try (FileSystem inside = FileSystems.newFileSystem(jar)) {
        return read(inside.getPath("/" + FOLDER));
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
          .forEach(text -> texts.put(text.getKey(), TextFile.text(text.getValue())));
      modules.put(name.substring(0, name.length() - END.length()), texts);
    }
    return modules;
  }
}
