// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.certificate.CertificateScheme;
import dev.touchstone.app.copies.CopyThresholds;
import dev.touchstone.app.notice.SmtpServer;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.verify.CheckSettings;
import dev.touchstone.gs1.CompanyPrefixes;
import dev.touchstone.gs1.Gs1Exception;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Everything an operator can set. Read from `touchstone.properties` in the data folder; options
/// of the command line win. A key that is not listed here is refused, so a misspelt one never
/// passes unseen. Immutable.
///
/// @param data the data folder: keys, and the database when none is given. Option `--data`
/// @param host `host`: the address to listen on. Default `127.0.0.1`
/// @param port `port`: the port to listen on, 0 for a free one. Default 8080
/// @param publicUrl `public.url`: the origin people know us by, without a slash at the end;
///     cookies are marked secure when it starts with https. Default `http://localhost:PORT`
/// @param behindProxy `behind.proxy`: whether the last `X-Forwarded-For` entry is the caller's
///     address. Set it only behind a proxy that sets this header. Default `false`
/// @param databaseUrl `database.url`: a JDBC address of PostgreSQL 15 or newer; empty for the
///     embedded database. Default empty
/// @param databaseUser `database.user`: its user. Default empty
/// @param databasePassword `database.password`, or the environment variable
///     `TOUCHSTONE_DATABASE_PASSWORD`. Default empty
/// @param logOrigin `log.origin`: the name of the public log, fixed when its key is made. Default:
///     host of `public.url` and `/log`
/// @param logPeriod `log.period.ms`: how long the log waits between batches, in milliseconds, 10
///     to 60,000. Default 1,000
/// @param logWitnesses `log.witnesses`: a C2SP tlog-policy file, below the data folder unless it
///     is an absolute path, with the witnesses of our log, their URLs and the quorum: a checkpoint
///     is published once the quorum cosigned it. Empty: as soon as it is signed. Default empty
/// @param witnessLogs `witness.logs`: a C2SP tlog-policy file, below the data folder unless it is
///     an absolute path; we are a witness of the logs it names. Empty: of none. Default empty
/// @param certificateNumbers `certificate.numbers`: how certificates are numbered, with `{year}`
///     and `{seq}`. Default `QM-{year}-{seq}`
/// @param pledgeTerms `pledge.appeal.days`: how long an enterprise may appeal against a refusal or
///     removal, in days, 1 to 365, default 15; `pledge.valid.months`: how long a signature holds
///     after the window of its campaign, in months, 1 to 120, default 12, until the next Quality
///     Month is over. No law sets either: practice of the association, as of 2026-09-01
/// @param undoWindow `undo.minutes`: how long somebody may take back what was done to codes or
///     packages by mistake, in minutes, 0 to 43,200. Default 60
/// @param prefixFile `company.prefixes`: a file that says how long GS1 company prefixes are,
///     below the data folder unless it is an absolute path: the list GS1 publishes in XML, or rows
///     of `first[-last] length`. Empty: China's and those of examples. Default empty
/// @param mail `mail.smtp`: where letters are handed in, `smtps://[user@]host[:port]`, or
///     `smtp://` for STARTTLS; `mail.password`, or the environment variable
///     `TOUCHSTONE_MAIL_PASSWORD`; `mail.from`: the sender's address. Default empty: no letters
///     are sent
/// @param signInsPerMinute `limit.sign-ins.per-minute`: tries to sign in from one network, and for
///     one name a third of it. Default 30
/// @param visitsPerHour `limit.visits.per-hour`: parties from one network that register for open
///     days. Default 20
/// @param reportsPerHour `limit.reports.per-hour`: consumer reports from one network. Default 20
/// @param checks looks at codes and checks of them, see [CheckSettings]. Defaults: 600 a minute
///     from one network prefix, 120 of one code, 100,000 by one key, no header, the shipped
///     thresholds
public record Config(
        Path data,
        String host,
        int port,
        String publicUrl,
        boolean behindProxy,
        String databaseUrl,
        String databaseUser,
        String databasePassword,
        String logOrigin,
        Duration logPeriod,
        String logWitnesses,
        String witnessLogs,
        CertificateScheme certificateNumbers,
        Pledge.Terms pledgeTerms,
        Duration undoWindow,
        String prefixFile,
        Optional<SmtpServer> mail,
        int signInsPerMinute,
        int visitsPerHour,
        int reportsPerHour,
        CheckSettings checks) {
    /// The file in the data folder.
    public static final String FILE = "touchstone.properties";

    private static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("host", "127.0.0.1");
        defaults.put("port", "8080");
        defaults.put("public.url", "");
        defaults.put("behind.proxy", "false");
        defaults.put("database.url", "");
        defaults.put("database.user", "");
        defaults.put("database.password", "");
        defaults.put("log.origin", "");
        defaults.put("log.period.ms", "1000");
        defaults.put("log.witnesses", "");
        defaults.put("witness.logs", "");
        defaults.put("certificate.numbers", "QM-{year}-{seq:6}");
        defaults.put("pledge.appeal.days", "15");
        defaults.put("pledge.valid.months", "12");
        defaults.put("undo.minutes", "60");
        defaults.put("company.prefixes", "");
        defaults.put("mail.smtp", "");
        defaults.put("mail.password", "");
        defaults.put("mail.from", "");
        defaults.put("limit.sign-ins.per-minute", "30");
        defaults.put("limit.visits.per-hour", "20");
        defaults.put("limit.reports.per-hour", "20");
        defaults.put("limit.checks.per-minute", "600");
        defaults.put("limit.checks.per-code", "120");
        defaults.put("limit.checks.per-key", "100000");
        defaults.put("check.place-header", "");
        defaults.put("copies.thresholds", "");
        return defaults;
    }

    /// A setting that cannot be used; the message is one line for the operator.
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        /// Says what cannot be used and why.
        public Unusable(String message) {
            super(message);
        }
    }

    /// Reads the configuration.
    ///
    /// @param data the data folder; its file may be absent
    /// @param environment the environment's variables
    /// @param options settings of the command line, by key; they win over the file
    /// @throws Unusable naming the key at fault
    public static Config read(
            Path data, Map<String, String> environment, Map<String, String> options) {
        Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
        values.put(
                "database.password", environment.getOrDefault("TOUCHSTONE_DATABASE_PASSWORD", ""));
        values.put("mail.password", environment.getOrDefault("TOUCHSTONE_MAIL_PASSWORD", ""));
        Map<String, String> given = new LinkedHashMap<>(file(data.resolve(FILE)));
        given.putAll(options);
        given.forEach(
                (key, value) -> {
                    if (!DEFAULTS.containsKey(key)) {
                        throw new Unusable(
                                "unknown setting " + key + "; known: " + DEFAULTS.keySet());
                    }
                    values.put(key, value.strip());
                });
        return of(data, values);
    }

    private static Map<String, String> file(Path file) {
        Map<String, String> given = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new Unusable("cannot read " + file + ": " + e.getMessage());
            }
            properties.stringPropertyNames().stream()
                    .sorted()
                    .forEach(key -> given.put(key, properties.getProperty(key)));
        }
        return given;
    }

    private static Config of(Path data, Map<String, String> values) {
        int port = (int) number(values, "port", 0, 65_535);
        String url = text(values, "public.url");
        String publicUrl = url.isEmpty() ? "http://localhost:" + port : url;
        if (!publicUrl.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
            throw new Unusable("public.url must be http(s)://host[:port], not " + publicUrl);
        }
        String numbers = text(values, "certificate.numbers");
        CertificateScheme scheme;
        try {
            scheme = new CertificateScheme(numbers, CertificateScheme.DEFAULT.validFor());
        } catch (IllegalArgumentException e) {
            throw new Unusable(
                    "certificate.numbers needs {year} and {seq:N} once each, besides letters,"
                            + " digits and dashes; not "
                            + numbers);
        }
        String origin = text(values, "log.origin");
        String host = publicUrl.replaceFirst("https?://", "").replaceFirst(":[0-9]+$", "");
        return new Config(
                data.toAbsolutePath().normalize(),
                text(values, "host"),
                port,
                publicUrl,
                flag(values, "behind.proxy"),
                text(values, "database.url"),
                text(values, "database.user"),
                text(values, "database.password"),
                origin.isEmpty() ? host + "/log" : origin,
                Duration.ofMillis(number(values, "log.period.ms", 10, 60_000)),
                text(values, "log.witnesses"),
                text(values, "witness.logs"),
                scheme,
                new Pledge.Terms(
                        Duration.ofDays(number(values, "pledge.appeal.days", 1, 365)),
                        Period.ofMonths((int) number(values, "pledge.valid.months", 1, 120))),
                Duration.ofMinutes(number(values, "undo.minutes", 0, 43_200)),
                text(values, "company.prefixes"),
                mail(values),
                (int) number(values, "limit.sign-ins.per-minute", 3, 1_000_000),
                (int) number(values, "limit.visits.per-hour", 1, 1_000_000),
                (int) number(values, "limit.reports.per-hour", 1, 1_000_000),
                checks(values));
    }

    /// The folder where this node keeps the checkpoint of the public log that it saw published
    /// last.
    public Path keptCheckpoint() {
        return data.resolve("log");
    }

    /// The same on another port, once a free one was found.
    Config onPort(int free) {
        String url =
                publicUrl.equals("http://localhost:0") ? "http://localhost:" + free : publicUrl;
        return new Config(
                data,
                host,
                free,
                url,
                behindProxy,
                databaseUrl,
                databaseUser,
                databasePassword,
                logOrigin,
                logPeriod,
                logWitnesses,
                witnessLogs,
                certificateNumbers,
                pledgeTerms,
                undoWindow,
                prefixFile,
                mail,
                signInsPerMinute,
                visitsPerHour,
                reportsPerHour,
                checks);
    }

    /// Every setting by its key, secrets hidden: what `touchstone config` prints.
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("data", data.toString());
        settings.put("host", host);
        settings.put("port", String.valueOf(port));
        settings.put("public.url", publicUrl);
        settings.put("behind.proxy", String.valueOf(behindProxy));
        settings.put("database.url", databaseUrl);
        settings.put("database.user", databaseUser);
        settings.put("database.password", databasePassword.isEmpty() ? "" : "***");
        settings.put("log.origin", logOrigin);
        settings.put("log.period.ms", String.valueOf(logPeriod.toMillis()));
        settings.put("log.witnesses", logWitnesses);
        settings.put("witness.logs", witnessLogs);
        settings.put("certificate.numbers", certificateNumbers.pattern());
        settings.put("pledge.appeal.days", String.valueOf(pledgeTerms.appealFor().toDays()));
        settings.put("pledge.valid.months", String.valueOf(pledgeTerms.validFor().toTotalMonths()));
        settings.put("undo.minutes", String.valueOf(undoWindow.toMinutes()));
        settings.put("company.prefixes", prefixFile);
        settings.put("mail.smtp", mail.map(SmtpServer::address).orElse(""));
        settings.put("mail.password", mail.flatMap(SmtpServer::user).isPresent() ? "***" : "");
        settings.put("mail.from", mail.map(server -> server.from().text()).orElse(""));
        settings.put("limit.sign-ins.per-minute", String.valueOf(signInsPerMinute));
        settings.put("limit.visits.per-hour", String.valueOf(visitsPerHour));
        settings.put("limit.reports.per-hour", String.valueOf(reportsPerHour));
        settings.put("limit.checks.per-minute", String.valueOf(checks.perPrefix()));
        settings.put("limit.checks.per-code", String.valueOf(checks.perCode()));
        settings.put("limit.checks.per-key", String.valueOf(checks.perKey()));
        settings.put("check.place-header", checks.placeHeader());
        settings.put("copies.thresholds", checks.thresholds());
        return settings;
    }

    private static CheckSettings checks(Map<String, String> values) {
        String header = text(values, "check.place-header");
        if (!header.matches("[A-Za-z0-9-]{0,60}")) {
            throw new Unusable("check.place-header must be the name of a header, not " + header);
        }
        if (!header.isEmpty() && !flag(values, "behind.proxy")) {
            throw new Unusable("check.place-header can be trusted only with behind.proxy=true");
        }
        return new CheckSettings(
                (int) number(values, "limit.checks.per-minute", 20, 100_000_000),
                (int) number(values, "limit.checks.per-code", 10, 100_000_000),
                (int) number(values, "limit.checks.per-key", 1_000, 1_000_000_000),
                header,
                text(values, "copies.thresholds"));
    }

    /// What the copy rule weighs by.
    ///
    /// @throws Unusable when the operator's file cannot be read
    public CopyThresholds copyThresholds() {
        if (checks.thresholds().isEmpty()) {
            return CopyThresholds.DEFAULT;
        }
        Path file = data.resolve(checks.thresholds());
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return CopyThresholds.read(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Unusable("copies.thresholds: cannot read " + file + ": " + e.getMessage());
        }
    }

    /// How long GS1 company prefixes are.
    ///
    /// @throws Unusable when the operator's file cannot be read
    public CompanyPrefixes companyPrefixes() {
        if (prefixFile.isEmpty()) {
            return CompanyPrefixes.bundled();
        }
        Path file = data.resolve(prefixFile);
        try {
            return CompanyPrefixes.read(file);
        } catch (IOException | Gs1Exception e) {
            throw new Unusable("company.prefixes: cannot read " + file + ": " + e.getMessage());
        }
    }

    private static Optional<SmtpServer> mail(Map<String, String> values) {
        String address = text(values, "mail.smtp");
        String from = text(values, "mail.from");
        if (address.isEmpty() && from.isEmpty()) {
            return Optional.empty();
        }
        if (address.isEmpty() || from.isEmpty()) {
            throw new Unusable("mail.smtp and mail.from are set together");
        }
        try {
            return Optional.of(SmtpServer.of(address, text(values, "mail.password"), from));
        } catch (IllegalArgumentException e) {
            throw new Unusable("mail.smtp and mail.from cannot be used: " + e.getMessage());
        }
    }

    private static String text(Map<String, String> values, String key) {
        return values.getOrDefault(key, "");
    }

    private static boolean flag(Map<String, String> values, String key) {
        return switch (text(values, key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unusable(key + " must be true or false");
        };
    }

    private static long number(Map<String, String> values, String key, long min, long max) {
        try {
            long number = Long.parseLong(text(values, key));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Unusable(key + " must be a whole number, not " + text(values, key));
        }
        throw new Unusable(key + " must be " + min + " to " + max);
    }
}
