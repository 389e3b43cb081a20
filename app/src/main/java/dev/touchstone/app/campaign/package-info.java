// SPDX-License-Identifier: Apache-2.0
/// Quality Month campaigns and the text that enterprises pledge in them.
///
/// Invariants: a text never changes after its first signature; a window is whole days of Chinese
/// time, and the first instant after it is too late; a draft is for the association only.
///
/// Tables owned: `campaign`, `campaign_text`. View published: `facts_campaign`.
@NullMarked
package dev.touchstone.app.campaign;

import org.jspecify.annotations.NullMarked;
