package org.coomunity;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A Java file as text and as a syntax tree.
record SourceFile(Path path, String text, CompilationUnitTree tree, Trees trees) {
  /// Files that are parsed together: making a compiler costs more than parsing a file, and the
  /// trees of all files at once would fill the memory.
  private static final int TOGETHER = 64;

  private record Text(Path path, String text) {}

  /// Parses a text that stands, or could stand, at this path.
  static SourceFile of(Path path, String text) {
    return parsed(List.of(new Text(path, text))).getFirst();
  }

  private static List<SourceFile> parsed(List<Text> texts) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null,
                null,
                fault -> {},
                List.of("-proc:none"),
                null,
                texts.stream().map(SourceFile::source).toList());
    try {
      Trees trees = Trees.instance(task);
      List<SourceFile> files = new ArrayList<>();
      for (CompilationUnitTree tree : task.parse()) {
        Text text = texts.get(files.size());
        files.add(new SourceFile(text.path(), text.text(), tree, trees));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(Text text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + text.path()), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return text.text();
      }
    };
  }

  /// All Java files below a folder, parsed as they are asked for.
  static Stream<SourceFile> below(Path folder) {
    return files(folder, ".java").stream()
        .gather(Gatherers.windowFixed(TOGETHER))
        .flatMap(paths ->
            parsed(paths.stream().map(path -> new Text(path, read(path))).toList()).stream());
  }

  /// All files below a folder whose names end so; none when it does not exist.
  static List<Path> files(Path folder, String end) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(end) && Files.isRegularFile(path))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  /// The module that owns this file: `lets` for `org/coomunity/exchange/lets/…`; empty for the
  /// program itself.
  String module() {
    return moduleOf(String.valueOf(tree.getPackageName()));
  }

  /// The module of a package: the folder inside its wing, or `web`; empty for the program itself.
  static String moduleOf(String name) {
    String[] parts = name.split("\\.", -1);
    if (parts.length < 3 || !name.startsWith("org.coomunity.")) {
      return "";
    }
    return parts.length == 3 || "web".equals(parts[2]) ? parts[2] : parts[3];
  }

  boolean isTest() {
    return path.startsWith(Path.of("src", "test"));
  }

  String name() {
    return path.getFileName().toString().replace(".java", "");
  }
}
