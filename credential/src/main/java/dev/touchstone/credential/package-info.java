// SPDX-License-Identifier: Apache-2.0
/// W3C verifiable credentials: issue, verify, withdraw.
///
/// A [Credential] (VC Data Model 2.0) is signed by an [Issuer] with Data Integrity
/// `eddsa-jcs-2022`, with `sm2-sm3-jcs-2026` besides when it has an [Sm2Key], or as a JWT
/// (VC-JOSE-COSE), and judged by a [Verifier], whose [Verification] is either valid or says why
/// not. Keys are published in a [DidDocument] (did:web, Multikey), withdrawal in a [StatusList]
/// (Bitstring Status List 1.0). Nothing here opens a connection or reads a clock: documents and
/// times are passed in.
@NullMarked
package dev.touchstone.credential;

import org.jspecify.annotations.NullMarked;
