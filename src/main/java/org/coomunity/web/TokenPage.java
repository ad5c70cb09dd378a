package org.coomunity.web;

/// Where the link of a letter leads; it does what it does once its button is pressed, as programs
/// that look at mail follow links too.
public record TokenPage(Form form) {}
