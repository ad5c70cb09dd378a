package org.coomunity.story;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/// Simple drawings for listings of the story, so that no binary files are needed: one motif in the
/// middle of a coloured evening. The same name and seed give the same picture.
final class Pictures {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 600;
  private static final double SCALE = 0.8;
  private static final Color CREAM = new Color(0xFFF6E5);
  private static final Color BARK = new Color(0x6B4226);
  private static final Color STRAW = new Color(0xD9A55B);
  private static final Color CLAY = new Color(0xC8623C);
  private static final Color LEAF = new Color(0x4E8B4A);
  private static final Color NIGHT = new Color(0x2F3E55);
  private static final Color[][] SKIES = {
    {new Color(0xFCE3C0), new Color(0xF3B27A)},
    {new Color(0xD8ECE4), new Color(0x8FC3B1)},
    {new Color(0xE4E2F3), new Color(0xAFA6D6)},
    {new Color(0xFBE4DE), new Color(0xE79C8C)},
    {new Color(0xDDEBF5), new Color(0x8DB6D3)},
    {new Color(0xF4EFC9), new Color(0xCDBE6A)},
  };

  private final Graphics2D pen;
  private final Random random;

  private Pictures(Graphics2D pen, Random random) {
    this.pen = pen;
    this.random = random;
  }

