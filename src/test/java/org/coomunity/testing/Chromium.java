package org.coomunity.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The system's Chromium, for tests of the group `browser`.
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /// What costs a window time and no test looks at: the pages in which the browser draws its own
  /// address bar, and what Playwright switches off itself (the last such list is the one that
  /// counts).
  private static final List<String> WITHOUT =
      List.of(
          "WebUIOmniboxPopup",
          "WebUIOmniboxAimPopup",
          "WebUIOmniboxFullPopup",
          "AvoidUnnecessaryBeforeUnloadCheckSync",
          "BoundaryEventDispatchTracksNodeRemoval",
          "DestroyProfileOnBrowserClose",
          "DialMediaRouteProvider",
          "GlobalMediaControls",
          "HttpsUpgrades",
          "LensOverlay",
          "MediaRouter",
          "OptimizationHints",
          "PaintHolding",
          "ThirdPartyStoragePartitioning",
          "Translate");

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-features=" + String.join(",", WITHOUT));

  private final Playwright playwright;
  private final Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// How a person looks at pages.
  ///
  /// @param bypassPolicy lets a test put its own script into a page
  public record View(int width, boolean dark, boolean script, boolean bypassPolicy) {
    public static final View PHONE = new View(390, false, true, false);
    public static final View DESK = new View(1280, false, true, false);

    /// The same in the other colours.
    public View inDark(boolean really) {
      return new View(width, really, script, bypassPolicy);
    }

    /// The same without script.
    public View withoutScript() {
      return new View(width, dark, false, bypassPolicy);
    }

    /// The same, with the page's policy passed over.
    public View bypassingPolicy() {
      return new View(width, dark, script, true);
    }
  }

  /// Starts the browser of `BROWSER_PATH`, or the first there is.
  public static Chromium start() {
    Map<String, String> quiet = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(quiet));
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS));
    return new Chromium(playwright, browser);
  }

  private static Path executable() {
    Optional<Path> said =
        Stream.of("BROWSER_PATH", "COOMUNITY_CHROMIUM")
            .map(System::getenv)
            .filter(path -> path != null && !path.isBlank())
            .map(Path::of)
            .findFirst();
    return said.orElseGet(() ->
        NAMES.stream()
            .flatMap(
                name -> Stream.of(System.getenv("PATH").split(":", -1)).map(f -> Path.of(f, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no Chromium on this machine")));
  }

  /// A fresh visitor's window.
  public Page page(View view) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(view.width(), view.width() < 600 ? 844 : 800)
                .setColorScheme(view.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("es-CO")
                .setJavaScriptEnabled(view.script())
                .setBypassCSP(view.bypassPolicy()));
    context.setDefaultTimeout(10_000);
    contexts.add(context);
    return context.newPage();
  }

  /// A browser of its own that keeps what it knows in a folder, so that it can be closed and opened
  /// again. It has no Background Sync, as most browsers: otherwise it sends by itself at its start,
  /// before a test can take the line away.
  public BrowserContext profile(Path folder) {
    BrowserContext context =
        playwright
            .chromium()
            .launchPersistentContext(
                folder,
                new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(executable())
                    .setArgs(FLAGS)
                    .setViewportSize(View.PHONE.width(), 844)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setPermissions(List.of("geolocation"))
                    .setLocale("es-CO"));
    context.setDefaultTimeout(10_000);
    return context;
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    browser.close();
    playwright.close();
  }
}
