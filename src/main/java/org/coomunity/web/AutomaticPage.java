package org.coomunity.web;

/// Which requests somebody pays without being asked.
public record AutomaticPage(Form form) {}
