// SPDX-License-Identifier: Apache-2.0
// Another implementation's answer, on one line of JSON. Reads from standard input:
//   {"do": "verify", "credential": ..., "did": ..., "lists": {url: status list credential},
//    "contexts": {url: JSON-LD context}, "now": ...}
//   {"do": "expand", "credential": ..., "contexts": ...}
//   {"do": "verify-jwt", "jwt": ..., "did": ..., "now": ...}
//   {"do": "issue", "credential": ..., "key": {Multikey with secretKeyMultibase}, "created": ...}
//   {"do": "status-list", "entries": n, "set": [...]}
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {
  createSignCryptosuite, createVerifyCryptosuite
} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {compactVerify, importJWK} from 'jose';
import jsonld from 'jsonld';
import * as vc from '@digitalbazaar/vc';
import {checkStatus, createList} from '@digitalbazaar/vc-bitstring-status-list';

const request = JSON.parse(readFileSync(0, 'utf8'));

function loader() {
  return async url => {
    const [base, fragment] = url.split('#');
    let document;
    if(base === request.did?.id) {
      document = fragment === undefined ? request.did :
        {'@context': request.did['@context'],
          ...request.did.verificationMethod.find(method => method.id === url)};
    } else {
      document = request.lists?.[url] ?? request.contexts?.[url];
    }
    return document ? {contextUrl: null, documentUrl: url, document} :
      vc.defaultDocumentLoader(url);
  };
}

const answers = {
  async verify() {
    const documentLoader = loader();
    const suite = new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});
    const result = await vc.verifyCredential({
      credential: request.credential, suite, documentLoader, now: new Date(request.now),
      checkStatus: options => checkStatus({
        ...options, suite, documentLoader, verifyBitstringStatusListCredential: true
      })
    });
    const statuses = result.statusResult?.results ?? [];
    return {verified: result.verified, set: statuses.map(one => one.status), error: result.error && String(
      result.error.errors?.map(error => error.stack) ?? result.error.stack)};
  },
  async issue() {
    const key = await Ed25519Multikey.from(request.key);
    const suite = new DataIntegrityProof({
      signer: key.signer(), date: request.created, cryptosuite: createSignCryptosuite()
    });
    return vc.issue({
      credential: request.credential, suite, documentLoader: loader(),
      now: new Date(request.created)
    });
  },
  async expand() {
    const expanded = await jsonld.expand(
      request.credential, {documentLoader: loader(), safe: true});
    return {expanded};
  },
  async 'verify-jwt'() {
    try {
      const {payload, protectedHeader} = await compactVerify(request.jwt, async header => {
        const method = request.did.verificationMethod.find(one => one.id === header.kid);
        return importJWK(method.publicKeyJwk, 'EdDSA');
      }, {algorithms: ['EdDSA']});
      return {verified: true, header: protectedHeader,
        payload: JSON.parse(new TextDecoder().decode(payload))};
    } catch(error) {
      return {verified: false, error: String(error)};
    }
  },
  async 'status-list'() {
    const list = await createList({length: request.entries});
    request.set.forEach(index => list.setStatus(index, true));
    return {encodedList: await list.encode()};
  }
};

process.stdout.write(JSON.stringify(await answers[request.do]()));
