package org.coomunity.base.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `postmaster.pid` says about the PostgreSQL that runs on a cluster, or ran last.
record Postmaster(long pid, int port, Path cluster) {
  private static final int PORT_LINE = 3;

  static Optional<Postmaster> read(Path cluster) {
    try {
      List<String> lines = Files.readAllLines(file(cluster));
      return lines.size() <= PORT_LINE
          ? Optional.empty()
          : Optional.of(
              new Postmaster(
                  Long.parseLong(lines.getFirst().strip()),
                  Integer.parseInt(lines.get(PORT_LINE).strip()),
                  cluster));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its process, when it is alive and really a postmaster of this cluster: numbers of processes
  /// are used again.
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::servesCluster);
  }

  private boolean servesCluster(ProcessHandle process) {
    try {
      String line =
          Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.UTF_8);
      return line.contains("postgres") && line.contains(cluster.toString());
    } catch (IOException noProc) {
      return process.info().command().map(command -> command.contains("postgres")).orElse(true);
    }
  }

  static void forget(Path cluster) {
    try {
      Files.deleteIfExists(file(cluster));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }
}
