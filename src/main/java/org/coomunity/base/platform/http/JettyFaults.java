package org.coomunity.base.platform.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.observe.Trace;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what never became a request: broken request lines, too long headers, forbidden paths.
final class JettyFaults extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object status = request.getAttribute(ErrorHandler.ERROR_STATUS);
    int code = status instanceof Integer number ? number : response.getStatus();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.setStatus(code);
    response.write(true, ByteBuffer.wrap(body(code)), callback);
    return true;
  }

  private static byte[] body(int status) {
    String code =
        switch (status) {
          case 404 -> "not_found";
          case 405 -> "method_not_allowed";
          case 413, 431 -> "body_too_large";
          case 503 -> "busy";
          default -> status < 500 || status == 505 ? "bad_request" : "internal";
        };
    return Json.bytes(
        Map.of(
            "type",
            "/api/v1/refusals#" + code,
            "title",
            "The request cannot be served",
            "status",
            status,
            "code",
            code,
            "traceId",
            Trace.fresh()));
  }
}
