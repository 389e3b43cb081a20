// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// How an event relates to the life of its things or of a group (EPCIS 2.0, section 7.3.1).
public enum Action {
    /// They come into being, or into the group.
    ADD,
    /// They are seen.
    OBSERVE,
    /// They cease to be, or leave the group.
    DELETE
}
