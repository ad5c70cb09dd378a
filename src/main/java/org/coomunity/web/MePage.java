package org.coomunity.web;

import java.util.List;
import org.coomunity.people.members.Me;
import org.coomunity.people.members.SignIn;

/// Oneself: profile and log-ins.
public record MePage(Me me, Form form, List<SignIn.Device> devices) {}
