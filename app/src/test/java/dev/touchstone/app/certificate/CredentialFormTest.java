// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.PlayedDemo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The credential of a real certificate before readers that are not ours: the schema of UNTP
/// 0.7.0, a JSON-LD processor, and Digital Bazaar's verifier.
class CredentialFormTest {
    private static final Path PEER = Path.of("..", "credential", "src", "test", "node");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String UNTP = "https://vocabulary.uncefact.org/untp/0.7.0/context/";

    private static String credential;
    private static String did;
    private static ObjectNode lists;
    private static String ourContext;
    private static String context;

    @BeforeAll
    static void issue() {
        try (TestApp app = TestApp.start()) {
            PlayedDemo demo = new PlayedDemo(app.app());
            var anybody = demo.anybody();
            String number = demo.made("certificate");
            credential = anybody.get("/certificates/" + number + "/credential").text();
            did = anybody.get("/.well-known/did.json").text();
            ourContext = app.origin() + "/contexts/announcement/v2";
            context = anybody.get("/contexts/announcement/v2").text();
            assertThat(anybody.get("/contexts/announcement/v1").status()).isEqualTo(200);
            lists = MAPPER.createObjectNode();
            for (String purpose : List.of("revocation", "suspension")) {
                String path = "/status/" + purpose + "/0";
                lists.set(app.origin() + path, read(anybody.get(path).text()));
            }
        }
    }

    private static ObjectNode read(String json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    private static Path untp() {
        String folder = System.getProperty("touchstone.conformance", "");
        assumeTrue(!folder.isEmpty(), "set -Dtouchstone.conformance to compare with UNTP");
        return Path.of(folder, "untp", "v0.7.0");
    }

    private static List<Error> errors(ObjectNode json) throws IOException {
        Path file = untp().resolve("schemas").resolve("ConformityCredential.json");
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(file), InputFormat.JSON);
        return schema.validate(
                json.toString(),
                InputFormat.JSON,
                run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    @Test
    void isADigitalConformityCredentialButForTheStatusOfTheW3c() throws IOException {
        ObjectNode json = read(credential);
        assertThat(errors(json))
                .isNotEmpty()
                .allMatch(
                        error ->
                                error.getInstanceLocation()
                                        .toString()
                                        .startsWith("/credentialStatus"));
        json.remove("credentialStatus");
        assertThat(errors(json)).isEmpty();
        json.remove("name");
        assertThat(errors(json)).as("the schema does look").hasSize(1);
    }

    @Test
    void theSchemasOwnSampleWithAStatusAsTheW3cSaysFailsLikewise() throws IOException {
        Path sample = untp().resolve("samples/dcc/ConformityCredential_instance.json");
        ObjectNode json = read(Files.readString(sample));
        assertThat(errors(json)).isEmpty();
        json.set("credentialStatus", read(credential).path("credentialStatus").path(0));
        assertThat(errors(json))
                .singleElement()
                .satisfies(
                        error ->
                                assertThat(error.getInstanceLocation().toString())
                                        .isEqualTo("/credentialStatus/statusListIndex"));
    }

    @Test
    void saysWhatItIsAndNothingMore() {
        JsonNode subject = read(credential).path("credentialSubject");
        assertThat(subject.path("assessorLevel").asString()).isEqualTo("self");
        assertThat(subject.path("assessmentLevel").asString()).isEqualTo("no-endorsement");
        assertThat(subject.path("attestationType").asString()).isEqualTo("declaration");
        assertThat(subject.path("description").asString())
                .contains("not a certification of product or system")
                .contains("不构成对产品或体系的认证");
        for (String claim :
                List.of("conformityAssessment", "trustmark", "profileScore", "authorisation")) {
            assertThat(subject.has(claim)).as(claim).isFalse();
        }
    }

    private static ObjectNode ask(ObjectNode request) throws IOException {
        assumeTrue(
                Files.isDirectory(PEER.resolve("node_modules")),
                "run npm install in credential/src/test/node to compare with another program");
        Process process =
                new ProcessBuilder("node", "peer.mjs")
                        .directory(PEER.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(request.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] answer = process.getInputStream().readAllBytes();
        return read(new String(answer, StandardCharsets.UTF_8));
    }

    private static ObjectNode request(String what, ObjectNode json) {
        ObjectNode request = MAPPER.createObjectNode().put("do", what);
        request.put("now", Instant.now().toString());
        request.set("credential", json);
        request.set("did", read(did));
        request.set("lists", lists);
        request.putObject("contexts").set(ourContext, read(context));
        return request;
    }

    private static boolean isVerified(ObjectNode json) throws IOException {
        return ask(request("verify", json)).path("verified").asBoolean();
    }

    @Test
    void anotherProgramVerifiesItWithItsStatus() throws IOException {
        ObjectNode answer = ask(request("verify", read(credential)));
        assertThat(answer.path("verified").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("set")).hasSize(2).noneMatch(JsonNode::asBoolean);
    }

    @Test
    void anotherProgramRefusesItChanged() throws IOException {
        for (String member : List.of("id", "validUntil", "name")) {
            assertThat(isVerified(read(credential).put(member, "2031-01-01T00:00:00Z")))
                    .as(member)
                    .isFalse();
        }
        ObjectNode subject = read(credential);
        ((ObjectNode) subject.get("credentialSubject")).put("creditCode", "91999999MA0000023Y");
        assertThat(isVerified(subject)).isFalse();
        ObjectNode terms = read(credential);
        ((ArrayNode) terms.get("@context")).set(2, "https://evil.example/");
        assertThat(isVerified(terms)).isFalse();
        for (String member : List.of("created", "verificationMethod", "proofValue", "@context")) {
            ObjectNode proof = read(credential);
            ((ObjectNode) proof.path("proof").path(0)).put(member, "zzz");
            assertThat(isVerified(proof)).as(member).isFalse();
        }
    }

    @Test
    void everyTermHasAMeaningInItsContexts() throws IOException {
        ObjectNode json = read(credential);
        json.remove("proof");
        ObjectNode request = request("expand", json);
        ((ObjectNode) request.get("contexts"))
                .set(UNTP, read(Files.readString(untp().resolve("contexts/untp.jsonld"))));
        String expanded = ask(request).toString();
        assertThat(expanded)
                .contains("https://vocabulary.uncefact.org/untp/AttestationType#declaration")
                .contains(ourContext + "#pledgeTextSha256");
    }
}
