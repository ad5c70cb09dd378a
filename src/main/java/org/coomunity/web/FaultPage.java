package org.coomunity.web;

/// Why something did not work, for a person.
///
/// @param traceId under which the request can be found
public record FaultPage(int status, String code, String sentence, String traceId) {}
