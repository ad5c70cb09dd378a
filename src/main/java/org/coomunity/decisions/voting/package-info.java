/// How a community counts: ballots and what they cost, tallies, quorum, delegation, seats, budgets,
/// and the record by which anybody can count again. Pure: facts in, results out, no clock, no
/// database.
@NullMarked
package org.coomunity.decisions.voting;

import org.jspecify.annotations.NullMarked;
