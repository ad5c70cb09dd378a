package org.coomunity.web;

/// The first page of a stranger.
public record WelcomePage(Form form) {}
