package org.coomunity.web;

import java.util.List;
import org.coomunity.people.members.Profile;
import org.coomunity.people.members.SignIn;

/// One's door.
///
/// @param form of a new password
/// @param apart those whom one would rather not meet
public record SecurityPage(Form form, List<SignIn.Device> devices, List<Profile> apart) {}
