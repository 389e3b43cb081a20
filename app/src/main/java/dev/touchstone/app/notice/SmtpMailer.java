// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/// Hands letters to an SMTP server, one connection a letter. Thread-safe.
public final class SmtpMailer implements Mailer {
    private static final String TIMEOUT_MILLIS = "15000";
    private static final int PERMANENT = 500;

    private final SmtpServer server;
    private final Session session;
    private final InstantSource clock;

    /// A mailer for one server.
    public SmtpMailer(SmtpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.session = Session.getInstance(properties(server), authenticator(server));
    }

    private static Properties properties(SmtpServer server) {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", String.valueOf(server.port()));
        properties.put("mail.smtp.auth", String.valueOf(server.user().isPresent()));
        properties.put("mail.smtp.ssl.enable", String.valueOf(server.encrypted()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        boolean startTls = !server.encrypted() && !server.isLocal();
        properties.put("mail.smtp.starttls.enable", String.valueOf(!server.encrypted()));
        properties.put("mail.smtp.starttls.required", String.valueOf(startTls));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.from", server.from().text());
        return properties;
    }

    private static Authenticator authenticator(SmtpServer server) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(server.user().orElse(""), server.password());
            }
        };
    }

    @Override
    public Outcome send(Letter letter) {
        try {
            Transport.send(message(letter));
            return new Outcome.Taken();
        } catch (MessagingException e) {
            return outcome(e);
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        String host = server.from().text().replaceFirst(".*@", "");
        MimeMessage message = new Identified(session, "<" + letter.id() + "@" + host + ">");
        message.setFrom(new InternetAddress(server.from().text()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to().text()));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Content-Language", letter.language().tag());
        // No out-of-office answers, RFC 3834 section 5.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /// What the first answer that says so means: 5xx is for good (RFC 5321 section 4.2.1).
    private static Outcome outcome(MessagingException failed) {
        Exception next = failed;
        while (next instanceof MessagingException e) {
            int code =
                    switch (e) {
                        case SMTPAddressFailedException a -> a.getReturnCode();
                        case SMTPSenderFailedException a -> a.getReturnCode();
                        case SMTPSendFailedException a -> a.getReturnCode();
                        default -> 0;
                    };
            if (code >= PERMANENT) {
                return new Outcome.Refused("SMTP " + code);
            }
            if (code > 0) {
                return new Outcome.Unreachable("SMTP " + code);
            }
            if (e instanceof AuthenticationFailedException) {
                return new Outcome.Unreachable("AUTHENTICATION");
            }
            next = e.getNextException();
        }
        return new Outcome.Unreachable("CONNECTION");
    }

    /// A message that keeps the id it was given.
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