  /// A drawing as PNG.
  static byte[] draw(String motif, String seed) {
    BufferedImage paper =
        new BufferedImage(
            (int) (WIDTH * SCALE), (int) (HEIGHT * SCALE), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = paper.createGraphics();
    pen.scale(SCALE, SCALE);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Pictures picture = new Pictures(pen, new Random(seed.hashCode()));
    picture.sky();
    picture.motif(motif);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(paper, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void sky() {
    Color[] sky = SKIES[random.nextInt(SKIES.length)];
    pen.setPaint(new GradientPaint(0, 0, sky[0], 0, HEIGHT, sky[1]));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setPaint(new Color(255, 255, 255, 70));
    for (int i = 0; i < 5; i++) {
      int size = 60 + random.nextInt(200);
      pen.fill(disc(random.nextInt(WIDTH), random.nextInt(HEIGHT / 2), size / 2.0));
    }
    pen.setPaint(new Color(0, 0, 0, 26));
    pen.fill(new Ellipse2D.Double(190, 470, 420, 56));
  }

  private void motif(String motif) {
    switch (motif) {
      case "bread" -> bread();
      case "jar" -> jar();
      case "basket" -> basket();
      case "bag" -> bag();
      case "bike" -> bike();
      case "book" -> book();
      case "cup" -> cup();
      case "pot" -> pot();
      case "plant" -> plant();
      case "leaf" -> leaves();
      case "beans" -> beans();
      case "house" -> house();
      case "tools" -> tools();
      case "wood" -> wood();
      case "yarn" -> yarn();
      case "laptop" -> laptop();
      case "drum" -> drum();
      case "guitar" -> guitar();
      case "camera" -> camera();
      case "sun" -> sun();
      case "boat" -> boat();
      case "bird" -> bird();
      case "road", "mountain" -> road();
      default -> throw new IllegalArgumentException("no picture of " + motif);
    }
  }

  private static Ellipse2D disc(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private void fill(Color color, Shape shape) {
    pen.setPaint(color);
    pen.fill(shape);
  }

  private void line(Color color, double width, Shape shape) {
    pen.setPaint(color);
    pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(shape);
  }

  private static Shape box(double x, double y, double width, double height, double corner) {
    return new RoundRectangle2D.Double(x, y, width, height, corner, corner);
  }

  private static Shape turned(Shape shape, double degrees, double x, double y) {
    return AffineTransform.getRotateInstance(Math.toRadians(degrees), x, y)
        .createTransformedShape(shape);
  }

  private static Path2D path(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    return path;
  }

  private static Path2D closed(double... points) {
    Path2D path = path(points);
    path.closePath();
    return path;
  }

  private static Shape leafShape(double x, double y, double length) {
    Path2D leaf = new Path2D.Double();
    leaf.moveTo(x, y);
    leaf.quadTo(x - length * 0.45, y - length * 0.5, x, y - length);
    leaf.quadTo(x + length * 0.45, y - length * 0.5, x, y);
    return leaf;
  }

  private void bread() {
    fill(STRAW, new Ellipse2D.Double(210, 240, 380, 250));
    fill(new Color(0xB9793A), new Arc2D.Double(210, 240, 380, 250, 0, 180, Arc2D.CHORD));
    for (int i = 0; i < 4; i++) {
      line(CREAM, 12, path(280 + i * 70, 330, 320 + i * 70, 275));
    }
  }

  private void jar() {
    Color content = random.nextBoolean() ? new Color(0xE3A02B) : new Color(0xB6443F);
    fill(new Color(255, 255, 255, 150), box(290, 190, 220, 300, 60));
    fill(content, box(304, 260, 192, 216, 44));
    fill(BARK, box(282, 160, 236, 56, 20));
    fill(CREAM, box(330, 320, 140, 90, 14));
    fill(LEAF, turned(leafShape(400, 400, 70), 20, 400, 365));
  }

  private void basket() {
    for (int i = 0; i < 5; i++) {
      Color fruit = new Color[] {CLAY, LEAF, STRAW, new Color(0xB6443F), LEAF}[i];
      fill(fruit, disc(290 + i * 56, 300 - (i % 2) * 26, 46));
    }
    line(BARK, 16, new Arc2D.Double(270, 120, 260, 360, 0, 180, Arc2D.OPEN));
    Path2D body = closed(230, 310, 570, 310, 520, 490, 280, 490);
    fill(STRAW, body);
    for (int row = 0; row < 4; row++) {
      line(BARK, 5, path(240 + row * 12, 350 + row * 38, 560 - row * 12, 350 + row * 38));
    }
    fill(BARK, box(220, 296, 360, 30, 24));
  }

  private void bag() {
    line(CLAY, 22, new Arc2D.Double(290, 90, 220, 330, 0, 180, Arc2D.OPEN));
    fill(CREAM, box(250, 250, 300, 240, 110));
    for (int i = 0; i < 3; i++) {
      Path2D zigzag = new Path2D.Double();
      zigzag.moveTo(258, 310 + i * 56);
      for (int x = 1; x <= 8; x++) {
        zigzag.lineTo(258 + x * 35.5, 310 + i * 56 + (x % 2 == 1 ? -26 : 0));
      }
      line(i % 2 == 0 ? BARK : CLAY, 10, zigzag);
    }
  }

  private void bike() {
    line(NIGHT, 14, disc(260, 400, 95));
    line(NIGHT, 14, disc(550, 400, 95));
    Color frame = random.nextBoolean() ? CLAY : LEAF;
    line(frame, 16, closed(260, 400, 350, 270, 480, 270, 390, 400));
    line(frame, 16, path(350, 270, 390, 400));
    line(frame, 16, path(470, 220, 550, 400));
    line(BARK, 18, path(320, 250, 380, 250));
    line(BARK, 14, path(440, 205, 470, 220, 510, 205));
  }

  private void book() {
    Color cover = random.nextBoolean() ? NIGHT : CLAY;
    fill(cover, closed(170, 230, 400, 260, 630, 230, 630, 480, 400, 510, 170, 480));
    fill(CREAM, closed(190, 215, 392, 248, 392, 488, 190, 458));
    fill(CREAM, closed(610, 215, 408, 248, 408, 488, 610, 458));
    for (int i = 0; i < 5; i++) {
      line(STRAW, 5, path(220, 262 + i * 36, 365, 284 + i * 36));
      line(STRAW, 5, path(580, 262 + i * 36, 435, 284 + i * 36));
    }
  }

  private void cup() {
    Color glaze = new Color[] {CLAY, new Color(0x3F7F8C), LEAF}[random.nextInt(3)];
    line(glaze, 26, new Ellipse2D.Double(480, 300, 110, 110));
    fill(glaze, box(270, 260, 250, 220, 90));
    fill(CREAM, new Ellipse2D.Double(270, 236, 250, 60));
    fill(BARK, new Ellipse2D.Double(288, 246, 214, 42));
    for (int i = 0; i < 3; i++) {
      Path2D steam = new Path2D.Double();
      steam.moveTo(330 + i * 65, 210);
      steam.curveTo(300 + i * 65, 170, 370 + i * 65, 140, 335 + i * 65, 95);
      line(new Color(255, 255, 255, 170), 10, steam);
    }
  }

  private void pot() {
    pen.translate(0, -55);
    fill(NIGHT, box(230, 290, 340, 200, 80));
    line(NIGHT, 22, path(215, 340, 180, 340));
    line(NIGHT, 22, path(585, 340, 620, 340));
    fill(new Color(0x44566F), new Arc2D.Double(235, 210, 330, 180, 0, 180, Arc2D.CHORD));
    fill(STRAW, disc(400, 200, 22));
    for (int i = 0; i < 3; i++) {
      fill(CLAY, leafShape(320 + i * 80, 560, 54));
    }
  }

  private void plant() {
    fill(CLAY, closed(300, 370, 500, 370, 470, 500, 330, 500));
    fill(new Color(0xA94E2E), box(286, 346, 228, 40, 16));
    for (int i = -2; i <= 2; i++) {
      fill(
          i % 2 == 0 ? LEAF : new Color(0x6CA85F),
          turned(leafShape(400, 350, 210 - Math.abs(i) * 25), i * 28, 400, 350));
    }
  }

  private void leaves() {
    for (int i = 0; i < 6; i++) {
      fill(
          i % 2 == 0 ? LEAF : new Color(0x7DB36A),
          turned(leafShape(400, 330, 190), i * 60, 400, 330));
    }
    fill(STRAW, disc(400, 330, 44));
  }

  private void beans() {
    for (int i = 0; i < 16; i++) {
      double x = 260 + random.nextInt(280);
      double y = 300 + random.nextInt(170);
      Shape bean = new Ellipse2D.Double(x - 42, y - 27, 84, 54);
      double turn = random.nextInt(180);
      fill(i % 3 == 0 ? new Color(0x8A5A34) : BARK, turned(bean, turn, x, y));
      line(STRAW, 4, turned(path(x - 28, y, x + 28, y), turn, x, y));
    }
    fill(LEAF, turned(leafShape(560, 300, 170), 35, 560, 300));
  }

  private void house() {
    fill(CREAM, new Rectangle2D.Double(260, 290, 280, 200));
    fill(CLAY, closed(220, 300, 400, 150, 580, 300));
    fill(BARK, box(365, 380, 70, 110, 8));
    fill(NIGHT, box(285, 330, 56, 56, 6));
    fill(NIGHT, box(459, 330, 56, 56, 6));
    fill(LEAF, disc(590, 450, 48));
    fill(LEAF, disc(210, 460, 40));
  }

  private void tools() {
    Area wrench = new Area(box(378, 220, 44, 280, 30));
    wrench.add(new Area(disc(400, 200, 66)));
    wrench.subtract(new Area(box(372, 110, 56, 90, 10)));
    fill(NIGHT, turned(wrench, 38, 400, 340));
    fill(BARK, turned(box(382, 240, 36, 270, 20), -38, 400, 340));
    fill(new Color(0x5E6B7E), turned(box(320, 180, 160, 70, 18), -38, 400, 340));
  }

  private void wood() {
    fill(STRAW, box(200, 300, 400, 50, 16));
    fill(BARK, closed(240, 350, 285, 350, 260, 490, 220, 490));
    fill(BARK, closed(560, 350, 515, 350, 540, 490, 580, 490));
    line(BARK, 4, path(230, 318, 420, 322, 570, 316));
  }

  private void yarn() {
    Color wool = new Color[] {CLAY, new Color(0x7A6BB0), new Color(0x3F7F8C)}[random.nextInt(3)];
    fill(wool, disc(390, 350, 135));
    for (int i = 0; i < 5; i++) {
      line(
          new Color(255, 255, 255, 120),
          6,
          turned(new Ellipse2D.Double(270, 320 - 8.0 * i, 240, 60 + 16.0 * i), i * 36, 390, 350));
    }
    line(BARK, 12, path(470, 480, 620, 200));
    line(BARK, 12, path(520, 490, 560, 190));
    fill(BARK, disc(620, 200, 16));
    fill(BARK, disc(560, 190, 16));
  }

  private void laptop() {
    fill(NIGHT, box(250, 200, 300, 220, 22));
    fill(new Color(0xBFE0E6), box(270, 220, 260, 180, 10));
    fill(new Color(0x5E6B7E), closed(250, 420, 550, 420, 610, 480, 190, 480));
    line(LEAF, 12, path(310, 350, 360, 300, 410, 330, 480, 260));
  }

  private void drum() {
    fill(CLAY, closed(270, 260, 530, 260, 490, 490, 310, 490));
    for (int i = 0; i < 5; i++) {
      line(CREAM, 7, path(280 + i * 60, 280, 305 + i * 45, 480));
    }
    fill(CREAM, new Ellipse2D.Double(255, 215, 290, 90));
    line(BARK, 10, new Ellipse2D.Double(255, 215, 290, 90));
    line(BARK, 16, path(430, 240, 600, 130));
  }

  private void guitar() {
    fill(BARK, turned(box(384, 80, 32, 240, 8), 35, 400, 340));
    Area body = new Area(disc(400, 420, 95));
    body.add(new Area(disc(400, 310, 70)));
    fill(STRAW, turned(body, 35, 400, 340));
    fill(NIGHT, turned(disc(400, 360, 32), 35, 400, 340));
    line(CREAM, 3, turned(path(395, 100, 395, 450), 35, 400, 340));
    line(CREAM, 3, turned(path(405, 100, 405, 450), 35, 400, 340));
  }

  private void camera() {
    fill(NIGHT, box(230, 260, 340, 220, 36));
    fill(NIGHT, box(340, 220, 120, 70, 20));
    fill(CREAM, disc(400, 370, 88));
    fill(new Color(0x5E6B7E), disc(400, 370, 70));
    fill(new Color(0xBFE0E6), disc(380, 350, 24));
    fill(CLAY, disc(530, 300, 16));
  }

  private void sun() {
    fill(new Color(0xF2B33D), disc(400, 300, 110));
    for (int i = 0; i < 12; i++) {
      line(new Color(0xF2B33D), 14, turned(path(400, 160, 400, 120), i * 30, 400, 300));
    }
    fill(new Color(0x5C8F62), new Ellipse2D.Double(-60, 400, 560, 400));
    fill(new Color(0x4A7A57), new Ellipse2D.Double(300, 420, 640, 400));
  }

  private void boat() {
    fill(new Color(0x3F7F8C), new Rectangle2D.Double(0, 430, WIDTH, 170));
    fill(CLAY, closed(390, 130, 390, 380, 230, 380));
    fill(CREAM, closed(410, 170, 410, 380, 540, 380));
    line(BARK, 12, path(400, 110, 400, 410));
    fill(BARK, closed(220, 400, 590, 400, 530, 480, 280, 480));
  }

  private void bird() {
    line(BARK, 18, path(150, 460, 650, 430));
    Color feathers = random.nextBoolean() ? new Color(0x3F7F8C) : LEAF;
    fill(feathers, turned(new Ellipse2D.Double(290, 260, 220, 150), -30, 400, 335));
    fill(feathers, disc(480, 230, 62));
    fill(STRAW, closed(535, 215, 600, 235, 535, 250));
    fill(NIGHT, disc(495, 220, 10));
    fill(new Color(0x2F5D66), turned(leafShape(330, 420, 190), -60, 330, 420));
    line(BARK, 8, path(400, 410, 395, 450));
    line(BARK, 8, path(430, 400, 430, 447));
  }

  private void road() {
    fill(new Color(0x6F8FA6), closed(80, 450, 300, 170, 470, 450));
    fill(new Color(0x587A66), closed(280, 450, 540, 130, 760, 450));
    fill(CREAM, closed(540, 130, 500, 180, 545, 195, 575, 180));
    fill(new Color(0x6CA85F), new Rectangle2D.Double(0, 440, WIDTH, 160));
    fill(STRAW, closed(385, 440, 425, 440, 560, 600, 260, 600));
  }
}
