import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Builds the web client into `target/classes/web`: tokens to CSS, TypeScript and styles through
/// esbuild, names with hashes, Brotli and gzip beside each file, `assets.txt`, and the check that a
/// first visit stays small. Maven runs it with the unpacked libraries as class path; it does nothing
/// when nothing changed. Written for Java 17: it runs on the `java` of the path.
public final class Bundle {
  /// Script, styles and icon of a first visit, compressed; the page itself may take the rest of 60 KB.
  private static final long BUDGET = 44 * 1024;

  private static final Pattern PHYSICAL =
      Pattern.compile(
          "(?<![\\w-])((margin|padding|border)-(left|right)(-\\w+)?|(left|right)|text-align)\\s*:\\s*([^;}]+)");
  private static final Pattern COLOUR = Pattern.compile("\"([\\w-]+)\"\\s*:\\s*\"(#[0-9A-Fa-f]{6})\"");
  private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"\\./([\\w./-]+\\.js)\"");

  private final Path web;
  private final Path target;
  private final Path out;

  private Bundle(Path root) {
    this.web = root.resolve("web");
    this.target = root.resolve("target");
    this.out = target.resolve("classes/web");
  }

  public static void main(String[] args) throws Exception {
    Bundle bundle = new Bundle(Path.of(args[0]).toAbsolutePath());
    if (bundle.stale()) {
      bundle.build();
    }
  }

  private boolean stale() throws IOException {
    Path last = out.resolve("assets.txt");
    if (!Files.exists(last)) {
      return true;
    }
    long made = Files.getLastModifiedTime(last).toMillis();
    try (Stream<Path> files = Files.walk(web)) {
      return files.anyMatch(file -> file.toFile().lastModified() > made);
    }
  }

  private void build() throws Exception {
    empty(out);
    refusePhysicalDirections();
    writeTokens();
    esbuild("assets", "esm", "web/src/main.ts", "web/src/app.css", "web/src/seeing.css");
    esbuild("", "iife", "web/src/sw.ts");
    copyStatic();
    Map<String, String> names = names();
    long first = compress(names);
    Files.writeString(
        out.resolve("assets.txt"),
        names.entrySet().stream()
            .map(name -> name.getKey() + " " + name.getValue() + "\n")
            .collect(Collectors.joining()));
    System.out.printf(Locale.ROOT, "web: a first visit takes %.1f KB of %d%n", first / 1024.0, BUDGET / 1024);
    if (first > BUDGET) {
      throw new IllegalStateException("the web client grew over its budget");
    }
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder.resolve("assets"));
  }

  /// Styles speak of start and end, never of left and right, so that they turn with the script.
  private void refusePhysicalDirections() throws IOException {
    for (Path file : files(web.resolve("src"), ".css")) {
      Matcher found = PHYSICAL.matcher(Files.readString(file));
      while (found.find()) {
        boolean align = found.group(1).equals("text-align");
        if (!align || found.group(6).strip().matches("left|right")) {
          throw new IllegalStateException(file + " says " + found.group());
        }
      }
    }
  }

  /// The colours three times: for everybody, for who prefers dark, and for who chose.
  private void writeTokens() throws IOException {
    String json = Files.readString(web.resolve("src/tokens.json"));
    int dark = json.indexOf("\"dark\"");
    String light = colours(json.substring(0, dark));
    String night = colours(json.substring(dark));
    String css =
        "@layer tokens{:root,[data-theme=light]{color-scheme:light;" + light + "}"
            + "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;" + night + "}}"
            + "[data-theme=dark]{color-scheme:dark;" + night + "}}";
    Path folder = Files.createDirectories(target.resolve("web"));
    Files.writeString(folder.resolve("tokens.css"), css);
  }

  private static String colours(String json) {
    StringBuilder css = new StringBuilder();
    Matcher found = COLOUR.matcher(json);
    while (found.find()) {
      css.append("--").append(found.group(1)).append(':').append(found.group(2)).append(';');
    }
    return css.toString();
  }

  /// The client is modules in files with a hash; the service worker is one file with a name of its own.
  private void esbuild(String folder, String format, String... entries) throws Exception {
    Path library = target.resolve("webjars/META-INF/resources");
    Path binary;
    try (Stream<Path> files = Files.walk(library.resolve("webjars"))) {
      binary =
          files
              .filter(file -> file.getFileName().toString().equals("esbuild") && file.getParent().endsWith("bin"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no esbuild for this system"));
    }
    if (!binary.toFile().setExecutable(true)) {
      throw new IllegalStateException("cannot make executable: " + binary);
    }
    boolean modules = format.equals("esm");
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(entries));
    if (modules) {
      command.add("--splitting");
      command.add("--metafile=" + target.resolve("web-meta.json"));
    }
    command.addAll(
        List.of(
            "--bundle", "--format=" + format, "--minify", "--target=es2022,chrome109,firefox115,safari16.4",
            "--outdir=" + out.resolve(folder), "--entry-names=[name]" + (modules ? "-[hash]" : ""),
            "--chunk-names=c/[name]-[hash]",
            "--asset-names=[name]-[hash]", "--legal-comments=none", "--log-level=warning",
            "--alias:coomunity-tokens=" + target.resolve("web/tokens.css"),
            "--alias:uplot=" + newest(library.resolve("webjars/uplot")).resolve("dist/uPlot.esm.js")));
    Process process = new ProcessBuilder(command).directory(web.getParent().toFile()).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("esbuild failed");
    }
  }

  /// The folder of the version of a library that was unpacked last.
  private static Path newest(Path library) throws IOException {
    try (Stream<Path> versions = Files.list(library)) {
      return versions
          .max(Comparator.comparing(version -> version.toFile().lastModified()))
          .orElseThrow(() -> new IllegalStateException("nothing in " + library));
    }
  }

  private void copyStatic() throws Exception {
    for (Path file : files(web.resolve("static"), "")) {
      byte[] bytes = Files.readAllBytes(file);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 4);
      String name = file.getFileName().toString();
      int dot = name.lastIndexOf('.');
      Files.write(out.resolve("assets").resolve(name.substring(0, dot) + "-" + hash + name.substring(dot)), bytes);
    }
  }

  /// The plain name of each file, and what `main.js` needs at once as `main.js+1` and so on.
  private Map<String, String> names() throws IOException {
    Map<String, String> names = new TreeMap<>();
    Path assets = out.resolve("assets");
    for (Path file : files(assets, "")) {
      String relative = assets.relativize(file).toString();
      names.put(relative.replaceFirst("-[A-Za-z0-9]{8}\\.", "."), relative);
    }
    Set<String> needed = new TreeSet<>();
    collect(assets, names.get("main.js"), needed);
    int n = 1;
    for (String chunk : needed) {
      names.put("main.js+" + n++, chunk);
    }
    return names;
  }

  private static void collect(Path assets, String file, Set<String> needed) throws IOException {
    Matcher found = IMPORT.matcher(Files.readString(assets.resolve(file)));
    while (found.find()) {
      String chunk = assets.relativize(assets.resolve(file).getParent().resolve(found.group(1)).normalize()).toString();
      if (needed.add(chunk)) {
        collect(assets, chunk, needed);
      }
    }
  }

  private long compress(Map<String, String> names) throws IOException {
    Brotli4jLoader.ensureAvailability();
    long first = 0;
    for (String name : new TreeSet<>(names.values())) {
      Path file = out.resolve("assets").resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      byte[] small = bytes;
      if (!name.endsWith(".woff2") && !name.endsWith(".png")) {
        small = Encoder.compress(bytes, new Encoder.Parameters().setQuality(11));
        Files.write(Path.of(file + ".br"), small);
        Files.write(Path.of(file + ".gz"), gzip(bytes));
      }
      if (name.startsWith("app-") || name.endsWith(".svg") || atOnce(names, name)) {
        first += small.length;
      }
    }
    return first;
  }

  private static boolean atOnce(Map<String, String> names, String file) {
    return names.entrySet().stream()
        .anyMatch(name -> name.getKey().startsWith("main.js") && name.getValue().equals(file));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
