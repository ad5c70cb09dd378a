package org.coomunity.web;

/// Stops letters by the link that stands in them.
public record UnsubscribePage(Form form) {}
