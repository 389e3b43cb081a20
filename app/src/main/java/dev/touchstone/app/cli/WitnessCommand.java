// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.App;
import dev.touchstone.app.Config;
import dev.touchstone.app.KeyFile;
import dev.touchstone.app.PolicyFile;
import dev.touchstone.app.witness.WitnessServer;
import dev.touchstone.transparency.NoteSigner;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.Witness;
import dev.touchstone.transparency.WitnessFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `touchstone witness`: a witness that stands alone.
@Command(
        name = "witness",
        description = {
            "Run a stand-alone witness for transparency logs (C2SP tlog-witness).",
            "It needs no database; TLS is the task of a proxy before it."
        })
final class WitnessCommand implements Callable<Integer> {
    private static final String KEY = "witness.key";
    private static final String ML_DSA_KEY = "witness-ml-dsa-44.key";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "the witness's own folder: keys, and what it cosigned")
    private Path data = Path.of("");

    @Option(
            names = "--logs",
            paramLabel = "POLICYFILE",
            required = true,
            description = "C2SP tlog-policy file; its log lines name the logs to witness")
    private Path logs = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the witness's name, a URL without scheme; for ever, at the first run")
    private Optional<String> name = Optional.empty();

    @Option(names = "--ml-dsa-44", description = "cosign with a second, post-quantum key as well")
    private boolean mlDsa;

    @Option(
            names = "--host",
            paramLabel = "H",
            description = "address to listen on (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "port, 0 for a free one (default: ${DEFAULT-VALUE})")
    private int port = 8090;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the address logs are told (default: http://HOST:PORT)")
    private Optional<String> url = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Witness witness =
                new Witness(PolicyFile.logs("--logs", logs, ""), signers(new SecureRandom()));
        InstantSource clock = InstantSource.system();
        var out = spec.commandLine().getOut();
        WitnessFolder folder = WitnessFolder.open(data.resolve("logs"), witness, clock);
        int settled = port == 0 ? App.freePort() : port;
        String told =
                url.map(given -> given.replaceFirst("/+$", ""))
                        .orElse("http://" + host + ":" + settled);
        WitnessServer server =
                new WitnessServer(folder, witness, host, settled, told, clock, new SecureRandom());
        server.start();
        CountDownLatch stopped =
                ServeCommand.stopAtExit(
                        () -> {
                            server.close();
                            folder.close();
                        });
        witness.keys().forEach(key -> out.println("vkey " + key.vkey()));
        out.println("listening on http://" + host + ":" + settled);
        out.flush();
        stopped.await();
        return Touchstone.DONE;
    }

    private List<NoteSigner> signers(SecureRandom random) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new TransparencyException.Unavailable("cannot make the folder " + data, e);
        }
        List<NoteSigner> signers = new ArrayList<>();
        SignerKey first = key(KEY, SignatureType.COSIGNATURE_ED25519, name, random);
        signers.add(first.signer());
        if (mlDsa) {
            Optional<String> same = Optional.of(first.verifier().name());
            signers.add(
                    key(ML_DSA_KEY, SignatureType.COSIGNATURE_ML_DSA_44, same, random).signer());
        }
        return signers;
    }

    private SignerKey key(
            String file, SignatureType type, Optional<String> wanted, SecureRandom random) {
        Path path = data.resolve(file);
        if (!Files.exists(path) && wanted.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The first run needs --name, for the new key " + path + ".");
        }
        SignerKey key =
                KeyFile.signer(path, () -> SignerKey.generate(type, wanted.orElseThrow(), random));
        if (key.verifier().type() != type) {
            throw new Config.Unusable(path + " is no key of type " + type);
        }
        if (wanted.isPresent() && !wanted.get().equals(key.verifier().name())) {
            throw new Config.Unusable(
                    "%s is the key of %s, not of %s; a witness keeps its name"
                            .formatted(path, key.verifier().name(), wanted.get()));
        }
        return key;
    }
}
