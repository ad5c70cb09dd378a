package org.coomunity.base.mail;

import java.time.Instant;

/// A letter that lies in the folder because no server carries letters.
public record Laid(String to, String subject, String words, Instant at) {}
