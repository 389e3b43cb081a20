// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A process that opens connections, says how many, and holds them until it is ended.
public final class IdleConnections {
    private IdleConnections() {}

    public static void main(String[] args) throws IOException {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            open.add(new Socket("127.0.0.1", Integer.parseInt(args[0])));
        }
        System.out.println(open.size() + " open");
        System.in.read();
    }
}
