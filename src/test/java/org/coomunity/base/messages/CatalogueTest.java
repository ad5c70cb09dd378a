package org.coomunity.base.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People run the program from its jar, and several parts of it read the texts at once.
class CatalogueTest {
  @TempDir Path folder;

  @Test
  void a_jar_is_read_by_several_at_once_and_says_what_the_folder_says() throws Exception {
    Map<Language, Map<String, Map<String, String>>> texts = Catalogue.read();
    URL inside = URI.create("jar:" + packed().toUri() + "!/i18n/es/platform.json").toURL();
    Callable<Map<Language, Map<String, Map<String, String>>>> reading =
        () -> Catalogue.read(inside);

    try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
      for (Future<Map<Language, Map<String, Map<String, String>>>> read :
          readers.invokeAll(Stream.generate(() -> reading).limit(8).toList())) {
        assertThat(read.get()).isEqualTo(texts);
      }
    }
  }

  private Path packed() throws Exception {
    Path texts = Path.of("src/main/resources");
    Path jar = folder.resolve("some program.jar");
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"));
        Stream<Path> files = Files.walk(texts.resolve("i18n"))) {
      for (Path file : files.toList()) {
        Path copy = zip.getPath("/" + texts.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return jar;
  }
}
