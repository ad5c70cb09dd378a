package org.coomunity.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Photos come out upright, small, and silent about where they were taken.
class PhotoTest {
  private static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width - width / 2, height);
    pen.dispose();
    return image;
  }

  private static byte[] bytes(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static BufferedImage read(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void a_large_photo_becomes_1600_and_400_wide(String format) throws IOException {
    Picture photo = PhotoRules.prepared(bytes(picture(3_000, 1_500), format));
    assertThat(photo.width()).isEqualTo(1_600);
    assertThat(photo.height()).isEqualTo(800);
    assertThat(read(photo.large()).getWidth()).isEqualTo(1_600);
    assertThat(read(photo.thumb()).getWidth()).isEqualTo(400);
    assertThat(new Color(read(photo.thumb()).getRGB(10, 10)).getRed()).isGreaterThan(200);
    assertThat(photo.hash()).hasSize(32);
  }

  @Test
  void a_small_photo_keeps_its_size_and_equal_photos_have_equal_hashes() throws IOException {
    byte[] sent = bytes(picture(200, 100), "png");
    Picture photo = PhotoRules.prepared(sent);
    assertThat(photo.width()).isEqualTo(200);
    assertThat(PhotoRules.prepared(sent).hash()).isEqualTo(photo.hash());
  }

  @Test
  void what_the_camera_wrote_is_obeyed_and_then_gone() throws IOException {
    byte[] plain = bytes(picture(200, 100), "jpeg");
    byte[] exif = exifTurnedRight("GPS 4.65 -74.05");
    byte[] sent = new byte[plain.length + exif.length];
    System.arraycopy(plain, 0, sent, 0, 2);
    System.arraycopy(exif, 0, sent, 2, exif.length);
    System.arraycopy(plain, 2, sent, 2 + exif.length, plain.length - 2);
    Picture photo = PhotoRules.prepared(sent);
    assertThat(photo.width()).isEqualTo(100);
    assertThat(photo.height()).isEqualTo(200);
    assertThat(new String(photo.large(), StandardCharsets.ISO_8859_1))
        .doesNotContain("GPS")
        .doesNotContain("Exif");
  }

  /// An APP1 segment with orientation 6 and a note.
  private static byte[] exifTurnedRight(String note) {
    byte[] text = note.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer tiff = ByteBuffer.allocate(26 + text.length);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6);
    tiff.putShort((short) 0).putInt(0).put(text);
    ByteBuffer segment = ByteBuffer.allocate(10 + tiff.capacity());
    segment.putShort((short) 0xFFE1).putShort((short) (8 + tiff.capacity()));
    segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
    return segment.array();
  }

  @Test
  void webp_is_read() throws IOException {
    byte[] webp =
        Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=");
    Picture photo = PhotoRules.prepared(webp);
    assertThat(photo.width()).isEqualTo(1);
    assertThat(read(photo.large()).getHeight()).isEqualTo(1);
  }

  @Test
  void a_small_file_that_would_unpack_to_a_flood_is_refused_by_its_size() {
    byte[] sent = hugePng(60_000, 60_000);
    assertThat(sent.length).isLessThan(200);
    assertThatThrownBy(() -> PhotoRules.prepared(sent)).hasMessage("photo_size");
  }

  private static byte[] hugePng(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    CRC32 crc = new CRC32();
    crc.update(header.array());
    ByteBuffer png = ByteBuffer.allocate(64);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    png.putInt(13).put(header.array()).putInt((int) crc.getValue());
    return png.array();
  }

  @Test
  void what_is_no_photo_is_refused() {
    assertThatThrownBy(() -> PhotoRules.prepared(new byte[0])).hasMessage("photo_format");
    assertThatThrownBy(() ->
            PhotoRules.prepared(
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("photo_format");
    byte[] broken = new byte[100];
    broken[0] = (byte) 0xFF;
    broken[1] = (byte) 0xD8;
    broken[2] = (byte) 0xFF;
    assertThatThrownBy(() -> PhotoRules.prepared(broken)).hasMessage("photo_format");
    assertThatThrownBy(() -> PhotoRules.prepared(new byte[PhotoRules.BYTES_MOST + 1]))
        .hasMessage("photo_size");
  }
}
