package org.coomunity.people.members;

import org.coomunity.base.kernel.Secret;

/// Somebody who wants to join and whose words were found good.
///
/// @param hash of their password
public record Applicant(NewMember draft, Secret hash) {}
