// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A credential before it is signed (Verifiable Credentials Data Model 2.0, section 4). Immutable.
public final class Credential {
    /// The first context of every credential.
    public static final String CONTEXT = "https://www.w3.org/ns/credentials/v2";

    /// The first type of every credential.
    public static final String TYPE = "VerifiableCredential";

    private final String issuer;
    private final ObjectNode json;

    private Credential(String issuer, ObjectNode json) {
        this.issuer = issuer;
        this.json = json;
    }

    /// Begins a credential.
    ///
    /// @param issuer who claims: a DID
    /// @param validFrom since when it holds, cut to seconds
    /// @return a builder
    public static Builder builder(String issuer, Instant validFrom) {
        return new Builder(issuer, validFrom);
    }

    /// Takes a credential that was signed, without its proofs, to sign it in another form.
    ///
    /// @param secured a credential
    /// @return what it claims
    /// @throws MalformedDocument when it is none
    public static Credential of(ObjectNode secured) {
        ObjectNode json = secured.deepCopy();
        json.remove("proof");
        return new Credential(Claims.issuer(json), json);
    }

    /// Who claims.
    ///
    /// @return a DID
    public String issuer() {
        return issuer;
    }

    /// The credential as JSON, without a proof.
    ///
    /// @return a copy
    public ObjectNode json() {
        return json.deepCopy();
    }

    /// Collects the parts of a credential. Not thread-safe.
    public static final class Builder {
        private final String issuer;
        private final ObjectNode json = StrictJson.object();
        private final ArrayNode contexts = json.putArray("@context").add(CONTEXT);
        private final ArrayNode types;

        private Builder(String issuer, Instant validFrom) {
            this.issuer = issuer;
            this.types = json.putArray("type").add(TYPE);
            json.put("issuer", issuer);
            json.put("validFrom", seconds(validFrom));
        }

        /// Adds a JSON-LD context that defines the terms used.
        ///
        /// @param url where it is published
        /// @return this
        public Builder context(String url) {
            contexts.add(url);
            return this;
        }

        /// Adds a type.
        ///
        /// @param name defined by one of the contexts
        /// @return this
        public Builder type(String name) {
            types.add(name);
            return this;
        }

        /// Sets the credential's own identifier.
        ///
        /// @param url any URL, best one under which it can be read
        /// @return this
        public Builder id(String url) {
            json.put("id", url);
            return this;
        }

        /// Gives the issuer a name people can read.
        ///
        /// @param name shown beside the DID, not proven by the signature key
        /// @return this
        public Builder issuerName(String name) {
            json.set("issuer", StrictJson.object().put("id", issuer).put("name", name));
            return this;
        }

        /// Gives the issuer a name people can read, and types.
        ///
        /// @param name shown beside the DID
        /// @param types of the issuer, as terms of one of the contexts
        /// @return this
        public Builder issuerName(String name, List<String> types) {
            ObjectNode named = StrictJson.object();
            ArrayNode array = named.putArray("type");
            types.forEach(array::add);
            json.set("issuer", named.put("id", issuer).put("name", name));
            return this;
        }

        /// Sets until when it holds.
        ///
        /// @param instant the end, cut to seconds
        /// @return this
        public Builder validUntil(Instant instant) {
            json.put("validUntil", seconds(instant));
            return this;
        }

        /// Sets what is claimed, of whom.
        ///
        /// @param claims at least one, copied
        /// @return this
        public Builder subject(ObjectNode claims) {
            json.set("credentialSubject", claims.deepCopy());
            return this;
        }

        /// Adds a place where the issuer can withdraw or suspend it.
        ///
        /// @param entry its place in a published list
        /// @return this
        public Builder status(StatusEntry entry) {
            if (!(json.get("credentialStatus") instanceof ArrayNode statuses)) {
                json.putArray("credentialStatus").add(entry.json());
            } else {
                statuses.add(entry.json());
            }
            return this;
        }

        /// Sets any other member, such as `name`, `evidence` or `renderMethod`.
        ///
        /// @param name not one of those above
        /// @param value copied
        /// @return this
        /// @throws MalformedDocument when the member has its own method or is `proof`
        public Builder member(String name, JsonNode value) {
            if (name.equals("proof") || name.equals("credentialSubject") || json.has(name)) {
                throw new MalformedDocument("member is set otherwise: " + name);
            }
            json.set(name, value.deepCopy());
            return this;
        }

        /// Finishes it.
        ///
        /// @return the credential
        /// @throws MalformedDocument when it claims nothing or is not I-JSON
        public Credential build() {
            JsonNode subject = json.get("credentialSubject");
            if (subject == null || subject.isEmpty()) {
                throw new MalformedDocument("a credential claims something");
            }
            return new Credential(issuer, StrictJson.parse(StrictJson.text(json)));
        }

        private static String seconds(Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    }
}
