package org.coomunity.web;

import java.util.List;
import org.coomunity.people.addresses.Address;
import org.coomunity.people.factors.Factor;
import org.coomunity.people.members.Profile;
import org.coomunity.people.members.SignIn;
import org.coomunity.people.passkeys.Passkey;

/// One's door.
///
/// @param form of a new password
/// @param apart those whom one would rather not meet
public record SecurityPage(
    Form form,
    Address address,
    Factor factor,
    List<Passkey> passkeys,
    List<SignIn.Device> devices,
    List<Profile> apart) {}
