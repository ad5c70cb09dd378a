package org.coomunity.base.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.coomunity.base.kernel.Refused;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=\"x y\"";
  private static final String BODY =
      """
      --x y
      Content-Disposition: form-data; name="title"

      Pan de yuca ñ
      --x y
      content-disposition: form-data; name="photo"; filename="pan;1.png"
      Content-Type: image/PNG

      \u0001--x
      --x
      --x y
      Content-Disposition: form-data; name=empty


      --x y--
      """
          .replace("\n", "\r\n");

  private static Multipart read(String body) {
    return Multipart.of(TYPE, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fields_and_files_are_told_apart() {
    Multipart parts = read(BODY);
    assertThat(parts.fields()).isEqualTo(Map.of("title", "Pan de yuca ñ", "empty", ""));
    assertThat(parts.files()).hasSize(1);
    Exchange.FormFile photo = parts.files().getFirst();
    assertThat(photo.field()).isEqualTo("photo");
    assertThat(photo.fileName()).isEqualTo("pan;1.png");
    assertThat(photo.type()).isEqualTo("image/png");
    assertThat(photo.bytes()).isEqualTo("\u0001--x\r\n--x".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--x y",
        "--x y\r\n",
        "--x y\r\nContent-Disposition: form-data\r\n\r\na\r\n--x y--",
        "--x y\r\nContent-Disposition: form-data; name=a\r\n\r\na",
        "--x y\r\nContent-Disposition: form-data; name=a\r\n\r\n\0\r\n--x y--",
      })
  void broken_bodies_are_refused(String body) {
    Refused refused = catchThrowableOfType(Refused.class, () -> read(body));
    assertThat(refused.refusal().status()).isBetween(400, 422);
  }

  @Test
  void any_cut_and_any_changed_byte_is_read_or_refused() {
    byte[] whole = BODY.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(5);
    int read = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] spoiled = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      if (spoiled.length > 0) {
        spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
      }
      try {
        read += Multipart.of(TYPE, spoiled).fields().size();
      } catch (Refused expected) {
        assertThat(expected.refusal().status()).isBetween(400, 422);
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void a_form_with_a_file_reaches_its_handler() {
    Route upload =
        Route.root("POST", "/upload")
            .by(Access.PUBLIC)
            .page()
            .to(e -> Answer.html(e.form().get("title") + e.files().getFirst().bytes().length));
    try (TestServer server = TestServer.start(List.of(upload))) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri("/upload"))
              .header("Content-Type", TYPE)
              .POST(HttpRequest.BodyPublishers.ofString(BODY))
              .build();
      assertThat(server.send(request).body()).isEqualTo("Pan de yuca ñ9");
    }
  }
}
