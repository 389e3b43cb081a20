// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Jobs;
import dev.touchstone.app.publiclog.Facts;
import dev.touchstone.app.publiclog.LogView;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.web.Messages;
import dev.touchstone.app.web.Routes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Deque;

/// What every slice is made with. Made once, by [App].
///
/// @param closers what is closed when the program ends, the last one first
record Common(
        Config config,
        Keys keys,
        Database db,
        PublicLog publicLog,
        Facts facts,
        LogView logView,
        Messages messages,
        Ids ids,
        InstantSource clock,
        SecureRandom random,
        Routes routes,
        Jobs jobs,
        Deque<Runnable> closers) {}
