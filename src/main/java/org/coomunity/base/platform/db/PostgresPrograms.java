package org.coomunity.base.platform.db;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked from the artifact, and a way to run them. PostgreSQL
/// refuses to run as root, so root runs it in a user namespace of its own, or, where the kernel
/// forbids that, as `nobody`.
final class PostgresPrograms {
  private static final String VERSION = "18.6";

  /// What Java calls a user who is in no list of users, whom `initdb` refuses.
  private static final String NAMELESS = "?";

  private static final int NOBODY = 65_534;

  private enum Guise {
    OURSELVES,
    NAMESPACE,
    NOBODY
  }

  private final Path home;
  private final Guise guise;

  private PostgresPrograms(Path home, Guise guise) {
    this.home = home;
    this.guise = guise;
  }

  static PostgresPrograms unpacked(Path runtime, Path cluster) {
    Path home = runtime.resolve("postgres-" + VERSION);
    PostgresPrograms programs = new PostgresPrograms(home, guise(cluster));
    if (!Files.isDirectory(home)) {
      programs.unpack(runtime);
    }
    return programs;
  }

  private static Guise guise(Path cluster) {
    String user = System.getProperty("user.name");
    if (NAMELESS.equals(user)) {
      return Guise.NAMESPACE;
    }
    if (!"root".equals(user)) {
      return Guise.OURSELVES;
    }
    try {
      boolean nobodys =
          Files.exists(cluster.resolve("PG_VERSION"))
              && NOBODY == (Integer) Files.getAttribute(cluster, "unix:uid");
      return !nobodys && works(List.of("unshare", "-U", "true")) ? Guise.NAMESPACE : Guise.NOBODY;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean works(List<String> command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void unpack(Path runtime) {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "Darwin" : "Linux";
    try {
      Path fresh = runtime.resolve(home.getFileName() + ".new");
      remove(fresh);
      Files.createDirectories(fresh);
      try (InputStream packed =
              DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                  system, System.getProperty("os.arch"));
          TarArchiveInputStream entries =
              new TarArchiveInputStream(
                  new BufferedInputStream(
                      new XZInputStream(new BufferedInputStream(packed)), 1 << 16))) {
        for (TarArchiveEntry entry = entries.getNextEntry();
            entry != null;
            entry = entries.getNextEntry()) {
          unpack(fresh, entry, entries);
        }
      }
      prepare(fresh);
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL into " + runtime, e);
    }
  }

  private static void unpack(Path into, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      if ((entry.getMode() & 0100) != 0) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /// Removes a folder with all that is in it, if it exists.
  static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Gives a file or folder to whom PostgreSQL will run as.
  void prepare(Path path) throws IOException {
    if (guise == Guise.NOBODY) {
      Files.setAttribute(path, "unix:uid", NOBODY);
      Files.setAttribute(path, "unix:gid", NOBODY);
    }
  }

  /// Runs one program to its end.
  ///
  /// @throws IllegalStateException with what it said, when it fails or takes longer
  void run(String program, Duration most, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            switch (guise) {
              case OURSELVES -> List.<String>of();
              case NAMESPACE -> List.of("unshare", "-U");
              case NOBODY ->
                  List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
            });
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    Path said = null;
    try {
      said = Files.createTempFile("coomunity-", "." + program);
      ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(program + " takes longer than " + most);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(program + ": " + Files.readString(said).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + program, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      if (said != null) {
        said.toFile().delete();
      }
    }
  }
}
