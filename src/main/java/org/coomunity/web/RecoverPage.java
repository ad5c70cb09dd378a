package org.coomunity.web;

/// Setting a new password with a code of the operator.
public record RecoverPage(Form form) {}
