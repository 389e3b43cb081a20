// SPDX-License-Identifier: Apache-2.0

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Reads the surefire reports of every module and prints each skip with its reason, each failure,
/// and the line `N passed, N failed, N skipped`. Exits with 1 when a test failed or none ran, and,
/// with `--no-skip`, when one was skipped.
public final class TestSummary {
    private TestSummary() {}

    /// @param args the checkout, and optionally `--no-skip`
    public static void main(String[] args)
            throws IOException, ParserConfigurationException, SAXException {
        boolean noSkip = List.of(args).contains("--no-skip");
        int passed = 0;
        int failed = 0;
        int skipped = 0;
        for (File report : reports(Path.of(args[0]))) {
            NodeList cases =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(report)
                            .getElementsByTagName("testcase");
            if (cases.getLength() == 0) {
                skipped++;
                System.out.println(
                        "SKIPPED " + report.getName() + ": a condition of the whole class");
            }
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                String name = test.getAttribute("classname") + "." + test.getAttribute("name");
                if (child(test, "skipped") != null) {
                    skipped++;
                    System.out.println("SKIPPED " + name + ": " + message(child(test, "skipped")));
                } else if (child(test, "failure") != null || child(test, "error") != null) {
                    failed++;
                    Element at =
                            child(test, "failure") != null
                                    ? child(test, "failure")
                                    : child(test, "error");
                    System.out.println("FAILED " + name + ": " + message(at));
                } else {
                    passed++;
                }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
        System.exit(failed > 0 || passed == 0 || noSkip && skipped > 0 ? 1 : 0);
    }

    private static List<File> reports(Path checkout) throws IOException {
        try (Stream<Path> modules = Files.list(checkout)) {
            return modules.map(module -> module.resolve("target/surefire-reports"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> Stream.of(folder.toFile().listFiles()))
                    .filter(file -> file.getName().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
    }

    private static Element child(Element of, String name) {
        return (Element) of.getElementsByTagName(name).item(0);
    }

    private static String message(Element of) {
        String message = of.getAttribute("message");
        return message.isEmpty() ? "(no reason given)" : message.lines().findFirst().orElse("");
    }
}
