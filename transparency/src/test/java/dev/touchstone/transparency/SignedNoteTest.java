// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    /// The example of C2SP signed-note, Verifier keys.
    private static final String VKEY =
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE =
            """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ER\
            YNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    private static final SignerKey KEY =
            new SignerKey(SignatureType.ED25519, "a.example", new byte[32]);
    private static final SignerKey OTHER =
            new SignerKey(SignatureType.ED25519, "b.example", new byte[32]);

    @Test
    void verifiesTheExampleOfTheStandard() {
        SignedNote note = SignedNote.parse(NOTE);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.verify(List.of(NoteVerifier.parse(VKEY)))).hasSize(1);
        assertThat(note).hasToString(NOTE);
        assertThat(NoteVerifier.parse(VKEY)).hasToString(VKEY);
    }

    @Test
    void refusesAnyChangeOfTheText() {
        SignedNote changed = SignedNote.parse(NOTE.replace("This", "That"));
        assertThatThrownBy(() -> changed.verify(List.of(NoteVerifier.parse(VKEY))))
                .isInstanceOf(Unverified.class)
                .hasMessage("the signature by example.com/foo+530d903a does not verify");
    }

    @Test
    void ignoresUnknownKeysEvenWhenTheyShareNameOrId() {
        NoteSignature good = KEY.signer().sign("text\n");
        NoteSignature sameName = new NoteSignature("a.example", 1, new byte[64]);
        NoteSignature sameId = new NoteSignature("c.example", good.keyId(), new byte[64]);
        SignedNote note = new SignedNote("text\n", List.of(sameName, sameId, good));
        assertThat(note.verify(List.of(KEY.verifier(), OTHER.verifier())))
                .extracting(VerifiedSignature::key)
                .containsExactly(KEY.verifier());
    }

    @Test
    void isSpoiledByOneBadSignatureOfAKnownKey() {
        NoteSignature good = KEY.signer().sign("text\n");
        NoteSignature bad = new NoteSignature("a.example", good.keyId(), new byte[64]);
        for (List<NoteSignature> order : List.of(List.of(good, bad), List.of(bad, good))) {
            SignedNote note = new SignedNote("text\n", order);
            assertThatThrownBy(() -> note.verify(List.of(KEY.verifier())))
                    .isInstanceOf(Unverified.class);
        }
    }

    @Test
    void refusesANoteWithoutAnyKnownKey() {
        SignedNote note = new SignedNote("text\n", List.of(KEY.signer().sign("text\n")));
        assertThatThrownBy(() -> note.verify(List.of(OTHER.verifier())))
                .isInstanceOf(Unverified.class)
                .hasMessageContaining(KEY.verifier().id())
                .hasMessageContaining(OTHER.verifier().id());
    }

    @Test
    void countsAKeyOnceHoweverOftenItSigned() {
        NoteSignature one = KEY.signer().sign("text\n");
        SignedNote note = new SignedNote("text\n", List.of(one, one, one));
        assertThat(note.verify(List.of(KEY.verifier()))).hasSize(1);
        assertThat(note.with(List.of(one)).signatures()).hasSize(3);
    }

    @Test
    void splitsAtTheLastBlankLine() {
        String text = "first\n\nsecond\n\n\u2014 not a signature\n";
        SignedNote note = new SignedNote(text, List.of(KEY.signer().sign(text)));
        assertThat(SignedNote.parse(note.toBytes())).isEqualTo(note);
    }

    @Test
    void takesSignaturesUpToTheLimit() {
        NoteSignature large = new NoteSignature("x.example", 7, new byte[5_000]);
        List<NoteSignature> max = new ArrayList<>(Collections.nCopies(64, large));
        byte[] note = new SignedNote("text\n", max).toBytes();
        assertThat(SignedNote.parse(note).signatures()).hasSize(64);
        String more = new String(note, UTF_8) + large + "\n";
        assertThatThrownBy(() -> SignedNote.parse(more))
                .isInstanceOf(Malformed.class)
                .hasMessage("a note has at most 64 signatures");
        assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.BYTES_MAX + 1]))
                .hasMessage("a note has at most 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n\n",
                "text\n\nno dash AAAAAAAA\n",
                "text\n\n- a AAAAAAAA\n",
                "text\n\n\u2014 a AAAAAAAA",
                "text\n\n\u2014 a AAAAAAAA\n\n",
                "text\n\n\u2014  AAAAAAAA\n",
                "text\n\n\u2014 a\n",
                "text\n\n\u2014 a AAAA\n",
                "text\n\n\u2014 a AAAAAA==\n",
                "text\n\n\u2014 a AAAAAAB=\n",
                "text\n\n\u2014 a  AAAAAAAA\n",
                "text\n\n\u2014 a AAAAAAAA \n",
                "text\n\n\u2014 a+b AAAAAAAA\n",
                "text\n\n\u2014 a\u00a0b AAAAAAAA\n",
                "text\n\n\u2014 a\u3000b AAAAAAAA\n",
                "text\n\n\u2014 a\u0085b AAAAAAAA\n",
                "te\txt\n\n\u2014 a AAAAAAAA\n",
                "te\rxt\n\n\u2014 a AAAAAAAA\n",
                "te\0xt\n\n\u2014 a AAAAAAAA\n",
            })
    void refusesMalformedNotes(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] note = NOTE.getBytes(UTF_8);
        note[0] = (byte) 0xff;
        assertThatThrownBy(() -> SignedNote.parse(note)).hasMessage("note is not valid UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "++",
                "name",
                "name+00000000",
                "name+00000000+",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U",
            })
    void refusesMalformedVerifierKeys(String vkey) {
        assertThatThrownBy(() -> NoteVerifier.parse(vkey)).isInstanceOf(Malformed.class);
    }

    @Test
    void derivesThePublicKeyAsRfc8032Does() {
        // RFC 8032, Section 7.1, test 1.
        byte[] seed =
                HexFormat.of()
                        .parseHex(
                                "9d61b19deffd5a60ba844af492ec2cc4"
                                        + "4449c5697b326919703bac031cae7f60");
        SignerKey key = new SignerKey(SignatureType.ED25519, "test", seed);
        assertThat(HexFormat.of().formatHex(key.verifier().publicKey()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @ParameterizedTest
    @EnumSource
    void readsBackPrivateAndPublicKeys(SignatureType type) {
        SignerKey key = SignerKey.generate(type, "a.example", Seeds.random("keys"));
        SignerKey again = SignerKey.parse(key.text());
        assertThat(again.verifier()).isEqualTo(key.verifier());
        assertThat(again.seed()).isEqualTo(key.seed());
        assertThat(NoteVerifier.parse(key.verifier().vkey())).isEqualTo(key.verifier());
        assertThat(key.toString()).doesNotContain(Text.base64(key.seed()));
    }

    @Test
    void refusesMalformedPrivateKeysWithoutRepeatingThem() {
        String text = KEY.text();
        String secret = text.substring(text.lastIndexOf('+'));
        for (String bad :
                List.of("", "PRIVATE+KEY+", VKEY, text + "A", text.replace("a.ex", "b.ex"))) {
            assertThatThrownBy(() -> SignerKey.parse(bad))
                    .isInstanceOf(Malformed.class)
                    .message()
                    .doesNotContain(secret);
        }
    }

    @Test
    void refusesToHandOutASignatureThatDoesNotVerify() {
        NoteSigner mixedUp = new NoteSigner(KEY.verifier(), message -> new byte[64]);
        assertThatThrownBy(() -> mixedUp.sign("text\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("do not belong together");
    }
}
