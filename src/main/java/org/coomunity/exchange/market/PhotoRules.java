package org.coomunity.exchange.market;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// Makes of a photo that somebody sends two that others may see: upright, no larger than needed,
/// and without anything the camera wrote about where and when. JPEG, PNG and WebP, told apart by
/// content.
final class PhotoRules {
  static final int BYTES_MOST = 4 * 1024 * 1024;
  static final int LARGE = 1_600;
  static final int THUMB = 400;
  private static final long PIXELS_MOST = 40_000_000;
  private static final float QUALITY = 0.82f;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /// A photo takes memory while it is read: so many at once.
  private static final Semaphore AT_ONCE = new Semaphore(2);

  private PhotoRules() {}

  /// Reads, turns upright, scales and writes again.
  ///
  /// @throws Refused `photo_size` over 4 MiB or 40 megapixels, `photo_format` for what is no photo
  static Picture prepared(byte[] sent) {
    if (sent.length > BYTES_MOST) {
      throw Refused.because(Refusal.PHOTO_SIZE, "most", BYTES_MOST);
    }
    String format = format(sent);
    AT_ONCE.acquireUninterruptibly();
    try {
      BufferedImage upright = read(sent, format);
      BufferedImage large = scaled(upright, LARGE);
      byte[] bytes = jpeg(large);
      byte[] thumb = jpeg(scaled(large, THUMB));
      return new Picture(hash(bytes), large.getWidth(), large.getHeight(), bytes, thumb);
    } catch (IOException | RuntimeException broken) {
      if (broken instanceof Refused refused) {
        throw refused;
      }
      throw Refused.because(Refusal.PHOTO_FORMAT);
    } finally {
      AT_ONCE.release();
    }
  }

  private static String format(byte[] sent) {
    if (sent.length > 12) {
      if ((sent[0] & 0xFF) == 0xFF && (sent[1] & 0xFF) == 0xD8 && (sent[2] & 0xFF) == 0xFF) {
        return "jpeg";
      }
      if (Arrays.equals(sent, 0, PNG.length, PNG, 0, PNG.length)) {
        return "png";
      }
      if (text(sent, 0).equals("RIFF") && text(sent, 8).equals("WEBP")) {
        return "webp";
      }
    }
    throw Refused.because(Refusal.PHOTO_FORMAT);
  }

  private static String text(byte[] sent, int from) {
    return new String(sent, from, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  /// The size stands before the pixels: one that is too large is never unpacked, and one that is
  /// larger than needed is unpacked in part.
  private static BufferedImage read(byte[] sent, String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new IllegalStateException("no reader of " + format);
    }
    ImageReader reader = readers.next();
    try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(sent))) {
      reader.setInput(stream);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width < 1 || height < 1 || (long) width * height > PIXELS_MOST) {
        throw Refused.because(Refusal.PHOTO_SIZE, "mostPixels", PIXELS_MOST);
      }
      Orientation orientation = format.equals("jpeg") ? orientation(sent) : Orientation.TOP_LEFT;
      ImageReadParam param = reader.getDefaultReadParam();
      int every = Math.max(1, Math.max(width, height) / (2 * LARGE));
      param.setSourceSubsampling(every, every, 0, 0);
      BufferedImage image = onWhite(reader.read(0, param));
      return ExifFilterUtils.getFilterForOrientation(orientation).apply(image);
    } finally {
      reader.dispose();
    }
  }

  /// How the camera was held: tag 0x0112 of the first directory of the Exif segment (JEITA
  /// CP-3451). The JDK's own reader refuses files in which Exif stands before JFIF.
  private static Orientation orientation(byte[] sent) {
    ByteBuffer file = ByteBuffer.wrap(sent);
    int at = 2;
    while (at + 10 < sent.length && (sent[at] & 0xFF) == 0xFF && (sent[at + 1] & 0xFF) != 0xDA) {
      int length = file.getShort(at + 2) & 0xFFFF;
      if ((sent[at + 1] & 0xFF) == 0xE1 && text(sent, at + 4).equals("Exif")) {
        return tagged(sent, at + 10, Math.min(sent.length, at + 2 + length));
      }
      at += 2 + length;
    }
    return Orientation.TOP_LEFT;
  }

  private static Orientation tagged(byte[] sent, int from, int end) {
    ByteBuffer tiff = ByteBuffer.wrap(sent, from, end - from).slice();
    if (tiff.limit() < 14) {
      return Orientation.TOP_LEFT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return Orientation.TOP_LEFT;
    }
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry + 12 > tiff.limit()) {
        break;
      }
      int value = tiff.getShort(entry + 8);
      if ((tiff.getShort(entry) & 0xFFFF) == 0x0112 && value >= 1 && value <= 8) {
        return Orientation.typeOf(value);
      }
    }
    return Orientation.TOP_LEFT;
  }

  private static BufferedImage onWhite(BufferedImage image) {
    return drawn(image, image.getWidth(), image.getHeight());
  }

  private static BufferedImage scaled(BufferedImage image, int longest) {
    int side = Math.max(image.getWidth(), image.getHeight());
    if (side <= longest) {
      return drawn(image, image.getWidth(), image.getHeight());
    }
    BufferedImage step = image;
    while (Math.max(step.getWidth(), step.getHeight()) >= 2 * longest) {
      step = drawn(step, Math.max(1, step.getWidth() / 2), Math.max(1, step.getHeight() / 2));
    }
    int width = Math.max(1, Math.round((float) image.getWidth() * longest / side));
    int height = Math.max(1, Math.round((float) image.getHeight() * longest / side));
    return drawn(step, width, height);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    BufferedImage paper = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = paper.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.setBackground(Color.WHITE);
    pen.clearRect(0, 0, width, height);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return paper;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, List.of(), null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16).toLowerCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
