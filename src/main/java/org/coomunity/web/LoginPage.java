package org.coomunity.web;

/// The log-in.
///
/// @param next where to go afterwards, without the language
/// @param site the host that passkeys are bound to
public record LoginPage(Form form, String next, String site) {}
