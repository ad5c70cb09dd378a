package org.coomunity.web;

import java.util.List;
import org.coomunity.base.mail.Laid;

/// Letters that no server carries, on a demo platform.
public record LettersPage(List<Laid> letters) {}
