// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A place in a JSON document, written as JSON pointer only when it is needed (RFC 6901).
record Pointer(Optional<Pointer> parent, String token) {
    static final Pointer ROOT = new Pointer(Optional.empty(), "");

    Pointer child(String name) {
        return new Pointer(Optional.of(this), name);
    }

    Pointer child(int index) {
        return child(Integer.toString(index));
    }

    @Override
    public String toString() {
        Deque<String> tokens = new ArrayDeque<>();
        Pointer at = this;
        while (at.parent.isPresent()) {
            tokens.push(at.token.replace("~", "~0").replace("/", "~1"));
            at = at.parent.get();
        }
        StringBuilder out = new StringBuilder();
        tokens.forEach(t -> out.append('/').append(t));
        return out.toString();
    }
}
