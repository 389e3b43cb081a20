// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

/// As what an enterprise signs.
public enum Category {
    /// 标杆: shows others how it is done.
    BENCHMARK,
    /// 提升: sets out to become better.
    IMPROVEMENT
}
