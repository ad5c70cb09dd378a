package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Makes the pictures of `docs/screens` anew, from the town that all browser tests share: `mvn test
/// -Dtest=PicturesTest -Dtests.excluded=`.
@Tag("long")
@Tag("browser")
class PicturesTest {
  private static final Path FOLDER = Path.of("docs", "screens");
  private static final int BYTES_MOST = 600 * 1024;
  private static final int HEIGHT = 844;
  private static final Map<String, String> DESK =
      Map.of("market", "/market", "home", "/c", "wallet", "/wallet");
  private static final Map<String, String> PHONE =
      Map.of("market-phone", "/market", "wallet-phone", "/wallet", "home-phone", "/c");

  @Test
  void the_pictures_of_the_main_screens_are_small() throws IOException {
    Files.createDirectories(FOLDER);
    try (WebTown town = new WebTown();
        Chromium chromium = Chromium.start()) {
      town.story();
      WebStory.tell(town);
      Page desk = chromium.page(View.DESK);
      town.logIn(desk, "luz");
      for (Map.Entry<String, String> one : DESK.entrySet()) {
        take(desk, town, one.getKey(), one.getValue());
      }
      Page phone = chromium.page(View.PHONE.inDark(true));
      town.logIn(phone, "luz");
      for (Map.Entry<String, String> one : PHONE.entrySet()) {
        take(phone, town, one.getKey(), one.getValue());
      }
    }
    long bytes = 0;
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isBetween(1L, (long) BYTES_MOST);
  }

  private static void take(Page page, WebTown town, String name, String path) throws IOException {
    page.navigate(town.url("/es/c/" + WebTown.SLUG + (path.equals("/c") ? "" : path)));
    BufferedImage shot = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
    int height = Math.min(HEIGHT, shot.getHeight());
    int width = shot.getWidth();
    BufferedImage small =
        new BufferedImage(width * 3 / 4, height * 3 / 4, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = small.createGraphics();
    brush.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    brush.drawImage(
        shot.getSubimage(0, 0, width, height), 0, 0, small.getWidth(), small.getHeight(), null);
    brush.dispose();
    ImageIO.write(small, "png", FOLDER.resolve(name + ".png").toFile());
  }
}
