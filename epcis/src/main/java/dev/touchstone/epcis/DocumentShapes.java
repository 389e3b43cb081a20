// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

/// The shapes of what stands around the events (EPCIS 2.0, section 9; JSON schema). The events
/// themselves, and the members on the way to them, are checked while they stream by.
final class DocumentShapes {
    private static final Check ATTRIBUTE_VALUE =
            (node, at, walk) -> {
                if (!node.isString() && !node.isNumber() && !node.isObject()) {
                    throw Checks.wrongType("a text, number or object", node, at);
                }
            };
    private static final Check ATTRIBUTE =
            open().required("id", Checks.URI).optional("attribute", ATTRIBUTE_VALUE);
    private static final Check VOCABULARY_ELEMENT =
            open().required("id", Checks.URI)
                    .optional("attributes", Checks.list(ATTRIBUTE, 0))
                    .optional("children", Checks.list(Checks.URI, 0));
    private static final Check VOCABULARY =
            open().required("type", Checks.URI)
                    .optional("vocabularyElementList", Checks.list(VOCABULARY_ELEMENT, 0));
    static final Check VOCABULARY_LIST = Checks.list(VOCABULARY, 0);
    private static final Check HEADER =
            ObjectShape.extensible()
                    .optional(
                            "epcisMasterData", open().optional("vocabularyList", VOCABULARY_LIST));

    static final ObjectShape CAPTURE =
            ObjectShape.extensible()
                    .required("@context", Namespaces.CHECK)
                    .required("type", Checks.word("EPCISDocument"))
                    .required("schemaVersion", Checks.VERSION)
                    .required("creationDate", Checks.TIME)
                    .optional("id", Checks.URI)
                    .optional("instanceIdentifier", Checks.TEXT)
                    .optional("sender", Checks.TEXT)
                    .optional("receiver", Checks.TEXT)
                    .optional("epcisHeader", HEADER);
    static final ObjectShape QUERY =
            ObjectShape.extensible()
                    .required("@context", Namespaces.CHECK)
                    .required("type", Checks.word("EPCISQueryDocument"))
                    .optional("schemaVersion", Checks.VERSION)
                    .optional("creationDate", Checks.TIME)
                    .optional("id", Checks.URI);
    static final ObjectShape QUERY_RESULTS =
            ObjectShape.extensible()
                    .required("queryName", Checks.TEXT)
                    .optional("subscriptionID", Checks.TEXT);
    static final ObjectShape RESULTS_BODY =
            ObjectShape.extensible().optional("vocabularyList", VOCABULARY_LIST);
    static final ObjectShape BODY = ObjectShape.extensible();

    private DocumentShapes() {}

    private static ObjectShape open() {
        return ObjectShape.extensible();
    }
}
