// SPDX-License-Identifier: Apache-2.0
/// Signatures below the text of a campaign, their review, and the public roll.
///
/// Invariants: each signature names the hash of the text it was given for; an enterprise signs
/// once a campaign, while it is open and within its window; three different persons sign, review
/// and publish; what was published once stays on the roll for ever, with its state, date and
/// reason; the signer's name is never public and never in the log.
///
/// Tables owned: `pledge`, `pledge_history`. View published: `facts_pledge`.
@NullMarked
package dev.touchstone.app.pledge;

import org.jspecify.annotations.NullMarked;
