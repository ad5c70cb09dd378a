package org.coomunity.base.platform.http;

/// Answers one request; what it refuses, it throws as `Refused`.
@FunctionalInterface
public interface Handler {
  Answer handle(Exchange exchange) throws Exception;
}
