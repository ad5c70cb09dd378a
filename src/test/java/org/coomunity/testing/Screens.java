package org.coomunity.testing;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coomunity.testing.Chromium.View;

/// Takes pictures of pages of a running platform, to be looked at.
///
/// Arguments: address, folder, handle (`-` for a stranger), password, widths and themes
/// (`390l,1280d`), then paths; a path may be followed by `::name`.
public final class Screens {
  private static final int ARGUMENTS = 6;

  private Screens() {}

  public static void main(String[] args) {
    if (args.length < ARGUMENTS) {
      System.err.println("address folder handle password 390l,1280d path[::name] ...");
      System.exit(2);
    }
    String address = args[0];
    Path folder = Path.of(args[1]);
    List<String> paths = Arrays.asList(args).subList(5, args.length);
    try (Chromium chromium = Chromium.start()) {
      for (String size : args[4].split(",", -1)) {
        int width = Integer.parseInt(size.substring(0, size.length() - 1));
        Page page = chromium.page(new View(width, size.endsWith("d"), true, false));
        List<String> said = new ArrayList<>();
        page.onConsoleMessage(message -> said.add(message.text()));
        if (!args[2].equals("-")) {
          page.navigate(address + "/es/login");
          page.locator("[name=handle]").fill(args[2]);
          page.locator("[name=password]").fill(args[3]);
          page.locator("main form .gold").click();
          page.waitForURL(url -> !url.endsWith("/login"));
        }
        for (String path : paths) {
          String[] parts = path.split("::", 2);
          String name = parts.length > 1 ? parts[1] : parts[0].replaceAll("[^A-Za-z0-9]+", "_");
          page.navigate(address + parts[0]);
          page.waitForTimeout(250);
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(folder.resolve(name + "-" + size + ".png"))
                  .setFullPage(true));
        }
        said.forEach(line -> System.out.println(size + ": " + line));
      }
    }
  }
}
