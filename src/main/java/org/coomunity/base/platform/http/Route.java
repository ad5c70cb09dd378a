package org.coomunity.base.platform.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the route table: the method and path, who may call it, what it takes and answers,
/// and the handler. The OpenAPI document is made from these lines.
///
/// Paths carry parameters in braces. `{slug}` names a community and `{handle}` a member everywhere.
///
/// @param method `GET`, `POST`, `PUT`, `PATCH`, `DELETE`
/// @param path the whole path
/// @param access who may call it
/// @param doc one sentence for the OpenAPI document
/// @param takes the record of the body; null without one
/// @param answers the record of the answer; null without one
/// @param list true when the answer is `{items, next}` of such records
/// @param status the status when all went well
/// @param queries names of the query parameters
/// @param bodyLimit the most bytes of a body
/// @param page true for HTML pages: left out of OpenAPI, refusals become pages
/// @param refusals how a no is written, where the route follows another contract; null for problem
///   documents
/// @param handler what answers
public record Route(
    String method,
    String path,
    Access access,
    String doc,
    @Nullable Class<?> takes,
    @Nullable Class<?> answers,
    boolean list,
    int status,
    List<String> queries,
    int bodyLimit,
    boolean page,
    @Nullable RefusalFormat refusals,
    Handler handler) {
  /// The most bytes of an ordinary body.
  public static final int BODY = 256 * 1024;

  private static final String BASE = "/api/v1";

  public static Draft get(String path) {
    return new Draft("GET", BASE + path, 200);
  }

  public static Draft post(String path) {
    return new Draft("POST", BASE + path, 200);
  }

  public static Draft put(String path) {
    return new Draft("PUT", BASE + path, 200);
  }

  public static Draft patch(String path) {
    return new Draft("PATCH", BASE + path, 200);
  }

  public static Draft delete(String path) {
    return new Draft("DELETE", BASE + path, 204);
  }

  /// A route outside `/api/v1`, with its whole path.
  public static Draft root(String method, String path) {
    return new Draft(method, path, 200);
  }

  /// A route being written down; `to` finishes it.
  public static final class Draft {
    private final String method;
    private final String path;
    private Access access = Access.SIGNED_IN;
    private String doc = "";
    private @Nullable Class<?> takes;
    private @Nullable Class<?> answers;
    private boolean list;
    private int status;
    private final List<String> queries = new ArrayList<>();
    private int bodyLimit = BODY;
    private boolean page;
    private @Nullable RefusalFormat refusals;

    private Draft(String method, String path, int status) {
      this.method = method;
      this.path = path;
      this.status = status;
    }

    /// Who may call it; `SIGNED_IN` when not said.
    public Draft by(Access who) {
      this.access = who;
      return this;
    }

    /// One sentence for readers of the OpenAPI document.
    public Draft doc(String sentence) {
      this.doc = sentence;
      return this;
    }

    /// The record of the body.
    public Draft takes(Class<?> body) {
      this.takes = body;
      return this;
    }

    /// The record of the answer.
    public Draft answers(Class<?> answer) {
      this.answers = answer;
      return this;
    }

    /// The answer is a page of these: `{items, next}`, with `limit` and `cursor` as queries.
    public Draft lists(Class<?> item) {
      this.answers = item;
      this.list = true;
      return queries("limit", "cursor");
    }

    /// The record of the answer, made new: status 201.
    public Draft creates(Class<?> answer) {
      this.answers = answer;
      this.status = 201;
      return this;
    }

    /// Names of query parameters; `limit` and `cursor` among them for lists.
    public Draft queries(String... names) {
      for (String name : names) {
        if (!queries.contains(name)) {
          queries.add(name);
        }
      }
      return this;
    }

    /// Another bound for the body than `BODY`.
    public Draft bodyLimit(int bytes) {
      this.bodyLimit = bytes;
      return this;
    }

    /// An HTML page or form, not part of the API.
    public Draft page() {
      this.page = true;
      return this;
    }

    /// Refusals follow another contract than that of problem documents.
    public Draft refusals(RefusalFormat format) {
      this.refusals = format;
      return this;
    }

    /// The finished line.
    public Route to(Handler handler) {
      return new Route(
          method,
          path,
          access,
          doc,
          takes,
          answers,
          list,
          status,
          List.copyOf(queries),
          bodyLimit,
          page,
          refusals,
          handler);
    }
  }
}
