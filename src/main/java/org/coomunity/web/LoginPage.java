package org.coomunity.web;

/// The log-in.
///
/// @param next where to go afterwards, without the language
public record LoginPage(Form form, String next) {}
