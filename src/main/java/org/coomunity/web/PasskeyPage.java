package org.coomunity.web;

/// Making a passkey.
///
/// @param name what it is called unless somebody says otherwise
/// @param options what the browser needs, JSON
/// @param site the host that passkeys are bound to
public record PasskeyPage(Form form, String name, String options, String site) {}
