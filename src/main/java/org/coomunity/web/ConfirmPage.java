package org.coomunity.web;

import java.util.Map;

/// The second step once more, before something that weighs more.
///
/// @param to where the form goes that waits for it, without the language
/// @param waiting what stands in that form
public record ConfirmPage(Form form, String to, Map<String, String> waiting) {}
