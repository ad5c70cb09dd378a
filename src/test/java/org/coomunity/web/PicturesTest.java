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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Makes `docs/screens.md` and its pictures anew, from the town that all browser tests share: `mvn
/// test -Dtest=PicturesTest -Dtests.excluded=`.
@Tag("long")
@Tag("browser")
class PicturesTest {
  private static final Path PAGE = Path.of("docs", "screens.md");
  private static final Path FOLDER = Path.of("docs", "screens");
  private static final long BYTES_MOST = 4L * 1024 * 1024;
  private static final int PHONE_HEIGHT = 1100;
  private static final float QUALITY = 0.6f;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
  private static final Pattern NO_NAME = Pattern.compile("[^a-z]+");

  private final List<String> names = new ArrayList<>();

  /// One way to look at a page.
  ///
  /// @param scale of the picture
  private record Look(String name, Page page, String language, double scale) {}

  @Test
  void every_screen_has_its_pictures_and_they_are_small() throws IOException {
    clear();
    StringBuilder list = new StringBuilder();
    try (WebTown town = new WebTown();
        Chromium chromium = Chromium.start()) {
      town.story();
      List<String> pages = new ArrayList<>(WebTown.PAGES);
      pages.addAll(WebStory.tell(town));
      pages.addAll(SeeingStory.tell(town));
      pages.addAll(town.pages());
      Look phone = new Look("phone", chromium.page(View.PHONE), "es", 0.6);
      Look desk = new Look("desk", chromium.page(View.DESK.inDark(true)), "ar", 0.4);
      part(list, town, "Before one is in", WebTown.STRANGER, phone, desk);
      town.logIn(phone.page(), "luz");
      town.logIn(desk.page(), "luz");
      part(list, town, "Inside", pages.stream().distinct().toList(), phone, desk);
      Look operator = new Look("phone", chromium.page(View.PHONE), "es", 0.6);
      Look watcher = new Look("desk", chromium.page(View.DESK.inDark(true)), "ar", 0.4);
      town.logInOperator(operator.page());
      town.logInOperator(watcher.page());
      part(list, town, "Looking after the platform", SeeingStory.OPERATOR, operator, watcher);
    }
    Files.writeString(
        PAGE,
        """
        # Screens

        Every screen on a phone in Spanish and on a desk in Arabic, in the dark. Made by `PicturesTest`; do
        not edit.
        """
            + list);

    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isBetween(1L, BYTES_MOST);
    }
  }

  private static void clear() throws IOException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private void part(
      StringBuilder list, WebTown town, String title, List<String> pages, Look phone, Look desk)
      throws IOException {
    list.append("\n## ").append(title).append("\n\n| | phone | desk |\n|---|---|---|\n");
    for (String path : pages) {
      String name = name(path);
      if (names.contains(name)) {
        continue;
      }
      names.add(name);
      for (Look look : List.of(phone, desk)) {
        take(look, town.url("/" + look.language() + path), name);
      }
      list.append(
          "| %s<br>`%s` |".formatted(phone.page().title(), ID.matcher(path).replaceAll("{id}")));
      for (Look look : List.of(phone, desk)) {
        list.append(" ![](screens/%s-%s.jpg) |".formatted(name, look.name()));
      }
      list.append('\n');
    }
  }

  private static String name(String path) {
    String words = ID.matcher(path.replace("/c/" + WebTown.SLUG, "")).replaceAll("one");
    String name = NO_NAME.matcher(words.toLowerCase(Locale.ROOT)).replaceAll("-");
    name = name.startsWith("-") ? name.substring(1) : name;
    return name.isEmpty() ? path.isEmpty() ? "welcome" : "home" : name;
  }

  private static void take(Look look, String address, String name) throws IOException {
    look.page().navigate(address);
    look.page().waitForLoadState();
    byte[] taken = look.page().screenshot(new Page.ScreenshotOptions().setFullPage(true));
    BufferedImage shot = ImageIO.read(new ByteArrayInputStream(taken));
    int height = Math.min(PHONE_HEIGHT, shot.getHeight());
    int width = shot.getWidth();
    BufferedImage small =
        new BufferedImage(
            (int) (width * look.scale()),
            (int) (height * look.scale()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = small.createGraphics();
    brush.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    brush.drawImage(
        shot.getSubimage(0, 0, width, height), 0, 0, small.getWidth(), small.getHeight(), null);
    brush.dispose();
    write(small, FOLDER.resolve(name + "-" + look.name() + ".jpg"));
  }

  private static void write(BufferedImage picture, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(QUALITY);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
  }
}
