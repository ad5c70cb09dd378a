package org.coomunity.web;

/// Taking one's leave of the platform, or coming back.
public record GoodbyePage(Form form) {}
