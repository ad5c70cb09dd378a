package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.people.communities.Invitation;
import org.jspecify.annotations.Nullable;

/// Inviting somebody.
///
/// @param made the invitation that was made just now; its code is shown this once
/// @param earlier one's own invitations, newest first
/// @param qr the address as a picture, for the one who stands beside
public record InvitePage(
    Unit unit,
    boolean gifts,
    Form form,
    @Nullable Invitation made,
    List<Invitation.Line> earlier,
    String qr) {}
