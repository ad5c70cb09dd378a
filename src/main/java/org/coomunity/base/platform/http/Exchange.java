package org.coomunity.base.platform.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Standing;

/// One request, as a handler sees it.
public interface Exchange {
  /// A parameter of the path.
  String path(String name);

  /// A parameter of the path that is an identifier; anything else does not exist (`not_found`).
  UUID pathId(String name);

  /// A parameter of the query; empty when absent or blank.
  Optional<String> query(String name);

  /// An instant of the query (RFC 3339, or a date that means its first moment in UTC).
  Optional<Instant> queryInstant(String name);

  /// `?limit=`, 1..100, 20 when absent.
  int limit();

  /// `?cursor=`.
  Optional<String> cursor();

  /// A header of the request.
  Optional<String> header(String name);

  /// A cookie of the request.
  Optional<String> cookie(String name);

  /// The body as a record; strict, see `Json`.
  <T> T body(Class<T> type);

  /// The body as a list of records, at most `most` of them.
  <T> List<T> bodyList(Class<T> type, int most);

  /// The body as bytes.
  byte[] bytes();

  /// The fields of an HTML form (`application/x-www-form-urlencoded`, or the texts of
  /// `multipart/form-data`).
  Map<String, String> form();

  /// The files of an HTML form (`multipart/form-data`), in order; none for other forms.
  List<FormFile> files();

  /// A file that came with a form.
  ///
  /// @param field the name of the input
  /// @param fileName what the person called it; not to be trusted
  /// @param type the media type the browser gave it; not to be trusted
  /// @param bytes what is in it
  @SuppressWarnings("ArrayRecordComponent") // a body is bytes; nobody compares files
  record FormFile(String field, String fileName, String type, byte[] bytes) {}

  /// The media type of the body without parameters, lower case; empty when there is none.
  String mediaType();

  /// Who asks.
  ///
  /// @throws org.coomunity.base.kernel.Refused `not_signed_in`
  Caller caller();

  /// Who asks, if anybody signed in.
  Optional<Caller> maybeCaller();

  /// Who asks, inside the community of the path. On a `PUBLIC` route it is empty for strangers.
  Optional<Standing> maybeStanding();

  /// Who asks, inside the community of the path. Who acts for an organisation names its handle in
  /// the header `On-Behalf-Of` or, in forms, in the query `as`.
  Standing standing();

  /// The language of the answer: profile, then `Accept-Language`, then Spanish.
  Language language();

  /// The address the client was seen at.
  String remoteAddress();

  /// True when the client came over https, here or at the proxy in front.
  boolean secure();

  /// The path of this request with its query.
  String location();

  /// The identifier under which this request can be found in logs and traces.
  String traceId();
}
