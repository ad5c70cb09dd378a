package org.coomunity.web;

import java.util.List;

/// Recovery codes, told once.
public record StepCodesPage(List<String> codes) {}
