// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

/// How large an enterprise is, by the statistical classes of large, medium, small and micro
/// enterprises (2017).
public enum SizeClass {
    LARGE,
    MEDIUM,
    SMALL,
    MICRO
}
