// SPDX-License-Identifier: Apache-2.0
/// Signatures below the text of a campaign, what comes with them, their review and appeals.
///
/// Invariants: each signature names the hash of the text it was given for; an enterprise signs
/// once a campaign, while it is open and within its window; three different persons sign, review
/// and publish; what was published once stays on the roll for ever, with its state, date and
/// reason; a refusal or removal can be appealed against once, and is decided by somebody who had
/// no part in it; the signer's name is never public and never in the log; a letter of authority is
/// kept sealed and never decoded.
///
/// Tables owned: `pledge`, `pledge_history`, `pledge_letter`, `pledge_letter_use`,
/// `pledge_own_signature`. View published: `facts_pledge`.
@NullMarked
package dev.touchstone.app.pledge;

import org.jspecify.annotations.NullMarked;
